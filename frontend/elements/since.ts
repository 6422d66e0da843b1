import { html, nothing, type TemplateResult } from "lit";
import { inHeaps, type PartnerEvent } from "../home/partner.ts";
import { icon } from "../icons.ts";
import { n, t } from "../text.ts";
import { Part } from "./part.ts";
import { sentence } from "./toasts.ts";
import { told, toldOfMany } from "./words.ts";

/** The line itself tells so many; the others when it is folded open. */
const FIRST = 2;
const MOST = 30;

/** What happened at home since this device last showed it: one quiet line, folded. Only this device knows. */
export class SinceLine extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const events = this.home.since.events.value;
    if (events.length === 0) return nothing;
    const all = events.map((event) => this.#told(event));
    const heads = inHeaps(events).slice(0, FIRST);
    const more = events.length - heads.reduce((sum, alike) => sum + alike.length, 0);
    const things = [
      ...heads.map((alike) => this.#toldTogether(alike)),
      ...(more > 0 ? [n("and one more thing", "and {count} more things", more)] : []),
    ].join(" · ");
    return html`<section class="notice folds since" aria-label=${t("Since you last looked")}>
      <details>
        <summary>${icon("down", "small")} <span class="folded">${sentence(t("Since you last looked: {things}", { things }))}</span><span class="unfolded">${t("Since you last looked")}</span></summary>
        <ul>${all.slice(0, MOST).map((line) => html`<li>${sentence(line)}</li>`)}
          ${all.length > MOST ? html`<li class="quiet">${n("and one more thing", "and {count} more things", all.length - MOST)}</li>` : nothing}</ul>
      </details>
      <button class="icon-btn" type="button" aria-label=${t("Put this line away")} @click=${() => this.home.since.seen()}>${icon("close", "small")}</button>
    </section>`;
  }

  #toldTogether(alike: readonly PartnerEvent[]): string {
    const [event] = alike;
    if (!event) return "";
    return alike.length > 1 ? toldOfMany(event.did, event.by?.name || t("Someone at home"), alike.length) : this.#told(event);
  }

  #told({ did, by, task, was }: PartnerEvent): string {
    const name = by?.name || t("Someone at home");
    return told(did, name, task || was ? `\u2068${task?.title ?? was}\u2069` : "", task?.place ?? null);
  }
}
