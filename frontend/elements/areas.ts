import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Area } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { adding } from "./adding.ts";
import { AREA_LENGTH, areaLink } from "./area.ts";
import { type MenuEntry, openMenu } from "./menu.ts";
import { PagePart } from "./page.ts";

/** More than three is none. */
const MOST = 3;
const INTENTION_LENGTH = 120;

/** What we want from our home, in one to three sentences, and its areas, each with its why. */
export class Areas extends PagePart {
  protected bar(): TemplateResult {
    return this.back(t("Our board"));
  }

  protected content(): TemplateResult {
    return html`<h1 id="page-name">${t("Our areas")}</h1>${this.#intentions()}${this.#areas()}`;
  }

  #intentions(): TemplateResult {
    const all = this.home.intentions.value;
    return html`<section class="intentions"><h2>${t("What we want")}</h2>
      <p class="quiet">${t("One to three sentences. Areas and tasks can serve one of them.")}</p>
      <ul>${repeat(
        all,
        ({ id }) => id,
        ({ id, words }) => html`<li>
          <tandem-line .screen=${this.screen} .value=${words} .label=${t("What we want")} .kind=${"felt-line"} .longest=${INTENTION_LENGTH} .needed=${true} .draft=${`intention:${id}`} .said=${(text: string, was: string) => void this.home.rewordIntention(id, text, was)}></tandem-line>
          <button class="icon-btn" type="button" aria-haspopup="menu" aria-label=${t("More for {title}", { title: words })} @click=${(event: Event) => this.#more(event, id, words)}>${icon("more")}</button>
        </li>`,
      )}</ul>
      ${all.length < MOST ? adding("intention", t("What do we want more of?"), { drafts: this.home.drafts, name: "new-intention" }, INTENTION_LENGTH, (words) => void this.home.addIntention(words)) : nothing}
    </section>`;
  }

  /** Up, down, or put away. */
  #more(event: Event, id: string, words: string): void {
    const all = this.home.intentions.value;
    const at = all.findIndex((one) => one.id === id);
    const behind = (place: number) => () => void this.home.moveIntention(id, all[place]?.id ?? null);
    const order: MenuEntry[] = [];
    if (at > 0) order.push({ text: t("Up"), icon: "up", act: behind(at - 2) });
    if (at < all.length - 1) order.push({ text: t("Down"), icon: "down", act: behind(at + 1) });
    openMenu(event.currentTarget as HTMLElement, words, [
      ...order,
      ...(order.length > 0 ? (["rule"] as const) : []),
      { text: t("Put away; what serves it stays"), icon: "rest", act: () => void this.home.eraseIntention(id) },
    ]);
  }

  #areas(): TemplateResult {
    const areas = this.home.areas.value;
    return html`<section><h2>${t("Areas")}</h2>
      ${areas.length === 0 ? html`<p class="quiet">${t("Kitchen, Kids, Money, Us two: what you call them is yours.")}</p>` : nothing}
      <ul class="areas">${repeat(
        areas,
        ({ id }) => id,
        (area) => html`<li>${areaLink(this.screen, area.id, area.name)}${this.#why(area)}</li>`,
      )}</ul>
      ${adding("area", t("New area"), { drafts: this.home.drafts, name: "new-area" }, AREA_LENGTH, (name) => void this.home.addArea(name))}
    </section>`;
  }

  #why(area: Area): TemplateResult {
    const words = this.home.intentions.value.find(({ id }) => id === area.intention)?.words;
    return html`${area.feel ? html`<p class="feel" dir="auto">${area.feel}</p>` : nothing}${words ? html`<p class="label">${t("serves: {words}", { words })}</p>` : nothing}`;
  }
}
