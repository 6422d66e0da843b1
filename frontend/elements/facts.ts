import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import * as days from "../days.ts";
import { folded, oneLine } from "../home/typed.ts";
import type { Day, Id, Size, Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { AREA_LENGTH } from "./area.ts";
import { drafted } from "./drafted.ts";
import { entered } from "./entered.ts";
import { taskOf } from "./field.ts";
import { onlyJoins } from "./helping.ts";
import { type MenuEntry, openMenu } from "./menu.ts";
import { Part } from "./part.ts";
import { adults } from "./parts.ts";
import { intentionEntries, serves } from "./serves.ts";
import { isOpen, sizeName } from "./words.ts";

/** Area, size and day of an opened card: words that open a menu. */
export class Facts extends Part {
  static override properties = { task: {} };
  declare task: Id;
  readonly #writing = signal<"area" | "due" | null>(null);

  get #newArea(): string {
    return `new-area:${this.task}`;
  }

  /** The name that an earlier page left half written is open again. */
  protected override firstUpdated(): void {
    if (this.home.drafts.read(this.#newArea) !== null) this.#writing.value = "area";
  }

  protected override render(): TemplateResult | typeof nothing {
    const task = taskOf(this.screen, this.task);
    if (!task) return nothing;
    const area = this.home.areas.value.find(({ id }) => id === task.area)?.name ?? "";
    const day = task.due ? days.due(task.due, this.home.today.value) : "";
    if (onlyJoins(this.home, task)) {
      const said = [area, sizeName(task.size), day].filter((fact) => fact !== "");
      return said.length > 0 ? html`<p class="meta">${said.map((fact) => html`<span>${fact}</span>`)}</p>` : nothing;
    }
    return html`<div class="facts">
      ${this.#writing.value === "area" ? this.#areaField() : this.#fact("home", t("Area"), area, t("No area"), (anchor) => this.#areas(task, anchor))}
      ${this.#fact("size", t("How long"), sizeName(task.size), t("Any length"), (anchor) => this.#sizes(task, anchor))}
      ${this.#writing.value === "due" ? this.#dayField(task) : this.#fact("day", t("Day"), day, t("No day"), (anchor) => this.#days(task, anchor))}
    </div>
    ${this.#serves(task)}`;
  }

  /** Which of the home's intentions it serves: its own, or its area's. */
  #serves(task: Task): TemplateResult | typeof nothing {
    const { home } = this;
    const fromArea = home.areas.value.find(({ id }) => id === task.area)?.intention ?? null;
    const served = task.intention ?? fromArea;
    if (home.intentions.value.length === 0 || (served === null && !isOpen(task.place))) return nothing;
    return serves(home, served, (anchor) => {
      const ofArea = home.intentions.value.find(({ id }) => id === fromArea)?.words ?? t("None of them");
      openMenu(anchor, t("It serves"), [
        ...intentionEntries(home, task.intention, (intention) => this.#edit(task, { intention })),
        {
          text: task.area ? t("As its area: {words}", { words: ofArea }) : t("None of them"),
          chosen: task.intention === null,
          act: () => this.#edit(task, { intention: null }),
        },
      ]);
    });
  }

  #fact(name: "home" | "size" | "day", label: string, value: string, none: string, open: (anchor: HTMLElement) => void): TemplateResult {
    return html`<button class="fact ${value ? "" : "none"}" type="button" data-fact=${name} aria-haspopup="menu" aria-label=${t("{label}: {value}. Change", { label, value: value || none })} @click=${(event: Event) => open(event.currentTarget as HTMLElement)}>${icon(name, "small")} ${value || none}</button>`;
  }

  #areas(task: Task, anchor: HTMLElement): void {
    const choose = (area: Id | null) => () => this.#edit(task, { area });
    const entries: MenuEntry[] = this.home.areas.value.map((area) => ({
      text: area.name,
      chosen: area.id === task.area,
      act: choose(area.id),
    }));
    openMenu(anchor, t("Area"), [
      ...entries,
      { text: t("No area"), chosen: task.area === null, act: choose(null) },
      "rule",
      ...(task.area
        ? [
            {
              text: t("About {area}", { area: this.home.areas.value.find(({ id }) => id === task.area)?.name ?? "" }),
              icon: "home",
              act: () => this.screen.openArea(task.area ?? "all"),
            } as const,
          ]
        : []),
      { text: t("A new area …"), icon: "plus", act: () => this.#write("area") },
    ]);
  }

  #sizes(task: Task, anchor: HTMLElement): void {
    const sizes: readonly Size[] = ["s", "m", "l", ""];
    openMenu(anchor, t("How long"), [
      ...sizes.map(
        (size): MenuEntry => ({
          text: sizeName(size) || t("Any length"),
          chosen: task.size === size,
          act: () => this.#edit(task, { size }),
        }),
      ),
      ...this.#guessing(task),
    ]);
  }

  /** Each adult guesses alone, and all see it together. */
  #guessing(task: Task): readonly MenuEntry[] {
    const grownUp = this.home.members.value.get(this.home.me)?.role === "adult";
    if (task.private || !grownUp || adults(this.home).length < 2 || (this.home.guesses.value.get(task.id) ?? []).length > 0) return [];
    const guess = (): void => {
      this.screen.guessing.value = task.id;
      void this.updateComplete.then(() => document.querySelector<HTMLElement>("tandem-guess button")?.focus());
    };
    return ["rule", { text: t("Guess, each for yourself …"), icon: "size", act: guess }];
  }

  #days(task: Task, anchor: HTMLElement): void {
    const today = this.home.today.value;
    const near = [0, 1, 2, 3, 4, 5, 6].map((ahead): MenuEntry => {
      const day = days.plusDays(today, ahead);
      const text = ahead === 0 ? t("Today") : ahead === 1 ? t("Tomorrow") : days.weekday(day, "long");
      return { text, chosen: task.due === day, act: () => this.#edit(task, { due: day }) };
    });
    openMenu(anchor, t("Good to have by"), [
      ...near,
      "rule",
      { text: t("Another day …"), icon: "day", act: () => this.#write("due") },
      { text: t("No day"), chosen: task.due === null, act: () => this.#edit(task, { due: null }) },
    ]);
  }

  #edit(
    task: Task,
    fields: { readonly area?: Id | null; readonly size?: Size; readonly due?: Day | null; readonly intention?: Id | null },
  ): void {
    const [name] = Object.keys(fields) as ("area" | "size" | "due" | "intention")[];
    if (name && task[name] !== fields[name]) void this.home.edit(task.id, fields, { [name]: task[name] });
  }

  #write(what: "area" | "due"): void {
    this.#writing.value = what;
    void this.updateComplete.then(() => {
      const field = this.querySelector("input");
      field?.focus();
      if (what === "due") openCalendar(field);
    });
  }

  #areaField(): TemplateResult {
    const save = (event: Event): void => {
      const field = event.target as HTMLInputElement;
      const name = oneLine(field.value);
      const task = taskOf(this.screen, this.task);
      if (!field.validity.valid) return;
      this.#writing.value = null;
      if (name === "" || !task) return;
      this.home.drafts.drop(this.#newArea);
      const known = this.home.areas.value.find((area) => folded(area.name) === folded(name));
      this.#edit(task, { area: known?.id ?? this.home.addArea(name) });
    };
    return html`<span class="fact"><input type="text" aria-label=${t("New area")} placeholder=${t("New area")} dir="auto" enterkeyhint="done" @blur=${save} @keydown=${this.#key} ${drafted(this.home.drafts, this.#newArea, { longest: AREA_LENGTH })}></span>`;
  }

  #dayField(task: Task): TemplateResult {
    const save = (day: string): void => {
      if (day !== "") this.#edit(task, { due: day });
    };
    return html`<span class="fact"><input type="date" min=${days.FIRST_DAY} max=${days.LAST_DAY} aria-label=${t("Good to have by")} ${entered(task.due ?? "", save)} @blur=${this.#close} @keydown=${this.#key}></span>`;
  }

  readonly #close = (): void => {
    this.#writing.value = null;
  };

  readonly #key = (event: KeyboardEvent): void => {
    const fact = this.#writing.value === "due" ? "day" : "home";
    if (event.key === "Enter") {
      // or the same key presses the button that gets the focus
      event.preventDefault();
      const field = event.target as HTMLInputElement;
      if (fact === "home" && !field.reportValidity()) return;
      field.blur();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      (event.target as HTMLInputElement).value = "";
      if (fact === "home") this.home.drafts.drop(this.#newArea);
      this.#close();
    } else return;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`[data-fact="${fact}"]`)?.focus());
  };
}

/** Not every browser opens its calendar for us; then the day is typed. */
function openCalendar(field: HTMLInputElement | null): void {
  try {
    field?.showPicker();
  } catch {
    // not here, or not now
  }
}
