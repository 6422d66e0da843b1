import { html, nothing, type TemplateResult } from "lit";
import { t } from "../text.ts";
import { isOn, rowsOf } from "./listing.ts";
import { Part } from "./part.ts";
import { TABS, type Tab } from "./screen.ts";
import { placeName } from "./words.ts";

/** The places as tabs at the foot of a phone. A task in the hand may be dropped on them. */
export class Places extends Part {
  protected override render(): TemplateResult {
    const { shown, aim } = this.screen;
    this.className = "places-nav";
    return html`<nav class="places" aria-label=${t("Places")}>
      ${TABS.map((tab) => html`<a href="#${tab}" class=${aim.value === tab ? "aim" : ""} data-tab=${tab} aria-current=${shown.value === tab ? "page" : nothing} draggable="false" @click=${this.#go(tab)}>${placeName(tab)}${this.#found(tab)}</a>`)}
    </nav>`;
  }

  /** While something is looked for: how much of it lies there. */
  #found(tab: Tab): TemplateResult | typeof nothing {
    if (!isOn(this.screen.filter.value)) return nothing;
    const places = tab === "done" ? (["done", "let_go"] as const) : [tab];
    const count = places.reduce((sum, place) => sum + rowsOf(this.screen, place).length, 0);
    return html` <span class="label">${count}</span>`;
  }

  #go(tab: Tab): (event: Event) => void {
    return (event) => {
      event.preventDefault();
      this.screen.show(tab);
      this.screen.say(placeName(tab));
    };
  }
}
