import { html, nothing, type TemplateResult } from "lit";
import { dateAfter } from "../../home/when-we-meet.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { nameOf } from "../person.ts";
import { recapNow, recapOf } from "./recap.ts";
import { whenWords } from "./when.ts";

/** The end: was it worth our time, what we decided, when we meet again. */
export class Close extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { home, screen } = this;
    const now = home.meeting.now.value;
    if (!now) return nothing;
    const rhythm = home.meeting.rhythm.value;
    const when = whenWords(dateAfter(rhythm, home.today.value), rhythm.at, home.today.value);
    const guide = nextGuide(
      [...home.members.value.values()].filter(({ left, role }) => !left && role === "adult").map(({ id }) => id),
      now.guide,
    );
    const close = (): void => {
      void home.meet({ verb: "close_meeting", meeting: now.id });
    };
    return html`
      <tandem-meeting-worth .screen=${screen}></tandem-meeting-worth>
      <h2 tabindex="-1">${t("What we take with us")}</h2>
      ${recapOf(home, recapNow(home, now), now.lent)}
      <p class="next-one">${t("Next: {when}.", { when })} ${guide === null ? nothing : guide === home.me ? t("You guide.") : t("{name} guides.", { name: nameOf(home, guide) })}</p>
      <tandem-meeting-topics .screen=${screen} quiet></tandem-meeting-topics>
      <p class="fine">${t("What you shared of how it was is gone with the close. What was decided stays.")}</p>
      <div class="acts"><button class="btn primary wide" type="button" @click=${close}>${t("Close our meeting")}</button></div>`;
  }
}

/** With two it is the other one; with more the server's order decides, and the door tells it. */
function nextGuide(adults: readonly string[], guide: string | null): string | null {
  const others = adults.filter((id) => id !== guide);
  return adults.length === 2 && others.length === 1 ? (others[0] ?? null) : null;
}
