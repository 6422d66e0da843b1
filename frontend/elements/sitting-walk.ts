import { html, nothing, type TemplateResult } from "lit";
import type { ListedArea } from "../home/sitting.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { Part } from "./part.ts";
import { END } from "./sitting.ts";

/** Before the first area, after the last, and while others are still at it. */
export class SittingWalk extends Part {
  static override properties = { list: { attribute: false }, end: { attribute: false } };
  declare list: readonly ListedArea[];
  declare end: boolean;

  protected override render(): TemplateResult {
    const { inventory, walk } = this.home.sitting;
    if (inventory.value?.open) return this.#more();
    if (walk.value.through) return this.#waiting();
    if (this.end) return this.#end();
    return inventory.value ? this.#closed() : this.#begin();
  }

  #begin(): TemplateResult {
    const count = this.list.reduce((all, area) => all + area.entries.length, 0);
    return html`<main class="opening">
      <h1 tabindex="-1">${t("What does our home carry?")}</h1>
      <p class="lead">${t("{count} ordinary things, the ones nobody sees too: who notices the milk, who knows the shoe sizes. Each of you goes through them alone.", { count })}</p>
      <ol class="how">
        <li>${t("Mark what exists with you, and what is only in your head.")}</li>
        <li>${t("Say when you are through. It opens when everyone has said so, for all adults at the same moment.")}</li>
        <li>${t("Bring what you like to our list. The rest may stay where it is.")}</li>
      </ol>
      ${this.#private()}
      ${this.#go(t("Begin"))}
    </main>`;
  }

  #closed(): TemplateResult {
    const again = (): void => {
      void this.home.sit({ verb: "open_sitting" });
    };
    return html`<main class="opening">
      <h1 tabindex="-1">${t("That sitting is closed.")}</h1>
      <p class="lead">${t("What you brought is on our list. Whoever likes can begin a new one, alone as the first time; nobody sees that they did.")}</p>
      <div class="acts">${this.#go(t("Begin a new one"))}<button class="btn" type="button" @click=${again}>${t("Open the old one again")}</button></div>
    </main>`;
  }

  #end(): TemplateResult {
    return html`<main class="opening">
      <h1 tabindex="-1">${t("That was all of it.")}</h1>
      <p class="lead">${this.#others === 0 ? t("You are alone here, so it opens at once. Whoever joins you later can add theirs.") : t("It opens when all adults at home have said that they are through. You will see together what exists and what is only in one head, without any names.")}</p>
      ${this.#others === 1 ? html`<p class="quiet">${t("The other will see what is only in one head, not in whose. With two of you that is easy to guess.")}</p>` : nothing}
      <p class="quiet">${t("What you added in your own words will be read as you wrote it.")}</p>
      ${this.#private()}
      <div class="acts"><button class="btn primary" type="button" @click=${this.#through}>${t("I’m through; show ours")}</button>${this.#back()}</div>
    </main>`;
  }

  #waiting(): TemplateResult {
    const notYet = (): void => {
      void this.home.sit({ verb: "not_through", round: this.home.sitting.round.value });
      location.hash = this.#at;
    };
    return html`<main class="opening">
      <h1 tabindex="-1">${t("You are through.")}</h1>
      <p class="lead">${t("It opens by itself when all adults at home are. Until then nobody sees that you are, or what you marked.")}</p>
      ${this.#private()}
      <div class="acts"><button class="btn" type="button" @click=${notYet}>${t("Not through yet")}</button></div>
    </main>`;
  }

  /** It is open, and I thought of something else. */
  #more(): TemplateResult {
    return html`<main class="opening">
      <h1 tabindex="-1">${t("That was all of it.")}</h1>
      <p class="lead">${t("It is open already: what you have marked now joins it, for everyone to see.")}</p>
      ${this.#others === 1 ? html`<p class="quiet">${t("The other will see what is only in one head, not in whose. With two of you that is easy to guess.")}</p>` : nothing}
      <div class="acts"><button class="btn primary" type="button" @click=${this.#through}>${t("Add mine to ours")}</button>${this.#back()}</div>
    </main>`;
  }

  #private(): TemplateResult {
    return html`<p class="only">${icon("lock", "small")} ${t("Only you see this. It is kept on all your devices.")}</p>`;
  }

  /** To where I was, on whichever device that was. */
  #go(begin: string): TemplateResult {
    const { walk, marks } = this.home.sitting;
    const text = walk.value.at || marks.value.size > 0 ? t("Go on") : begin;
    return html`<div class="acts"><a class="btn primary" href=${`#${this.#at}`}>${text}</a></div>`;
  }

  #back(): TemplateResult {
    return html`<a class="btn" href=${`#${this.list.at(-1)?.key ?? ""}`}>${t("Back")}</a>`;
  }

  get #at(): string {
    const { at } = this.home.sitting.walk.value;
    return this.list.some(({ key }) => key === at) ? at : (this.list[0]?.key ?? END);
  }

  /** Other adults at home. */
  get #others(): number {
    const { members, me } = this.home;
    return [...members.value.values()].filter((one) => one.role === "adult" && !one.left && one.id !== me).length;
  }

  readonly #through = (): void => {
    const { inventory, round } = this.home.sitting;
    void this.home.sit({ verb: "through", round: round.value });
    if (inventory.value?.open) location.hash = "";
  };
}
