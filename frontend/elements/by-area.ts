import { batch } from "@preact/signals-core";
import { html, type TemplateResult } from "lit";
import type { Id, Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { foundIn } from "./listing.ts";
import { type MenuItem, openMenu } from "./menu.ts";
import { NO_AREA, type Screen } from "./screen.ts";

/** The contents of a long list: which areas it holds, and how much of each. One tap shows that alone; the order stays. */
export function byArea(screen: Screen, rows: readonly Task[]): TemplateResult {
  const open = (event: Event): void => openMenu(event.currentTarget as HTMLElement, t("Show only"), entries(screen, rows));
  return html`<button class="btn plain tight contents" type="button" aria-haspopup="menu" @click=${open}>${t("By area")} ${icon("down", "small")}</button>`;
}

/** Its areas, and what lies in none. */
export function areasOf(screen: Screen, rows: readonly Task[]): readonly (readonly [Id, string, number])[] {
  const names = new Map(screen.home.areas.value.map(({ id, name }) => [id, name]));
  const counts = new Map<Id, number>();
  for (const { area } of rows) {
    const id = area !== null && names.has(area) ? area : NO_AREA;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...names, [NO_AREA, t("No area")] as const].flatMap(([id, name]) => {
    const count = counts.get(id);
    return count ? [[id, name, count] as const] : [];
  });
}

function entries(screen: Screen, rows: readonly Task[]): readonly MenuItem[] {
  return areasOf(screen, rows).map(([id, text, count]) => ({
    text,
    count,
    chosen: screen.filter.value.area === id,
    act: () => showOnly(screen, id),
  }));
}

/** The bar above says what is shown, and takes it back. */
function showOnly(screen: Screen, area: Id): void {
  batch(() => {
    screen.finding.value = true;
    screen.filter.value = { ...screen.filter.value, area };
  });
  screen.say(foundIn(screen));
}
