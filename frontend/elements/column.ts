import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import * as days from "../days.ts";
import type { OpenPlace, Task } from "../home/types.ts";
import { n, t } from "../text.ts";
import { areasOf, byArea } from "./by-area.ts";
import { isOn, rowsOf } from "./listing.ts";
import { Part } from "./part.ts";
import type { Tab } from "./screen.ts";
import { placeName } from "./words.ts";

/** From here on a place is offered by area. */
const MANY = 20;
/** From here on rows that nobody looks at are not laid out. */
const LONG = 120;
/** So many rows are drawn, and as many more with each tap: thousands would make every tick wait. */
const DRAWN = 300;

/** A place on the board: its name and one sheet with the tasks written on it. */
export class Column extends Part {
  static override properties = { place: {} };
  declare place: OpenPlace;
  readonly #drawn = new Map<Tab | "let_go", number>();

  protected override render(): TemplateResult {
    const rows = rowsOf(this.screen, this.place);
    this.#frame();
    return html`
      <header class="place-head"><h2 id="place-${this.place}" tabindex="-1">${placeName(this.place)} ${this.#count(rows.length)}</h2>${this.#byArea()}</header>
      ${rows.length > 0 ? this.list(rows, this.place) : this.#empty()}`;
  }

  protected override refocus(row: number): void {
    if (!this.screen.carried.value) this.focusRow(row);
  }

  #frame(): void {
    this.className = `column ${this.place === "week" ? "" : "slim-place"} ${this.screen.carried.value?.place === this.place ? "aim" : ""}`;
    this.dataset.place = this.place;
    this.setAttribute("role", "region");
    this.setAttribute("aria-labelledby", `place-${this.place}`);
  }

  protected list(rows: readonly Task[], place: Tab | "let_go"): TemplateResult {
    const carried = this.screen.carried.value;
    const hand = (task: Task) => (task.id !== carried?.id ? "" : carried.by === "pointer" ? "gap" : "lifted");
    const most = this.#drawn.get(place) ?? DRAWN;
    return html`<ul class="sheet tasks ${place === "week" ? "" : "slim"} ${rows.length > LONG ? "long" : ""}">
      ${repeat(
        rows.slice(0, most),
        (task) => task.id,
        (task) => html`<li class=${hand(task)} data-task=${task.id}><tandem-task .screen=${this.screen} .task=${task}></tandem-task></li>`,
      )}
    </ul>
    ${rows.length > most ? this.#more(place, most, rows.length - most) : nothing}`;
  }

  #more(place: Tab | "let_go", drawn: number, left: number): TemplateResult {
    const count = Math.min(left, DRAWN);
    const show = () => {
      this.#drawn.set(place, drawn + DRAWN);
      this.requestUpdate();
    };
    return html`<button class="btn plain tight older" type="button" @click=${show}>${n("Show one more", "Show {count} more", count)}</button>`;
  }

  /** A long place can be read an area at a time; the bar that then says so has the others. */
  #byArea(): TemplateResult | typeof nothing {
    const rows = this.home.column(this.place).value;
    if (this.screen.finding.value || rows.length < MANY || areasOf(this.screen, rows).length < 2) return nothing;
    return byArea(this.screen, rows);
  }

  #count(count: number): TemplateResult | typeof nothing {
    if (count === 0 || this.place === "not_now") return nothing;
    return html`<span class="label">${this.place === "week" ? t("{count} open", { count }) : count}</span>`;
  }

  #doneThisWeek(): boolean {
    const first = days.firstOfWeek(this.home.today.value);
    return this.home.column("done").value.some(({ done_on }) => done_on !== null && done_on >= first);
  }

  #empty(): TemplateResult {
    if (isOn(this.screen.filter.value)) return html`<div class="sheet empty"><p class="quiet">${t("Nothing found here.")}</p></div>`;
    if (this.place === "week" && this.#doneThisWeek())
      return html`<div class="sheet empty"><p class="say">${t("All done. Nothing is waiting for you.")}</p></div>`;
    const words: Record<OpenPlace, TemplateResult> = {
      week: html`<p class="say">${t("Nothing chosen for this week yet.")}</p>
        <p class="quiet">${t("Pick from our list, or write a line.")}</p>
        ${this.screen.wide.value ? nothing : html`<button class="btn" type="button" @click=${() => this.screen.show("list")}>${t("Open our list")}</button>`}`,
      list: html`<p class="say">${t("Our list is empty.")}</p><p class="quiet">${t("What is on your mind? Write a line; it need not be complete.")}</p>`,
      not_now: html`<p class="say">${t("Nothing is resting here.")}</p><p class="quiet">${t("What can wait may wait here.")}</p>`,
    };
    return html`<div class="sheet empty">${words[this.place]}</div>`;
  }
}
