import { html, nothing, type TemplateResult } from "lit";
import type { MeetingStep } from "../../home/meeting-types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { stepName } from "./words.ts";

/** Back and on, at the thumb. Anybody at the table moves on; two who press at once move on once. */
export class Onward extends Part {
  #sizes: ResizeObserver | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    const at = now.steps.findIndex(({ step }) => step === now.step);
    const [before, next] = [now.steps[at - 1], now.steps[at + 1]];
    if (now.step === "arrive") return nothing; // its own answer goes on
    const go = (to: MeetingStep) => () => {
      void this.home.meet({ verb: "walk", meeting: now.id, leaves: now.step, to, at: new Date().toISOString() });
    };
    return html`<footer class="onward">
      ${before ? html`<button class="btn plain" type="button" @click=${go(before.step)}>${icon("back")} ${t("Back")}</button>` : html`<span></span>`}
      ${next ? html`<button class="btn" type="button" data-onward @click=${go(next.step)}>${t("On: {step}", { step: stepName(next.words) })}</button>` : nothing}
    </footer>`;
  }

  /** Its height as --dock: toasts stand on it. One that would take a third of the window (very large text) scrolls away instead. */
  protected override firstUpdated(): void {
    const root = document.documentElement;
    this.#sizes = new ResizeObserver(() => {
      const flows = this.offsetHeight > innerHeight * 0.3;
      root.toggleAttribute("data-foot-flows", flows);
      root.style.setProperty("--dock", `${flows ? 0 : this.offsetHeight}px`);
    });
    this.#sizes.observe(this);
    this.#sizes.observe(root);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
    document.documentElement.style.removeProperty("--dock");
  }
}
