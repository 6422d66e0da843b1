import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { plusDays } from "../days.ts";
import type { Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { Column } from "./column.ts";
import { isOn, matches, rowsOf } from "./listing.ts";
import { placeName } from "./words.ts";

/** How long what is over stays on the board. */
const HELD_DAYS = 30;
type Over = "done" | "let_go";

/** What is done, and below it what was let go: the last 30 days, and older ones when asked for. */
export class DoneColumn extends Column {
  readonly #more = signal<Readonly<Record<Over, boolean>>>({ done: true, let_go: true });
  readonly #asking = signal<Over | null>(null);

  protected override render(): TemplateResult {
    this.className = `column slim-place ${this.screen.carried.value?.place === "done" ? "aim" : ""}`;
    this.dataset.place = "done";
    this.setAttribute("role", "region");
    this.setAttribute("aria-labelledby", "place-done");
    const [done, letGo] = [this.#rows("done"), this.#rows("let_go")];
    return html`
      <header class="place-head"><h2 id="place-done" tabindex="-1">${placeName("done")}</h2></header>
      ${done.length > 0 ? this.list(done, "done") : html`<div class="sheet empty">${this.#none()}</div>`}
      ${this.#olderButton("done", done)}
      ${letGo.length > 0 ? html`<section class="let-go" data-place="let_go" aria-labelledby="place-let-go"><h3 id="place-let-go">${icon("leaf", "small")} ${placeName("let_go")}</h3>${this.list(letGo, "let_go")}${this.#olderButton("let_go", letGo)}</section>` : nothing}`;
  }

  /** On the board, then what was fetched; a fetched one that has been touched since is known better by the home. */
  #rows(place: Over): readonly Task[] {
    const here = rowsOf(this.screen, place);
    const known = this.home.tasks.value;
    const older = [...this.screen.older.value.values()].filter(
      (task) => task.place === place && !known.has(task.id) && matches(this.screen, task, this.screen.filter.value),
    );
    return older.length > 0 ? [...here, ...older] : here;
  }

  #none(): TemplateResult {
    if (isOn(this.screen.filter.value)) return html`<p class="quiet">${t("Nothing found here.")}</p>`;
    return html`<p class="say">${t("What you finish rests here.")}</p><p class="quiet">${t("A tick can be taken back at any time.")}</p>`;
  }

  /** Only a home that is older than what its board holds has more to show. */
  #mayHaveOlder(): boolean {
    const first = plusDays(this.home.today.value, -HELD_DAYS);
    return [...this.home.tasks.value.values()].some(({ added_on }) => added_on <= first);
  }

  #olderButton(place: Over, rows: readonly Task[]): TemplateResult | typeof nothing {
    if (!this.#mayHaveOlder() || rows.length === 0 || !this.#more.value[place] || isOn(this.screen.filter.value)) return nothing;
    const name = place === "done" ? t("Show older done tasks") : t("Show older tasks that were let go");
    return html`<button class="btn plain tight older" type="button" aria-label=${name} ?disabled=${this.#asking.value === place} @click=${() => void this.#fetch(place, rows)}>${t("Show older")}</button>`;
  }

  async #fetch(place: Over, rows: readonly Task[]): Promise<void> {
    const last = rows.at(-1);
    if (!last || this.#asking.value) return;
    this.#asking.value = place;
    const answer = await this.home.api.older(place, last.id);
    this.#asking.value = null;
    if (!answer.ok) return this.screen.toast(`${t(answer.problem.title)} ${t("Try again in a moment.")}`);
    this.screen.older.value = new Map([...this.screen.older.value, ...answer.data.items.map((task) => [task.id, task] as const)]);
    this.#more.value = { ...this.#more.value, [place]: answer.data.more };
    const count = answer.data.items.length;
    this.screen.say(count > 0 ? t("{count} older ones shown", { count }) : t("Nothing older."));
  }
}
