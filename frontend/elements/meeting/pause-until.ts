import { html, type TemplateResult } from "lit";
import * as days from "../../days.ts";
import { t } from "../../text.ts";
import { DialogPart } from "../dialog.ts";
import { nextAt } from "./when.ts";

const AN_HOUR = 3_600_000;

/** A pause until a time that suits, as the clocks at home show it. */
export class PauseUntil extends DialogPart {
  protected override heading(): string {
    return t("Pause until …");
  }
  protected override why(): string {
    return t("Everything stays as it is.");
  }

  protected override content(): TemplateResult {
    const soon = days.timeOf(this.home.instant(AN_HOUR), this.home.info.value.time_zone);
    return html`<form class="pause-until" @submit=${this.#pause}>
      <div class="field"><label for="back-at">${t("Back at")}</label><input id="back-at" name="at" type="time" required value=${soon}></div>
      <button class="btn primary wide" type="submit">${t("Pause")}</button>
    </form>`;
  }

  readonly #pause = (event: SubmitEvent): void => {
    event.preventDefault();
    const at = String(new FormData(event.currentTarget as HTMLFormElement).get("at") ?? "");
    const until = nextAt(at, this.home.info.value.time_zone, this.home.now());
    const now = this.home.meeting.now.value;
    this.close();
    if (now && until) void this.home.meet({ verb: "pause", meeting: now.id, at: this.home.instant(), until });
  };
}
