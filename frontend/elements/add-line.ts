import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { TaskDraft } from "../home/acts.ts";
import { fitted, type Line, linesOf, TITLE_LENGTH } from "../home/lines.ts";
import { lengthOf, oneLine } from "../home/typed.ts";
import { AT_ONCE } from "../home/words.ts";
import { icon } from "../icons.ts";
import { n, t } from "../text.ts";
import { openMenu } from "./menu.ts";
import { Part } from "./part.ts";
import type { Goes } from "./screen.ts";
import { OPEN_PLACES, placeName } from "./words.ts";

/** Of many pasted lines so many are shown before they are added. */
const SHOWN = 6;
const DRAFT = "line";

/** One line that is always there. Enter adds and keeps the focus; several pasted lines offer to become several tasks. */
export class AddLine extends Part {
  readonly #pasted = signal<readonly Line[]>([]);
  #whole = false;

  protected override render(): TemplateResult {
    const goes = this.screen.goesTo.value;
    const where = goesTo(goes);
    return html`
      ${this.#pasted.value.length > 0 ? this.#offer(this.#pasted.value) : nothing}
      <form class="add ${goes === "head" ? "private" : ""}" aria-label=${t("A new task")} @submit=${this.#submit} autocomplete="off">
        <button class="plus" type="submit" aria-label=${t("Add")}>${icon(goes === "head" ? "lock" : "plus")}</button>
        <input type="text" name="title" aria-label=${t("Write a line")} placeholder=${t("Write a line")} enterkeyhint="done" dir="auto" autocapitalize="sentences" @input=${this.#typed} @paste=${this.#paste} @keydown=${this.#key}>
        <kbd class="key" aria-hidden="true">N</kbd>
        <button class="where" type="button" aria-haspopup="menu" aria-label=${t("Goes to: {place}. Change", { place: where })} @click=${this.#choose}><span>${where}</span> ${icon("down", "small")}</button>
      </form>`;
  }

  /** What was typed survives a reload, a stray swipe and a closed tab. */
  protected override firstUpdated(): void {
    this.className = "add-line";
    const draft = this.home.drafts.read(DRAFT) ?? "";
    this.#input.value = draft;
    this.screen.drafting.value = draft.trim() !== "";
  }

