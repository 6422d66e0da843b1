/** My own acts on this page, each with the act that takes it back; kept in memory for half an hour. */

import { signal } from "@preact/signals-core";
import { p, t } from "../text.ts";
import type { Act, NewTask, Undoable, Verb } from "./acts.ts";
import { newId } from "./ids.ts";
import { isGone, present, type Rows } from "./merge.ts";
import { hadPart } from "./on-parts.ts";
import { before, isOpen, stepsOf } from "./order.ts";
import type { Day, Id, Task, TaskFields } from "./types.ts";
import { isStale } from "./was.ts";

const HALF_AN_HOUR = 1_800_000;

interface Step {
  /** Key of the write: a refused one has nothing to take back. */
  readonly key: string;
  readonly verb: Verb;
  readonly tasks: readonly Id[];
  readonly at: number;
  readonly inverses: readonly Act[];
  /** What my act left in the rows. Somebody changed it since: it is theirs now, and no longer mine to take back. */
  readonly left: Partial<Task>;
  /** What I asked by it: once somebody has answered there is nothing to take back. */
  readonly ask?: Id;
  /** What I put away by it: once it is here again there is nothing to take back. */
  readonly away?: readonly ["area" | "intention" | "thanks", Id];
}

export class UndoStack {
  readonly #steps = signal<readonly Step[]>([]);

  /** `rows` as they were before the act. */
  push(key: string, act: Act, rows: Rows, me: Id, now: number, today: Day): void {
    const back = act.verb === "add" ? unwritten(act.tasks, me) : inverseOf(act, rows, me, today);
    if (!back) return;
    const fresh = this.#steps.value.filter((step) => step.at > now - HALF_AN_HOUR);
    this.#steps.value = [...fresh, { key, verb: act.verb, at: now, ...back }];
  }

  /** The newest act that can be taken back as the rows stand. */
  top(rows: Rows, now: number): Undoable | null {
    const step = this.#top(rows, now);
    return step ? { verb: step.verb, text: named(step.verb), task: present(rows, "task", step.tasks[0] ?? "") } : null;
  }

  /** Takes it off the stack, with all above it that no longer stand. */
  pop(rows: Rows, now: number): readonly Act[] {
    const step = this.#top(rows, now);
    if (step) this.#steps.value = this.#steps.value.slice(0, this.#steps.value.indexOf(step));
    return step?.inverses ?? [];
  }

  forget(key: string): void {
    this.#steps.value = this.#steps.value.filter((step) => step.key !== key);
  }

  #top(rows: Rows, now: number): Step | null {
    return this.#steps.value.findLast((step) => step.at > now - HALF_AN_HOUR && stands(step, rows)) ?? null;
  }
}

function stands(step: Step, rows: Rows): boolean {
  const asked = step.ask === undefined ? null : (present(rows, "ask", step.ask)?.state ?? "gone");
  if (asked !== null && asked !== "asked" && asked !== "parked") return false;
  if (step.away && present(rows, ...step.away)) return false;
  if (step.inverses.some((act) => isStale(act, rows))) return false;
  return step.tasks.every((id) => {
    const task = present(rows, "task", id);
    return task !== null && (Object.keys(step.left) as (keyof Task)[]).every((field) => task[field] === step.left[field]);
  });
}

type Back = Pick<Step, "tasks" | "inverses" | "left" | "ask" | "away">;

function inverseOf(act: Act, rows: Rows, me: Id, today: Day): Back | null {
  if (act.verb === "erase_area" || act.verb === "erase_intention") return putAway(act, rows);
  const task = "task" in act ? present(rows, "task", act.task) : null;
  const back = task && inverse(act, task, rows, me, today);
  if (!task || !back) return null;
  const about = {
    ...(act.verb === "ask" && { ask: act.ask }),
    ...(act.verb === "unthank" && { away: ["thanks", act.thanks] as const }),
  };
  return { tasks: [task.id], inverses: [back.inverse], left: back.left, ...about };
}

/** An area or an intention: as it was, with all that named it. */
function putAway(act: Extract<Act, { verb: "erase_area" | "erase_intention" }>, rows: Rows): Back | null {
  const tasks = (field: "area" | "intention", id: Id): readonly Id[] =>
    [...rows.task.values()].flatMap((row) => (!isGone(row) && row[field] === id ? [row.id] : []));
  if (act.verb === "erase_area") {
    const row = present(rows, "area", act.area);
    const back = row && { verb: "restore_area" as const, area: act.area, row, tasks: tasks("area", act.area) };
    return back && { tasks: [], inverses: [back], left: {}, away: ["area", act.area] };
  }
  const { intention } = act;
  const row = present(rows, "intention", intention);
  const areas = [...rows.area.values()].flatMap((area) => (!isGone(area) && area.intention === intention ? [area.id] : []));
  const back = row && { verb: "restore_intention" as const, intention, row, areas, tasks: tasks("intention", intention) };
  return back && { tasks: [], inverses: [back], left: {}, away: ["intention", intention] };
}

