import { html, nothing, type TemplateResult } from "lit";
import type { Meeting } from "../../home/meeting-types.ts";
import type { Task } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import type { Screen } from "../screen.ts";
import { isOpen } from "../words.ts";

/** Two that may be the same: one of them stays, or both do. What gave way can be opened again. */
export function pairs(screen: Screen, { pairs: all }: Meeting): TemplateResult | typeof nothing {
  const tasks = screen.home.tasks.value;
  const here = all.flatMap(([one, other]): (readonly [Task, Task])[] => {
    const [a, b] = [tasks.get(one), tasks.get(other)];
    return a && b && !a.private && !b.private && (isOpen(a.place) || isOpen(b.place)) ? [[a, b]] : [];
  });
  if (here.length === 0) return nothing;
  return html`<section class="pairs"><h2>${t("Perhaps the same?")}</h2>
    ${here.map(([a, b]) => (isOpen(a.place) && isOpen(b.place) ? choice(screen, a, b) : merged(screen, a, b)))}</section>`;
}

function choice({ home }: Screen, a: Task, b: Task): TemplateResult {
  const keep = (stays: Task, goes: Task) => () => void home.meet({ verb: "merge", task: goes.id, into: stays.id, on: home.today.value });
  const line = (stays: Task, goes: Task): TemplateResult =>
    html`<li><span class="t" dir="auto">${stays.title}</span><button class="btn tight" type="button" aria-label=${t("This one stays: {title}", { title: stays.title })} @click=${keep(stays, goes)}>${t("This one stays")}</button></li>`;
  return html`<ul class="sheet pair">${line(a, b)}${line(b, a)}</ul>`;
}

/** They are one now, or one of them was done. */
function merged({ home }: Screen, a: Task, b: Task): TemplateResult | typeof nothing {
  const [stays, goes] = isOpen(a.place) ? [a, b] : [b, a];
  if (goes.place !== "let_go") return nothing;
  return html`<p class="sheet pair one">${icon("leaf")} <span class="t">${t("One thing now: {title}", { title: stays.title })}</span>
    <button class="btn plain tight" type="button" @click=${() => void home.reopen(goes.id)}>${t("They are two")}</button></p>`;
}
