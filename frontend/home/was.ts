/**
 * What an act depends on: its author's view of the task goes along as `was`, and a task that has changed in it since is
 * left alone. The same table as the server's (tasks/models/intent.py). Pure.
 */

import type { Act, Verb } from "./acts.ts";
import { present, type Rows } from "./merge.ts";
import { isOpen } from "./order.ts";
import type { Task } from "./types.ts";

/** The task as somebody saw it. */
export type Was = Partial<Pick<Task, "place" | "owner" | "done_by" | "let_go_by">>;
export type Seeing = Extract<Act, { readonly was?: Was; readonly task: string }> & { readonly verb: keyof typeof SEEN };

const SEEN = {
  move: ["place"],
  let_go: ["place", "owner"],
  reopen: ["place", "done_by", "let_go_by"],
  did: ["place"],
  share: ["place"],
  my_part_open: ["place"],
} as const satisfies Partial<Record<Verb, readonly (keyof Was)[]>>;

/** Not meant for what was done or let go. */
const WHILE_OPEN: ReadonlySet<Verb> = new Set<Verb>(["move", "take", "release", "say_status", "each", "join", "my_part", "ask"]);

/** The act with what its author saw: `was` where the caller gave it, else the task as it stands in these rows. */
export function seeing(act: Act, rows: Rows): Act {
  if (!isSeeing(act)) return act;
  const task = act.was ?? present(rows, "task", act.task);
  if (!task) return act;
  return { ...act, was: Object.fromEntries(SEEN[act.verb].flatMap((field) => (field in task ? [[field, task[field]]] : []))) };
}

/** Would this act change what somebody else has done meanwhile? Then it changes nothing, here and on the server. */
export function isStale(act: Act, rows: Rows): boolean {
  const task = "task" in act ? present(rows, "task", act.task) : null;
  if (!task) return false;
  if (WHILE_OPEN.has(act.verb) && !isOpen(task.place)) return true;
  if (!isSeeing(act) || isSo(act, task)) return false;
  const { was = {} } = act;
  return (Object.keys(was) as (keyof Was)[]).some((field) => task[field] !== was[field]);
}

/** Where the act leads, the task is already. */
function isSo(act: Seeing, { place, private: mine }: Task): boolean {
  switch (act.verb) {
    case "move":
      return place === act.place;
    case "let_go":
      return place === "let_go";
    case "did":
      return place === "done";
    case "reopen":
      return isOpen(place);
    case "share":
      return !mine || place === act.place;
    default:
      return false;
  }
}

function isSeeing(act: Act): act is Seeing {
  return act.verb in SEEN;
}
