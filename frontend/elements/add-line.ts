import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { TaskDraft } from "../home/acts.ts";
import { AT_ONCE } from "../home/words.ts";
import { icon } from "../icons.ts";
import { n, t } from "../text.ts";
import { openMenu } from "./menu.ts";
import { Part } from "./part.ts";
import type { Goes } from "./screen.ts";
import { OPEN_PLACES, placeName } from "./words.ts";

export const TITLE_LENGTH = 200;
/** Of many pasted lines so many are shown before they are added. */
const SHOWN = 6;
const NOTES_LENGTH = 10_000;

/** A line as it will be added; what was too long for a title goes into the notes. */
export interface Line {
  readonly title: string;
  readonly notes: string;
}

/** One line that is always there. Enter adds and keeps the focus; several pasted lines offer to become several tasks. */
export class AddLine extends Part {
  readonly #pasted = signal<readonly Line[]>([]);
  #whole = false;
  #full = false;

  protected override render(): TemplateResult {
    const goes = this.screen.goesTo.value;
    const where = goesTo(goes);
    return html`
      ${this.#pasted.value.length > 0 ? this.#offer(this.#pasted.value) : nothing}
      <form class="add ${goes === "head" ? "private" : ""}" aria-label=${t("A new task")} @submit=${this.#submit} autocomplete="off">
        <button class="plus" type="submit" aria-label=${t("Add")}>${icon(goes === "head" ? "lock" : "plus")}</button>
        <input type="text" name="title" aria-label=${t("Write a line")} placeholder=${t("Write a line")} enterkeyhint="done" maxlength=${TITLE_LENGTH} autocapitalize="sentences" @beforeinput=${this.#before} @input=${this.#typed} @paste=${this.#paste} @keydown=${this.#key}>
        <kbd class="key" aria-hidden="true">N</kbd>
        <button class="where" type="button" aria-haspopup="menu" aria-label=${t("Goes to: {place}. Change", { place: where })} @click=${this.#choose}><span>${where}</span> ${icon("down", "small")}</button>
      </form>`;
  }

  /** What was typed survives a reload and a stray swipe. */
  protected override firstUpdated(): void {
    this.className = "add-line";
    const draft = sessionStorage.getItem(this.#draftKey) ?? "";
    this.#input.value = draft;
    this.screen.drafting.value = draft.trim() !== "";
  }

  get #draftKey(): string {
    return `tandem:line:${this.home.id}`;
  }
  get #input(): HTMLInputElement {
    return this.querySelector("input") as HTMLInputElement;
  }

  readonly #typed = (): void => {
    sessionStorage.setItem(this.#draftKey, this.#input.value);
    this.screen.drafting.value = this.#input.value.trim() !== "";
  };

  /** The browser takes no more than fits; once it has to, the line says so. */
  readonly #before = (event: InputEvent): void => {
    const { value, selectionStart, selectionEnd } = this.#input;
    const full = value.length >= TITLE_LENGTH && selectionStart === selectionEnd && event.inputType.startsWith("insert");
    if (full && event.inputType !== "insertLineBreak") {
      if (!this.#full) this.screen.toast(t("The line is full: {count} characters.", { count: TITLE_LENGTH }));
      this.#full = true;
    } else this.#full = false;
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    if (this.#pasted.value.length > 0) {
      this.#takeEach();
      return;
    }
    const title = this.#input.value.trim();
    if (title === "") {
      this.#input.focus();
      return;
    }
    this.#add([{ title, notes: "" }]);
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
    if (lines.length < 2 && whole.trim().length <= TITLE_LENGTH) return;
    event.preventDefault();
    this.#offers(lines.length < 2 ? linesOf(whole) : lines, lines.length < 2);
  };

  /** `whole`: what stands in the line is a part of it. */
  #offers(lines: readonly Line[], whole: boolean): void {
    this.#pasted.value = lines;
    this.#whole = whole;
    const place = goesTo(this.screen.goesTo.value);
    this.screen.say(
      n("One long line pasted. Enter adds it: {place}.", "{count} lines pasted. Enter adds them all: {place}.", lines.length, { place }),
    );
  }

  #offer(lines: readonly Line[]): TemplateResult {
    const place = goesTo(this.screen.goesTo.value);
    const more = lines.length - SHOWN;
    return html`<div class="pasted" role="region" aria-label=${t("Pasted lines")}>
      <p class="ask">${n("One long line", "{count} lines", lines.length)}</p>
      <ol tabindex="0" aria-label=${t("Pasted lines")}>${lines.slice(0, SHOWN).map(({ title, notes }) => html`<li>${title}${notes ? html` <span class="fine">${t("The rest of it goes into the notes.")}</span>` : nothing}</li>`)}</ol>
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
    if (written.length > TITLE_LENGTH) {
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

/** Lines of a pasted text without the bullets, numbers and boxes that lists come with. */
export function linesOf(text: string): readonly Line[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*(?:[-*•‣–—·]\s+|\d+[.)]\s+)?(?:\[[ xX]?\]\s*|[☐☑✓✔]\s*)?/u, "").trim())
    .filter((line) => line !== "")
    .flatMap(fitted);
}

/** Nothing of a long line is lost: a title as far as a whole word goes, the rest in its notes; what is longer still goes on. */
function fitted(line: string): readonly Line[] {
  if (line.length <= TITLE_LENGTH) return [{ title: line, notes: "" }];
  const [title, rest] = cut(line, TITLE_LENGTH);
  const [notes, more] = cut(rest, NOTES_LENGTH);
  return [{ title, notes }, ...(more === "" ? [] : fitted(more))];
}

/** Before the last space that fits; within a word only where there is no other way, and never within a character. */
function cut(text: string, length: number): readonly [string, string] {
  if (text.length <= length) return [text, ""];
  const space = text.lastIndexOf(" ", length);
  const half = /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? length - 1 : length;
  const at = space > length / 2 ? space : half;
  return [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
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
