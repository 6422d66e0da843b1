import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { ref } from "lit/directives/ref.js";
import { repeat } from "lit/directives/repeat.js";
import type { Id, Step } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { taskOf } from "./field.ts";
import { type MenuEntry, openMenu } from "./menu.ts";
import { Part } from "./part.ts";
import { isOpen } from "./words.ts";

/** The steps of an opened card: ticked, reworded where they stand, ordered and removed by their menu. */
export class Steps extends Part {
  static override properties = { task: {} };
  declare task: Id;
  readonly #rewording = signal<Id | null>(null);

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
      <div class="add-step">${icon("plus", "small")}<input type="text" aria-label=${t("A new step")} placeholder=${t("A new step")} maxlength="200" enterkeyhint="next" autocomplete="off" @keydown=${this.#enter} @blur=${this.#add} @paste=${this.#paste}></div>
    </section>`;
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
      return html`<button class="words" type="button" aria-label=${t("{title}: reword", { title: step.title })} @click=${() => this.#reword(step)}>${step.title}</button>`;
    const begin = (field?: Element): void => {
      // once: what somebody else saves meanwhile must not change it under the hand
      if (field instanceof HTMLInputElement && field.dataset.step !== step.id) {
        field.dataset.step = step.id;
        field.value = step.title;
      }
    };
    return html`<input class="words" type="text" ${ref(begin)} aria-label=${t("Words of the step")} maxlength="200" enterkeyhint="done" @blur=${(event: Event) => this.#save(step, event.target as HTMLInputElement)} @keydown=${(event: KeyboardEvent) => this.#key(step, event)}>`;
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
    if (this.#rewording.value !== step.id) return;
    this.#rewording.value = null;
    const title = tidy(field.value);
    if (title && title !== step.title) void this.home.renameStep(this.task, step.id, title);
  }

  #key(step: Step, event: KeyboardEvent): void {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Enter") this.#save(step, event.target as HTMLInputElement);
    else this.#rewording.value = null;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-step="${CSS.escape(step.id)}"] .words`)?.focus());
  }

  // ---- new ones

  readonly #enter = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const field = event.target as HTMLInputElement;
    if (event.key === "Escape" && field.value !== "") {
      event.stopPropagation();
      field.value = "";
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.#write(field);
  };

  /** What stands in the field when it is left is a step, not lost. */
  readonly #add = (event: Event): void => this.#write(event.target as HTMLInputElement);

  readonly #paste = (event: ClipboardEvent): void => {
    const lines = (event.clipboardData?.getData("text/plain") ?? "").split(/\r?\n/).map(tidy).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    void this.home.addSteps(this.task, lines);
  };

  #write(field: HTMLInputElement): void {
    const title = tidy(field.value);
    field.value = "";
    if (title) void this.home.addSteps(this.task, [title]);
    // the line of the next one stays above the foot of the card
    if (title && field === document.activeElement) void this.updateComplete.then(() => field.scrollIntoView({ block: "nearest" }));
  }
}

function tidy(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(" ");
}
