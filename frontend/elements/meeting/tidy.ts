import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import * as days from "../../days.ts";
import type { Id, Task } from "../../home/types.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import { carried, placeName, sizeName } from "../words.ts";
import { toLookAt } from "./ordering.ts";

/** So few lines do not stand in the way. */
const FEW = 5;

/**
 * The smaller list: one thing after the other, kept, put to rest or let go. What was touched today has been looked at,
 * so both phones come to the same card; any other can be opened as well.
 */
export class Tidy extends Part {
  /** Opened by hand on this screen; null: the first that waits. */
  readonly #at = signal<Id | null>(null);

  protected override render(): TemplateResult | typeof nothing {
    const { home } = this;
    const now = home.meeting.now.value;
    if (!now) return nothing;
    const [week, list] = [home.column("week").value, home.column("list").value];
    const waits = toLookAt(week, list, now.day);
    const open = [...week, ...list].filter((task) => task.starter === "");
    const card = open.find((task) => task.id === this.#at.value) ?? waits[0];
    if (open.length === 0)
      return html`<section class="sheet empty"><p class="say">${t("Nothing is open. There is nothing to tidy.")}</p></section>`;
    const more = waits.filter((task) => task !== card);
    const seen = open.filter((task) => task !== card && !waits.includes(task));
    return html`${waits.length > 0 ? html`<p class="lead">${t("Does it still matter? A smaller list is a lighter week.")}</p>` : nothing}
      ${card ? this.#card(card) : html`<p class="say">${t("All of it has been looked at.")}</p>`}
      ${this.#lines(t("To look at"), more)}
      ${seen.length > 0 ? html`<details class="seen-today" ?open=${waits.length === 0 && seen.length <= FEW}><summary>${t("Looked at today")}</summary>${this.#lines("", seen)}</details>` : nothing}`;
  }

  #card(task: Task): TemplateResult {
    const { home } = this;
    const since = carried(home, task);
    const facts = [placeName(task.place), sizeName(task.size), task.due ? days.due(task.due, home.today.value) : ""].filter(Boolean);
    const does = (verb: "keep" | "not_now" | "let_go") => () => this.#do(task, verb);
    return html`<article class="sheet one-card" data-card=${task.id}>
      ${task.still_true ? html`<p class="ask">${t("Still true?")}</p>` : nothing}
      <h2 tabindex="-1" dir="auto">${task.title}</h2>
      ${task.feel ? html`<p class="feel" dir="auto">${task.feel}</p>` : nothing}
      <p class="meta">${facts.map((fact) => html`<span>${fact}</span>`)}</p>
      ${since ? html`<p class="quiet">${since}</p>` : nothing}
      ${task.owner ? html`<p class="quiet who-has">${mark(home, task.owner, "", "small")} ${task.owner === home.me ? t("You have it.") : t("{name} has it.", { name: nameOf(home, task.owner) })}</p>` : nothing}
      <div class="acts thirds">
        <button class="btn" type="button" @click=${does("keep")}>${t("Keep")}</button>
        <button class="btn" type="button" @click=${does("not_now")}>${t("Not now")}</button>
        <button class="btn" type="button" @click=${does("let_go")}>${t("Let go")}</button>
      </div>
    </article>`;
  }

  #lines(name: string, tasks: readonly Task[]): TemplateResult | typeof nothing {
    if (tasks.length === 0) return nothing;
    const show = (id: Id) => () => {
      this.#at.value = id;
      void this.updateComplete.then(() => {
        this.#heading?.scrollIntoView({ block: "center" });
        this.#heading?.focus({ preventScroll: true });
      });
    };
    return html`<section>${name ? html`<h2 dir="auto">${name}</h2>` : nothing}<ul class="sheet loose">${repeat(
      tasks,
      (task) => task.id,
      (task) =>
        html`<li><button class="title" type="button" @click=${show(task.id)}><span>${task.title}${task.still_true ? html` <span class="fine">${t("Still true?")}</span>` : nothing}</span></button></li>`,
    )}</ul></section>`;
  }

  get #heading(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".one-card h2");
  }

  #do(task: Task, verb: "keep" | "not_now" | "let_go"): void {
    const { home } = this;
    this.#at.value = null;
    if (verb === "keep") void home.keep(task.id);
    else if (verb === "not_now") void home.move(task.id, "not_now", null);
    else void home.letGo(task.id);
    // whoever works by keys goes on with the next card
    void this.updateComplete.then(() => requestAnimationFrame(() => this.#heading?.focus({ preventScroll: true })));
  }
}
