import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { newId } from "../home/ids.ts";
import type { ListedArea } from "../home/sitting.ts";
import { oneLine } from "../home/typed.ts";
import type { InventoryMark } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { drafted } from "./drafted.ts";
import { openMenu } from "./menu.ts";
import { Part } from "./part.ts";
import { END } from "./sitting.ts";

const WORDS_LENGTH = 120;

/** One area to walk through: two marks a line, and a free line for what is missing. */
export class SittingArea extends Part {
  static override properties = { list: { attribute: false }, at: { attribute: false } };
  declare list: readonly ListedArea[];
  declare at: number;

  protected override render(): TemplateResult | typeof nothing {
    const area = this.list[this.at];
    if (!area) return nothing;
    const { marks, words } = this.home.sitting;
    const own = words.value.filter((mark) => mark.area === area.key);
    const touched = own.length > 0 || area.entries.some(({ key }) => marks.value.get(key)?.exists || marks.value.get(key)?.in_head);
    return html`<div class="walk">
      ${this.#areas()}
      <main>
        <header class="area-head"><h1 tabindex="-1" dir="auto">${area.name}</h1>
          <button class="btn plain tight" type="button" aria-haspopup="menu" @click=${this.#choose}>${t("{at} of {all} areas", { at: this.at + 1, all: this.list.length })} ${icon("down", "small")}</button></header>
        <p class="heads" aria-hidden="true"><span>${t("exists with us")}</span><span>${t("only in my head")}</span></p>
        <ul class="sheet responsibilities" aria-label=${area.name}>
          ${repeat(
            area.entries,
            ({ key }) => key,
            ({ key, text }) => this.#entry(key, text, marks.value.get(key)),
          )}
          ${repeat(
            own,
            ({ id }) => id,
            (mark) => this.#own(mark),
          )}
          <li class="missing">
            <form @submit=${this.#add}>
              <label class="hidden" for="missing">${t("Something missing here?")}</label>
              <input id="missing" name="words" dir="auto" autocomplete="off" enterkeyhint="done" placeholder=${t("Something missing here?")} ${drafted(this.home.drafts, `missing:${area.key}`, { longest: WORDS_LENGTH })}>
              <button class="btn tight" type="submit">${t("Add")}</button>
            </form>
          </li>
        </ul>
        <p class="only">${icon("lock", "small")} ${t("Only you see this.")}</p>
      </main>
      <nav class="foot" aria-label=${t("Areas, one after the other")}>
        <a class="btn" href=${`#${this.list[this.at - 1]?.key ?? ""}`} ?hidden=${this.at === 0}>${t("Back")}</a>
        <a class="btn ${touched ? "primary" : ""} next" href=${`#${this.#next}`}>${this.#onward(touched)}</a>
      </nav>
    </div>`;
  }

  #areas(): TemplateResult {
    return html`<nav class="areas" aria-label=${t("Areas")}>${this.list.map(
      ({ key, name }, at) => html`<a href=${`#${key}`} aria-current=${at === this.at ? "step" : nothing} dir="auto">${name}</a>`,
    )}<a href=${`#${END}`}>${t("The end")}</a></nav>`;
  }

  /** To another area, or to the end: on a phone the areas do not stand beside the page. */
  readonly #choose = (event: Event): void => {
    const go = (key: string) => () => {
      location.hash = key;
    };
    openMenu(event.currentTarget as HTMLElement, t("Areas"), [
      ...this.list.map(({ key, name }, at) => ({ text: name, chosen: at === this.at, act: go(key) })),
      { text: t("The end"), chosen: false, act: go(END) },
    ]);
  };

  #entry(key: string, text: string, mark: InventoryMark | undefined): TemplateResult {
    const { exists = false, in_head = false } = mark ?? {};
    const say = (said: { readonly exists: boolean; readonly in_head: boolean }): void => {
      void this.home.sit({ verb: "mark", round: this.home.sitting.round.value, key, ...said });
    };
    return html`<li class=${in_head ? "in-head" : ""}>
      <label class="tick-line"><span class="tick"><input type="checkbox" aria-label=${`${text}: ${t("exists with us")}`} .checked=${live(exists)} @change=${() => say({ exists: !exists, in_head })}><span class="box">${icon("check")}</span></span><span class="words" dir="auto">${text}</span></label>
      ${this.#head(text, in_head, () => say({ exists: exists || !in_head, in_head: !in_head }))}
    </li>`;
  }

  /** In my own words: it exists, or I take it out again. */
  #own(mark: InventoryMark): TemplateResult {
    return html`<li class="own ${mark.in_head ? "in-head" : ""}">
      <button class="icon-btn" type="button" aria-label=${t("Take out {words}", { words: mark.words })} @click=${() => void this.home.sit({ verb: "erase_words", mark: mark.id })}>${icon("close")}</button>
      <span class="words" dir="auto">${mark.words}</span>
      ${this.#head(mark.words, mark.in_head, () => void this.home.sit({ verb: "edit_words", mark: mark.id, in_head: !mark.in_head }))}
    </li>`;
  }

  #head(text: string, checked: boolean, act: () => void): TemplateResult {
    return html`<label class="head-mark"><input type="checkbox" aria-label=${`${text}: ${t("only in my head")}`} .checked=${live(checked)} @change=${act}><span class="face">${icon("check", "small")}</span></label>`;
  }

  get #next(): string {
    return this.list[this.at + 1]?.key ?? END;
  }

  #onward(touched: boolean): string {
    const next = this.list[this.at + 1];
    if (!touched) return t("Skip this area");
    return next ? t("Next: {area}", { area: next.name }) : t("Next");
  }

  /**
   * My other device goes on from here. Said once on arriving: two devices in two areas must not answer each other. Of what
   * is open already nobody needs to know where they are.
   */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("at")) return;
    const { inventory, round, walk } = this.home.sitting;
    const at = this.list[this.at]?.key;
    if (at && !inventory.peek()?.open && walk.peek().at !== at)
      void this.home.sit({ verb: "look_at", round: round.peek(), fields: { at } });
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("#missing")?.focus({ preventScroll: true });
  }

  readonly #add = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>("#missing");
    const words = oneLine(field?.value ?? "");
    const area = this.list[this.at]?.key;
    if (!field || !words || !area) return;
    void this.home.sit({ verb: "add_words", mark: newId(), round: this.home.sitting.round.value, area, words });
    field.value = "";
    this.home.drafts.drop(`missing:${area}`);
    void this.updateComplete.then(() => field.scrollIntoView({ block: "nearest" })); // the new line pushed it below the foot
    this.screen.say(t("Added: {words}", { words }));
  };
}
