import { html, nothing, type TemplateResult } from "lit";
import { PULSE_ITEMS } from "../../home/meeting.ts";
import type { Meeting, PulseItem } from "../../home/meeting-types.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import { saidWords } from "./own-week.ts";
import { itemWords } from "./pulse-words.ts";

/** What was ticked, item by item, in words. Nobody's beside a sum, and an item kept looks the same for every reason. */
export class ShownToAll extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    return html`<ol class="shown">${PULSE_ITEMS.map((item) => this.#item(item, now))}</ol>`;
  }

  #item(item: PulseItem, now: Meeting): TemplateResult {
    const { home } = this;
    return html`<li class="sheet" data-item=${item}><h2>${itemWords(item, now.form)}</h2>
      <ul>${home.meeting.shown.value.map(
        ({ member, said }) =>
          html`<li>${mark(home, member, "", "small")} <span class="name">${nameOf(home, member)}</span> <span class=${said[item] === null ? "quiet" : "felt"}>${saidWords(item, said[item])}</span></li>`,
      )}</ul></li>`;
  }
}
