import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import * as days from "../days.ts";
import type { Parked } from "../home/acts.ts";
import { fitted } from "../home/lines.ts";
import { oneLine } from "../home/typed.ts";
import type { Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { n, t } from "../text.ts";
import type { KitchenScreen } from "./kitchen-screen.ts";
import { Part } from "./part.ts";
import { peopleOf } from "./parts.ts";
import { mark, nameOf } from "./person.ts";
import { placeName } from "./words.ts";

/** So much of our list is shown before somebody asks for all of it. */
const SOME = 8;

/** The kitchen view: big, always on, and nobody's own. */
export class Kitchen extends Part<KitchenScreen> {
  readonly #all = signal(false);

  protected override render(): TemplateResult | typeof nothing {
    if (!this.screen) return nothing;
    const { screen, home } = this;
    const atMeeting = this.#mayMeet && screen.meeting.value;
    return html`<main class="kitchen">
      <header>
        <div><h1 class="day">${days.whole(home.today.value)}</h1><p class="quiet">${t("This week at {home}", { home: home.info.value.name })}</p></div>
        <tandem-connection .screen=${screen}></tandem-connection>
      </header>
      ${home.parked.value.map((parked) => this.#kept(parked))}
      ${this.#people()}
      ${atMeeting ? keyed(screen.who.value, html`<tandem-kitchen-meeting .screen=${screen}></tandem-kitchen-meeting>`) : nothing}
      <div class="cols" ?hidden=${atMeeting}>
        <div class="ours">
          <section aria-label=${placeName("week")}>${this.#sheet(screen.week.value, t("Nothing chosen for this week yet."))}</section>
          ${this.#list()}
        </div>
        <aside class="aside">${this.#today()}${this.#done()}</aside>
      </div>
      <form class="add" aria-label=${t("A new task")} autocomplete="off" @submit=${this.#write}>
        <button class="plus" type="submit" aria-label=${t("Add")}>${icon("plus")}</button>
        <input type="text" name="title" dir="auto" aria-label=${t("Write a line for our list")} placeholder=${t("Write a line for our list")} enterkeyhint="done" autocapitalize="sentences">
      </form>
      <p class="hidden" role="status" data-said>${screen.said.value}</p>
    </main>`;
  }

  /** A write that was not saved. */
  #kept(parked: Parked): TemplateResult {
    const task = "task" in parked.act ? this.home.tasks.value.get(parked.act.task) : undefined;
    const words = parked.text || task?.title;
    return html`<section class="kept" aria-label=${t("Not saved")}>
      <p>${t("Not saved: {reason}", { reason: t(parked.problem.title) })}</p>
      ${words ? html`<p class="words">${words}</p>` : nothing}
      <div class="acts">
        <button class="btn" type="button" @click=${() => void this.home.again(parked)}>${t("Try again")}</button>
        <button class="btn plain" type="button" @click=${() => this.home.putAside(parked)}>${t("Take back")}</button>
      </div>
    </section>`;
  }

  /** Tap who you are: nobody is, until somebody does. */
  #people(): TemplateResult {
    const { screen, home } = this;
    const who = screen.who.value;
    return html`<div class="who-is-here" role="group" aria-label=${t("Tap who you are")}>
      <span class="quiet">${screen.chosen ? t("Now it is {name}.", { name: screen.chosen.name }) : t("Tap who you are")}</span>
      ${screen.people.value.map((member) => html`<button class="btn person" type="button" aria-pressed=${who === member.id ? "true" : "false"} @click=${() => screen.choose(member.id)}>${mark(home, member.id)} <bdi>${member.name}</bdi></button>`)}
      ${this.#mayMeet ? html`<button class="btn" type="button" @click=${() => screen.toMeeting(!screen.meeting.value)}>${screen.meeting.value ? t("Back to our lists") : t("Our meeting")}</button>` : nothing}
    </div>`;
  }

  /** A child tapped its name, and there is a meeting with children. */
  get #mayMeet(): boolean {
    const role = this.screen.chosen?.role;
    return (role === "child" || role === "teen") && this.home.meeting.table.value !== null;
  }

  #sheet(rows: readonly Task[], empty: string): TemplateResult {
    if (rows.length === 0) return html`<div class="sheet empty"><p class="say">${empty}</p></div>`;
    return html`<ul class="sheet tasks">${repeat(
      rows,
      (task) => task.id,
      (task) => html`<li data-task=${task.id}><tandem-kitchen-row .screen=${this.screen} .task=${task}></tandem-kitchen-row></li>`,
    )}</ul>`;
  }

  #list(): TemplateResult | typeof nothing {
    const rows = this.screen.list.value;
    if (rows.length === 0) return nothing;
    const more = this.#all.value ? 0 : rows.length - SOME;
    return html`<section aria-labelledby="kitchen-list"><h2 id="kitchen-list">${placeName("list")}</h2>
      ${this.#sheet(more > 0 ? rows.slice(0, SOME) : rows, "")}
      ${more > 0 ? html`<button class="btn plain" type="button" @click=${this.#showAll}>${n("Show one more", "Show {count} more", more)}</button>` : nothing}
    </section>`;
  }

  #today(): TemplateResult | typeof nothing {
    const { home } = this;
    const today = home.today.value;
    const due = [...home.tasks.value.values()].filter(
      (task) => task.due === today && !task.private && (task.place === "week" || task.place === "list"),
    );
    if (due.length === 0) return nothing;
    return html`<section class="sheet"><h2>${t("Today")}</h2><ul class="plain-list">
      ${due.map((task) => html`<li><bdi>${task.title}</bdi> ${task.owner ? mark(home, task.owner, t("{name} has it", { name: nameOf(home, task.owner) })) : nothing}</li>`)}
    </ul></section>`;
  }

  #done(): TemplateResult {
    const rows = this.screen.doneThisWeek.value;
    const { home } = this;
    const line = (task: Task): TemplateResult =>
      task.place === "let_go"
        ? html`<li>${icon("leaf")} ${t("Let go: {title}", { title: task.title })}</li>`
        : html`<li><bdi>${task.title}</bdi> <span class="marks">${peopleOf(home, task, "done").map((id) => mark(home, id, t("{name} did it", { name: nameOf(home, id) })))}</span></li>`;
    return html`<section class="sheet"><h2>${t("Done this week")}</h2>
      ${rows.length > 0 ? html`<ul class="plain-list quiet">${rows.map(line)}</ul>` : html`<p class="quiet">${t("What you finish rests here.")}</p>`}
    </section>`;
  }

  readonly #showAll = (): void => {
    this.#all.value = true;
  };

  readonly #write = (event: Event): void => {
    event.preventDefault();
    const input = this.querySelector<HTMLInputElement>(".add input");
    const lines = fitted(oneLine(input?.value ?? ""));
    if (!input || lines.length === 0) return;
    this.screen.write(lines);
    input.value = "";
  };
}
