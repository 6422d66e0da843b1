import { html, nothing, type TemplateResult } from "lit";
import type { Id } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { areaLink } from "./area.ts";
import { areasOf, byArea } from "./by-area.ts";
import { foundIn, isOn } from "./listing.ts";
import { Part } from "./part.ts";
import { type Filter, NO_AREA, NO_FILTER } from "./screen.ts";
import { isOpen } from "./words.ts";

const SPEAKS_AFTER_MS = 600;
/** From here on the chips of the areas would be a wall themselves. */
const MANY = 6;

/** Find and narrow in place: words, mine, an area. Says how many are left. */
export class FilterBar extends Part {
  #speaking: ReturnType<typeof setTimeout> | undefined;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.screen.finding.value) return nothing;
    const filter = this.screen.filter.value;
    return html`<search class="filter" aria-label=${t("Find tasks")} @keydown=${this.#key}>
      <div class="find">${icon("search")}
        <input type="search" aria-label=${t("Find")} placeholder=${t("Find")} .value=${filter.words} enterkeyhint="search" autocomplete="off" @input=${this.#typed}>
        <button class="icon-btn" type="button" aria-label=${t("Close search")} @click=${this.#close}>${icon("close", "small")}</button>
      </div>
      <div class="chips" role="group" aria-label=${t("Show only")}>
        ${this.#chip(t("Mine"), filter.mine, { mine: !filter.mine })}
        ${this.#areas(filter.area)}
      </div>
      ${this.#areaLink(filter)}
      ${isOn(filter) ? html`<p class="found">${foundIn(this.screen)}</p>` : nothing}
    </search>`;
  }

  /** Chips, while they are few; of many the chosen one, and the others behind one button. */
  #areas(chosen: Id | null): TemplateResult {
    const open = [...this.home.tasks.value.values()].filter(({ place }) => isOpen(place));
    const areas = areasOf(this.screen, open);
    const many = areas.length > MANY;
    const all = [...this.home.areas.value, { id: NO_AREA, name: t("No area") }];
    const chips = all.filter(({ id }) => id === chosen || (!many && id !== NO_AREA));
    return html`${chips.map(({ id, name }) => this.#chip(name, id === chosen, { area: id === chosen ? null : id }))}${many ? byArea(this.screen, open) : nothing}`;
  }

  #areaLink(filter: Filter): TemplateResult | typeof nothing {
    const area = this.home.areas.value.find(({ id }) => id === filter.area);
    return area ? areaLink(this.screen, area.id, t("About {area}", { area: area.name })) : nothing;
  }

  /** Opening the bar puts the caret into it; nothing else does. */
  focusInput(): void {
    void this.updateComplete.then(() => this.querySelector("input")?.focus());
  }

  #chip(text: string, pressed: boolean, change: Partial<Filter>): TemplateResult {
    return html`<button class="chip" type="button" aria-pressed=${pressed} @click=${() => this.#narrow(change)} dir="auto">${text}</button>`;
  }

  #narrow(change: Partial<Filter>): void {
    this.screen.filter.value = { ...this.screen.filter.value, ...change };
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(
      () => this.screen.say(isOn(this.screen.filter.value) ? foundIn(this.screen) : t("Everything is shown.")),
      SPEAKS_AFTER_MS,
    );
  }

  readonly #typed = (event: Event): void => this.#narrow({ words: (event.target as HTMLInputElement).value });

  readonly #close = (): void => {
    this.screen.finding.value = false;
    this.#narrow(NO_FILTER);
    document.querySelector<HTMLElement>("[data-find]")?.focus();
  };

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.#close();
  };
}
