import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { oneLine } from "../home/typed.ts";
import type { Id, Task, Thanks as ThanksItem } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { drafted } from "./drafted.ts";
import { taskOf } from "./field.ts";
import { PARTS, peopleOf, present } from "./parts.ts";
import { mark, nameOf } from "./person.ts";
import { Writing } from "./writing.ts";

const LONGEST = 300;

/** Thanks on an opened card: one tap to somebody who had a part in it, words if one likes. Never asked for. */
export class ThanksLines extends Writing {
  static override properties = { task: {}, bare: { type: Boolean } };
  declare task: Id;
  /** Without a heading: where each task stands under its own. */
  declare bare: boolean;

  protected override render(): TemplateResult | typeof nothing {
    const task = taskOf(this.screen, this.task);
    if (!task || task.private) return nothing;
    const given = this.home.thanks.value.get(task.id) ?? [];
    const people = this.#toThank(task, given);
    if (given.length === 0 && people.length === 0) return nothing;
    const lines = html`<ul class="thanks">${repeat(
      given,
      ({ id }) => id,
      (thanks) => this.#line(task, thanks),
    )}</ul>
      ${people.length > 0 ? html`<div class="acts">${people.map((id) => html`<button class="btn tight" type="button" @click=${() => void this.home.thank(task.id, id)}>${icon("heart", "small")} ${t("Thank {name}", { name: nameOf(this.home, id) })}</button>`)}</div>` : nothing}`;
    if (this.bare) return lines;
    return html`<section aria-labelledby="thanks-name"><h2 id="thanks-name" tabindex="-1">${t("Thanks")}</h2>${lines}</section>`;
  }

  /** What is being written when this goes from the screen: in a meeting somebody else may go on. */
  protected override save(): void {
    for (const box of this.querySelectorAll<HTMLTextAreaElement>("textarea[data-thanks]")) box.dispatchEvent(new Event("change"));
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>(this.bare ? "button" : "h2")?.focus({ preventScroll: true }); // not the words: a phone would open its keyboard
  }

  /** Whoever has it or had a part in it, and whom I have not thanked for it. */
  #toThank(task: Task, given: readonly ThanksItem[]): readonly Id[] {
    const { home } = this;
    const steps = (home.steps.value.get(task.id) ?? []).map(({ done_by }) => done_by);
    const had = new Set([...PARTS.flatMap((part) => peopleOf(home, task, part)), ...steps, task.owner]);
    const thanked = new Set(given.filter(({ by }) => by === home.me).map(({ to }) => to));
    return present(home)
      .map(({ id }) => id)
      .filter((id) => id !== home.me && had.has(id) && !thanked.has(id));
  }

  #line(task: Task, thanks: ThanksItem): TemplateResult {
    const { home } = this;
    const mine = thanks.by === home.me;
    const [by, to] = [nameOf(home, thanks.by), nameOf(home, thanks.to)];
    const sentence = mine
      ? t("You thank {name}", { name: to })
      : thanks.to === home.me
        ? t("{name} thanks you", { name: by })
        : t("{by} thanks {to}", { by, to });
    return html`<li><p>${mark(home, thanks.by, "", "small")} <span>${sentence}</span>
        ${mine || thanks.to === home.me ? html`<button class="btn plain tight" type="button" aria-label=${t("Take away: {sentence}", { sentence })} @click=${() => void home.unthank(task.id, thanks.id)}>${t("Take away")}</button>` : nothing}</p>
      ${mine ? this.#field(task, thanks) : thanks.words ? html`<p class="why" dir="auto">${thanks.words}</p>` : nothing}</li>`;
  }

  #field(task: Task, thanks: ThanksItem): TemplateResult {
    const draft = `thanks:${thanks.id}`;
    const save = (event: Event): void => {
      const box = event.target as HTMLTextAreaElement;
      const words = oneLine(box.value);
      if (!box.validity.valid) return; // too long: it stays a draft, in front of whoever wrote it
      this.home.drafts.drop(draft);
      if (words !== thanks.words) void this.home.sayThanks(task.id, thanks.id, words);
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const box = event.target as HTMLTextAreaElement;
      if (box.reportValidity()) box.blur();
    };
    return html`<textarea class="why" rows="1" data-thanks dir="auto" aria-label=${t("Words for {name}", { name: nameOf(this.home, thanks.to) })} placeholder=${t("It helped me because …")} enterkeyhint="done" autocomplete="off" @change=${save} @keydown=${key} ${drafted(this.home.drafts, draft, { start: thanks.words, longest: LONGEST })}></textarea>`;
  }
}
