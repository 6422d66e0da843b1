import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Id, Task } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { matches } from "../listing.ts";
import { Part } from "../part.ts";
import { NO_FILTER } from "../screen.ts";
import { OPEN_PLACES, placeName } from "../words.ts";

/** More of them than this are found by typing. */
const SHOWN = 8;

/** Anybody at the table adds a task of our list to what is put in order; all screens have it at once. */
export class AddToOrder extends Part {
  readonly #open = signal(false);
  readonly #words = signal("");

  protected override render(): TemplateResult | typeof nothing {
    const ranking = this.home.meeting.ranking.value;
    if (!ranking) return nothing;
    if (!this.#open.value)
      return html`<p><button class="btn plain tight" type="button" @click=${this.#show}>${icon("plus", "small")} ${t("Add something from our list")}</button></p>`;
    const there = new Set([...ranking.dated, ...ranking.candidates]);
    const all = OPEN_PLACES.flatMap((place) => this.home.column(place).value).filter((task) => task.starter === "" && !there.has(task.id));
    const found = all.filter((task) => matches(this.screen, task, { ...NO_FILTER, words: this.#words.value }));
    return html`<search class="filter" aria-label=${t("Add something from our list")} @keydown=${this.#key}>
      <div class="find">${icon("search")}
        <input type="search" aria-label=${t("Find")} placeholder=${t("Find")} autocomplete="off" enterkeyhint="search" .value=${this.#words.value} @input=${this.#typed}>
        <button class="icon-btn" type="button" aria-label=${t("Close search")} @click=${this.#close}>${icon("close", "small")}</button></div>
      ${
        found.length === 0
          ? html`<p class="quiet">${all.length === 0 ? t("Everything on our list is here already.") : t("Nothing found.")}</p>`
          : html`<ul class="sheet loose">${repeat(
              found.slice(0, SHOWN),
              ({ id }) => id,
              (task) => this.#line(task),
            )}</ul>`
      }
      ${found.length > SHOWN ? html`<p class="fine">${t("There are more. Type to search.")}</p>` : nothing}
    </search>`;
  }

  #line({ id, title, place }: Task): TemplateResult {
    return html`<li data-task=${id}><button class="title" type="button" aria-label=${t("Add {title}", { title })} @click=${() => this.#add(id)}><span><bdi>${title}</bdi> <span class="fine">${placeName(place)}</span></span>${icon("plus")}</button></li>`;
  }

  #add(task: Id): void {
    const meeting = this.home.meeting.ranking.peek()?.meeting;
    if (!meeting) return;
    void this.home.meet({ verb: "add_to_order", meeting, task });
    this.#words.value = "";
    this.querySelector("input")?.focus();
  }

  readonly #typed = (event: Event): void => {
    this.#words.value = (event.currentTarget as HTMLInputElement).value;
  };

  readonly #show = (): void => {
    this.#open.value = true;
    void this.updateComplete.then(() => this.querySelector("input")?.focus());
  };

  readonly #close = (): void => {
    this.#open.value = false;
    this.#words.value = "";
    void this.updateComplete.then(() => this.querySelector("button")?.focus());
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    this.#close();
  };

  protected override refocus(): void {
    this.querySelector<HTMLElement>("input, button")?.focus({ preventScroll: true });
  }
}
