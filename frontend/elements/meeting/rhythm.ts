import { html, type TemplateResult } from "lit";
import type { Form, RhythmFields } from "../../home/meeting-types.ts";
import { icon } from "../../icons.ts";
import { n, t } from "../../text.ts";
import { entered } from "../entered.ts";
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
        <div class="field"><label for="rhythm-weekday">${t("Day")}</label><select id="rhythm-weekday" ${entered(String(weekday), (day) => this.#set({ weekday: Number(day) }))}>${WEEK.map((day) => html`<option value=${day} ?selected=${day === weekday}>${weekdayName(day)}</option>`)}</select></div>
        <div class="field"><label for="rhythm-at">${t("Time")}</label><input id="rhythm-at" type="time" required ${entered(at, (time) => this.#set({ at: time.slice(0, 5) }))}></div>
        <div class="field"><label for="rhythm-form">${t("Usual length")}</label><select id="rhythm-form" ${entered(form, (one) => this.#set({ form: one as Form }))}>${FORMS.map((one) => html`<option value=${one} ?selected=${one === form}>${formName(one)}</option>`)}</select></div>
        <div class="field"><label for="rhythm-slots">${t("Things a week")}</label><select id="rhythm-slots" ${entered(String(slots), (count) => this.#set({ slots: Number(count) }))}>${Array.from({ length: MOST }, (_none, index) => index + 1).map((count) => html`<option value=${count} ?selected=${count === slots}>${count}</option>`)}</select></div>
      </div>
    </details>`;
  }

  #set(fields: Partial<RhythmFields>): void {
    void this.home.meet({ verb: "set_rhythm", fields });
  }
}
