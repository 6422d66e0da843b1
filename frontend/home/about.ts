/** What an act of mine is about: which tasks, what it brings into being, and what it makes no sense without. Pure. */

import type { Act } from "./acts.ts";
import type { Id } from "./types.ts";

/** The tasks an act is about. */
export function tasksOf(act: Act): readonly Id[] {
  if (act.verb === "add") return act.tasks.map((task) => task.id);
  return "task" in act ? [act.task] : [];
}

/** What an act brings into being; whatever names one of these ids builds on it. */
export function madeBy(act: Act): readonly Id[] {
  if (act.verb === "add") return act.tasks.map((task) => task.id);
  if (act.verb === "add_intention") return [act.intention];
  if (act.verb === "ask") return [act.ask];
  if (act.verb === "add_words") return [act.mark];
  if (act.verb === "park_topic") return [act.topic];
  if (act.verb === "add_steps") return act.steps.map((step) => step.id);
  if (act.verb === "thank") return [act.thanks];
  if (act.verb === "remind") return [act.reminder];
  return act.verb === "add_area" ? [act.area] : [];
}

/** Does this act make no sense without that row? (`after` does not count: what is no longer there means the end.) */
export function buildsOn(act: Act, made: ReadonlySet<Id>): boolean {
  const names = (id: Id | null | undefined): boolean => typeof id === "string" && made.has(id);
  if (act.verb === "add") return act.tasks.some((task) => names(task.area) || names(task.intention));
  if (act.verb === "edit" && (names(act.fields.area) || names(act.fields.intention))) return true;
  if (act.verb === "edit_area" && names(act.fields.intention)) return true;
  if ("intention" in act) return made.has(act.intention);
  if ("ask" in act && act.verb !== "ask" && made.has(act.ask)) return true;
  if ("step" in act && made.has(act.step)) return true;
  if (act.verb === "remind") return names(act.about);
  if ("reminder" in act && made.has(act.reminder)) return true;
  if ("thanks" in act && act.verb !== "thank" && made.has(act.thanks)) return true;
  if ("task" in act) return made.has(act.task);
  if (act.verb === "edit_words" || act.verb === "erase_words") return made.has(act.mark);
  return "area" in act && made.has(act.area);
}
