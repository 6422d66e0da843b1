import { html, type TemplateResult } from "lit";
import { Part } from "./part.ts";

/** One line of our words that is not a task's: edited where it stands, saved when it is left or by Enter. */
export class Line extends Part {
  static override properties = { value: {}, label: {}, placeholder: {}, kind: {}, longest: {}, needed: {}, save: { attribute: false } };
  declare value: string;
  declare label: string;
  declare placeholder: string;
  /** How it looks: "title", "felt" or "". */
  declare kind: string;
  declare longest: number;
  /** Without words it goes back to what it was. */
  declare needed: boolean;
  declare save: (text: string, was: string) => void;
  /** What it said when the writing began; null while nobody writes. */
  #base: string | null = null;

  protected override render(): TemplateResult {
    this.className = `facet ${this.kind}`;
    return html`<label><span class=${this.kind === "felt" ? "" : "hidden"}>${this.label}</span>
      <textarea rows="1" maxlength=${this.longest} placeholder=${this.placeholder ?? ""} autocomplete="off" enterkeyhint="done" @input=${this.#typed} @blur=${this.#leave} @keydown=${this.#key}></textarea></label>`;
  }

  /** What the other saved meanwhile shows at once, but never under a hand that writes. */
  protected override updated(): void {
    const box = this.#box;
    if (this.#base === null && box.value !== this.value) box.value = this.value;
    this.#grow();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pagehide", this.#leave);
  }
  override disconnectedCallback(): void {
    this.#leave();
    removeEventListener("pagehide", this.#leave);
    super.disconnectedCallback();
  }

  get #box(): HTMLTextAreaElement {
    return this.querySelector("textarea") as HTMLTextAreaElement;
  }

  readonly #typed = (): void => {
    this.#base ??= this.value;
    this.#grow();
  };

  readonly #leave = (): void => {
    const [box, base] = [this.#box, this.#base];
    if (!box || base === null) return;
    const text = box.value.split(/\s+/).filter(Boolean).join(" ");
    this.#base = null;
    if (text === base || (text === "" && this.needed)) box.value = this.value;
    else {
      box.value = text;
      this.save(text, base);
    }
    this.#grow();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      this.#box.blur();
    } else if (event.key === "Escape" && this.#base !== null) {
      event.stopPropagation();
      this.#base = null;
      this.#box.value = this.value;
      this.#grow();
    }
  };

  /** Where the browser cannot size a field by its content. */
  #grow(): void {
    const box = this.#box;
    if (CSS.supports("field-sizing", "content")) return;
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight}px`;
  }
}
