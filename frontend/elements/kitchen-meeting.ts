import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { newId } from "../home/ids.ts";
import type { FamilyTable } from "../home/meeting-types.ts";
import type { Id, Problem } from "../home/types.ts";
import { t } from "../text.ts";
import type { KitchenScreen } from "./kitchen-screen.ts";
import { Family } from "./meeting/family.ts";

/** Our meeting for a child that stands at the family's tablet. What it orders is written there and never read. */
export class KitchenMeeting extends Family<KitchenScreen> {
  readonly #problem = signal<Problem | null>(null);
  /** The same once more is the same request. */
  #sent = { text: "", key: "" };

  protected override render(): TemplateResult {
    return html`<section class="family" aria-labelledby="our-meeting">
      <h2 id="our-meeting" tabindex="-1">${t("Our meeting")}</h2>${this.family()}
    </section>`;
  }

  protected override get me(): Id {
    return this.screen.who.value ?? "";
  }

  protected override later(): TemplateResult {
    return html`<button class="btn" type="button" @click=${() => this.screen.toMeeting(false)}>${t("Later")}</button>`;
  }

  protected override order(table: FamilyTable): TemplateResult {
    if (table.offered.length === 0) return this.none();
    if (this.screen.ordered.value.has(`${table.meeting} ${this.me}`)) return this.#ordered(table);
    return html`<tandem-tablet-order .screen=${this.screen} .member=${this.me} .done=${(order: readonly Id[]) => void this.#handIn(table, order)}></tandem-tablet-order>
      <div role="alert">${this.#problem.value ? html`<p class="say">${this.#trouble(this.#problem.value)}</p>` : nothing}</div>`;
  }

  #ordered(table: FamilyTable): TemplateResult {
    return html`<p class="lead">${t("Your order is in. It is shown when everybody is ready.")}</p>
      <div class="acts"><button class="btn" type="button" @click=${() => this.screen.hasOrdered(table.meeting, this.me, false)}>${t("Choose anew")}</button></div>`;
  }

  #trouble({ status, title, detail }: Problem): string {
    if (status === 0 || status >= 500) return t("It could not be sent. What you chose is still here: try again in a moment.");
    return `${t(title)} ${t(detail)}`;
  }

  async #handIn({ meeting }: FamilyTable, order: readonly Id[]): Promise<void> {
    const { me } = this;
    const text = `${me} ${order.join(" ")}`;
    if (this.#sent.text !== text) this.#sent = { text, key: newId() };
    const answer = await this.home.handIn("PATCH", `meetings/${meeting}/ballot/`, { order, sealed: true }, this.#sent.key);
    this.#problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.#sent = { text: "", key: "" };
    this.screen.said.value = ""; // it told of its lines
    this.screen.hasOrdered(meeting, me, true);
  }
}
