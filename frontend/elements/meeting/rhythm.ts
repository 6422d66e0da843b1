import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Form, RhythmFields } from "../../home/meeting-types.ts";
import { icon } from "../../icons.ts";
import { n, t } from "../../text.ts";
import { Part } from "../part.ts";
import { clockTime, weekdayName } from "./when.ts";
import { FORMS, formName } from "./words.ts";

const WEEK = [0, 1, 2, 3, 4, 5, 6];
const MOST = 12;

/** The usual day, time, form, and how many things a week takes; changed where it stands, for all. */
export class RhythmLine extends Part {
  protected override render(): TemplateResult {
    const { weekday, at, form, slots } = this.home.meeting.rhythm.value;
    const usual = t("Usually {weekday} at {time}", { weekday: weekdayName(weekday), time: clockTime(at) });
    return html`<details class="rhythm">
      <summary>${icon("day", "small")} <span>${usual} · ${n("one thing a week", "{count} things a week", slots)}</span></summary>
      <div class="sheet">
        <div class="field"><label for="rhythm-weekday">${t("Day")}</label><select id="rhythm-weekday" .value=${live(String(weekday))} @change=${this.#number("weekday")}>${WEEK.map((day) => html`<option value=${day} ?selected=${day === weekday}>${weekdayName(day)}</option>`)}</select></div>
        <div class="field"><label for="rhythm-at">${t("Time")}</label><input id="rhythm-at" type="time" required .value=${live(at)} @change=${this.#at}></div>
        <div class="field"><label for="rhythm-form">${t("Usual length")}</label><select id="rhythm-form" .value=${live(form)} @change=${this.#form}>${FORMS.map((one) => html`<option value=${one} ?selected=${one === form}>${formName(one)}</option>`)}</select></div>
        <div class="field"><label for="rhythm-slots">${t("Things a week")}</label><select id="rhythm-slots" .value=${live(String(slots))} @change=${this.#number("slots")}>${Array.from({ length: MOST }, (_none, index) => index + 1).map((count) => html`<option value=${count} ?selected=${count === slots}>${count}</option>`)}</select></div>
      </div>
    </details>`;
  }

  #set(fields: Partial<RhythmFields>): void {
    void this.home.meet({ verb: "set_rhythm", fields });
  }
  readonly #number =
    (field: "weekday" | "slots") =>
    (event: Event): void => {
      this.#set({ [field]: Number((event.target as HTMLSelectElement).value) });
    };
  readonly #form = (event: Event): void => {
    this.#set({ form: (event.target as HTMLSelectElement).value as Form });
  };
  readonly #at = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    if (value) this.#set({ at: value.slice(0, 5) });
  };
}
