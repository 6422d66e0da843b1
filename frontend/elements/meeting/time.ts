import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { spent } from "../../home/meeting.ts";
import { n, t } from "../../text.ts";
import { Part } from "../part.ts";

const LOOKS_MS = 5_000;
const MORE = 2;

/** How long this step may take, softly: a bar in ink that stops when it is full. Nothing moves on by itself. */
export class TimeBar extends Part {
  readonly #looked = signal(0);
  #looks: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#looks = setInterval(() => {
      this.#looked.value += 1;
    }, LOOKS_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#looks);
  }

  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (now?.state !== "open") return nothing;
    const minutes = (now.steps.find(({ step }) => step === now.step)?.minutes ?? 0) + now.extra;
    void this.#looked.value; // drawn anew every few seconds
    const gone = Math.min(spent(now, this.home.now()), minutes * 60);
    const left = Math.ceil((minutes * 60 - gone) / 60);
    const more = (): void => {
      void this.home.meet({ verb: "extend", meeting: now.id, step: now.step, extra: now.extra + MORE });
    };
    return html`<section class="time" aria-label=${t("Time")}>
      <progress max=${minutes * 60} .value=${gone} aria-label=${t("Time for this step")}></progress>
      <span class="fine">${left > 0 ? n("about one min left", "about {count} min left", left) : t("take your time")}</span>
      <button class="btn plain tight" type="button" aria-label=${t("+2 min for this step")} @click=${more}>${t("+2 min")}</button>
    </section>`;
  }
}
