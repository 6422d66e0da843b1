import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Meeting } from "../../home/meeting-types.ts";
import type { Felt } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { STEPS_OF_FIVE, stepWord } from "./pulse-words.ts";

/** Worth our time? One of five words, mine alone; may be left out. */
export class WorthIt extends Part {
  static override properties = { closed: { type: Boolean } };
  /** On the door, on the day of the meeting that has just closed. */
  declare closed: boolean;

  protected override render(): TemplateResult | typeof nothing {
    const meeting = this.closed ? this.#justClosed() : this.home.meeting.now.value;
    if (!meeting) return nothing;
    const said = this.home.meeting.worths.value.find((worth) => worth.meeting === meeting.id)?.worth ?? null;
    const say = (worth: Felt | null): void => {
      void this.home.meet({ verb: "say_worth", meeting: meeting.id, worth, on: meeting.day });
    };
    return html`<form class="asked worth" @submit=${(event: Event) => event.preventDefault()}>
      <fieldset><legend>${t("Worth our time?")}</legend>
        <div class="scale">${STEPS_OF_FIVE.map((felt) => html`<label><input type="radio" name="worth" .checked=${live(said === felt)} @change=${() => say(felt)}><span>${stepWord("supported", felt)}</span></label>`)}</div>
      </fieldset>
      <div class="foot"><span class="only">${icon("lock", "small")} ${t("Only you see this.")}</span>${said === null ? nothing : html`<button class="btn plain tight" type="button" @click=${() => say(null)}>${t("Take back my answer")}</button>`}</div>
    </form>`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("input")?.focus({ preventScroll: true });
  }

  #justClosed(): Meeting | null {
    const [last] = this.home.meeting.closed.value;
    return last && this.home.meeting.now.value === null && last.closed_on === this.home.today.value && last.day === last.closed_on
      ? last
      : null;
  }
}
