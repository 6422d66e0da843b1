import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { MeetingStep } from "../../home/meeting-types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { stepName } from "./words.ts";

/** A finger that was on its way when the other moved on has landed by then. */
const LANDED_MS = 700;

/** Back and on, at the thumb. Anybody at the table moves on; two who press at once, or nearly so, move on once. */
export class Onward extends Part {
  #sizes: ResizeObserver | null = null;
  #unwatch: (() => void) | null = null;
  /** Where I went from here. */
  #mine = "";
  /** The other has moved on this very moment: a press now was meant for the step before. */
  readonly #moved = signal(false);
  #landing: ReturnType<typeof setTimeout> | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    const at = now.steps.findIndex(({ step }) => step === now.step);
    const [before, next] = [now.steps[at - 1], now.steps[at + 1]];
    if (now.step === "arrive") return nothing; // its own answer goes on
    const go = (to: MeetingStep) => () => {
      this.#mine = to;
      void this.home.meet({ verb: "walk", meeting: now.id, leaves: now.step, to, at: this.home.instant() });
    };
    return html`<footer class="onward">
      ${before ? html`<button class="btn plain" type="button" ?disabled=${this.#moved.value} @click=${go(before.step)}>${icon("back")} ${t("Back")}</button>` : html`<span></span>`}
      ${next ? html`<button class="btn" type="button" data-onward ?disabled=${this.#moved.value} @click=${go(next.step)}>${t("On: {step}", { step: stepName(next.words) })}</button>` : nothing}
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
    this.#watch();
  }

  #watch(): void {
    const { now } = this.home.meeting;
    let was = now.value?.step;
    this.#unwatch = effect(() => {
      const step = now.value?.step;
      if (step !== was && step !== this.#mine) this.#wait();
      if (step !== was) this.#mine = "";
      was = step;
    });
  }

  #wait(): void {
    clearTimeout(this.#landing);
    this.#landing = setTimeout(() => {
      this.#moved.value = false;
    }, LANDED_MS);
    this.#moved.value = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
    this.#unwatch?.();
    document.documentElement.style.removeProperty("--dock");
  }
}
