import { html, nothing, type TemplateResult } from "lit";
import * as days from "../../days.ts";
import type { Meeting, MeetingStep } from "../../home/meeting-types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { type MenuEntry, openMenu } from "../menu.ts";
import { Part } from "../part.ts";
import { openPark } from "./park.ts";
import { stepName } from "./words.ts";

const BREAKS = [20, 40];

/** At the top right: a pause, and what else can be done with a meeting. Everybody at the table may. */
export class MeetingMenu extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    return html`<button class="btn plain tight" type="button" aria-haspopup="menu" @click=${(event: Event) => this.#pause(now, event)}>${icon("pause", "small")} ${t("Pause")}</button>
      <button class="icon-btn" type="button" aria-haspopup="menu" aria-label=${t("More for our meeting")} @click=${(event: Event) => this.#more(now, event)}>${icon("more")}</button>`;
  }

  #pause(now: Meeting, event: Event): void {
    const until = (minutes: number): string => this.home.instant(minutes * 60_000);
    const entries: MenuEntry[] = BREAKS.map((minutes) => ({
      text: t("{minutes} minutes, back at {time}", { minutes, time: days.time(until(minutes), this.home.info.value.time_zone) }),
      icon: "pause",
      act: () => void this.home.meet({ verb: "pause", meeting: now.id, at: this.home.instant(), until: until(minutes) }),
    }));
    const another = (): void => {
      this.screen.dialog.value = "pause";
    };
    openMenu(event.currentTarget as HTMLElement, t("Pause"), [...entries, { text: t("Until …"), icon: "day", act: another }]);
  }

  #more(now: Meeting, event: Event): void {
    const go = (to: MeetingStep) => () =>
      void this.home.meet({ verb: "walk", meeting: now.id, leaves: now.step, to, at: this.home.instant() });
    const steps = now.steps.map(({ step, words }) => ({ text: stepName(words), chosen: step === now.step, act: go(step) }));
    const leave = (): void => {
      void this.home.meet({ verb: "go_later", meeting: now.id });
    };
    const entries: (MenuEntry | null)[] = [
      { text: t("Park something hard"), icon: "rest", act: () => openPark(this.screen) },
      now.step === "close" ? null : { text: t("End early"), icon: "leaf", act: go("close") },
      { text: t("Go on without me"), icon: "give", act: leave },
      "rule",
      { head: t("Go to"), items: steps },
    ];
    const anchor = event.currentTarget as HTMLElement;
    openMenu(
      anchor,
      t("Our meeting"),
      entries.filter((entry) => entry !== null),
    );
  }
}
