import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { HistoryPage } from "../api.ts";
import * as days from "../days.ts";
import type { Moment } from "../home/acts.ts";
import { withEarlier } from "../home/history.ts";
import type { Id, Place, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { taskOf } from "./field.ts";
import { Part } from "./part.ts";
import { nameOf } from "./person.ts";
import type { WordField } from "./torn.ts";
import { capital, placeName } from "./words.ts";

const SETTLES_MS = 400;

/** What happened with a task, by day, newest first; read again when the task changes. */
export class History extends Part {
  static override properties = { task: {} };
  declare task: Id;
  readonly #told = signal<HistoryPage>({ moments: [], earlier: 0 });
  #stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    let soon: ReturnType<typeof setTimeout> | undefined;
    let rev = "";
    this.#stop = effect(() => {
      const steps = (this.home.steps.value.get(this.task) ?? []).map((step) => `${step.id}.${step.rev}`);
      const now = [this.home.tasks.value.get(this.task)?.rev ?? 0, ...steps].join(" ");
      if (now === rev) return;
      clearTimeout(soon);
      soon = setTimeout(() => void this.#read(), rev === "" ? 0 : SETTLES_MS);
      rev = now;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  async #read(): Promise<void> {
    const answer = await this.home.api.history(this.task);
    if (answer.ok) this.#told.value = withEarlier(answer.data, this.#told.value);
  }

  readonly #readEarlier = async (): Promise<void> => {
    const { earlier } = this.#told.value;
    const answer = await this.home.api.history(this.task, earlier);
    if (!answer.ok) this.screen.toast(t("The earlier lines could not be loaded. Try again in a moment."));
    else this.#told.value = withEarlier(this.#told.value, answer.data);
  };

  protected override render(): TemplateResult | typeof nothing {
    const lines = this.#lines();
    if (lines.length === 0) return nothing;
    return html`<section><h2>${t("History")}</h2>
      <ul class="history">${lines.map(({ day, sentence, earlier }) => html`<li><span class="day">${day}</span><div>${sentence}${earlier.map((one) => this.#earlier(one))}</div></li>`)}</ul>
      ${this.#told.value.earlier > 0 ? html`<button class="btn plain tight" type="button" @click=${this.#readEarlier}>${t("Earlier")}</button>` : nothing}</section>`;
  }

  /** The same act by the same person on the same day is told once; an earlier wording stands below it, to be used again. */
  #lines(): readonly { readonly day: string; readonly sentence: string; readonly earlier: readonly Earlier[] }[] {
    const today = this.home.today.value;
    const task = taskOf(this.screen, this.task);
    const lines: { day: string; sentence: string; earlier: Earlier[] }[] = [];
    for (const [at, moment] of this.#told.value.moments.entries()) {
      // Ticked at the family tablet before anybody said that it was them.
      const newer = this.#told.value.moments[at - 1];
      if (moment.verb === "done" && moment.by === null && newer?.verb === "done" && newer.day === moment.day) continue;
      const [day, sentence] = [capital(days.day(moment.day, today)), this.#sentence(moment)];
      const known = lines.find((line) => line.day === day && line.sentence === sentence);
      const earlier = task ? wordings(moment, task) : [];
      if (known)
        known.earlier.push(...earlier.filter((one) => !known.earlier.some((two) => two.text === one.text && two.field === one.field)));
      else lines.push({ day, sentence, earlier: [...earlier] });
    }
    return lines.map((line, at) => ({ ...line, day: lines[at - 1]?.day === line.day ? "" : line.day }));
  }

  /** The wording as it was, with what it says now beside it: so nobody's newer words are overwritten unseen. */
  #earlier({ field, text }: Earlier): TemplateResult {
    const restore = (): void => {
      const task = taskOf(this.screen, this.task);
      if (task) void this.home.edit(task.id, { [field]: text }, { [field]: task[field] });
    };
    return html`<div class="earlier"><p><span class="label">${fieldName(field)}</span> <q dir="auto">${text}</q></p>
      <button class="btn plain tight" type="button" aria-label=${t("Use again: {words}", { words: text })} @click=${restore}>${t("Use again")}</button></div>`;
  }

  #sentence({ by, verb, data }: Moment): string {
    // Who took it or joined by a yes to somebody's words: the line is theirs.
    const who = typeof data.who === "string" ? data.who : by;
    const name = who === null ? t("Somebody at home") : nameOf(this.home, who);
    const to = typeof data.place === "string" ? data.place : typeof data.to === "string" ? data.to : "";
    const step = typeof data.step === "string" ? data.step : "";
    const place = isPlace(to) ? placeName(to) : "";
    const sentences: Record<Moment["verb"], () => string> = {
      joined_in: () => t("{name} joined in", { name }),
      left_it: () => t("{name} is not in it any more", { name }),
      each: () => t("{name}: everyone does their own", { name }),
      one_for_all: () => t("{name}: one for all again", { name }),
      own_done: () => t("{name} did their own part", { name }),
      own_open: () => t("{name} is not done with their own part after all", { name }),
      added: () => this.#added(name, data.starter === true),
      edited: () => edited(name, data),
      kept: () => t("{name} kept it on our list", { name }),
      rested: () => t("Nobody touched it for a while: it rests in Not now"),
      back: () => t("{name} brought it back to our list", { name }),
      taken: () => t("{name} took it", { name }),
      released: () => t("{name} gave it back", { name }),
      moved: () => (place ? t("{name} moved it to {place}", { name, place }) : t("{name} moved it", { name })),
      done: () => (data.each === true ? t("Everyone did their own part") : t("{name} did it", { name })),
      reopened: () => t("{name} opened it again", { name }),
      let_go: () => t("{name} let it go", { name }),
      merged: () => this.#merged(name, data.into),
      shared: () => t("{name} brought it to us", { name }),
      private: () => t("{name} took it back", { name }),
      joined: () => t("{name} joined", { name }),
      step_added: () => t("{name} wrote down steps", { name }),
      step_said: () => t("{name} reworded a step", { name }),
      step_done: () => t("{name} did “{step}”", { name, step }),
      step_open: () => t("{name} opened “{step}” again", { name, step }),
      step_gone: () => t("{name} removed “{step}”", { name, step }),
      suggested: () => t("{name} suggested another line for what done means", { name }),
      agreed: () => t("{name} agreed to what done means", { name }),
      not_mine: () => t("{name} says: that was not from me", { name }),
      mine: () => t("{name} says: that was from me after all", { name }),
      kept_line: () => t("What done means stays as it was"),
    };
    const sentence = sentences[verb]?.() ?? name;
    // A line of theirs that was typed in our meeting, on a phone that was handed round.
    return typeof data.on === "string" ? t("{sentence}, on {owner}’s phone", { sentence, owner: nameOf(this.home, data.on) }) : sentence;
  }

  /** Without an author it came from the first sitting: who thought of it is not known, only who brought it. */
  #added(name: string, starter: boolean): string {
    if (starter) return t("It came with the board");
    return taskOf(this.screen, this.task)?.author === null ? t("{name} brought it to us", { name }) : t("{name} wrote it down", { name });
  }

  /** It was the same as another, which stayed. */
  #merged(name: string, into: unknown): string {
    const title = typeof into === "string" ? this.home.tasks.value.get(into)?.title : undefined;
    return title
      ? t("{name} let it go: it is the same as “{title}”", { name, title })
      : t("{name} let it go: it was there twice", { name });
  }
}

