import { html, nothing, type TemplateResult } from "lit";
import { t } from "../text.ts";
import { Part } from "./part.ts";

/** Offered in a new home below its first cards, while there is nothing else; put away by one tap, on all my devices. */
export class SittingOffer extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { home, screen } = this;
    const { inventory, walk, marks, round } = home.sitting;
    const tasks = [...home.tasks.value.values()];
    const isNew = tasks.length > 0 && tasks.every((task) => task.starter !== "");
    const begun = walk.value.dismissed || walk.value.at !== "" || marks.value.size > 0 || inventory.value !== null;
    if (!isNew || begun || home.members.value.get(home.me)?.role !== "adult") return nothing;
    const dismiss = (): void => {
      void home.sit({ verb: "look_at", round: round.value, fields: { dismissed: true } });
    };
    return html`<section class="notice" aria-label=${t("First sitting")}>
      <p>${t("What does your home carry? A list of ordinary things to walk through, each of you alone first. It may wait, too.")}</p>
      <div class="acts"><a class="btn tight" href=${screen.start.urls.sitting}>${t("Have a look")}</a>
        <button class="btn tight" type="button" @click=${dismiss}>${t("Not for now")}</button></div>
    </section>`;
  }
}
