import { signal } from "@preact/signals-core";
import { html, type TemplateResult } from "lit";
import type { Connection } from "../home/acts.ts";
import { n, t } from "../text.ts";
import { Part } from "./part.ts";

const PATIENCE_MS = 2_000;

/** Dot and word under the home's name. A short catching up is nobody's business: it shows after two seconds. */
export class ConnectionState extends Part {
  readonly #shown = signal<Connection>("live");
  #waiting: ReturnType<typeof setTimeout> | null = null;

  protected override render(): TemplateResult {
    this.#settle(this.home.connection.value);
    const state = this.#shown.value;
    const { home } = this;
    const kept = home.kept.value;
    const waits = kept > 0 && (state !== "live" || home.isLate.value);
    return html`<span class="conn ${state} ${waits ? "waits" : ""}" role="status" data-now=${this.home.connection.value}>${this.#words(state, waits ? kept : 0)}${waits ? this.#cause() : ""}</span>`;
  }

  /** `kept`: how many changes are not saved yet, once that is worth a word. */
  #words(state: Connection, kept: number): string {
    if (state === "live")
      return kept === 0 ? t("Live") : n("Live. One change not saved yet.", "Live. {count} changes not saved yet.", kept);
    if (state === "catching_up") return t("Catching up");
    return kept === 0 ? t("Offline") : n("Offline. One change is kept here.", "Offline. {count} changes are kept here.", kept);
  }

  /** Why, where the server itself has said so. */
  #cause(): string {
    const trouble = this.home.trouble.value;
    return trouble && (trouble.status >= 500 || trouble.status === 403) && trouble.code !== "" ? ` ${t(trouble.title)}` : "";
  }

  #settle(state: Connection): void {
    if (this.#waiting) clearTimeout(this.#waiting);
    const show = () => {
      this.#shown.value = state;
    };
    if (state !== "catching_up") queueMicrotask(show);
    else this.#waiting = setTimeout(show, PATIENCE_MS);
  }
}