/** A field's earlier words. */
interface Earlier {
  readonly field: WordField;
  readonly text: string;
}

/** What the words of a task said before a moment, where they say something else now. */
function wordings({ verb, data }: Moment, task: Task): readonly Earlier[] {
  if (verb !== "edited" || typeof data.was !== "object" || data.was === null) return [];
  return Object.entries(data.was as Record<string, unknown>).flatMap(([field, text]) =>
    isWords(field) && typeof text === "string" && text !== "" && text !== task[field] ? [{ field, text }] : [],
  );
}

/** Words, or a fact: which one, where it was one alone. */
function edited(name: string, data: Moment["data"]): string {
  const [field = "", ...more] = typeof data.was === "object" && data.was !== null ? Object.keys(data.was) : [];
  if (more.length > 0) return t("{name} changed the wording", { name });
  const facts: Record<string, () => string> = {
    area: () => t("{name} chose another area", { name }),
    size: () => t("{name} changed how long it takes", { name }),
    due: () => t("{name} changed the day", { name }),
    intention: () => t("{name} changed what it serves", { name }),
  };
  return facts[field]?.() ?? t("{name} changed the wording", { name });
}

function fieldName(field: WordField): string {
  return { title: t("Title"), notes: t("Notes"), done_means: t("Done means"), feel: t("It should feel like") }[field];
}

function isWords(field: string): field is WordField {
  return ["title", "notes", "done_means", "feel"].includes(field);
}

function isPlace(text: string): text is Place {
  return ["list", "week", "not_now", "done", "let_go"].includes(text);
}
