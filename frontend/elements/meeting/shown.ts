import { html, nothing, type TemplateResult } from "lit";
import { PULSE_ITEMS } from "../../home/meeting.ts";
import type { Meeting, PulseItem } from "../../home/meeting-types.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import { saidWords } from "./own-week.ts";
import { itemWords } from "./pulse-words.ts";

/**
 * What was ticked, item by item, in words. Nobody's beside a sum, and an item kept looks the same for every reason. What
 * nobody shared anything of stands together in one line, so that the page is not full of what is not there.
 */
export class ShownToAll extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    const said = PULSE_ITEMS.filter((item) => this.home.meeting.shown.value.some((one) => one.said[item] !== null));
    const kept = PULSE_ITEMS.filter((item) => !said.includes(item));
    return html`${said.length > 0 ? html`<ol class="shown">${said.map((item) => this.#item(item, now))}</ol>` : html`<p class="say shown">${t("Nobody ticked anything to share this time. You can still say aloud what you like.")}</p>`}
      ${
        said.length > 0 && kept.length > 0
          ? html`<div class="kept-back"><p class="quiet">${t("Nothing was shared of this:")}</p>
            <ul>${kept.map((item) => html`<li class="quiet">${itemWords(item, now.form)}</li>`)}</ul></div>`
          : nothing
      }`;
  }

  #item(item: PulseItem, now: Meeting): TemplateResult {
    const { home } = this;
    return html`<li class="sheet" data-item=${item}><h2>${itemWords(item, now.form)}</h2>
      <ul>${home.meeting.shown.value.map(
        ({ member, said }) =>
          html`<li>${mark(home, member, "", "small")} <span class="name" dir="auto">${nameOf(home, member)}</span> <span class=${said[item] === null ? "quiet" : "felt"}>${saidWords(item, said[item])}</span></li>`,
      )}</ul></li>`;
  }
}
