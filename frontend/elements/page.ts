import { html, type TemplateResult } from "lit";
import { icon } from "../icons.ts";
import { Part } from "./part.ts";

/** A page above the board: it fills a phone, lies on a wide board as a sheet, and has an address of its own. */
export abstract class PagePart extends Part {
  #pressedBeside = false;

  protected abstract bar(): TemplateResult;
  protected abstract content(): TemplateResult;

  protected override render(): TemplateResult {
    return html`<div class="card-veil over-board" @pointerdown=${this.#press} @click=${this.#beside}>
      <div class="card page" role="dialog" aria-modal="true" aria-labelledby="page-name" tabindex="-1">
        <div class="bar">${this.bar()}</div>
        <div class="leaf"><div class="sheet">${this.content()}</div></div>
      </div>
    </div>`;
  }

  protected back(to: string): TemplateResult {
    return html`<a class="btn plain" href=${this.screen.start.urls.board} @click=${this.#close}>${icon("back")} <span>${to}</span></a>`;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>(".card")?.focus({ preventScroll: true });
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>(".card")?.focus({ preventScroll: true });
  }

  readonly #close = (event: Event): void => {
    event.preventDefault();
    this.screen.close();
  };

  /** Closed by the click, so that it does not fall through; one that began within (a selection) does not count. */
  readonly #press = (event: Event): void => {
    this.#pressedBeside = event.target === event.currentTarget;
  };
  readonly #beside = (event: Event): void => {
    if (this.#pressedBeside && event.target === event.currentTarget) this.screen.close();
  };
}
