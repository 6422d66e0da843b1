import type { Home } from "../home/home.ts";
import { Part } from "./part.ts";
import type { Screen } from "./screen.ts";

/** What is being written in a field, and what stood there when the writing began. */
export interface Draft {
  readonly text: string;
  readonly base: string;
}

/** Where somebody writes: what is begun is saved when the field is left, and when the part or the page goes from the screen. */
export abstract class Writing<S extends { readonly home: Home } = Screen> extends Part<S> {
  /** What stood there when the writing began; null while nobody writes. */
  protected base: string | null = null;

  /** Saves what was written, if anything was. */
  protected abstract save(): void;
  protected readonly leave = (): void => this.save();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pagehide", this.leave);
  }
  override disconnectedCallback(): void {
    this.save();
    removeEventListener("pagehide", this.leave);
    super.disconnectedCallback();
  }

  /** The draft that an earlier page or an unsaved visit left under this name. */
  protected begun(name: string): Draft | null {
    return readDraft(this.home, name);
  }

  /** Keeps what is being written until it is saved. */
  protected keep(name: string, text: string): void {
    const draft: Draft = { text, base: this.base ?? "" };
    this.home.drafts.write(name, JSON.stringify(draft));
  }
}

export function readDraft(home: Home, name: string): Draft | null {
  return JSON.parse(home.drafts.read(name) ?? "null") as Draft | null;
}

/** Where the browser cannot size a field by its content. */
export function grow(box: HTMLTextAreaElement | null): void {
  if (!box || CSS.supports("field-sizing", "content")) return;
  box.style.blockSize = "auto";
  box.style.blockSize = `${box.scrollHeight}px`;
}

/** A pasted text becomes one line; the caret stays behind what was pasted. */
export function flatten(box: HTMLTextAreaElement): void {
  if (!box.value.includes("\n")) return;
  const flat = (text: string): string => text.replace(/\s*\n\s*/g, " ");
  const caret = flat(box.value.slice(0, box.selectionStart)).length;
  box.value = flat(box.value);
  box.setSelectionRange(caret, caret);
}
