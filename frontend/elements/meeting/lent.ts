import { batch, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { newId } from "../../home/ids.ts";
import type { Problem } from "../../home/types.ts";
import { thisTab } from "../../shelf.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import { type Lent, lentKey, lentWords } from "./lending.ts";
import { stepName } from "./words.ts";

const ADDRESS = { ready: "ready", heads: "heads", rank: "ballot" } as const;

/**
 * My phone in somebody's hand, in three pages: given, theirs, given back. What they put in goes to the server at once or
 * not at all; neither this device's store nor what waits to be sent ever holds it, and it leaves the page with them.
 */
export class LentPhone extends Part {
  readonly #problem = signal<Problem | null>(null);
  readonly #sending = signal(false);
  /** The same once more is the same request. */
  #sent = { text: "", key: "" };
  /** While they have it, what is sent once more stands instead of what came before: a line never comes twice. */
  #handing = newId();
  #stage = "";

  protected override render(): TemplateResult | typeof nothing {
    const lent = this.screen.lent.value;
    if (!lent) return nothing;
    if (lent.stage === "give") return this.#give(lent);
    return lent.stage === "back" ? this.#back(lent) : this.#theirs(lent);
  }

  #give(lent: Lent): TemplateResult {
    const name = nameOf(this.home, lent.member);
    return html`<main class="pass">${mark(this.home, lent.member, "", "large")}
      <h1 tabindex="-1">${t("Give the phone to {name}", { name })}</h1>
      <p class="lead">${t("{name}: tap here when you have it. Nobody else looks.", { name })}</p>
      <div class="acts"><button class="btn primary" type="button" @click=${() => this.#go({ ...lent, stage: "theirs" })}>${t("I am {name}, I have it", { name })}</button>
        <button class="btn" type="button" @click=${() => this.#go(null)}>${t("Not now")}</button></div>
    </main>`;
  }

  #theirs(lent: Lent): TemplateResult {
    const { home, screen } = this;
    const hand = (body: object): void => void this.#handIn(lent, body);
    if (lent.what === "ready") return this.#ready(lent);
    return html`<main class="step" data-lent=${lent.what}>
      <p class="lent-line">${mark(home, lent.member, "", "small")} <span>${lentWords(home, { member: lent.member, on: home.me })}</span></p>
      <h1 tabindex="-1">${stepName(lent.what)}</h1>
      <div class="theirs" ?inert=${this.#sending.value}>${
        lent.what === "heads"
          ? html`<tandem-meeting-lent-heads .screen=${screen} .done=${(lines: readonly string[]) => hand({ id: this.#handing, lines })}></tandem-meeting-lent-heads>`
          : html`<tandem-meeting-lent-order .screen=${screen} .member=${lent.member} .done=${(order: readonly string[]) => hand({ order })}></tandem-meeting-lent-order>`
      }</div>
      <div role="alert">${this.#problem.value ? this.#trouble(this.#problem.value) : nothing}</div>
      <div class="acts"><button class="btn plain tight" type="button" ?disabled=${this.#sending.value} @click=${() => this.#go({ ...lent, stage: "back" })}>${t("Put in nothing, give it back")}</button></div>
    </main>`;
  }

  /** They say it themselves, and know what follows from it. */
  #ready(lent: Lent): TemplateResult {
    const { home } = this;
    const name = nameOf(home, lent.member);
    return html`<main class="pass" data-lent="ready">${mark(home, lent.member, "", "large")}
      <h1 tabindex="-1">${t("{name}, is it a good moment?", { name })}</h1>
      <p class="lead">${t("You sit at the table on {owner}’s phone. What is put in here for you stands as yours, with a word that it was on this phone; your own devices tell you so.", { owner: nameOf(home, home.me) })}</p>
      <div role="alert">${this.#problem.value ? this.#trouble(this.#problem.value) : nothing}</div>
      <div class="acts"><button class="btn primary" type="button" ?disabled=${this.#sending.value} @click=${() => void this.#handIn(lent, {})}>${t("I’m ready")}</button>
        <button class="btn" type="button" ?disabled=${this.#sending.value} @click=${() => this.#go({ ...lent, stage: "back" })}>${t("Not ready, give it back")}</button></div>
    </main>`;
  }

  #trouble({ status, title, detail }: Problem): TemplateResult {
    if (status === 0 || status >= 500)
      return html`<p class="say">${t("It could not be sent. What you put in is still here, and nowhere else: try again in a moment.")}</p>`;
    return html`<p class="say">${t(title)} ${detail ? t(detail) : ""} ${t("What you put in is still here until you give the phone back.")}</p>`;
  }

  #back(lent: Lent): TemplateResult {
    const owner = nameOf(this.home, this.home.me);
    return html`<main class="pass">${mark(this.home, this.home.me, "", "large")}
      <h1 tabindex="-1">${t("Give the phone back to {name}", { name: owner })}</h1>
      <p class="lead">${t("{name}: nothing of what you put in is left on this phone.", { name: nameOf(this.home, lent.member) })}</p>
      <div class="acts"><button class="btn primary" type="button" @click=${() => this.#go(null)}>${t("I am {name}, I have it", { name: owner })}</button></div>
    </main>`;
  }

  async #handIn(lent: Lent, body: object): Promise<void> {
    const meeting = this.home.meeting.now.value?.id;
    if (this.#sending.value) return;
    if (!meeting) {
      this.#problem.value = { status: 409, code: "closed", title: t("Our meeting is over, so this was not sent."), detail: "" };
      return;
    }
    const whole = { member: lent.member, ...body };
    const text = JSON.stringify(whole);
    if (this.#sent.text !== text) this.#sent = { text, key: newId() };
    this.#sending.value = true;
    const path = `meetings/${meeting}/lent/${ADDRESS[lent.what]}/`;
    const answer = await this.home.handIn("POST", path, whole, this.#sent.key);
    batch(() => {
      this.#sending.value = false;
      this.#problem.value = answer.ok ? null : answer.problem;
      if (!answer.ok) return;
      this.screen.lentBefore.value = new Set(this.screen.lentBefore.value).add(`${lent.what} ${lent.member}`);
      this.#go({ ...lent, stage: "back" });
    });
  }

  #go(lent: Lent | null): void {
    const { screen, home } = this;
    this.#sent = { text: "", key: "" };
    this.#handing = newId();
    if (lent) thisTab.set(lentKey(home.id), JSON.stringify(lent));
    else thisTab.delete(lentKey(home.id));
    batch(() => {
      this.#problem.value = null;
      screen.said.value = ""; // it told of their lines
      screen.lent.value = lent;
    });
  }

  protected override updated(): void {
    const { stage = "" } = this.screen.lent.value ?? {};
    if (stage !== this.#stage) {
      scrollTo(0, 0);
      this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
    }
    this.#stage = stage;
  }
}