  get #input(): HTMLInputElement {
    return this.querySelector("input") as HTMLInputElement;
  }

  readonly #typed = (): void => {
    this.home.drafts.write(DRAFT, this.#input.value);
    this.screen.drafting.value = this.#input.value.trim() !== "";
    if (!this.#whole || this.#pasted.value.length === 0) return;
    const lines = fitted(oneLine(this.#input.value)); // what is offered is what stands in the line
    this.#pasted.value = lines.some(({ notes }) => notes) ? lines : [];
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#pasted.value.length > 0) {
      this.#takeEach();
      return;
    }
    const lines = fitted(oneLine(this.#input.value));
    const [line] = lines;
    if (!line) {
      this.#input.focus();
      return;
    }
    if (line.notes) {
      this.#offers(lines, true); // longer than a title: seen before it is added
      return;
    }
    this.#add(lines);
    this.#input.value = "";
    this.#typed();
    this.#input.focus();
  };

  #add(lines: readonly Line[]): void {
    const goes = this.screen.goesTo.value;
    const drafts = lines.map(({ title, notes }): TaskDraft => {
      const line = notes === "" ? { title } : { title, notes };
      return goes === "head" ? { ...line, private: true, place: "list" } : { ...line, place: goes };
    });
    const [only] = drafts;
    void this.home.add(drafts.length === 1 && only ? only : drafts);
  }

  readonly #paste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const { value, selectionStart, selectionEnd } = this.#input;
    const whole = `${value.slice(0, selectionStart ?? value.length)}${text}${value.slice(selectionEnd ?? value.length)}`;
    const lines = linesOf(text);
    if (lines.length < 2 && lengthOf(oneLine(whole)) <= TITLE_LENGTH) return;
    event.preventDefault();
    if (lines.length < 2) {
      this.#input.value = oneLine(whole); // seen, kept, and still to be written on
      this.#typed();
    }
    this.#offers(lines.length < 2 ? fitted(this.#input.value) : lines, lines.length < 2);
  };

  /** `whole`: what stands in the line is a part of it. */
  #offers(lines: readonly Line[], whole: boolean): void {
    this.#pasted.value = lines;
    this.#whole = whole;
    const place = goesTo(this.screen.goesTo.value);
    this.screen.say(
      n("One long line. Enter adds it: {place}.", "{count} lines pasted. Enter adds them all: {place}.", lines.length, { place }),
    );
  }

  #offer(lines: readonly Line[]): TemplateResult {
    const place = goesTo(this.screen.goesTo.value);
    const more = lines.length - SHOWN;
    return html`<div class="pasted" role="region" aria-label=${t("Pasted lines")}>
      <p class="ask">${n("One long line", "{count} lines", lines.length)}</p>
      <ol tabindex="0" aria-label=${t("Pasted lines")}>${lines.slice(0, SHOWN).map(({ title, notes }) => html`<li><bdi>${title}</bdi>${notes ? html` <span class="fine">${t("The rest of it goes into the notes.")}</span>` : nothing}</li>`)}</ol>
      ${more > 0 ? html`<p class="fine">${n("and one more", "and {count} more", more)}</p>` : nothing}
      <div class="acts">
        <button class="btn primary" type="button" @click=${this.#takeEach}>${n("Add it to {place}", "Add all {count} to {place}", lines.length, { place })}</button>
        ${lines.length > 1 ? html`<button class="btn" type="button" @click=${this.#takeAsOne}>${t("As one line")}</button>` : nothing}
        <button class="btn plain" type="button" @click=${this.#forget}>${t("Cancel")}</button>
      </div>
    </div>`;
  }

  readonly #takeEach = (): void => {
    const lines = this.#pasted.value;
    this.#add(lines);
    const undo = lines.length > 1 && lines.length <= AT_ONCE && this.home.undoable.value?.verb === "add";
    if (lines.length > 1) this.screen.toast(landed(this.screen.goesTo.value, lines.length), { act: undo ? "undo" : null });
    if (this.#whole) {
      this.#input.value = "";
      this.#typed();
    }
    this.#forget();
  };

  readonly #takeAsOne = (): void => {
    const texts = this.#pasted.value.map(({ title, notes }) => [title, notes].filter(Boolean).join(" "));
    const written = [this.#input.value.trim(), texts.join(", ")].filter(Boolean).join(" ");
    if (lengthOf(written) > TITLE_LENGTH) {
      this.#offers(linesOf(written), true);
      return;
    }
    this.#input.value = written;
    this.#typed();
    this.#forget();
  };

  readonly #forget = (): void => {
    this.#pasted.value = [];
    this.#input.focus();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (this.#pasted.value.length > 0) this.#pasted.value = [];
    else this.#input.blur();
  };

  readonly #choose = (event: Event): void => {
    const { goesTo } = this.screen;
    const go = (goes: Goes) => () => {
      goesTo.value = goes;
      this.#input.focus();
    };
    openMenu(event.currentTarget as HTMLElement, t("Goes to"), [
      ...OPEN_PLACES.map((place) => ({ text: placeName(place), chosen: goesTo.value === place, act: go(place) })),
      { text: t("In my head"), chosen: goesTo.value === "head", act: go("head") },
    ]);
  };
}

function goesTo(goes: Goes): string {
  return goes === "head" ? t("In my head") : placeName(goes);
}

function landed(goes: Goes, count: number): string {
  const sentences: Record<Goes, () => string> = {
    week: () => n("One line is in this week.", "{count} lines are in this week.", count),
    list: () => n("One line is on our list.", "{count} lines are on our list.", count),
    not_now: () => n("One line rests in not now.", "{count} lines rest in not now.", count),
    head: () => n("One line is in your head.", "{count} lines are in your head.", count),
  };
  return sentences[goes]();
}
