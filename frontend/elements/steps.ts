import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { linesIn, oneLine } from "../home/typed.ts";
import type { Id, Step } from "../home/types.ts";
import { STEP_LENGTH } from "../home/verbs.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { drafted } from "./drafted.ts";
import { taskOf } from "./field.ts";
import { type MenuEntry, openMenu } from "./menu.ts";
import { Part } from "./part.ts";
import { isOpen } from "./words.ts";

/** The steps of an opened card: ticked, reworded where they stand, ordered and removed by their menu. */
export class Steps extends Part {
  static override properties = { task: {} };
  declare task: Id;
  readonly #rewording = signal<Id | null>(null);

  /** The new step is left without being added. */
  #leaving = false;

  get #newStep(): string {
    return `new-step:${this.task}`;
  }

  get #steps(): readonly Step[] {
    return this.home.steps.value.get(this.task) ?? [];
  }

  protected override render(): TemplateResult | typeof nothing {
    const steps = this.#steps;
    const task = taskOf(this.screen, this.task);
    if (steps.length === 0 && task && !isOpen(task.place)) return nothing; // what is over needs no new ones
    return html`<section aria-labelledby="steps-name"><h2 id="steps-name" tabindex="-1">${t("Steps")}</h2>
      ${
        steps.length > 0
          ? html`<ul class="steps">${repeat(
              steps,
              ({ id }) => id,
              (step) =>
                html`<li data-step=${step.id} class=${step.done_on ? "over" : ""}>${this.#tick(step)}${this.#words(step)}${this.#more(step)}</li>`,
            )}</ul>`
          : nothing
      }
      <div class="add-step">${icon("plus", "small")}<input type="text" aria-label=${t("A new step")} placeholder=${t("A new step")} dir="auto" enterkeyhint="next" autocomplete="off" @keydown=${this.#enter} @blur=${this.#add} @paste=${this.#paste} ${drafted(this.home.drafts, this.#newStep)}></div>
    </section>`;
  }

  /** What an earlier page left half reworded is open again. */
  protected override firstUpdated(): void {
    this.#rewording.value = this.#steps.find(({ id }) => this.home.drafts.read(rewordedStep(id)) !== null)?.id ?? null;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  #tick(step: Step): TemplateResult {
    const { home } = this;
    const act = () => void (step.done_on ? home.untickStep(this.task, step.id) : home.tickStep(this.task, step.id));
    return html`<label class="tick"><input type="checkbox" .checked=${live(step.done_on !== null)} @change=${act}><span class="box">${icon("check")}</span><span class="hidden">${t("{title} is done", { title: step.title })}</span></label>`;
  }

  #words(step: Step): TemplateResult {
    if (this.#rewording.value !== step.id)
      return html`<button class="words" type="button" aria-label=${t("{title}: reword", { title: step.title })} @click=${() => this.#reword(step)} dir="auto">${step.title}</button>`;
    return html`<input class="words" type="text" dir="auto" ${drafted(this.home.drafts, rewordedStep(step.id), { start: step.title, longest: STEP_LENGTH })} aria-label=${t("Words of the step")} enterkeyhint="done" @blur=${(event: Event) => this.#save(step, event.target as HTMLInputElement)} @keydown=${(event: KeyboardEvent) => this.#key(step, event)}>`;
  }

  #more(step: Step): TemplateResult {
    return html`<button class="more" type="button" aria-haspopup="menu" aria-label=${t("More for {title}", { title: step.title })} @click=${(event: Event) => this.#menu(step, event.currentTarget as HTMLElement)}>${icon("more")}</button>`;
  }

  #menu(step: Step, anchor: HTMLElement): void {
    const steps = this.#steps;
    const at = steps.findIndex(({ id }) => id === step.id);
    const to = (after: number) => () => void this.home.moveStep(this.task, step.id, steps[after]?.id ?? null);
    const entries: MenuEntry[] = [];
    if (at > 0) entries.push({ text: t("Up"), icon: "up", act: to(at - 2) });
    if (at < steps.length - 1) entries.push({ text: t("Down"), icon: "down", act: to(at + 1) });
    if (entries.length > 0) entries.push("rule");
    entries.push(
      { text: t("Reword"), icon: "pen", act: () => this.#reword(step) },
      { text: t("Remove"), icon: "delete", act: () => void this.home.removeStep(this.task, step.id) },
    );
    openMenu(anchor, step.title, entries);
  }

  #reword(step: Step): void {
    this.#rewording.value = step.id;
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>("input.words")?.focus());
  }

  #save(step: Step, field: HTMLInputElement): void {
    if (this.#rewording.value !== step.id || !field.validity.valid) return; // too long: it stays open
    this.#rewording.value = null;
    this.home.drafts.drop(rewordedStep(step.id));
    const title = oneLine(field.value);
    if (title && title !== step.title) void this.home.renameStep(this.task, step.id, title);
  }

  #key(step: Step, event: KeyboardEvent): void {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    const field = event.target as HTMLInputElement;
    if (event.key === "Enter" && !field.reportValidity()) return;
    if (event.key === "Enter") this.#save(step, field);
    else {
      this.#rewording.value = null;
      this.home.drafts.drop(rewordedStep(step.id));
    }
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-step="${CSS.escape(step.id)}"] .words`)?.focus());
  }

  // ---- new ones

  readonly #enter = (event: KeyboardEvent): void => {
    const field = event.target as HTMLInputElement;
    if (event.key === "Escape" && field.value !== "") {
      // not a step yet: it stays in the line, to be written on or emptied
      event.stopPropagation();
      this.#leaving = true;
      field.blur();
      this.#leaving = false;
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.#write(field);
  };

  /** What stands in the field when it is left is a step, not lost. */
  readonly #add = (event: Event): void => {
    if (!this.#leaving) this.#write(event.target as HTMLInputElement);
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const lines = linesIn(event.clipboardData?.getData("text/plain") ?? "");
    if (lines.length < 2) return;
    event.preventDefault();
    void this.home.addSteps(this.task, lines);
  };

  #write(field: HTMLInputElement): void {
    const title = oneLine(field.value);
    field.value = "";
    this.home.drafts.drop(this.#newStep);
    if (title) void this.home.addSteps(this.task, [title]);
    // the line of the next one stays above the foot of the card
    if (title && field === document.activeElement) void this.updateComplete.then(() => field.scrollIntoView({ block: "nearest" }));
  }
}

function rewordedStep(step: Id): string {
  return `step:${step}`;
}
