import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { openLayer } from "./layers.ts";
import { Part } from "./part.ts";

/**
 * A sheet from below on phones, centred elsewhere. The board behind it is inert; Escape, the cross, a tap beside it
 * and Back close it; the focus returns to where it came from.
 */
export abstract class DialogPart extends Part {
  #from: HTMLElement | null = null;
  #pressedBeside = false;
  #closed: (() => void) | null = null;

  protected abstract heading(): string;
  protected abstract content(): TemplateResult;
  protected why(): string {
    return "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#from = document.activeElement as HTMLElement | null;
    this.#closed = openLayer(() => this.close());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#closed?.();
    const from = this.#from;
    // the board is inert until it has rendered again
    requestAnimationFrame(() => {
      if (document.activeElement === document.body)
        (from?.isConnected ? from : document.querySelector<HTMLElement>("[data-menu]"))?.focus();
    });
  }

  protected override render(): TemplateResult {
    return html`<div class="veil over-board" @pointerdown=${this.#press} @click=${this.#beside}>
      <div class="dialog" role="dialog" aria-modal="true" aria-labelledby="dialog-name" tabindex="-1" @keydown=${this.#key}>
        <header>
          <div><h2 id="dialog-name">${this.heading()}</h2>${this.why() ? html`<p class="quiet">${this.why()}</p>` : nothing}</div>
          <button class="icon-btn" type="button" aria-label=${t("Close")} @click=${this.close}>${icon("close")}</button>
        </header>
        ${this.content()}
      </div>
    </div>`;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>(".dialog")?.focus({ preventScroll: true });
  }

  readonly close = (): void => {
    this.screen.dialog.value = null;
  };

  /** Closed by the click, so that it does not fall through; one that began within (a selection) does not count. */
  readonly #press = (event: Event): void => {
    this.#pressedBeside = event.target === event.currentTarget;
  };
  readonly #beside = (event: Event): void => {
    if (this.#pressedBeside && event.target === event.currentTarget) this.close();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.close();
  };
}
