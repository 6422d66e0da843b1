import { html, nothing, type TemplateResult } from "lit";
import * as days from "../days.ts";
import type { Home } from "../home/home.ts";
import type { Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";

/**
 * What is about to rest says so for at least a week; what rests by itself can come back. One tap each. In a list it is
 * `brief`: what came to it in one sitting goes to rest in one week, and eighty sentences would be a wall.
 */
export function restLine(home: Home, task: Task, brief = false): TemplateResult | typeof nothing {
  const now = home.today.value;
  if (task.rests_on !== null && task.place === "list" && home.info.value.rest_after !== null) {
    // a day that has come means the next time that the server looks
    const day = task.rests_on > now ? days.date(task.rests_on, now) : "";
    const rest = brief
      ? day
        ? t("Rests from {day}", { day })
        : t("Rests from today")
      : day
        ? t("Rests from {day} unless somebody touches it.", { day })
        : t("Rests from today unless somebody touches it.");
    return line(rest, t("Keep"), t("Keep {title}", { title: task.title }), () => void home.keep(task.id));
  }
  if (task.rested_on !== null && task.place === "not_now")
    return line(
      t("Resting since {day}", { day: days.date(task.rested_on, now) }),
      t("Back to our list"),
      t("Back to our list: {title}", { title: task.title }),
      () => void home.bringBack(task.id),
    );
  return nothing;
}

function line(text: string, act: string, label: string, go: () => void): TemplateResult {
  return html`<p class="rests"><span>${icon("rest", "small")} ${text}</span> <button class="btn plain tight" type="button" aria-label=${label} @click=${go}>${act}</button></p>`;
}
