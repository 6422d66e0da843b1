import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Id, Status, Task } from "../home/types.ts";
import { type IconName, icon } from "../icons.ts";
import { t } from "../text.ts";
import { askNote } from "./ask-note.ts";
import { amAdult, isShown, waitsForMe } from "./ask-words.ts";
import { taskOf } from "./field.ts";
import { helperVerbs, invitation, onlyJoins } from "./helping.ts";
import { Part } from "./part.ts";
import { didIt, peopleOf } from "./parts.ts";
import { partName } from "./people.ts";
import { mark, nameOf } from "./person.ts";
import { restLine } from "./rest.ts";
import { openMoveMenu, openTaskMenu, who } from "./task-menu.ts";
import { whoDid } from "./who-did.ts";
import { capital, carried, isOpen, placeName, statusName } from "./words.ts";

const STATES = ["on_it", "waiting", "stuck"] as const;
type DrawVerb = (name: IconName, text: string, act: (event: Event) => void, first?: boolean, menu?: boolean) => TemplateResult;

/** An opened card: a page on a phone, a dialog on a wide screen, the same address on both. */
export class Card extends Part {
  static override properties = { task: {} };
  declare task: Id;
  #pressedBeside = false;

  protected override render(): TemplateResult {
    const task = taskOf(this.screen, this.task);
    return html`<div class="card-veil over-board" @pointerdown=${this.#press} @click=${this.#beside}>
      <div class="card ${task && !isOpen(task.place) ? "over" : ""}" role="dialog" aria-modal="true" aria-labelledby="card-name" tabindex="-1">
        ${task ? this.#whole(task) : this.#gone()}
      </div>
    </div>`;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>(".card")?.focus({ preventScroll: true });
  }

  protected override refocus(): void {
    (this.querySelector<HTMLElement>(".verbs button") ?? this.querySelector<HTMLElement>(".card"))?.focus({ preventScroll: true });
  }

  #whole(task: Task): TemplateResult {
    return html`
      <div class="bar">${this.#back(task.private && isOpen(task.place) ? t("In my head") : placeName(task.place))}
        <button class="icon-btn more" type="button" aria-haspopup="menu" aria-label=${t("More for {title}", { title: task.title })} @click=${this.#more}>${icon("more")}</button></div>
      <div class="leaf"><div class="sheet">
        <h1 id="card-name" class="hidden" dir="auto">${task.title}</h1>
        ${keyed(
          task.id,
          html`
          <tandem-field .screen=${this.screen} .task=${task.id} .name=${"title"} .label=${t("Title")}></tandem-field>
          <tandem-facts .screen=${this.screen} .task=${task.id}></tandem-facts>
          <tandem-guess .screen=${this.screen} .task=${task.id}></tandem-guess>
          ${this.#who(task)}
          ${restLine(this.home, task)}
          ${task.bring && isOpen(task.place) && amAdult(this.home) ? html`<p class="quiet how-is-it">${t("Comes to our meeting.")}</p>` : nothing}
          ${task.family && isOpen(task.place) ? html`<p class="quiet how-is-it">${t("For the whole family: in our meeting, children order it too.")}</p>` : nothing}
          ${this.#inIt(task)}
          ${this.#howItGoes(task)}
          ${this.#asks(task)}
          ${onlyJoins(this.home, task) ? invitation(this.home, task) : nothing}
          <div class="facets">
            <tandem-field .screen=${this.screen} .task=${task.id} .name=${"done_means"} .label=${t("Done means")} .placeholder=${t("When is it enough?")}></tandem-field>
            <tandem-field .screen=${this.screen} .task=${task.id} .name=${"feel"} .label=${t("It should feel like")} .placeholder=${t("How will it be for us?")}></tandem-field>
          </div>
          <tandem-field .screen=${this.screen} .task=${task.id} .name=${"notes"} .label=${t("Notes")} .placeholder=${t("Anything worth knowing")}></tandem-field>
          ${task.notes ? html`<p class="on-paper">${task.notes}</p>` : nothing}
          <tandem-steps .screen=${this.screen} .task=${task.id}></tandem-steps>
          <tandem-credits .screen=${this.screen} .task=${task.id}></tandem-credits>
          <tandem-thanks .screen=${this.screen} .task=${task.id}></tandem-thanks>
          <tandem-history .screen=${this.screen} .task=${task.id}></tandem-history>`,
        )}
      </div></div>
      <div class="verbs" role="group" aria-label=${t("What to do")}>${this.#verbs(task)}</div>`;
  }

  #back(to: string): TemplateResult {
    return html`<a class="btn plain" href=${this.screen.start.urls.board} @click=${this.#close}>${icon("back")} <span>${to}</span></a>`;
  }

  #gone(): TemplateResult {
    return html`<div class="bar">${this.#back(t("Our board"))}</div>
      <div class="leaf"><div class="sheet"><h1 id="card-name">${t("This card is not here.")}</h1><p class="quiet">${t("It may have been deleted, or belong to someone’s own head.")}</p></div></div>`;
  }

  #who(task: Task): TemplateResult {
    const { home } = this;
    if (task.private) return html`<p class="who-line"><span class="only">${icon("lock", "small")} ${t("Only you see this.")}</span></p>`;
    if (task.place === "done" && task.done_by === null) return html`<p class="who-line">${t("It is done.")}</p>`;
    if (task.place === "done")
      return html`<p class="who-line">${peopleOf(home, task, "done").map((id) => mark(home, id))} ${didIt(home, task)} ${whoDid(this.screen, task.id)}</p>`;
    if (task.place === "let_go")
      return html`<p class="who-line">${icon("leaf")} ${t("Let go. One less to carry.")} ${carried(this.home, task)}</p>`;
    if (task.each) return html`<p class="who-line">${icon("each")} ${t("Everyone does their own.")}</p>`;
    if (task.owner === null)
      return html`<p class="who-line"><span class="mark open" aria-hidden="true"></span> ${t("Nobody has it yet.")}</p>`;
    return html`<p class="who-line">${mark(home, task.owner)} ${task.owner === home.me ? t("You have it.") : t("{name} has it.", { name: nameOf(home, task.owner) })}</p>`;
  }

