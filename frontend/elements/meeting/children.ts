import { html, nothing, type TemplateResult } from "lit";
import type { Id } from "../../home/types.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";

/** The children at the table, for the adults: nobody waits for one who has gone off to play. */
export class Children extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { home } = this;
    const table = home.meeting.table.value;
    if (!table || table.here.length === 0) return nothing;
    return html`<ul class="seats children" aria-label=${t("Children at the table")}>${table.here.map((child) => this.#child(table.meeting, child))}</ul>`;
  }

  #child(meeting: Id, child: Id): TemplateResult {
    const name = nameOf(this.home, child);
    const gone = (): void => void this.home.meet({ verb: "child_gone", meeting, child });
    return html`<li>${mark(this.home, child)} <span>${t("{name} is here.", { name })}</span>
      <button class="btn plain tight" type="button" @click=${gone}>${t("{name} has gone to play", { name })}</button></li>`;
  }

  protected override refocus(): void {
    (this.querySelector<HTMLElement>("button") ?? this.closest("main")?.querySelector<HTMLElement>("h1"))?.focus({ preventScroll: true });
  }
}
