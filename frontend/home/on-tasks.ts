/** Tasks with one act of mine on top: written, done, moved, shared. Pure, like pending.ts. */

import type { Act, NewTask } from "./acts.ts";
import { gone, isGone, present, put, type Rows } from "./merge.ts";
import { applyPart, ended, has } from "./on-asks.ts";
import { worded } from "./on-parts.ts";
import { isOpen, rankAfter } from "./order.ts";
import type { Day, Id, Place, Task } from "./types.ts";

type VerbOnTasks =
  | "add"
  | "edit"
  | "done"
  | "let_go"
  | "reopen"
  | "take"
  | "release"
  | "move"
  | "share"
  | "take_back"
  | "erase"
  | "keep"
  | "bring_back"
  | "my_part"
  | "my_part_open";
export type ActOnTasks = Extract<Act, { verb: VerbOnTasks }>;

export function applyToTask(rows: Rows, act: ActOnTasks, me: Id): Rows {
  switch (act.verb) {
    case "add":
      // From the last to the first: each goes to its place, so the first line ends on top.
      return act.tasks.reduceRight((all, task) => add(all, task, act.on, me), rows);
    case "edit":
      return change(rows, act.task, (task) => ({
        ...task,
        ...act.fields,
        ...(act.fields.done_means === undefined ? {} : worded(rows, task, act.fields.done_means, me)),
      }));
    case "done":
      return finish(
        change(rows, act.task, (task) => (task.place === "done" ? named(task, me) : task)),
        act.task,
        act.on,
        me,
      );
    case "let_go":
      return ended(
        change(rows, act.task, (task) => (task.place === "let_go" ? task : closed(rows, task, "let_go", act.on, me))),
        act.task,
      );
    case "reopen":
      return change(rows, act.task, (task) =>
        isOpen(task.place) ? task : stand(rows, reopened(task), act.place ?? "list", act.after ?? null),
      );
    case "take":
      return present(rows, "task", act.task)?.owner === null ? has(rows, act.task, me) : rows;
    case "release":
      return change(rows, act.task, (task) => (task.owner === me ? { ...task, owner: null, status: "" } : task));
    case "move":
      return change(rows, act.task, (task) => stand(rows, task, act.place, act.after));
    case "share":
      return change(rows, act.task, (task) =>
        task.private ? stand(rows, { ...task, private: false }, act.place ?? task.place, null) : task,
      );
    case "take_back":
      return change(rows, act.task, (task) =>
        task.private ? task : stand(rows, { ...task, private: true, owner: null, status: "", each: false }, task.place, null),
      );
    case "erase":
      return gone(rows, "task", act.task);
    case "keep":
      return change(rows, act.task, (task) => (isOpen(task.place) ? { ...task, touched_on: act.on } : task));
    case "bring_back":
      return change(rows, act.task, (task) => (task.rested_on === null ? task : stand(rows, task, "list", null)));
    case "my_part": {
      const mine = applyPart(rows, act, me);
      const left = [...mine.part.values()].some((row) => !isGone(row) && row.task === act.task && row.how === "each" && !row.done_on);
      return left ? mine : finish(mine, act.task, act.on, me);
    }
    case "my_part_open":
      return applyPart(
        change(rows, act.task, (task) => (isOpen(task.place) ? task : stand(rows, reopened(task), "list", null))),
        act,
        me,
      );
  }
}

function change(rows: Rows, id: Id, how: (task: Task) => Task): Rows {
  const task = present(rows, "task", id);
  if (!task) return rows;
  const changed = how(task);
  // Whoever does anything with a task has touched it: it does not rest so soon.
  return changed === task ? rows : put(rows, { ...changed, rests_on: null });
}

function add(rows: Rows, task: NewTask, on: Day, me: Id): Rows {
  if (rows.task.has(task.id)) return rows;
  const { after = null, place = "list", private: mine = false, ...fields } = task;
  const row: Task = {
    kind: "task",
    rev: 0,
    notes: "",
    done_means: "",
    feel: "",
    area: null,
    size: "",
    due: null,
    intention: null,
    done_means_new: "",
    done_means_by: null,
    bring: false,
    family: false,
    ...fields,
    place,
    rank: rankAfter(rows, task.id, place, mine, after),
    private: mine,
    author: me || null,
    owner: null,
    each: false,
    status: "",
    done_on: null,
    done_by: null,
    let_go_on: null,
    let_go_by: null,
    starter: "",
    added_on: on,
    touched_on: on,
    rests_on: null,
    rested_on: null,
    carried: 0,
    still_true: false,
    changed_by: me || null,
    until: null,
  };
  return put(rows, row);
}

function reopened(task: Task): Task {
  return { ...task, done_on: null, done_by: null, let_go_on: null, let_go_by: null, until: null };
}

function finish(rows: Rows, id: Id, on: Day, me: Id): Rows {
  return ended(
    change(rows, id, (task) => (task.place === "done" ? task : closed(rows, task, "done", on, me))),
    id,
  );
}

/** Ticked on the family's tablet by nobody in particular: whoever says so did it. */
function named(task: Task, me: Id): Task {
  return task.done_by === null && me !== "" ? { ...task, done_by: me } : task;
}

/** On top of what is done or let go. */
function closed(rows: Rows, task: Task, place: "done" | "let_go", on: Day, me: Id): Task {
  const how = place === "done" ? { done_on: on, done_by: me || null } : { let_go_on: on, let_go_by: me || null };
  return { ...stand(rows, reopened(task), place, null), status: "", ...how };
}

function stand(rows: Rows, task: Task, place: Place, after: Id | null): Task {
  const rested_on = place === "not_now" ? task.rested_on : null;
  return { ...task, place, rested_on, rank: rankAfter(rows, task.id, place, task.private, after) };
}
