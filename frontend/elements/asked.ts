import { html, nothing, type TemplateResult } from "lit";
import type { Ask } from "../home/types.ts";
import { t } from "../text.ts";
import { amAdult, askSentence, waitsForMe } from "./ask-words.ts";
import { rowsOf } from "./listing.ts";
import { Part } from "./part.ts";
import { mark, nameOf } from "./person.ts";

/** So many rows of This week are seen without scrolling. */
const IN_SIGHT = 5;

/** What waits for a word of mine and lies elsewhere than in front of me; and who is low this week. Quiet, no counts. */
export class Asked extends Part {
  protected override render(): TemplateResult | typeof nothing {
    if (!amAdult(this.home)) return nothing;
    const asks = [...this.home.asks.value.values()].flat().filter((ask) => waitsForMe(this.home, ask) && !this.#isSeen(ask));
    const low = [...this.home.low.value].filter((id) => this.home.members.value.get(id)?.left === false);
    if (asks.length === 0 && low.length === 0) return nothing;
    return html`<section class="waits-for-me" aria-label=${t("Asked of you")}>
      ${asks.map((ask) => this.#line(ask))}
      ${low.map((id) => (id === this.home.me ? this.#mine() : html`<p class="low">${mark(this.home, id, "", "small")} <span>${t("{name} is low this week. You could offer.", { name: nameOf(this.home, id) })}</span></p>`))}
    </section>`;
  }

  /** Its note stands in the row, among the first of This week. */
  #isSeen(ask: Ask): boolean {
    const shown = this.screen.wide.value || this.screen.shown.value === "week";
    if (!shown) return false;
    return rowsOf(this.screen, "week")
      .slice(0, IN_SIGHT)
      .some(({ id }) => id === ask.task);
  }

  #line(ask: Ask): TemplateResult | typeof nothing {
    const task = this.home.tasks.value.get(ask.task);
    if (!task) return nothing;
    const open = (event: Event): void => {
      event.preventDefault();
      this.screen.open(task.id);
    };
    const other = ask.by === this.home.me ? ask.answered_by : ask.by;
    const words = ask.by === this.home.me ? `${task.title}: ${askSentence(this.home, ask)}` : askSentence(this.home, ask, task.title);
    return html`<a class="line" href=${this.screen.addressOf(task.id)} @click=${open}>${mark(this.home, other, "", "small")} <span>${words}</span></a>`;
  }

  #mine(): TemplateResult {
    return html`<p class="low">${mark(this.home, this.home.me, "", "small")} <span>${t("You are low this week. Asks wait for our meeting.")}</span>
      <button class="btn plain tight" type="button" @click=${() => void this.home.beLow(false)}>${t("Not any more")}</button></p>`;
  }
}
