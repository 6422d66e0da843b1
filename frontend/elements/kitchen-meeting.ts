import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { newId } from "../home/ids.ts";
import type { FamilyTable } from "../home/meeting-types.ts";
import type { Id, Problem } from "../home/types.ts";
import { t } from "../text.ts";
import type { KitchenScreen } from "./kitchen-screen.ts";
import { Family } from "./meeting/family.ts";

interface LaidOut {
  readonly order: readonly Id[];
  readonly sealed: boolean;
}

/** Our meeting for a child that stands at the family's tablet. What it lays out is found there again until it is sealed. */
export class KitchenMeeting extends Family<KitchenScreen> {
  readonly #problem = signal<Problem | null>(null);
  /** The same once more is the same request. */
  #sent = { text: "", key: "" };
  #looking = "";
  #keeping: Promise<unknown> = Promise.resolve();

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
    const laidOut = this.screen.laidOut.value.get(`${table.meeting} ${this.me}`);
    if (laidOut === undefined) return this.#lookUp(table);
    if (laidOut === null) return this.#ordered(table);
    return html`<tandem-tablet-order .screen=${this.screen} .member=${this.me} .begun=${laidOut} .kept=${(order: readonly Id[]) => this.#keep(table, order)} .done=${(order: readonly Id[]) => void this.#handIn(table, order)}></tandem-tablet-order>
      <div role="alert">${this.#problem.value ? html`<p class="say">${this.#trouble(this.#problem.value)}</p>` : nothing}</div>`;
  }

  /** Begun here before this page was loaded, perhaps: whoever was called away comes back to it. */
  #lookUp({ meeting }: FamilyTable): TemplateResult {
    const { me, screen } = this;
    if (this.#looking !== meeting) {
      this.#looking = meeting;
      void this.home.lookUp<LaidOut>(`meetings/${meeting}/ballot/`).then((answer) => {
        if (this.#looking === meeting) this.#looking = "";
        if (screen.laidOut.value.has(`${meeting} ${me}`)) return;
        const { order, sealed } = answer.ok ? answer.data : { order: [], sealed: false };
        screen.layOut(meeting, me, sealed ? null : order);
      });
    }
    return html`<p class="quiet">${t("What there is to order is on its way.")}</p>`;
  }

  /** One after the other, so that the last one stands. What does not arrive goes with the next one, or with the whole. */
  #keep({ meeting }: FamilyTable, order: readonly Id[]): void {
    const { me } = this;
    this.screen.layOut(meeting, me, order);
    const send = () => this.home.handIn("PATCH", `meetings/${meeting}/ballot/`, { order, sealed: false }, newId(), me);
    this.#keeping = this.#keeping.then(send);
  }

  #ordered(table: FamilyTable): TemplateResult {
    return html`<p class="lead">${t("Your order is in. It is shown when everybody is ready.")}</p>
      <div class="acts"><button class="btn" type="button" @click=${() => this.screen.layOut(table.meeting, this.me, [])}>${t("Choose anew")}</button></div>`;
  }

  #trouble({ status, title, detail }: Problem): string {
    if (status === 0 || status >= 500) return t("It could not be sent. What you chose is still here: try again in a moment.");
    return `${t(title)} ${t(detail)}`;
  }

  async #handIn({ meeting }: FamilyTable, order: readonly Id[]): Promise<void> {
    const { me } = this;
    const text = `${me} ${order.join(" ")}`;
    if (this.#sent.text !== text) this.#sent = { text, key: newId() };
    await this.#keeping;
    const answer = await this.home.handIn("PATCH", `meetings/${meeting}/ballot/`, { order, sealed: true }, this.#sent.key, me);
    this.#problem.value = answer.ok ? null : answer.problem;
    if (!answer.ok) return;
    this.#sent = { text: "", key: "" };
    this.screen.said.value = ""; // it told of its lines
    this.screen.layOut(meeting, me, null);
  }
}
