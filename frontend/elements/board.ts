import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { Carry } from "./carry.ts";
import { listenToKeys, openFilter } from "./keys.ts";
import { Part } from "./part.ts";
import { OPEN_PLACES } from "./words.ts";

/** The whole board: head, dock, places, tray, and what lies above them. The same markup on every width. */
export class Board extends Part {
  #sizes: ResizeObserver | null = null;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.screen) return nothing;
    const { screen } = this;
    const card = screen.card.value;
    const dialog = screen.dialog.value;
    const area = card === null ? screen.area.value : null;
    return html`
      <div class="board" data-shown=${screen.shown.value} ?inert=${card !== null || dialog !== null || area !== null}>
        ${this.#head()}
        <div class="dock">
          <tandem-add .screen=${screen}></tandem-add>
          <tandem-check-in .screen=${screen}></tandem-check-in>
          <tandem-places .screen=${screen}></tandem-places>
        </div>
        <tandem-notices .screen=${screen}></tandem-notices>
        <tandem-kept .screen=${screen}></tandem-kept>
        <tandem-meeting-borrowed .screen=${screen}></tandem-meeting-borrowed>
        <tandem-meeting-going-on .screen=${screen}></tandem-meeting-going-on>
        <tandem-meeting-soon .screen=${screen}></tandem-meeting-soon>
        <tandem-sitting-opened .screen=${screen}></tandem-sitting-opened>
        <tandem-since .screen=${screen}></tandem-since>
        <tandem-asked .screen=${screen}></tandem-asked>
        <tandem-filter .screen=${screen}></tandem-filter>
        <main class="columns">
          ${OPEN_PLACES.map((place) => html`<tandem-column .screen=${screen} .place=${place}></tandem-column>`)}
          <tandem-done .screen=${screen}></tandem-done>
        </main>
        <tandem-sitting-offer .screen=${screen}></tandem-sitting-offer>
        <tandem-tray .screen=${screen}></tandem-tray>
      </div>
      ${card !== null ? keyed(card, html`<tandem-card .screen=${screen} .task=${card} ?inert=${dialog !== null}></tandem-card>`) : nothing}
      ${area === "all" ? html`<tandem-areas .screen=${screen}></tandem-areas>` : nothing}
      ${area !== null && area !== "all" ? keyed(area, html`<tandem-area .screen=${screen} .area=${area}></tandem-area>`) : nothing}
      ${dialog === "over" ? html`<tandem-over .screen=${screen}></tandem-over>` : nothing}
      ${dialog === "invite" ? html`<tandem-invite .screen=${screen}></tandem-invite>` : nothing}
      ${dialog === "device" ? html`<tandem-other-device .screen=${screen}></tandem-other-device>` : nothing}
      ${dialog === "ask" ? html`<tandem-ask-form .screen=${screen}></tandem-ask-form>` : nothing}
      ${dialog === "yes_but" ? html`<tandem-yes-but .screen=${screen}></tandem-yes-but>` : nothing}
      ${dialog === "keys" ? html`<tandem-keys-help .screen=${screen}></tandem-keys-help>` : nothing}
      <tandem-toasts .screen=${screen}></tandem-toasts>
      <p class="hidden" role="status" data-said>${screen.said.value}</p>`;
  }

  #head(): TemplateResult {
    const { screen, home } = this;
    const people = [...home.members.value.values()].filter((member) => !member.left);
    const invite = (): void => {
      screen.dialog.value = "invite";
    };
    return html`<header class="top">
      <div class="home"><h1 class="home-name" dir="auto">${home.info.value.name}</h1><tandem-connection .screen=${screen}></tandem-connection></div>
      <div class="tools">
        ${people.length === 1 ? html`<button class="btn" type="button" @click=${invite}>${icon("invite")} ${t("Invite")}</button>` : nothing}
        <button class="icon-btn" type="button" data-find aria-label=${t("Find")} aria-expanded=${screen.finding.value} @click=${() => openFilter(screen)}>${icon("search")}</button>
        <tandem-home-menu .screen=${screen}></tandem-home-menu>
      </div>
    </header>`;
  }

  /** What has the focus is seen: it comes out from behind the question (WCAG 2.4.11). */
  readonly #uncover = ({ target }: FocusEvent): void => {
    const question = this.querySelector<HTMLElement>("tandem-check-in");
    if (!question || !(target instanceof HTMLElement) || question.contains(target) || getComputedStyle(question).position !== "fixed")
      return;
    const [over, focused] = [question.getBoundingClientRect(), target.getBoundingClientRect()];
    const beside = focused.right < over.left || focused.left > over.right || focused.bottom < over.top || focused.top > over.bottom;
    if (!beside) scrollBy({ top: focused.bottom - over.top + 8, behavior: "instant" });
  };

  protected override firstUpdated(): void {
    this.addEventListener("focusin", this.#uncover);
    listenToKeys(this.screen, new Carry(this, this.screen));
    this.#measure();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
  }

  /**
   * What is fixed at the foot, as --dock: the page ends above it, toasts stand on it. A foot that would take a third of
   * the window (very large text, a phone on its side) scrolls away instead. The head's height, as --head, for what sticks below it.
   * A place that fits into the window stays in sight beside a longer one: what is down there can be carried to it.
   */
  #measure(): void {
    const root = document.documentElement;
    const places = [...this.querySelectorAll<HTMLElement>("tandem-column, tandem-done")];
    const foot = (): void => {
      const height = (name: string): number => this.querySelector<HTMLElement>(name)?.offsetHeight ?? 0;
      const line = 3.75 * Number.parseFloat(getComputedStyle(root).fontSize); // the add line, which a check-in may stand for
      root.toggleAttribute("data-foot-flows", line + height("tandem-places") > innerHeight * 0.3);
      root.style.setProperty("--head", `${height(".tools")}px`);
      const fixed = [...this.querySelectorAll<HTMLElement>(".dock, tandem-tray, .verbs")].filter(
        (element) => getComputedStyle(element).position === "fixed" || element.matches(".verbs"),
      );
      const dock = Math.max(0, ...fixed.map((element) => element.offsetHeight));
      root.style.setProperty("--dock", `${dock}px`);
      const question = this.querySelector<HTMLElement>("tandem-check-in");
      const over = question !== null && getComputedStyle(question).position === "fixed";
      root.style.setProperty("--question", `${over ? question.offsetHeight : 0}px`);
      const room = innerHeight - height(".tools") - dock;
      for (const place of places) place.toggleAttribute("data-fits", place.offsetHeight <= room);
    };
    this.#sizes = new ResizeObserver(foot);
    for (const element of [...this.querySelectorAll(".home, .dock, tandem-check-in, tandem-tray, tandem-toasts"), ...places])
      this.#sizes.observe(element);
    this.#sizes.observe(root);
    // The keyboard of a phone covers what is fixed; --keyboard lifts it.
    const view = visualViewport;
    const lift = (): void => {
      const covered = view && view.scale === 1 ? Math.max(0, innerHeight - view.height - view.offsetTop) : 0;
      root.style.setProperty("--keyboard", `${covered < 60 ? 0 : covered}px`);
    };
    view?.addEventListener("resize", lift);
    view?.addEventListener("scroll", lift);
  }
}