/** Many lines at once, by a paste. What is ours goes back into my head before it can be deleted. One line is let go of by hand. */
function unwritten(written: readonly NewTask[], me: Id): Back | null {
  const shown = written.some((task) => !task.private);
  if (written.length < 2) return null;
  const back = ({ id }: NewTask): readonly Act[] => [
    ...(shown ? [{ verb: "take_back", task: id } as const] : []),
    { verb: "erase", task: id },
  ];
  const left = { private: !shown, owner: null, changed_by: me, done_on: null, let_go_on: null };
  return { tasks: written.map(({ id }) => id), inverses: written.flatMap(back), left };
}

/** What takes `act` back, for a task that looked like this before; null where there is nothing to take back. */
function inverse(act: Act, task: Task, rows: Rows, me: Id, on: Day): { readonly inverse: Act; readonly left: Partial<Task> } | null {
  const id = task.id;
  switch (act.verb) {
    case "done":
      return task.place === "done" ? null : { inverse: reopenAt(task, rows, on), left: { place: "done", done_by: me } };
    case "let_go":
      return task.place === "let_go" ? null : { inverse: reopenAt(task, rows, on), left: { place: "let_go", let_go_by: me } };
    case "reopen":
      return isOpen(task.place) ? null : { inverse: backTo(task, rows, on), left: { done_on: null, let_go_on: null } };
    case "bring_back":
      return task.rested_on === null ? null : { inverse: backTo(task, rows, on), left: { rested_on: null } };
    case "move":
      return { inverse: backTo(task, rows, on), left: { place: act.place } };
    case "take":
      return task.owner === null ? { inverse: { verb: "release", task: id }, left: { owner: me } } : null;
    case "release":
      return task.owner === me ? { inverse: { verb: "take", task: id }, left: { owner: null } } : null;
    case "share":
      return task.private ? { inverse: { verb: "take_back", task: id }, left: { private: false } } : null;
    case "ask":
      return { inverse: { verb: "withdraw_ask", task: id, ask: act.ask }, left: {} };
    case "join":
      return { inverse: { verb: "leave", task: id }, left: {} };
    case "my_part":
      return { inverse: { verb: "my_part_open", task: id }, left: {} };
    case "each":
      return task.each === act.each ? null : { inverse: { verb: "each", task: id, each: task.each }, left: { each: act.each } };
    case "say_status":
      return { inverse: { verb: "say_status", task: id, status: task.status }, left: { status: act.status } };
    case "edit": {
      const were = Object.fromEntries((Object.keys(act.fields) as (keyof TaskFields)[]).map((field) => [field, task[field]]));
      return { inverse: { verb: "edit", task: id, fields: were, was: act.fields }, left: act.fields };
    }
    case "unthank": {
      const row = present(rows, "thanks", act.thanks);
      return row && { inverse: { verb: "restore_thanks", task: id, thanks: act.thanks, row }, left: {} };
    }
    case "did": {
      const [by, helped] = [hadPart(rows, task, "done"), hadPart(rows, task, "helped")];
      return by.length > 0 ? { inverse: { verb: "did", task: id, by, helped }, left: { place: "done" } } : null;
    }
    case "credit":
    case "uncredit": {
      const { part, member } = act;
      const was = hadPart(rows, task, part).includes(member);
      if (was === (act.verb === "credit")) return null;
      return { inverse: { verb: was ? "credit" : "uncredit", task: id, part, member }, left: {} };
    }
    case "remove_step": {
      const steps = stepsOf(rows, id);
      const at = steps.findIndex((step) => step.id === act.step);
      const title = steps[at]?.title;
      if (!title) return null;
      return { inverse: { verb: "add_steps", task: id, steps: [{ id: newId(), title }], after: steps[at - 1]?.id ?? null }, left: {} };
    }
    default:
      return null;
  }
}

/** Back to where it stood, behind the same neighbour. */
function backTo(task: Task, rows: Rows, on: Day): Act {
  const { id, place } = task;
  if (!isOpen(place)) return { verb: place, task: id, on };
  return { verb: "move", task: id, place, after: before(rows, task) };
}

/** The server remembers where it stood before it was done or let go. */
function reopenAt(task: Task, rows: Rows, on: Day): Act {
  const { id, place } = task;
  return isOpen(place) ? { verb: "reopen", task: id, place, after: before(rows, task) } : { verb: place, task: id, on };
}

function named(verb: Verb): string {
  switch (verb) {
    case "add":
      return t("Written");
    case "done":
      return t("Done");
    case "let_go":
      return p("state", "Let go");
    case "reopen":
      return t("Reopened");
    case "take":
      return t("Taken");
    case "release":
      return t("Given back");
    case "share":
      return t("Brought to us");
    case "ask":
      return t("Asked");
    case "join":
      return t("Joined");
    case "edit":
      return t("Edited");
    case "remove_step":
      return t("Step removed");
    case "unthank":
      return t("Thanks taken away");
    case "did":
    case "credit":
    case "uncredit":
      return t("Said who it was");
    case "erase_area":
    case "erase_intention":
      return t("Put away");
    default:
      return t("Moved");
  }
}
