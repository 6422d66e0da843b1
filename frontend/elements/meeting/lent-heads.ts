import { signal } from "@preact/signals-core";
import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { fitting, oneLine } from "../../home/typed.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";

const LONGEST = 200;
const MOST = 50;

/** What is in the head of somebody who has this phone in their hand: in this page's memory only, until it is handed in. */
export class LentHeads extends Part {
  static override properties: PropertyDeclarations = { done: { attribute: false } };
  declare done: (lines: readonly string[]) => void;
  readonly #lines = signal<readonly string[]>([]);

  protected override render(): TemplateResult {
    const lines = this.#lines.value;
    return html`<p class="lead">${t("What is in your head that is not on our list? A line for each. Nobody sees any of it before everybody’s head is empty.")}</p>
      <form class="add-thought" autocomplete="off" @submit=${this.#submit}>
        <label class="hidden" for="lent-thought">${t("What is in your head?")}</label>
        <input id="lent-thought" dir="auto" autocomplete="off" enterkeyhint="done" placeholder=${t("What is in your head?")} ?disabled=${lines.length >= MOST}>
        <button class="btn" type="submit">${t("Add")}</button>
      </form>
      ${
        lines.length > 0
          ? html`<ul class="thoughts" aria-label=${t("In my head")}>${lines.map(
              (line, at) =>
                html`<li><span class="t" dir="auto">${line}</span><button class="icon-btn" type="button" aria-label=${t("Let go: {title}", { title: line })} @click=${() => this.#out(at)}>${icon("close")}</button></li>`,
            )}</ul>`
          : nothing
      }
      <div class="seal"><button class="btn primary wide" type="button" @click=${this.#empty}>${t("My head is empty")}</button>
        <p class="only">${icon("lock", "small")} ${t("Shown when everybody is ready.")}</p></div>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#lines.value = [];
    this.replaceChildren();
  }

  protected override refocus(): void {
    this.#field?.focus({ preventScroll: true });
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  #take(): void {
    const lines = [...this.#lines.value, ...fitting(oneLine(this.#field?.value ?? ""), LONGEST)];
    if (lines.length > MOST) return; // the last one does not fit: it stays in the field
    if (this.#field) this.#field.value = "";
    this.#lines.value = lines;
  }

  #out(at: number): void {
    this.#lines.value = this.#lines.value.toSpliced(at, 1);
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    this.#take();
    this.#field?.focus();
  };

  readonly #empty = (): void => {
    this.#take();
    this.done(this.#lines.value);
  };
}
