import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import * as days from "../../days.ts";
import { PULSE_ITEMS, weekOf } from "../../home/meeting.ts";
import type { Meeting, Pulse, PulseItem, PulseSaid } from "../../home/meeting-types.ts";
import type { Felt } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { itemWords, STEPS_OF_FIVE, stepWord } from "./pulse-words.ts";

type Said = Felt | "nothing_brought" | null;

/** My week in five items, with a tick for what I share. Kept as tapped, on the server, for me alone. */
export class OwnWeek extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    return html`${PULSE_ITEMS.map((item) => this.#item(item, now))}`;
  }

  #item(item: PulseItem, now: Meeting): TemplateResult {
    const said = saidOf(this.#pulse, item);
    const words = itemWords(item, now.form);
    const shows = this.home.meeting.hand.value?.shows ?? [];
    const share = (event: Event): void => {
      const on = (event.target as HTMLInputElement).checked;
      const ticks = PULSE_ITEMS.filter((other) => (other === item ? on : shows.includes(other)));
      void this.home.meet({ verb: "hold", meeting: now.id, fields: { shows: ticks } });
    };
    return html`<form class="asked" data-item=${item} @submit=${(event: Event) => event.preventDefault()}>
      <fieldset><legend>${words}</legend>
        <div class="scale">${STEPS_OF_FIVE.map((felt) => html`<label><input type="radio" name=${item} .checked=${live(said === felt)} @change=${() => this.#say(item, felt)}><span>${stepWord(item, felt)}</span></label>`)}</div>
      </fieldset>
      <div class="end">
        ${item === "heard" ? html`<button class="btn plain tight ${said === "nothing_brought" ? "chosen" : ""}" type="button" aria-pressed=${said === "nothing_brought"} @click=${() => this.#say(item, said === "nothing_brought" ? null : "nothing_brought")}>${t("I didn’t bring anything up")}</button>` : nothing}
        ${typeof said === "number" ? html`<button class="btn plain tight" type="button" aria-label=${t("Take back my answer: {words}", { words })} @click=${() => this.#say(item, null)}>${t("Take back my answer")}</button>` : nothing}
        <label class="share"><input type="checkbox" .checked=${live(shows.includes(item))} aria-label=${t("Share this: {words}", { words })} @change=${share}><span class="box">${icon("check", "small")}</span> <span>${t("Share this")}</span></label>
      </div>
    </form>`;
  }

  get #week(): string {
    const { today, info } = this.home;
    return weekOf(today.value, days.timeOf(this.home.instant(), info.value.time_zone));
  }
  get #pulse(): Pulse | undefined {
    return this.home.meeting.pulses.value.find(({ week }) => week === this.#week);
  }

  /** The whole week as it stands now: what is left out counts as not answered. */
  #say(item: PulseItem, said: Said): void {
    const all = Object.fromEntries(PULSE_ITEMS.map((other) => [other, other === item ? said : saidOf(this.#pulse, other)]));
    void this.home.meet({ verb: "say_pulse", week: this.#week, said: all as PulseSaid });
  }
}

function saidOf(pulse: Pulse | undefined, item: PulseItem): Said {
  if (item === "heard" && pulse?.nothing_brought) return "nothing_brought";
  return pulse?.[item] ?? null;
}

/** What was said, in words; null: nothing is shared, for whatever reason. */
export function saidWords(item: PulseItem, said: Said): string {
  if (said === null) return t("Nothing shared for this one.");
  return said === "nothing_brought" ? t("I didn’t bring anything up") : stepWord(item, said);
}
