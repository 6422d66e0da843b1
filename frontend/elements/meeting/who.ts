import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Ask, Id, Task } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { askNote } from "../ask-note.ts";
import { waitsForMe } from "../ask-words.ts";
import { Part } from "../part.ts";
import { askMark, partMarks, partName } from "../people.ts";
import { mark, nameOf } from "../person.ts";
import { who } from "../task-menu.ts";
import { isOpen, sizeName } from "../words.ts";
import { fullFor } from "./ordering.ts";

/** Who and how: this week, each taken by oneself, asked, offered or done together; what done means, and how long. */
export class Who extends Part {
  /** Whose details lie open. */
  readonly #open = signal<Id | null>(null);

  protected override render(): TemplateResult {
    const week = this.home.column("week").value;
    const full = fullFor(week, this.home.parts.value);
    return html`<p class="lead">${t("One after the other: what would each of you like to take? The rest can be asked, offered, done together, or wait.")}</p>
      ${this.home.meeting.table.value ? html`<p class="quiet">${t("Children say on their own screens where they join; read it out to those who have none.")}</p>` : nothing}
      ${
        week.length > 0
          ? html`<ul class="sheet who-list" aria-label=${t("This week")}>${repeat(
              week,
              ({ id }) => id,
              (task) => this.#row(task),
            )}</ul>`
          : html`<section class="sheet empty"><p class="say">${t("Nothing chosen for this week yet.")}</p><p class="quiet">${t("That is a light week. Or step back and choose together.")}</p></section>`
      }
      <div role="status" class="full">${full.map((id) => html`<p class="quiet">${mark(this.home, id, "", "small")} <span>${id === this.home.me ? t("That is a full week for you.") : t("That is a full week for {name}.", { name: nameOf(this.home, id) })}</span></p>`)}</div>
      ${this.#elsewhere()}`;
  }

  #row(task: Task): TemplateResult {
    const { home } = this;
    const asks = home.asks.value.get(task.id) ?? [];
    const parts = home.parts.value.get(task.id) ?? [];
    const open = this.#open.value === task.id;
    const facts = [sizeName(task.size), task.done_means].filter((fact) => fact !== "");
    return html`<li data-task=${task.id}>
      <div class="head"><h2 class="title" tabindex="-1" dir="auto">${task.title}</h2>
        <span class="marks">${task.owner ? mark(home, task.owner) : nothing}${partMarks(home, parts, "")}${askMark(home, asks, task)}</span></div>
      ${task.feel ? html`<p class="feel" dir="auto">${task.feel}</p>` : nothing}
      <p class="has">${this.#has(task)}${parts.map((part) => html` <span>${partName(home, part)}.</span>`)}</p>
      ${asks.map((ask) => askNote(this.screen, ask, true))}
      ${asks.some((ask) => waitsForMe(home, ask)) ? nothing : html`<div class="acts">${this.#acts(task)}</div>`}
      <button class="how" type="button" aria-expanded=${open} @click=${() => this.#toggle(task.id)}><span>${facts.length > 0 ? facts.join(" · ") : t("Done means, how long")} <span class="hidden" dir="auto">${task.title}</span></span> ${icon(open ? "up" : "down", "small")}</button>
      ${open ? this.#how(task.id) : nothing}
    </li>`;
  }

  #has({ owner, each }: Task): string {
    if (each) return t("Everyone does their own.");
    if (owner === null) return t("Nobody has it yet.");
    return owner === this.home.me ? t("You have it.") : t("{name} has it.", { name: nameOf(this.home, owner) });
  }

  /** All of them weigh the same: nobody is pushed to take. While I am asked, the answers stand there instead. */
  #acts(task: Task): readonly TemplateResult[] {
    const { home } = this;
    const holding =
      task.each || (task.owner !== null && task.owner !== home.me)
        ? []
        : task.owner === null
          ? [{ text: t("Take"), act: () => void home.take(task.id) }]
          : [{ text: t("Give back"), act: () => void home.release(task.id) }];
    return [...holding, ...who(this.screen, task)].map(
      ({ text, act = () => undefined }) =>
        html`<button class="btn tight" type="button" aria-label=${`${text}: ${task.title}`} @click=${act}>${text}</button>`,
    );
  }

  #how(id: Id): TemplateResult {
    return html`<div class="how-words">
      <tandem-field .screen=${this.screen} .task=${id} .name=${"done_means"} .label=${t("Done means")} .placeholder=${t("When is it enough?")}></tandem-field>
      <tandem-facts .screen=${this.screen} .task=${id}></tandem-facts>
    </div>`;
  }

  /** What was asked about other things and waits for a word, or for this meeting. */
  #elsewhere(): TemplateResult | typeof nothing {
    const { home } = this;
    const waits = (ask: Ask): boolean =>
      waitsForMe(home, ask) || (ask.state === "parked" && (ask.by === home.me || ask.to === home.me || ask.to === null));
    const tasks = [...home.tasks.value.values()]
      .filter((task) => isOpen(task.place) && task.place !== "week" && (home.asks.value.get(task.id) ?? []).some(waits))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    if (tasks.length === 0) return nothing;
    return html`<section><h2>${t("Asked, and not answered yet")}</h2><ul class="sheet who-list">${tasks.map(
      (task) =>
        html`<li><div class="head"><h3 dir="auto">${task.title}</h3></div>${(home.asks.value.get(task.id) ?? []).filter(waits).map((ask) => askNote(this.screen, ask, true))}</li>`,
    )}</ul></section>`;
  }

  #toggle(id: Id): void {
    this.#open.value = this.#open.value === id ? null : id;
  }

  protected override refocus(row: number): void {
    this.focusRow(row);
  }
}
