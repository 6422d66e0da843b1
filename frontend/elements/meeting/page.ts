import { effect } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { Meeting, MeetingStep } from "../../home/meeting-types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { isHelper } from "../helping.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import type { Screen } from "../screen.ts";
import { isSeated, lentLines } from "./lending.ts";
import { stepName, whereWeAre } from "./words.ts";

/** The page of our meeting: the door while there is none or it waits, then step by step, the same for all at the table. */
export class MeetingPage extends Part {
  #unwatch: (() => void) | null = null;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.screen) return nothing;
    const { screen, home } = this;
    const now = home.meeting.now.value;
    // in somebody's hand: theirs alone, and nothing of mine around it
    if (screen.lent.value)
      return html`<div class="meeting"><tandem-meeting-lent .screen=${screen}></tandem-meeting-lent></div>${this.#said()}`;
    if (isHelper(home)) return this.#childs();
    const open = now !== null && now.state !== "waiting" && isSeated(home);
    const dialog = screen.dialog.value;
    return html`<div class="meeting ${open ? "open" : ""}" ?inert=${dialog !== null}>
        ${open ? this.#top(now) : this.#bar()}
        <tandem-kept .screen=${screen}></tandem-kept>
        ${home.signedOut.value ? html`<tandem-notices .screen=${screen}></tandem-notices>` : nothing}
        ${open ? this.#step(now) : html`<tandem-meeting-door .screen=${screen}></tandem-meeting-door>`}
      </div>
      ${dialog === "park" ? html`<tandem-meeting-park .screen=${screen}></tandem-meeting-park>` : nothing}
      ${dialog === "pause" ? html`<tandem-meeting-pause .screen=${screen}></tandem-meeting-pause>` : nothing}
      ${dialog === "ask" ? html`<tandem-ask-form .screen=${screen}></tandem-ask-form>` : nothing}
      ${dialog === "yes_but" ? html`<tandem-yes-but .screen=${screen}></tandem-yes-but>` : nothing}
      <tandem-toasts .screen=${screen}></tandem-toasts>
      ${this.#said()}`;
  }

  #said(): TemplateResult {
    return html`<p class="hidden" role="status" data-said>${this.screen.said.value}</p>`;
  }

  #childs(): TemplateResult {
    const { screen } = this;
    return html`<div class="meeting">${this.#bar()}<tandem-kept .screen=${screen}></tandem-kept>
        <tandem-meeting-family .screen=${screen}></tandem-meeting-family></div>
      <tandem-toasts .screen=${screen}></tandem-toasts>${this.#said()}`;
  }

  #bar(): TemplateResult {
    return html`<header class="bar">
      <a class="btn plain tight" href=${this.screen.start.urls.board}>${icon("back")} ${t("To the board")}</a>
      <div class="home"><span class="home-name" dir="auto">${this.home.info.value.name}</span><tandem-connection .screen=${this.screen}></tandem-connection></div>
    </header>`;
  }

  #top(now: Meeting): TemplateResult {
    const { screen, home } = this;
    return html`<header class="top">
        <a class="icon-btn" href=${screen.start.urls.board} aria-label=${t("To the board; the meeting goes on")}>${icon("close")}</a>
        <span class="guide">${now.guide ? html`${mark(home, now.guide, "", "small")} ${t("{name} guides today", { name: nameOf(home, now.guide) })}` : nothing}<tandem-connection .screen=${screen}></tandem-connection></span>
        <tandem-meeting-menu .screen=${screen}></tandem-meeting-menu>
        ${lentLines(home)}
      </header>
      <tandem-meeting-time .screen=${screen}></tandem-meeting-time>`;
  }

  #step(now: Meeting): TemplateResult {
    if (now.state === "paused") return html`<tandem-meeting-paused .screen=${this.screen}></tandem-meeting-paused>`;
    const { at, of } = whereWeAre(now);
    const words = now.steps[at - 1]?.words ?? now.step;
    return html`<main class="step" data-step=${now.step}>
        <p class="label">${t("Our meeting, {at} of {of}", { at, of })}</p>
        <h1 tabindex="-1">${stepName(words)}</h1>
        ${STEPS[now.step](this.screen)}
      </main>
      <tandem-meeting-onward .screen=${this.screen}></tandem-meeting-onward>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  protected override firstUpdated(): void {
    document.title = `${t("Our meeting")} · ${this.home.info.value.name} · Tandem`;
    const { now } = this.home.meeting;
    const here = (): string => place(now.value, isSeated(this.home));
    let was = here();
    this.#unwatch = effect(() => {
      const at = here();
      if (at !== was) this.#came(at ? now.value : null);
      was = at;
    });
  }

  /** Another step is another page: it begins at its top, and its heading is read; what is being typed stays where it is. */
  #came(now: Meeting | null): void {
    void this.updateComplete.then(() =>
      requestAnimationFrame(() => {
        if (this.screen.lent.value) return; // it is in somebody's hand: nothing is taken from under it
        scrollTo(0, 0);
        this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
        if (now && now.state === "open") {
          const { at } = whereWeAre(now);
          this.screen.say(stepName(now.steps[at - 1]?.words ?? now.step));
        }
      }),
    );
  }
}

/** What a step shows below its heading; one element each. */
const STEPS: Readonly<Record<MeetingStep, (screen: Screen) => TemplateResult>> = {
  arrive: (screen) => html`<tandem-meeting-arrive .screen=${screen}></tandem-meeting-arrive>`,
  appreciations: (screen) => html`<tandem-meeting-thanks .screen=${screen}></tandem-meeting-thanks>`,
  how: (screen) => html`<tandem-meeting-how .screen=${screen}></tandem-meeting-how>`,
  tidy: (screen) => html`<tandem-meeting-tidy .screen=${screen}></tandem-meeting-tidy>`,
  heads: (screen) => html`<tandem-meeting-heads .screen=${screen}></tandem-meeting-heads>`,
  topics: (screen) => html`<tandem-meeting-topics .screen=${screen}></tandem-meeting-topics>`,
  rank: (screen) => html`<tandem-meeting-rank .screen=${screen}></tandem-meeting-rank>`,
  who: (screen) => html`<tandem-meeting-who .screen=${screen}></tandem-meeting-who>`,
  good: (screen) => html`<tandem-meeting-good .screen=${screen}></tandem-meeting-good>`,
  close: (screen) => html`<tandem-meeting-close .screen=${screen}></tandem-meeting-close>`,
};

/** Where I am: at the door, or at a step. */
function place(now: Meeting | null, seated: boolean): string {
  return now && seated ? `${now.id} ${now.state === "open" ? now.step : now.state}` : "";
}
