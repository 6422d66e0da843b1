import { effect } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import * as days from "../../days.ts";
import type { Id } from "../../home/types.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { handOver, onMyPhone } from "./lending.ts";

/** What first: each in silence, sealed; then, in one frame, everybody's order and the joint draft. */
export class Rank extends Part {
  #unwatch: (() => void) | null = null;
  #unwatchAdded: (() => void) | null = null;

  protected override render(): TemplateResult {
    const { ballot, ranking, draft } = this.home.meeting;
    const { screen } = this;
    return html`${
      ranking.value?.shown && !draft.value
        ? this.#without(ranking.value.agreed)
        : ranking.value?.shown
          ? html`<tandem-meeting-joint-order .screen=${screen}></tandem-meeting-joint-order>`
          : ballot.value
            ? html`<tandem-meeting-my-order .screen=${screen}></tandem-meeting-my-order>`
            : html`<p class="quiet">${t("What there is to order is on its way.")}</p>`
    }${ranking.value?.shown ? nothing : html`<tandem-meeting-add .screen=${screen}></tandem-meeting-add>${this.#others()}`}${this.#dated()}`;
  }

  /** Opened while I was not at the table, or had not sealed mine: nobody’s order is here, and nothing made of them. */
  #without(agreed: boolean): TemplateResult {
    return agreed
      ? html`<p class="say">${t("The others have agreed on this week. You see it on the board.")}</p>`
      : html`<p class="say">${t("The orders were opened without yours. You see this week on the board as soon as the others agree on it.")}</p>`;
  }

  /** Whoever sits on this phone, and the children who are waited for. */
  #others(): TemplateResult {
    const { screen } = this;
    const give = handOver(
      this.home,
      "rank",
      (lent) => {
        screen.lent.value = lent;
      },
      screen.lentBefore.value,
    );
    return html`${give}<tandem-meeting-children .screen=${screen}></tandem-meeting-children>`;
  }

  /** Happens anyway, on its day; nobody needs to order it. */
  #dated(): TemplateResult | typeof nothing {
    const { tasks, today, meeting } = this.home;
    const dated = (meeting.ranking.value?.dated ?? []).map((id) => tasks.value.get(id)).filter((task) => task !== undefined);
    if (dated.length === 0) return nothing;
    return html`<section class="set-aside"><h2>${t("Set aside")}</h2><p class="quiet">${t("This has its day and comes anyway.")}</p>
      <ul class="sheet plain-lines">${dated.map((task) => html`<li><span class="t" dir="auto">${task.title}</span><span class="fine">${task.due ? days.due(task.due, today.value) : ""}</span></li>`)}</ul></section>`;
  }

  /** The moment everybody's is sealed is said, wherever one reads. */
  protected override firstUpdated(): void {
    const { draft } = this.home.meeting;
    let was = draft.value !== null;
    this.#unwatch = effect(() => {
      const shown = draft.value !== null;
      if (shown && !was) this.#shown();
      was = shown;
    });
    this.#watchAdded();
  }

  /** What somebody adds is told on every screen; and that an order is open again by it. */
  #watchAdded(): void {
    const { ranking, ballot } = this.home.meeting;
    const candidates = (): ReadonlySet<Id> => new Set(ranking.value?.candidates);
    let [was, sealed, id] = [candidates(), ballot.value?.sealed ?? false, ranking.value?.id];
    this.#unwatchAdded = effect(() => {
      const now = candidates();
      const isSealed = ballot.value?.sealed ?? false;
      if (ranking.value?.id === id)
        for (const task of now) if (!was.has(task)) this.#added(task, sealed && !isSealed, ranking.value?.shown ?? false);
      [was, sealed, id] = [now, isSealed, ranking.value?.id];
    });
  }

  #added(task: Id, opened: boolean, shown: boolean): void {
    const values = { title: this.home.tasks.peek().get(task)?.title ?? "" };
    const added = shown ? t("“{title}” was added, just below the line.", values) : t("“{title}” was added.", values);
    const again = opened ? t("Your order is open again; nobody has seen it.") : "";
    const lent = !shown && onMyPhone(this.home).length > 0 ? t("Hand the phone round once more.") : "";
    queueMicrotask(() => this.screen.toast([added, again, lent].filter(Boolean).join(" ")));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
    this.#unwatchAdded?.();
  }

  #shown(): void {
    this.screen.say(t("Everybody’s order is on the table."));
    void this.updateComplete.then(() =>
      requestAnimationFrame(() => {
        scrollTo(0, 0);
        this.closest("main")?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
      }),
    );
  }
}
