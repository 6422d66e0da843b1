import { computed } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import * as days from "../days.ts";
import type { Home } from "../home/home.ts";
import type { Ask, Id, Task, TaskPart } from "../home/types.ts";
import { icon } from "../icons.ts";
import { n, t } from "../text.ts";
import { askNote } from "./ask-note.ts";
import { amAdult, waitsForMe } from "./ask-words.ts";
import { isHelper } from "./helping.ts";
import { Part } from "./part.ts";
import { peopleOf } from "./parts.ts";
import { askMark, partMarks } from "./people.ts";
import { letters, mark, nameOf } from "./person.ts";
import { restLine } from "./rest.ts";
import type { Screen } from "./screen.ts";
import { openTaskMenu } from "./task-menu.ts";
import { isOpen, sizeName, statusName } from "./words.ts";

/** One task on the board: tick, title, how it should feel, one meta line, who has it, and the menu. */
export class TaskRow extends Part {
  static override properties = { task: { attribute: false }, within: { attribute: false } };
  declare task: Task;
  /** The area on whose page it stands, and which it need not name again. */
  declare within: Id | undefined;

  // A thousand rows must not render again because one of them changed: each watches only what is said of itself.
  readonly #tinted = computed(() => this.home.changedBy.value.get(this.task.id)?.colour ?? null);
  readonly #note = computed(() => this.screen.notes.value.get(this.task.id) ?? "");
  readonly #torn = computed(() => isTorn(this.screen, this.task.id));
  readonly #parts = computed(() => this.home.parts.value.get(this.task.id) ?? NOBODY);
  readonly #asks = computed(() => this.home.asks.value.get(this.task.id) ?? NOTHING);
  readonly #unsaved = computed(() => unsaved(this.home, this.task.id));

