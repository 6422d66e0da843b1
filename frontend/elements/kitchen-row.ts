import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import * as days from "../days.ts";
import type { Member, Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import type { KitchenScreen } from "./kitchen-screen.ts";
import { linked } from "./linked.ts";
import { Part } from "./part.ts";
import { didIt, peopleOf } from "./parts.ts";
import { partName } from "./people.ts";
import { mark, nameOf } from "./person.ts";
import { tickBox, unsaved } from "./task.ts";
import { sizeName } from "./words.ts";

/** One line on the tablet: a tick for a wet thumb, the title that opens it in place, and "Who did it?" after the tick. */
export class KitchenRow extends Part<KitchenScreen> {
  static override properties = { task: { attribute: false } };
  declare task: Task;

  protected override render(): TemplateResult {
    const { task, screen } = this;
    const done = task.place === "done";
    const open = screen.opened.value === task.id;
    const tinted = this.home.changedBy.value.get(task.id)?.colour ?? null;
    this.className = `task ${done ? "over" : ""} ${tinted && !done ? "changed" : ""}`;
    this.toggleAttribute("data-person", tinted !== null);
    if (tinted) this.dataset.person = tinted;
    return html`
      ${tickBox(task, () => screen.tick(task), screen.chosen !== null && screen.isShareDone(task, screen.chosen.id))}
      <div class="body">
        <button class="title" type="button" aria-expanded=${open ? "true" : "false"} @click=${this.#open} dir="auto">${task.title}</button>
        ${task.feel && !done ? html`<p class="feel" dir="auto">${task.feel}</p>` : nothing}
        ${done ? this.#whoDidIt() : nothing}
        ${this.#meta()}
        ${!done && screen.sharing.value === task.id ? this.#shares() : nothing}
        ${open && !done ? this.#more() : nothing}
      </div>
      <div class="end">${this.#joining()}${this.#who()}</div>`;
  }

  #meta(): TemplateResult | typeof nothing {
    const { task, home } = this;
    const area = home.areas.value.find(({ id }) => id === task.area)?.name ?? "";
    const due = task.due ? days.due(task.due, home.today.value) : "";
    const open = [area, sizeName(task.size), due, task.each ? t("everyone does their own") : ""];
    const facts = [...(task.place === "done" ? [] : open), unsaved(home, task.id)].filter((fact) => fact !== "");
    return facts.length > 0 ? html`<p class="meta">${facts.map((fact) => html`<span>${fact}</span>`)}</p>` : nothing;
  }

  #who(): TemplateResult | typeof nothing {
    const { task, home } = this;
    if (task.place === "done")
      return html`<span class="marks">${peopleOf(home, task, "done").map((id) => mark(home, id, t("{name} did it", { name: nameOf(home, id) })))}</span>`;
    const others = (home.parts.value.get(task.id) ?? []).filter(({ member }) => member !== task.owner);
    if (!task.owner && others.length === 0) return nothing;
    return html`<span class="marks">${task.owner ? mark(home, task.owner, t("{name} has it", { name: nameOf(home, task.owner) })) : nothing}
      ${others.map((part) => mark(home, part.member, partName(home, part), part.how === "together" ? "" : "small"))}</span>`;
  }

  /** A helper is invited, never ordered: both ways look the same, and neither changes who has it. */
  #joining(): TemplateResult | typeof nothing {
    const { task, screen, home } = this;
    const { chosen } = screen;
    if (!chosen || chosen.role === "adult" || task.place === "done") return nothing;
    const isIn = (home.parts.value.get(task.id) ?? []).some(({ member }) => member === chosen.id);
    const { title } = task;
    return isIn
      ? html`<button class="btn join" type="button" aria-label=${t("I’m out: {title}", { title })} @click=${() => screen.leave(task)}>${t("I’m out")}</button>`
      : html`<button class="btn join" type="button" aria-label=${t("I’m in: {title}", { title })} @click=${() => screen.join(task)}>${t("I’m in")}</button>`;
  }

  #steps(): TemplateResult | typeof nothing {
    const { task, screen } = this;
    const steps = this.home.steps.value.get(task.id) ?? [];
    if (steps.length === 0) return nothing;
    return html`<ul class="steps-here" aria-label=${t("Steps")}>${steps.map(
      (step) =>
        html`<li class=${step.done_on ? "over" : ""}><label class="tick"><input type="checkbox" .checked=${live(step.done_on !== null)} @change=${() => screen.tickStep(step)}><span class="box">${icon("check")}</span><span class="hidden">${t("{title} is done", { title: step.title })}</span></label><span dir="auto">${step.title}</span></li>`,
    )}</ul>`;
  }

  /** Nobody is chosen for anybody: until somebody says so it was done by nobody in particular. */
  #whoDidIt(): TemplateResult {
    const { task, screen, home } = this;
    const undo = html`<button class="btn plain" type="button" @click=${() => screen.tick(task)}>${t("Undo")}</button>`;
    if (task.done_by) return html`<div class="pick"><p class="meta">${didIt(home, task)}</p>${undo}</div>`;
    const together = screen.together.value?.task === task.id ? screen.together.value.people : null;
    const tap = (member: Member) => () => (together ? screen.tapTogether(task, member) : screen.did(task, member));
    const question = together ? t("Who did it together?") : t("Who did it?");
    return html`<p class="meta">${question}</p>
      <div class="pick" role="group" aria-label=${question}>
        ${screen.people.value.map((member) => html`<button class="btn person" type="button" aria-pressed=${together ? together.includes(member.id) : nothing} @click=${tap(member)}>${mark(home, member.id)} <bdi>${member.name}</bdi></button>`)}
        ${
          together
            ? html`<button class="btn" type="button" @click=${() => screen.didTogether(task, together)}>${t("Ready")}</button>`
            : screen.people.value.length > 1
              ? html`<button class="btn person" type="button" @click=${() => this.#begin()}>${icon("together")} ${t("Together")}</button>`
              : nothing
        }
        ${undo}
      </div>`;
  }

  #begin(): void {
    this.screen.together.value = { task: this.task.id, people: [] };
  }

  /** What everyone does for themselves: whose share is done, each by their own tap. */
  #shares(): TemplateResult {
    const { task, screen, home } = this;
    const close = (): void => {
      screen.sharing.value = null;
    };
    return html`<p class="meta">${t("Who did theirs?")}</p>
      <div class="pick" role="group" aria-label=${t("Who did theirs?")}>
        ${screen.people.value.map((member) => html`<button class="btn person" type="button" aria-pressed=${screen.isShareDone(task, member.id)} @click=${() => screen.share(task, member)}>${mark(home, member.id)} <bdi>${member.name}</bdi></button>`)}
        <button class="btn plain" type="button" @click=${close}>${t("Ready")}</button>
      </div>`;
  }

  #more(): TemplateResult {
    const { task } = this;
    const nothingMore = !task.done_means && !task.notes && !this.home.steps.value.has(task.id);
    return html`<div class="inside">
      ${task.done_means ? html`<p><span class="label">${t("Done means")}</span> <bdi>${task.done_means}</bdi></p>` : nothing}
      ${this.#steps()}
      ${task.notes ? html`<p class="notes" dir="auto">${task.notes}</p>${linked(task.notes)}` : nothing}
      ${nothingMore ? html`<p class="meta">${t("Nothing more is written here.")}</p>` : nothing}
    </div>`;
  }

  readonly #open = (): void => {
    const { opened } = this.screen;
    opened.value = opened.value === this.task.id ? null : this.task.id;
  };
}
