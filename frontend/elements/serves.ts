import { html, type TemplateResult } from "lit";
import type { Home } from "../home/home.ts";
import type { Id } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import type { MenuItem } from "./menu.ts";

/** Which of the home's intentions something serves, in its own words; they open the choice. */
export function serves(home: Home, intention: Id | null, open: (anchor: HTMLElement) => void): TemplateResult {
  const words = home.intentions.value.find(({ id }) => id === intention)?.words ?? "";
  const label = t("It serves: {words}. Change", { words: words || t("None of them") });
  return html`<p class="serves"><span class="label" aria-hidden="true">${t("It serves")}</span>
    <button class="fact ${words ? "" : "none"}" type="button" data-fact="serves" aria-haspopup="menu" aria-label=${label} @click=${(event: Event) => open(event.currentTarget as HTMLElement)}>${words ? html`<em dir="auto">${words}</em>` : t("None of them")} ${icon("down", "small")}</button></p>`;
}

export function intentionEntries(home: Home, chosen: Id | null, choose: (intention: Id) => void): readonly MenuItem[] {
  return home.intentions.value.map(({ id, words }) => ({ text: words, chosen: id === chosen, act: () => choose(id) }));
}
