import { html, nothing, type TemplateResult } from "lit";
import { t } from "../text.ts";
import { Part } from "./part.ts";

/** The first sitting opened while I was not on its page: one line that leads there, until I have looked on one of my devices. */
export class SittingOpened extends Part {
  /** Whether it stood here before; null: this board has only just come. */
  #stood: boolean | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { round, unseen } = this.home.sitting;
    if (!unseen.value) return nothing;
    const seen = (): void => void this.home.sit({ verb: "look_at", round: round.value, fields: { at: "" } });
    return html`<section class="notice" aria-label=${t("First sitting")}>
      <p>${this.#said}</p>
      <a class="btn plain tight" href=${this.screen.start.urls.sitting}>${t("Have a look")}</a>
      <button class="btn tight" type="button" @click=${seen}>${t("Not for now")}</button>
    </section>`;
  }

  protected override updated(): void {
    const stands = this.firstElementChild !== null;
    if (stands && this.#stood === false) this.screen.say(this.#said);
    this.#stood = stands;
  }

  get #said(): string {
    return t("Everyone is through with the first sitting. What our home carries is open now.");
  }
}
