import { html, type TemplateResult } from "lit";
import { grow, oneLine, Writing } from "./writing.ts";

/** One line of our words that is not a task's: edited where it stands, saved when it is left or by Enter. */
export class Line extends Writing {
  static override properties = { value: {}, label: {}, placeholder: {}, kind: {}, longest: {}, needed: {}, said: { attribute: false } };
  declare value: string;
  declare label: string;
  declare placeholder: string;
  /** How it looks: "title", "felt" or "". */
  declare kind: string;
  declare longest: number;
  /** Without words it goes back to what it was. */
  declare needed: boolean;
  declare said: (text: string, was: string) => void;

  protected override render(): TemplateResult {
    this.className = `facet ${this.kind}`;
    return html`<label><span class=${this.kind === "felt" ? "" : "hidden"}>${this.label}</span>
      <textarea rows="1" maxlength=${this.longest} placeholder=${this.placeholder ?? ""} autocomplete="off" enterkeyhint="done" @input=${this.#typed} @blur=${this.leave} @keydown=${this.#key}></textarea></label>`;
  }

  /** What the other saved meanwhile shows at once, but never under a hand that writes. */
  protected override updated(): void {
    const box = this.#box;
    if (this.base === null && box.value !== this.value) box.value = this.value;
    grow(this.#box);
  }

  get #box(): HTMLTextAreaElement {
    return this.querySelector("textarea") as HTMLTextAreaElement;
  }

  readonly #typed = (): void => {
    this.base ??= this.value;
    grow(this.#box);
  };

  protected override save(): void {
    const [box, base] = [this.#box, this.base];
    if (!box || base === null) return;
    const text = oneLine(box.value);
    this.base = null;
    if (text === base || (text === "" && this.needed)) box.value = this.value;
    else {
      box.value = text;
      this.said(text, base);
    }
    grow(box);
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#box.blur();
    } else if (event.key === "Escape" && this.base !== null) {
      event.stopPropagation();
      this.base = null;
      this.#box.value = this.value;
      grow(this.#box);
    }
  };
}
