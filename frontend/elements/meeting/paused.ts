import { html, nothing, type TemplateResult } from "lit";
import * as days from "../../days.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { openPark } from "./park.ts";
import { stepName } from "./words.ts";

/** A break. Everything stays as it is; whoever is back first goes on for all. */
export class Paused extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    const on = (): void => {
      void this.home.meet({ verb: "resume", meeting: now.id, at: this.home.instant() });
    };
    const step = stepName(now.steps.find(({ step: at }) => at === now.step)?.words ?? now.step);
    const back = now.paused_until;
    return html`<main class="step paused">
      <p class="label">${t("A break")}</p>
      <h1 tabindex="-1">${back ? t("Back at {time}", { time: days.time(back, this.home.info.value.time_zone) }) : t("Back in a while")}</h1>
      <p class="lead">${t("Everything stays as it is. We go on with “{step}”.", { step })}</p>
      <p class="quiet">${t("After an argument twenty minutes apart are not too long. A walk, a glass of water, nothing to prepare.")}</p>
      <div class="acts">
        <button class="btn primary" type="button" @click=${on}>${t("Go on")}</button>
        <button class="btn" type="button" @click=${() => openPark(this.screen)}>${t("Park something hard")}</button>
      </div>
    </main>`;
  }
}
