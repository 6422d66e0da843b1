import { html, nothing, type TemplateResult } from "lit";
import type { Home } from "../../home/home.ts";
import type { Task } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";

/** In a meeting with children: the whole family's, so they order it too. */
export function ofAll(home: Home, task: Task | undefined): TemplateResult | typeof nothing {
  if (!task?.family || !home.meeting.table.value) return nothing;
  return html` <span class="fine of-all">${icon("home", "small")} ${t("the whole family’s")}</span>`;
}
