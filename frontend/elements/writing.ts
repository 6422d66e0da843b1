import type { Home } from "../home/home.ts";
import { Part } from "./part.ts";
import type { Screen } from "./screen.ts";

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
}

/** What was written, as one line. */
export function oneLine(text: string): string {
  return text.split(/\s+/).filter(Boolean).join(" ");
}

/** Where the browser cannot size a field by its content. */
export function grow(box: HTMLTextAreaElement | null): void {
  if (!box || CSS.supports("field-sizing", "content")) return;
  box.style.blockSize = "auto";
  box.style.blockSize = `${box.scrollHeight}px`;
}
