import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { isOn, matches } from "./listing.ts";
import { Part } from "./part.ts";
import { moreButton, tickBox, titleLink } from "./task.ts";
import { openTaskMenu } from "./task-menu.ts";

/** In my head: what only I can see. Sharing is a button on each line, never a drag by accident. */
export class Tray extends Part {
  /** On a wide screen: one line of slips, and all of them when asked for. */
  readonly #all = signal(false);
  readonly #hides = signal(false);
  readonly #sizes = new ResizeObserver(() => this.#measure());

  protected override render(): TemplateResult {
    const filter = this.screen.filter.value;
    const slips = this.home.inMyHead.value.filter((task) => matches(this.screen, task, filter));
    const all = this.#all.value;
    return html`<section class="tray ${all ? "all" : ""}" data-place="head" aria-labelledby="place-head" @keydown=${this.#key}>
      <header><h2 id="place-head" tabindex="-1">${t("In my head")} ${slips.length > 0 ? html`<span class="label">${slips.length}</span>` : nothing}</h2><span class="only">${icon("lock", "small")} ${t("Only you see this.")}</span></header>
      ${
        slips.length > 0
          ? html`<ul id="slips" class="slips" @focusin=${this.#focused}>${repeat(
              slips,
              (task) => task.id,
              (task) => this.#slip(task),
            )}</ul>`
          : html`<p class="none">${isOn(filter) ? t("Nothing found here.") : t("What is not ready to be shared can wait here.")}</p>`
      }
      ${all || this.#hides.value ? html`<button class="btn plain tight unfold" type="button" aria-expanded=${all} aria-controls="slips" @click=${this.#turn}>${all ? t("Fold") : t("Show all")} ${icon("down", "small")}</button>` : nothing}
    </section>`;
  }

  protected override refocus(row: number): void {
    this.focusRow(row);
  }

  protected override firstUpdated(): void {
    this.#sizes.observe(this);
  }

  protected override updated(): void {
    requestAnimationFrame(() => this.#measure());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  #measure(): void {
    const slips = this.querySelector(".slips");
    if (!slips) this.#all.value = false;
    if (!this.#all.value) this.#hides.value = slips !== null && slips.scrollHeight > slips.clientHeight + 8;
  }

  readonly #turn = (): void => {
    this.#all.value = !this.#all.value;
    this.querySelector(".slips")?.scrollTo(0, 0);
  };

  /** Whoever comes by keys to a slip that is folded away sees it. */
  readonly #focused = (event: Event): void => {
    const slip = (event.target as HTMLElement).closest<HTMLElement>(".slip");
    const first = this.querySelector<HTMLElement>(".slip");
    if (this.#hides.value && slip && first && slip.offsetTop > first.offsetTop) this.#all.value = true;
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.#all.value) return;
    event.stopPropagation();
    this.#turn();
    this.querySelector<HTMLElement>(".unfold, h2")?.focus();
  };

  #slip(task: Task): TemplateResult {
    const more = (event: Event): void => openTaskMenu(this.screen, task, event.currentTarget as HTMLElement);
    return html`<li class="slip" data-task=${task.id}>
      ${tickBox(task, () => this.screen.tick(task))}
      ${titleLink(this, task)}
      <button class="btn plain tight" type="button" aria-label=${t("To our list: {title}", { title: task.title })} @click=${() => void this.home.share(task.id, "list")}>${t("To our list")}</button>
      ${moreButton(task, more)}
    </li>`;
  }
}
