import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Home } from "../../home/home.ts";
import type { Ranking } from "../../home/meeting-types.ts";
import type { Task } from "../../home/types.ts";
import { t } from "../../text.ts";
import { partMarks } from "../people.ts";
import { mark, nameOf } from "../person.ts";
import type { Screen } from "../screen.ts";

/** What is in This week and was not chosen: it stays, unless somebody puts it back on our list; nothing moves before all agree. */
export function stays(screen: Screen, ranking: Ranking): TemplateResult | typeof nothing {
  const { home } = screen;
  const chosen = new Set([...ranking.dated, ...ranking.order.slice(0, ranking.cut)]);
  const rest = home.column("week").value.filter((task) => task.starter === "" && !chosen.has(task.id));
  if (rest.length === 0) return nothing;
  return html`<section class="stays" aria-labelledby="stays-name">
    <h2 id="stays-name">${t("Already in This week")}</h2>
    <p class="quiet">${t("You did not choose these today. They stay unless you put them back on our list.")}</p>
    <ul class="sheet plain-lines">${repeat(
      rest,
      ({ id }) => id,
      (task) => row(screen, ranking, task),
    )}</ul></section>`;
}

function row(screen: Screen, ranking: Ranking, task: Task): TemplateResult {
  const { home } = screen;
  const { title } = task;
  const goes = leaves(home, ranking, task);
  const parts = home.parts.value.get(task.id) ?? [];
  const turn = (): void => {
    void home.meet({ verb: "let_leave", meeting: ranking.meeting, task: task.id, leaves: !goes });
    screen.say(goes ? t("“{title}” stays in This week.", { title }) : t("“{title}” goes back to our list.", { title }));
  };
  const text = goes ? t("Keep it in") : t("Put it back");
  return html`<li data-task=${task.id}><p><span class="t" dir="auto">${title}</span>${goes ? html` <span class="fine">${t("back to our list")}</span>` : nothing}</p>
    <span class="marks">${task.owner ? mark(home, task.owner, t("{name} has it", { name: nameOf(home, task.owner) }), "small") : nothing}${partMarks(home, parts, "small")}</span>
    <button class="btn tight" type="button" aria-label=${`${text}: ${title}`} @click=${turn}>${text}</button></li>`;
}

/** As on the server: it was said, or it was only chosen earlier in this meeting and nobody has promised it since. */
function leaves(home: Home, { leaving, came_in }: Ranking, { id, owner }: Task): boolean {
  const promised = owner !== null || (home.parts.value.get(id) ?? []).some(({ how }) => how !== "helper");
  return leaving.includes(id) || (came_in.includes(id) && !promised);
}
