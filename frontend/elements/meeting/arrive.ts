import { html, nothing, type TemplateResult } from "lit";
import type { Meeting, Seat } from "../../home/meeting-types.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import { lentWords } from "./lending.ts";

/** Is it a good moment? Who is here, who guides, and what was parked for today. */
export class Arrive extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { home, screen } = this;
    const now = home.meeting.now.value;
    if (!now) return nothing;
    return html`
      <p class="lead">${t("Is it a good moment for each of you?")}</p>
      <ul class="seats">${home.meeting.seats.value.map((seat) => this.#person(seat))}</ul>
      <tandem-meeting-lend .screen=${screen}></tandem-meeting-lend>
      <tandem-meeting-children .screen=${screen}></tandem-meeting-children>
      ${now.guide ? html`<p class="quiet">${now.guide === home.me ? t("You guide today: you read each step aloud. Everybody may go on, pause or step back.") : t("{name} guides today and reads each step aloud. Everybody may go on, pause or step back.", { name: nameOf(home, now.guide) })}</p>` : nothing}
      <tandem-meeting-topics .screen=${screen} quiet></tandem-meeting-topics>
      <div class="acts">
        <button class="btn primary" type="button" @click=${() => this.#begin(now)}>${t("Yes, let’s begin")}</button>
        <button class="btn" type="button" @click=${() => void home.meet({ verb: "go_later", meeting: now.id })}>${t("Later")}</button>
      </div>`;
  }

  #begin(now: Meeting): void {
    const next = now.steps[now.steps.findIndex(({ step }) => step === now.step) + 1];
    if (next) void this.home.meet({ verb: "walk", meeting: now.id, leaves: now.step, to: next.step, at: this.home.instant() });
  }

  /** Presence shows only here, and only in words: at the table, with or without a screen. */
  #person(seat: Seat): TemplateResult {
    const { home } = this;
    const { member, on } = seat;
    if (on) return html`<li>${mark(home, member)} <span>${lentWords(home, seat)}</span></li>`;
    const name = nameOf(home, member);
    const here = member === home.me || home.meeting.here.value.has(member);
    const words =
      member === home.me ? t("You are here.") : here ? t("{name} is here.", { name }) : t("{name} is here without a screen.", { name });
    return html`<li class=${here ? "" : "away"}>${mark(home, member)} <span>${words}</span></li>`;
  }
}
