import { html, nothing, type TemplateResult } from "lit";
import type { Task } from "../home/types.ts";
import { t } from "../text.ts";
import type { Part } from "./part.ts";
import { nameOf } from "./person.ts";

/** Another line for what done means, beside the one in force: agreed to or not, with the same weight. */
export function suggestion(part: Part, task: Task | undefined): TemplateResult | typeof nothing {
  const { home } = part;
  if (!task || task.done_means_by === null) return nothing;
  const mine = task.done_means_by === home.me;
  const name = nameOf(home, task.done_means_by);
  const colour = home.members.value.get(task.done_means_by)?.colour ?? nothing;
  const line = task.done_means_new;
  const agree = () => void home.agreeLine(task.id, line);
  const keep = () => void home.keepLine(task.id, line);
  const mayAnswer = home.members.value.get(home.me)?.role === "adult";
  return html`<div class="both suggested" role="group" aria-label=${t("Another line for what done means")} data-person=${colour}>
    <div><p class="label">${mine ? t("You suggest:") : t("{name} suggests:", { name })}</p><p class="theirs">${line || t("no line")}</p></div>
    <div class="acts">${
      mine
        ? html`<button class="btn tight" type="button" @click=${keep}>${t("Take back")}</button>`
        : mayAnswer
          ? html`<button class="btn tight" type="button" @click=${agree}>${t("Agree")}</button><button class="btn tight" type="button" @click=${keep}>${t("Keep as it was")}</button>`
          : nothing
    }</div>
  </div>`;
}
