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
    const kept = this.home.kept.value;
    return html`<span class="conn ${state}" role="status" data-now=${this.home.connection.value}>${this.home.signedOut.value ? t("Signed out on this device.") : this.#words(state, kept)}</span>`;
  }

  #words(state: Connection, kept: number): string {
    if (state === "live") return t("Live");
    if (state === "catching_up") return t("Catching up");
    return kept === 0 ? t("Offline") : n("Offline. One change is kept here.", "Offline. {count} changes are kept here.", kept);
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
