import { html, nothing, type TemplateResult } from "lit";
import * as days from "../../days.ts";
import type { Day } from "../../home/types.ts";
import { type Soon, soon } from "../../home/when-we-meet.ts";
import { t } from "../../text.ts";
import { openMenu } from "../menu.ts";
import { Part } from "../part.ts";

const AHEAD = [1, 2, 3, 4, 5, 6, 7];

/**
 * One quiet line on the day before our meeting and on the day, for adults: children hold no rhythm. It says when, and
 * can be answered with another day, without a mark; while we are at it another line says so.
 */
export class MeetingSoon extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { meeting, today } = this.home;
    if (meeting.rhythm.value.id === "" || meeting.now.value?.day === today.value) return nothing;
    const next = soon(meeting.rhythm.value, today.value);
    if (next === null) return nothing;
    const mine = meeting.rhythm.value.next_guide === this.home.me;
    return html`<section class="notice meeting-soon" aria-label=${t("Our meeting")}>
      <p>${this.#words(next)}${mine ? html` <span class="quiet">${t("You guide.")}</span>` : nothing}</p>
      <a class="btn plain tight" href=${this.screen.start.urls.meeting}>${t("Prepare")}</a>
      <button class="btn plain tight" type="button" aria-haspopup="menu" @click=${this.#another}>${next.ahead === 0 ? t("Not today") : t("Another day")}</button>
    </section>`;
  }

  #words({ at, ahead }: Soon): string {
    const time = days.time(`2000-01-01T${at}:00Z`, "UTC");
    return ahead === 0 ? t("Our meeting: today, {time}.", { time }) : t("Our meeting: tomorrow, {time}.", { time });
  }

  readonly #another = (event: Event): void => {
    const { home, screen } = this;
    const move = (on: Day) => (): void => {
      void home.meet({ verb: "not_today", on });
      screen.say(t("Our meeting: {day}.", { day: days.whole(on) }));
    };
    const planned = soon(home.meeting.rhythm.value, home.today.value)?.on;
    const others = AHEAD.map((ahead) => days.plusDays(home.today.value, ahead)).filter((on) => on !== planned);
    openMenu(
      event.currentTarget as HTMLElement,
      t("Another day this time"),
      others.map((on) => ({ text: on === days.plusDays(home.today.value, 1) ? t("Tomorrow") : days.whole(on), act: move(on) })),
    );
  };
}
