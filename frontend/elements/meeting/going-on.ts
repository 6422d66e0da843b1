import { html, nothing, type TemplateResult } from "lit";
import type { Meeting } from "../../home/meeting-types.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { namesOf } from "../parts.ts";
import { nameOf } from "../person.ts";
import { isSeated, lentWords, mySeat } from "./lending.ts";
import { stepName } from "./words.ts";

/** On the board: one quiet line while our meeting is open, or somebody is here for it. Children have the table alone. */
export class GoingOn extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { home, screen } = this;
    const now = home.meeting.now.value;
    if (!now) return home.meeting.table.value ? this.#childs() : nothing;
    if (now.state === "waiting" && now.day !== home.today.value) return nothing;
    const seated = isSeated(home);
    const seat = mySeat(home);
    const notMe = (): void => {
      void home.meet({ verb: "not_me", meeting: now.id });
    };
    return html`<section class="notice going-on" aria-label=${t("Our meeting")}>
      <p>${this.#words(now)}${seat?.on ? html` ${lentWords(home, seat)}` : nothing}</p>
      ${seat?.on ? html`<button class="btn plain tight" type="button" @click=${notMe}>${t("That is not me")}</button>` : nothing}
      <a class="btn plain tight" href=${screen.start.urls.meeting}>${seated ? t("Go there") : t("Join")}</a>
    </section>`;
  }

  #childs(): TemplateResult {
    return html`<section class="notice going-on" aria-label=${t("Our meeting")}><p>${t("Our meeting is on, and you can be there.")}</p>
      <a class="btn plain tight" href=${this.screen.start.urls.meeting}>${t("Go there")}</a></section>`;
  }

  #words(now: Meeting): string {
    const { home } = this;
    if (now.state === "waiting") {
      const others = home.meeting.seats.value.filter(({ member }) => member !== home.me);
      if (others.length === 0) return t("You are here for our meeting.");
      const names = namesOf(others.map(({ member }) => nameOf(home, member)));
      return others.length === 1
        ? t("{name} is here for our meeting.", { name: names })
        : t("{names} are here for our meeting.", { names });
    }
    const step = stepName(now.steps.find(({ step: at }) => at === now.step)?.words ?? now.step);
    return now.state === "paused" ? t("Our meeting has paused.") : t("Our meeting is open: {step}.", { step });
  }
}
