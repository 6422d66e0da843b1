import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import * as days from "../days.ts";
import { fitted } from "../home/lines.ts";
import type { Area, AreaFields, Id, Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { adding, NO_LIMIT } from "./adding.ts";
import { openMenu } from "./menu.ts";
import { PagePart } from "./page.ts";
import type { Screen } from "./screen.ts";
import { intentionEntries, serves } from "./serves.ts";
import { titleLink } from "./task.ts";
import { capital, isOpen, OPEN_PLACES, placeName } from "./words.ts";

export const AREA_LENGTH = 40;

/** An area's page: what we want it to be beside what it is. What was done here, never by whom how much. */
export class AreaPage extends PagePart {
  static override properties = { area: {} };
  declare area: Id;

  get #area(): Area | undefined {
    return this.home.areas.value.find(({ id }) => id === this.area);
  }

  protected bar(): TemplateResult {
    const area = this.#area;
    return html`${this.back(t("Back"))}
      ${area ? html`<button class="icon-btn more" type="button" aria-haspopup="menu" aria-label=${t("More for {title}", { title: area.name })} @click=${this.#more}>${icon("more")}</button>` : nothing}`;
  }

  protected content(): TemplateResult {
    const area = this.#area;
    if (!area)
      return html`<h1 id="page-name">${t("This area is not here.")}</h1><p class="quiet">${t("Somebody may have put it away. Its tasks are on the board.")}</p>`;
    const tasks = [...this.home.tasks.value.values()].filter((task) => task.area === area.id);
    return html`<h1 id="page-name" class="hidden" dir="auto">${area.name}</h1>
      <div class="beside">
        <div class="vision">
          <tandem-line .screen=${this.screen} .value=${area.name} .label=${t("Name of the area")} .kind=${"title"} .longest=${AREA_LENGTH} .needed=${true} .draft=${`area:${area.id}:name`} .said=${this.#save("name")}></tandem-line>
          <div class="facets">
            <tandem-line .screen=${this.screen} .value=${area.feel} .label=${t("We want it to feel like")} .placeholder=${t("How do we want it to be here?")} .kind=${"felt"} .longest=${200} .draft=${`area:${area.id}:feel`} .said=${this.#save("feel")}></tandem-line>
          </div>
          ${serves(this.home, area.intention, this.#choose)}
        </div>
        <div class="reality">${this.#write()}${this.#open(tasks)}${this.#lately(tasks)}</div>
      </div>`;
  }

  /** A line for our list that belongs here. */
  #write(): TemplateResult {
    const draft = { drafts: this.home.drafts, name: `area:${this.area}:line` };
    return adding("line", t("Write a line"), draft, NO_LIMIT, (line) => {
      void this.home.add(fitted(line).map((each) => ({ ...each, place: "list", area: this.area })));
      this.screen.say(t("Written to {place}.", { place: placeName("list") }));
    });
  }

  #open(tasks: readonly Task[]): TemplateResult {
    const here = (place: Task["place"]) => this.home.column(place).value.filter((task) => tasks.includes(task));
    const heads = this.home.inMyHead.value.filter((task) => tasks.includes(task));
    const places = OPEN_PLACES.map((place) => [placeName(place), here(place)] as const).filter(([, rows]) => rows.length > 0);
    if (places.length === 0 && heads.length === 0) return html`<section><p class="say">${t("Nothing is open here.")}</p></section>`;
    return html`${places.map(([name, rows]) => html`<section><h2>${name}</h2>${this.#rows(rows)}</section>`)}
      ${heads.length > 0 ? html`<section><h2>${t("In my head")}</h2><p class="only">${icon("lock", "small")} ${t("Only you see this.")}</p>${this.#rows(heads)}</section>` : nothing}`;
  }

  #rows(rows: readonly Task[]): TemplateResult {
    return html`<ul class="tasks slim">${repeat(
      rows,
      (task) => task.id,
      (task) => html`<li data-task=${task.id}><tandem-task .screen=${this.screen} .task=${task} .within=${this.area}></tandem-task></li>`,
    )}</ul>`;
  }

  /** Done and let go weigh the same; days and things, no names to be counted. */
  #lately(tasks: readonly Task[]): TemplateResult {
    const now = this.home.today.value;
    const day = (task: Task): string => task.done_on ?? task.let_go_on ?? "";
    const over = tasks.filter((task) => !isOpen(task.place)).sort((a, b) => (day(a) < day(b) ? 1 : -1));
    return html`<section><h2>${t("Lately")}</h2>
      ${
        over.length === 0
          ? html`<p class="quiet">${t("Nothing was done or let go here in the last 30 days.")}</p>`
          : html`<ul class="history lately">${over.map(
              (task) => html`<li><span class="day">${capital(days.day(day(task), now))}</span>
                <span>${icon(task.place === "done" ? "check" : "leaf", "small")} ${titleLink(this, task)} <span class="label">${task.place === "done" ? t("done") : t("let go")}</span></span></li>`,
            )}</ul>`
      }</section>`;
  }

  readonly #save =
    (field: "name" | "feel") =>
    (text: string, was: string): void => {
      const fields: Partial<AreaFields> = { [field]: text };
      void this.home.editArea(this.area, fields, { [field]: was });
    };

  readonly #choose = (anchor: HTMLElement): void => {
    const area = this.#area;
    if (!area) return;
    const choose = (intention: Id | null): void => void this.home.editArea(area.id, { intention }, { intention: area.intention });
    openMenu(anchor, t("It serves"), [
      ...intentionEntries(this.home, area.intention, choose),
      { text: t("None of them"), chosen: area.intention === null, act: () => choose(null) },
      "rule",
      { text: t("What we want …"), icon: "home", act: () => this.screen.openArea("all") },
    ]);
  };

  readonly #more = (event: Event): void => {
    const area = this.#area;
    if (!area) return;
    openMenu(event.currentTarget as HTMLElement, area.name, [
      { text: t("Our areas"), icon: "home", act: () => this.screen.openArea("all") },
      "rule",
      { text: t("Put away; its tasks stay"), icon: "rest", act: () => this.#putAway(area) },
    ]);
  };

  #putAway(area: Area): void {
    void this.home.eraseArea(area.id);
    this.screen.close();
  }
}

/** A link to an area's page; with a modifier key it opens like any link. */
export function areaLink(screen: Screen, area: Id, text: string): TemplateResult {
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    screen.openArea(area);
  };
  return html`<a class="to-area" href=${screen.addressOfArea(area)} @click=${open} dir="auto">${text}</a>`;
}
