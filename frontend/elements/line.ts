import { signal } from "@preact/signals-core";
import { html, type TemplateResult } from "lit";
import { oneLine } from "../home/typed.ts";
import { tooLong, tooLongNote } from "./too-long.ts";
import { flatten, grow, Writing } from "./writing.ts";

/** One line of our words that is not a task's: edited where it stands, saved when it is left or by Enter. */
export class Line extends Writing {
  static override properties = {
    value: {},
    label: {},
    placeholder: {},
    kind: {},
    longest: {},
    needed: {},
    draft: {},
    said: { attribute: false },
  };
  declare value: string;
  declare label: string;
  declare placeholder: string;
  /** How it looks: "title", "felt" or "". */
  declare kind: string;
  declare longest: number;
  /** Without words it goes back to what it was. */
  declare needed: boolean;
  /** Under which name what is being written is kept on this device. */
  declare draft: string;
  declare said: (text: string, was: string) => void;
  readonly #over = signal("");

  protected override render(): TemplateResult {
    this.className = `facet ${this.kind}`;
    return html`<label><span class=${this.kind === "felt" ? "" : "hidden"}>${this.label}</span>
      <textarea rows="1" dir="auto" placeholder=${this.placeholder ?? ""} autocomplete="off" enterkeyhint="done" @input=${this.#typed} @blur=${this.leave} @keydown=${this.#key}></textarea></label>${tooLongNote(this.#over.value, this.longest)}`;
  }

  protected override firstUpdated(): void {
    const draft = this.begun(this.draft);
    if (!draft) return;
    this.base = draft.base;
    this.#box.value = draft.text;
    this.#measure();
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

  readonly #typed = (event: InputEvent): void => {
    this.base ??= this.value;
    if (!event.isComposing) flatten(this.#box);
    this.keep(this.draft, this.#box.value);
    this.#measure();
    grow(this.#box);
  };

  #measure(): void {
    this.#over.value = tooLong(this.#box.value, this.longest) ? this.#box.value : "";
  }

  #rest(): void {
    this.base = null;
    this.home.drafts.drop(this.draft);
    this.#over.value = "";
  }

  protected override save(): void {
    const [box, base] = [this.#box, this.base];
    if (!box || base === null || tooLong(box.value, this.longest)) return;
    const text = oneLine(box.value);
    this.#rest();
    if (text === base || (text === "" && this.needed)) box.value = this.value;
    else {
      box.value = text;
      this.said(text, base);
    }
    grow(box);
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (!this.#over.value) this.#box.blur();
    } else if (event.key === "Escape" && this.base !== null) {
      event.stopPropagation();
      this.#rest();
      this.#box.value = this.value;
      grow(this.#box);
    }
  };
}
