import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import * as days from "../days.ts";
import type { Id, Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { DialogPart } from "./dialog.ts";
import { matches } from "./listing.ts";
import { NO_FILTER } from "./screen.ts";
import { placeName } from "./words.ts";

type Place = "let_go" | "done";
const WAITS_MS = 250;

/** All that was let go or done, also long ago: looked through by words, brought back by one tap. */
export class Over extends DialogPart {
  readonly #place = signal<Place>("let_go");
  readonly #words = signal("");
  readonly #found = signal<readonly Task[] | null>(null);
  readonly #more = signal(false);
  readonly #away = signal(false);
  #soon: ReturnType<typeof setTimeout> | undefined;
  /** The newest question: an answer to an older one comes too late. */
  #asked = 0;

  protected heading(): string {
    return t("Done and let go");
  }
  protected override why(): string {
    return t("Nothing is lost. Anything can come back.");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#fetch();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#soon);
  }

  protected content(): TemplateResult {
    const rows = this.#rows();
    return html`<div class="chips" role="group" aria-label=${t("Show only")}>
        ${(["let_go", "done"] as const).map((place) => html`<button class="chip" type="button" aria-pressed=${this.#place.value === place} @click=${() => this.#show(place)}>${placeName(place)}</button>`)}
      </div>
      <label class="field"><span class="name">${t("Find")}</span><input type="search" enterkeyhint="search" autocomplete="off" .value=${this.#words.value} @input=${this.#typed}></label>
      ${this.#away.value ? html`<p class="quiet">${t("Offline. These are the ones this device has.")}</p>` : nothing}
      ${
        rows.length > 0
          ? html`<ul class="over-list">${repeat(
              rows,
              ({ id }) => id,
              (task) => this.#row(task),
            )}</ul>`
          : this.#found.value === null
            ? nothing
            : html`<p class="quiet">${this.#words.value.trim() ? t("Nothing found.") : this.#place.value === "done" ? t("Nothing was done yet.") : t("Nothing was let go yet.")}</p>`
      }
      ${this.#more.value ? html`<button class="btn plain tight" type="button" @click=${() => void this.#fetch(rows.at(-1)?.id)}>${t("Show older")}</button>` : nothing}`;
  }

  #row(task: Task): TemplateResult {
    const day = task.done_on ?? task.let_go_on;
    return html`<li>
      <span class="leaf-mark">${icon(task.place === "done" ? "check" : "leaf")}</span>
      <div><p class="title" dir="auto">${task.title}</p><p class="meta">${day ? html`<span>${days.day(day, this.home.today.value)}</span>` : nothing}${task.private ? html`<span class="only">${icon("lock", "small")} ${t("Only you see this.")}</span>` : nothing}</p></div>
      <button class="btn tight" type="button" aria-label=${t("Bring back: {title}", { title: task.title })} @click=${() => void this.home.reopen(task.id, task)}>${t("Bring back")}</button>
    </li>`;
  }

  /** What was fetched, as the home knows it by now; offline, what this device has. What was brought back is gone from here. */
  #rows(): readonly Task[] {
    const place = this.#place.value;
    const known = this.home.tasks.value;
    const filter = { ...NO_FILTER, words: this.#words.value };
    const own = [...known.values()].filter((task) => task.place === place && matches(this.screen, task, filter));
    const fetched = this.#found.value ?? [];
    const ids = new Set(fetched.map(({ id }) => id));
    const all = [...own.filter(({ id }) => !ids.has(id)), ...fetched.map((task) => known.get(task.id) ?? task)];
    const day = (task: Task): string => task.done_on ?? task.let_go_on ?? "";
    return all.filter((task) => task.place === place).sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : a.id < b.id ? 1 : -1));
  }

  async #fetch(before: Id = ""): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const answer = await this.home.api.older(this.#place.value, before, this.#words.value.trim());
    if (asked !== this.#asked) return;
    this.#away.value = !answer.ok;
    if (!answer.ok) return;
    this.#found.value = [...(before ? (this.#found.value ?? []) : []), ...answer.data.items];
    this.#more.value = answer.data.more;
  }

  #show(place: Place): void {
    this.#place.value = place;
    this.#again(0);
  }

  readonly #typed = (event: Event): void => {
    this.#words.value = (event.target as HTMLInputElement).value;
    this.#again(WAITS_MS);
  };

  #again(wait: number): void {
    this.#found.value = null;
    this.#more.value = false;
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#fetch(), wait);
  }
}
