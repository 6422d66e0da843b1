import { effect } from "@preact/signals-core";
import { LitElement, type PropertyDeclarations } from "lit";
import type { Home } from "../home/home.ts";
import { holdReadingPosition } from "./reading-position.ts";
import type { Screen } from "./screen.ts";

/**
 * What every element of the board is: light DOM, no state of its own about the home. Whatever signals `render` reads
 * are watched; when one of them changes, the element renders again.
 */
export abstract class Part<S extends { readonly home: Home } = Screen> extends LitElement {
  static override properties: PropertyDeclarations = { screen: { attribute: false } };
  declare screen: S;
  #unwatch: (() => void) | null = null;

  get home(): Home {
    return this.screen.home;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
    this.#unwatch = null;
  }

  protected override performUpdate(): void {
    if (!this.isUpdatePending) return;
    holdReadingPosition();
    this.#unwatch?.();
    const held = this.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null;
    const row = held ? this.#rows.indexOf(held.closest("[data-task]")) : -1;
    let rendering = true;
    this.#unwatch = effect(() => {
      if (rendering) super.performUpdate();
      else this.requestUpdate();
      rendering = false;
    });
    if (!held || document.activeElement !== document.body) return;
    // A row that was moved loses the focus on its way. What had it may have gone with its state: a "Take" that became "Give back".
    if (this.contains(held)) held.focus({ preventScroll: true });
    else this.refocus(row);
  }

  get #rows(): (Element | null)[] {
    return [...this.querySelectorAll("[data-task]")];
  }

  /** Where the focus goes when the element that had it is no longer there; `row`: which of the rows here it was in. */
  protected refocus(_row: number): void {}

  /** The row that came in its place, the last one, or the heading: whoever works by keys goes on from there. */
  protected focusRow(row: number): void {
    const titles = this.querySelectorAll<HTMLElement>("[data-task] .title");
    const title = titles[Math.min(Math.max(row, 0), titles.length - 1)] ?? this.querySelector<HTMLElement>("h2");
    title?.focus({ preventScroll: true });
  }
}
