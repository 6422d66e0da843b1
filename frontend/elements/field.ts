import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { Parked } from "../home/acts.ts";
import { cut, manyLines, oneLine } from "../home/typed.ts";
import type { Id, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { mayWord } from "./helping.ts";
import { linked } from "./linked.ts";

import { nameOf } from "./person.ts";
import type { Screen } from "./screen.ts";
import { suggestion } from "./suggestion.ts";
import { tooLong, tooLongNote } from "./too-long.ts";
import { draftName, type WordField } from "./torn.ts";
import { isOpen } from "./words.ts";
import { flatten, grow, Writing } from "./writing.ts";

export const LENGTHS: Readonly<Record<WordField, number>> = { title: 200, notes: 10_000, done_means: 300, feel: 200 };

/**
 * Words of a task, edited where they stand, saved when the field is left or by Enter. While a hand is in the field it is
 * never rendered again; where the other saved the same field meanwhile, both wordings stand there until one is chosen.
 */
export class Field extends Writing {
  static override properties = { task: {}, name: {}, label: {}, placeholder: {} };
  declare task: Id;
  declare name: WordField;
  declare label: string;
  declare placeholder: string;
  /** The other's wording, where it came while I was writing. */
  readonly #theirs = signal<string | null>(null);
  /** What I am writing, while it is longer than fits. */
  readonly #over = signal("");

  protected override render(): TemplateResult {
    const id = `field-${this.name}`;
    const now = this.#now;
    const refused = this.home.parked.value.find((parked) => isAbout(parked, this.task, this.name));
    const theirs = this.#theirs.value;
    this.hidden = now === "" && this.#nothingToSay;
    this.className = `facet ${this.name === "feel" ? "felt" : this.name}`;
    return html`<label for=${id} class=${this.name === "title" ? "hidden" : ""}>${this.label}</label>
      <textarea id=${id} rows="1" ?readonly=${!this.#mine} dir="auto" placeholder=${this.#mine ? (this.placeholder ?? "") : ""} autocomplete="off" data-was=${now} enterkeyhint=${this.name === "notes" ? "enter" : "done"} @input=${this.#typed} @blur=${this.leave} @keydown=${this.#key}></textarea>
      ${this.#tooLong()}
      ${this.name === "notes" ? linked(now) : nothing}
      ${this.name === "done_means" ? suggestion(this, taskOf(this.screen, this.task)) : nothing}
      ${theirs !== null ? this.#both(theirs, this.#box?.value ?? "", this.#writer(), { mine: this.#keepMine, theirs: this.#takeTheirs, on: this.#editOn }) : nothing}
      ${refused && theirs === null ? this.#both(now, refused.text, this.#writer(refused), this.#afterRefusal(refused)) : nothing}`;
  }

  protected override firstUpdated(): void {
    const draft = this.begun(this.#draftName);
    if (!draft || !this.#box) return;
    this.base = draft.base;
    this.#box.value = draft.text;
    this.#measure(draft.text);
    this.#meet();
  }

  protected override updated(): void {
    this.#meet();
    grow(this.#box);
  }

  get #box(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }
  get #now(): string {
    return taskOf(this.screen, this.task)?.[this.name] ?? "";
  }
  /** Somebody who helps reads what others wrote. */
  get #mine(): boolean {
    const task = taskOf(this.screen, this.task);
    return !task || mayWord(this.home, task, this.name);
  }
  /** An empty field that is not theirs to write; or that what is over need not ask for any more. */
  get #nothingToSay(): boolean {
    if (this.name === "title" || !this.#mine) return this.name !== "title";
    const task = taskOf(this.screen, this.task);
    const asks = this.name === "notes" || !task || isOpen(task.place);
    return !asks && this.base === null && !this.contains(document.activeElement);
  }
  get #draftName(): string {
    return draftName(this.task, this.name);
  }

  /** What is saved meets what is being written. */
  #meet(): void {
    const [box, now] = [this.#box, this.#now];
    if (!box) return;
    if (this.base === null || box.value === this.base) this.#set(box, now);
    else if (now !== this.base && now !== box.value.trim()) this.#meets(now);
    else this.#meets(null);
  }

  /** Untouched so far: the new wording takes its place, the caret stays where it is. */
  #set(box: HTMLTextAreaElement, text: string): void {
    if (this.base !== null) this.base = text;
    this.#meets(null);
    if (box.value === text) return;
    const { selectionStart, selectionEnd } = box;
    box.value = text;
    if (document.activeElement === box) box.setSelectionRange(selectionStart, selectionEnd);
  }

  readonly #typed = (event?: Event): void => {
    const box = this.#box;
    if (!box) return;
    this.base ??= this.#now;
    if (this.name !== "notes" && !(event instanceof InputEvent && event.isComposing)) flatten(box);
    this.keep(this.#draftName, box.value);
    this.#measure(box.value);
    grow(this.#box);
    if (this.#theirs.value !== null) this.requestUpdate();
  };

  protected override save(): void {
    const [box, base] = [this.#box, this.base];
    if (!box || base === null || this.#theirs.value !== null) return;
    if (tooLong(box.value, LENGTHS[this.name])) return;
    const text = this.name === "notes" ? manyLines(box.value) : oneLine(box.value);
    this.#rest();
    if (text === base || (this.name === "title" && text === "")) box.value = this.#now;
    else void this.home.edit(this.task, { [this.name]: text }, { [this.name]: base });
    grow(box);
  }

  #rest(): void {
    this.base = null;
    this.#meets(null);
    this.home.drafts.drop(this.#draftName);
    this.#over.value = "";
  }

  readonly #key = (event: KeyboardEvent): void => {
    const box = this.#box;
    if (event.key === "Enter" && (this.name !== "notes" || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (this.#over.value) return; // the caret stays where it can be shortened
      box?.blur();
      this.closest<HTMLElement>(".card")?.focus({ preventScroll: true });
    } else if (event.key === "Escape" && box && this.base !== null && box.value !== this.base) {
      // first Escape: back to what was saved
      event.stopPropagation();
      box.value = this.#now;
      this.#rest();
      grow(this.#box);
    }
  };

  // ---- more than fits

  #measure(text: string): void {
    this.#over.value = tooLong(text, LENGTHS[this.name]) ? text : "";
  }

  #tooLong(): TemplateResult | typeof nothing {
    const over = this.#over.value;
    if (!over) return nothing;
    const task = taskOf(this.screen, this.task);
    return html`${tooLongNote(over, LENGTHS[this.name])}
      ${this.name === "title" && task ? html`<button class="btn tight" type="button" @click=${() => this.#restToNotes(task)}>${t("Put the rest into the notes")}</button>` : nothing}`;
  }

  /** As a long line that is added: a title as far as it goes, what is left in front of the notes. */
  #restToNotes(task: Task): void {
    const { base } = this;
    const [title, rest] = cut(oneLine(this.#over.value), LENGTHS.title);
    const notes = [rest, task.notes].filter(Boolean).join("\n\n");
    this.#rest();
    void this.home.edit(this.task, { title, notes }, { title: base ?? task.title, notes: task.notes });
  }

  // ---- both wordings

  #both(
    theirs: string,
    mine: string,
    name: string,
    acts: { readonly mine: () => void; readonly theirs: () => void; readonly on: () => void },
  ): TemplateResult {
    const colour = this.home.changedBy.value.get(this.task)?.colour ?? nothing;
    return html`<div class="both" role="group" aria-label=${t("Two wordings")} data-person=${colour}>
      <p>${name ? t("{name} wrote here too. Which wording shall it be?", { name }) : t("This was changed meanwhile. Nothing is lost: which wording shall it be?")}</p>
      <div><p class="label">${name ? t("{name}’s", { name }) : t("Theirs")}</p><p class="theirs" dir="auto">${theirs || t("(empty)")}</p></div>
      <div><p class="label">${t("Mine")}</p><p class="theirs" dir="auto">${mine || t("(empty)")}</p></div>
      <div class="acts">
        <button class="btn tight" type="button" @click=${acts.mine}>${t("Keep mine")}</button>
        <button class="btn tight" type="button" @click=${acts.theirs}>${name ? t("Take {name}’s", { name }) : t("Take theirs")}</button>
        <button class="btn tight" type="button" @click=${acts.on}>${this.name === "notes" ? t("Keep both") : t("Edit on")}</button>
      </div>
    </div>`;
  }

  readonly #keepMine = (): void => {
    this.base = this.#now;
    this.#meets(null);
    this.save();
    this.#box?.focus();
  };

  readonly #takeTheirs = (): void => {
    const box = this.#box;
    this.#rest();
    if (box) this.#set(box, this.#now);
    box?.focus();
  };

  readonly #editOn = (): void => {
    this.#writeOn(this.#box?.value ?? "");
  };

  /** On from here: in the notes with both wordings one below the other, elsewhere with mine. */
  #writeOn(mine: string): void {
    const [box, theirs] = [this.#box, this.#now];
    if (!box) return;
    this.base = theirs;
    this.#meets(null);
    if (this.name === "notes" || box.value !== mine) {
      box.value = this.name === "notes" ? [theirs, mine.trim()].filter(Boolean).join("\n\n") : mine;
      box.setSelectionRange(box.value.length, box.value.length);
    }
    box.focus();
    this.#typed();
  }

  /** The board's row says so too, for when the card is closed without a choice. */
  #meets(theirs: string | null): void {
    this.#theirs.value = theirs;
    const [{ torn }, mine] = [this.screen, `${this.task}:${this.name}`];
    if (torn.value.has(mine) === (theirs !== null)) return;
    const others = [...torn.value].filter((other) => other !== mine);
    torn.value = new Set(theirs === null ? others : [...others, mine]);
  }

  /** Who wrote the other wording; "" where that was nobody at home, or I myself on another device. */
  #writer(refused?: Parked): string {
    const saved = refused?.problem.items?.find((item) => item.kind === "task" && item.id === this.task);
    const task = saved && "changed_by" in saved ? saved : taskOf(this.screen, this.task);
    return task?.changed_by && task.changed_by !== this.home.me ? nameOf(this.home, task.changed_by) : "";
  }

  #afterRefusal(refused: Parked): { readonly mine: () => void; readonly theirs: () => void; readonly on: () => void } {
    const mine = refused.conflicts.find(({ field }) => field === this.name)?.mine ?? refused.text;
    return {
      mine: () => void this.home.again(refused),
      theirs: () => this.home.putAside(refused),
      on: () => {
        this.home.putAside(refused);
        this.#writeOn(mine);
      },
    };
  }
}

/** A task of this home, or an older one that was fetched. */
export function taskOf(screen: Screen, id: Id): Task | undefined {
  return screen.home.tasks.value.get(id) ?? screen.older.value.get(id);
}

function isAbout(parked: Parked, task: Id, field: WordField): boolean {
  return parked.act.verb === "edit" && parked.act.task === task && parked.conflicts.some((conflict) => conflict.field === field);
}
