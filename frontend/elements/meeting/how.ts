import { html, nothing, type TemplateResult } from "lit";
import type { Meeting, PulseItem } from "../../home/meeting-types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { nameOf } from "../person.ts";
import { onMyPhone } from "./lending.ts";

/** The middle of the fairness item. */
const ABOUT_RIGHT = 3;

/**
 * How was it? Each answers alone and ticks what to share; when everybody at the table is ready, all of it is shown in one
 * moment. Until then nothing here says whether anybody else has answered, ticked, or is ready.
 */
export class How extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    const { screen } = this;
    return html`${now.form === "team" ? html`<tandem-meeting-vision .screen=${screen}></tandem-meeting-vision>` : nothing}
      ${now.how_shown ? this.#together(now) : this.#alone(now)}
      ${onMyPhone(this.home).map(({ member }) => html`<p class="quiet">${t("Nothing of how it was for {name} is put in on this phone: {name} can say it aloud.", { name: nameOf(this.home, member) })}</p>`)}
      <tandem-meeting-notes .screen=${screen}></tandem-meeting-notes>`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>(":scope > .acts button, .sealed button")?.focus({ preventScroll: true });
  }

  #alone(now: Meeting): TemplateResult {
    const hand = this.home.meeting.hand.value;
    const ready = (how_ready: boolean) => () => void this.home.meet({ verb: "hold", meeting: now.id, fields: { how_ready } });
    if (hand?.how_ready)
      return html`<section class="sealed"><p class="lead">${t("You are ready.")}</p>
        <p>${t("What you ticked is shown to all at once, when everybody is ready.")}</p>
        <p class="quiet">${ticked(hand.shows) ? t("You share some of it.") : t("You keep all of it to yourself. Listening is taking part, too.")}</p>
        <div class="acts"><button class="btn" type="button" @click=${ready(false)}>${t("Change it again")}</button></div></section>`;
    const again = hand?.reopened.includes("how");
    return html`
      ${again ? html`<p class="say" role="status">${t("Somebody left the table, so nothing was shown. What you ticked is kept. Say once more that you are ready to go on with those who are here.")}</p>` : nothing}
      <p class="lead">${t("Each of you alone first. Answer what you like, and tick what you would like to share.")}</p>
      <p class="only">${icon("lock", "small")} ${t("Only you see this until everybody is ready; then only what you ticked.")}</p>
      <tandem-meeting-week .screen=${this.screen}></tandem-meeting-week>
      <div class="acts"><button class="btn primary wide" type="button" @click=${ready(true)}>${t("I’m ready to show")}</button></div>`;
  }

  #together(now: Meeting): TemplateResult {
    if (this.home.meeting.shown.value.length === 0)
      return html`<p class="say">${t("You were not ready yet when the others shared how their week was. It stays between them; they can tell you themselves.")}</p>
        <tandem-meeting-topics .screen=${this.screen} quiet></tandem-meeting-topics>`;
    const fair = this.home.meeting.shown.value.map(({ said }) => said.fairness);
    const even = fair.length > 1 && fair.every((felt) => felt === ABOUT_RIGHT);
    const offered = fair.some((felt) => felt !== null && felt !== ABOUT_RIGHT);
    return html`<p class="lead">${t("Listener: say back what you heard. No fixing yet.")}</p>
      <tandem-meeting-shown .screen=${this.screen}></tandem-meeting-shown>
      ${even ? nothing : html`<tandem-meeting-balance .screen=${this.screen} .meeting=${now.id} .offered=${offered}></tandem-meeting-balance>`}
      <tandem-meeting-topics .screen=${this.screen} quiet></tandem-meeting-topics>`;
  }
}

function ticked(shows: readonly PulseItem[]): boolean {
  return shows.length > 0;
}