  readonly #doers = computed(() => (this.task.place === "done" ? peopleOf(this.home, this.task, "done").join(" ") : ""));
  readonly #steps = computed(() => {
    const steps = this.home.steps.value.get(this.task.id) ?? [];
    const done = steps.filter(({ done_on }) => done_on !== null).length;
    return steps.length > 0 ? n("{done} of {count} step", "{done} of {count} steps", steps.length, { done }) : "";
  });

  protected override render(): TemplateResult {
    const { task } = this;
    const tinted = this.#tinted.value;
    const note = this.#note.value;
    this.className = `task ${isOpen(task.place) ? "" : "over"} ${tinted ? "changed" : ""}`;
    this.toggleAttribute("data-person", tinted !== null);
    if (tinted) this.dataset.person = tinted;
    return html`
      ${task.place === "let_go" ? html`<span class="leaf-mark">${icon("leaf")}</span>` : tickBox(task, this.#tick, this.#mine?.done_on != null)}
      <div class="body">
        ${titleLink(this, task)}
        ${task.feel && isOpen(task.place) ? html`<p class="feel" dir="auto">${task.feel}</p>` : nothing}
        ${this.#meta()}
        ${restLine(this.home, task, true)}
        ${this.#torn.value ? html`<p class="said">${t("Two wordings wait here")}</p>` : note ? html`<p class="said">${note}</p>` : nothing}
      </div>
      <div class="end">${this.#who()}${moreButton(task, this.#menu)}</div>
      ${this.#pinned()}`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>(".title")?.focus({ preventScroll: true });
  }

  #meta(): TemplateResult | typeof nothing {
    const { task, home } = this;
    const now = home.today.value;
    const facts: string[] = [];
    if (task.place === "done") facts.push(task.done_on ? t("done {day}", { day: days.day(task.done_on, now) }) : "");
    else if (task.place === "let_go") facts.push(task.let_go_on ? days.day(task.let_go_on, now) : "");
    else
      facts.push(
        home.areas.value.find(({ id }) => id === task.area && id !== this.within)?.name ?? "",
        sizeName(task.size),
        task.due ? days.due(task.due, now) : "",
        statusName(task.status),
        task.each ? t("everyone does their own") : "",
      );
    if (isOpen(task.place)) facts.push(this.#steps.value);
    facts.push(this.#unsaved.value);
    const said = facts.filter((fact) => fact !== "");
    return said.length > 0 ? html`<p class="meta">${said.map((fact) => html`<span>${fact}</span>`)}</p>` : nothing;
  }

  #who(): TemplateResult | typeof nothing {
    const { task, home } = this;
    if (task.place === "done")
      return html`<span class="marks">${this.#doers.value.split(" ").map((id) => (id ? mark(home, id, t("{name} did it", { name: nameOf(home, id) }), "small") : nothing))}</span>`;
    if (task.place === "let_go") return nothing;
    const size = task.place === "week" ? "" : "small";
    const parts = partMarks(home, this.#parts.value, size);
    const asked = askMark(home, this.#asks.value, task);
    if (task.owner) {
      const owner = mark(home, task.owner, t("{name} has it", { name: nameOf(home, task.owner) }), size);
      return html`<span class="marks">${owner}${parts}${asked}</span>`;
    }
    if (parts.length > 0 || asked !== nothing || task.each) return html`<span class="marks">${parts}${asked}</span>`;
    if (task.place !== "week" || isHelper(home)) return nothing;
    const me = home.members.value.get(home.me);
    return html`<button class="take" type="button" aria-label=${t("Take {title}", { title: task.title })} title=${t("Nobody has it. Take it?")} @click=${() => void home.take(task.id)}><span class="mark open" data-me=${me ? letters(home, me) : nothing}></span></button>`;
  }

  /** My own part in what each does. */
  get #mine(): TaskPart | undefined {
    return this.task.each ? this.#parts.value.find(({ member }) => member === this.home.me) : undefined;
  }

  /** What is asked of me, or answered to me, stands in the row while it is planned; elsewhere it is on the card. */
  #pinned(): TemplateResult | typeof nothing {
    if (this.task.place !== "week" || !amAdult(this.home)) return nothing;
    const ask = this.#asks.value.find((one) => waitsForMe(this.home, one) || (one.by === this.home.me && isAnswered(one)));
    return ask ? askNote(this.screen, ask) : nothing;
  }

  readonly #tick = (): void => this.screen.tick(this.task);
  readonly #menu = (event: Event): void => openTaskMenu(this.screen, this.task, event.currentTarget as HTMLElement);
}

const NOBODY: readonly TaskPart[] = [];
const NOTHING: readonly Ask[] = [];

function isAnswered({ state }: Ask): boolean {
  return state === "accepted" || state === "declined";
}

/** A change of mine that the server has not got yet; "" until that is worth a word. */
export function unsaved(home: Home, task: Id): string {
  if (home.connection.value === "offline") return home.unsent.value.has(task) ? t("not sent yet") : "";
  return home.late.value.has(task) ? t("not saved yet") : "";
}

export function tickBox(task: Task, act: () => void, mine = false): TemplateResult {
  return html`<label class="tick"><input type="checkbox" .checked=${live(task.place === "done" || mine)} @change=${act}><span class="box">${icon("check")}</span><span class="hidden">${t("{title} is done", { title: task.title })}</span></label>`;
}

export function moreButton(task: Task, act: (event: Event) => void): TemplateResult {
  return html`<button class="more" type="button" aria-haspopup="menu" aria-label=${t("More for {title}", { title: task.title })} @click=${act}>${icon("more")}</button>`;
}

/** Does one of its fields wait for a choice between two wordings? */
function isTorn({ home, torn }: Screen, task: Id): boolean {
  if ([...torn.value].some((field) => field.startsWith(`${task}:`))) return true;
  return home.parked.value.some(({ act, conflicts }) => act.verb === "edit" && act.task === task && conflicts.length > 0);
}

/** The title is the link that opens the card; with a modifier key it opens like any link. */
export function titleLink(part: Part, task: Task): TemplateResult {
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    part.screen.open(task.id);
  };
  return html`<a class="title" href=${part.screen.addressOf(task.id)} draggable="false" @click=${open} dir="auto">${task.title}</a>`;
}