  /** Who else is in it. */
  #inIt(task: Task): TemplateResult | typeof nothing {
    const parts = this.home.parts.value.get(task.id) ?? [];
    if (parts.length === 0) return nothing;
    return html`<ul class="in-it">${parts.map((part) => html`<li>${mark(this.home, part.member, "", "small")} ${partName(this.home, part)}</li>`)}</ul>`;
  }

  /** The one who has it says how it goes, so that nobody needs to ask after it. */
  #howItGoes(task: Task): TemplateResult | typeof nothing {
    if (task.private || !isOpen(task.place) || task.owner === null) return nothing;
    if (task.owner !== this.home.me) {
      const low = this.home.low.value.has(task.owner);
      const name = nameOf(this.home, task.owner);
      if (low) return html`<p class="quiet how-is-it">${t("{name} is low this week. You could offer.", { name })}</p>`;
      return task.status ? html`<p class="quiet how-is-it">${capital(statusName(task.status))}</p>` : nothing;
    }
    const choose = (status: Status) => () => void this.home.sayStatus(task.id, task.status === status ? "" : status);
    return html`<div class="how-it-goes" role="group" aria-label=${t("How it goes")}>${STATES.map(
      (status) =>
        html`<button class="btn tight" type="button" aria-pressed=${task.status === status} @click=${choose(status)}>${capital(statusName(status))}</button>`,
    )}</div>`;
  }

  #asks(task: Task): TemplateResult | typeof nothing {
    const asks =
      amAdult(this.home) && isOpen(task.place) ? (this.home.asks.value.get(task.id) ?? []).filter((ask) => isShown(this.home, ask)) : [];
    return asks.length > 0 ? html`<div class="notes-of-asks">${asks.map((ask) => askNote(this.screen, ask))}</div>` : nothing;
  }

  #verbs(task: Task): TemplateResult {
    const { home } = this;
    if (onlyJoins(home, task)) return helperVerbs(home, task);
    const open = isOpen(task.place);
    const move = (event: Event): void => openMoveMenu(this.screen, task, event.currentTarget as HTMLElement);
    const verb: DrawVerb = (name, text, act, first = false, menu = false) =>
      html`<button type="button" class=${first ? "first-choice" : ""} aria-haspopup=${menu ? "menu" : nothing} @click=${act}>${icon(name)} ${text}</button>`;
    const about = open && !task.private ? who(this.screen, task) : [];
    return html`
      ${about.length > 0 ? html`<div class="row">${this.#holding(task, verb)}${about.map(({ text, icon: name = "ask", act = () => undefined }) => verb(name, text, act))}</div>` : this.#holding(task, verb)}
      <div class="row">
      ${task.private && open ? verb("list", t("To our list"), () => void home.share(task.id, "list"), true) : nothing}
      ${task.place !== "done" ? verb("check", t("Done"), () => void home.done(task.id)) : nothing}
      ${open ? nothing : verb("reopen", t("Reopen"), () => void home.reopen(task.id))}
      ${task.place !== "let_go" ? verb("leaf", t("Let go"), () => void home.letGo(task.id)) : nothing}
      ${task.private ? verb("delete", t("Delete"), () => this.#erase(task)) : verb("move", t("Move"), move, false, true)}</div>`;
  }

  #holding(task: Task, verb: DrawVerb): TemplateResult | typeof nothing {
    const { home } = this;
    if (!isOpen(task.place) || task.private || task.each) return nothing;
    if (task.owner === null) {
      const asked = (home.asks.value.get(task.id) ?? []).some((ask) => waitsForMe(home, ask)); // then the answers weigh the same
      return verb("take", t("Take"), () => void home.take(task.id), !asked);
    }
    return task.owner === home.me ? verb("give", t("Give back"), () => void home.release(task.id)) : nothing;
  }

  #erase(task: Task): void {
    void this.home.erase(task.id);
    this.screen.close();
  }

  readonly #more = (event: Event): void => {
    const task = taskOf(this.screen, this.task);
    if (task) openTaskMenu(this.screen, task, event.currentTarget as HTMLElement);
  };

  readonly #close = (event: Event): void => {
    event.preventDefault();
    this.#leave();
  };

  /** Closed by the click, so that it does not fall through; one that began within (a selection) does not count. */
  readonly #press = (event: Event): void => {
    this.#pressedBeside = event.target === event.currentTarget;
  };
  readonly #beside = (event: Event): void => {
    if (this.#pressedBeside && event.target === event.currentTarget) this.#leave();
  };

  #leave(): void {
    this.screen.close();
  }
}
