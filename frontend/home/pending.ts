/**
 * One act of mine on top of what the server said, until its answer is merged. Pure; one function a verb.
 * The screen = the server's rows + these. As on the server, a verb repeated changes nothing: so an act may be shown
 * on rows that already hold it (its news can be here before its answer), and what somebody else did first stays theirs.
 */

import type { Act, NewTask } from "./acts.ts";
import { applyFelt } from "./felt.ts";
import { met } from "./meeting.ts";
import { isGone, present, put, type Rows } from "./merge.ts";
import { applyToParts, worded } from "./on-parts.ts";
import { isOpen, rankAfter } from "./order.ts";
import { applyAsk, applyPart, ended, has } from "./pending-asks.ts";
import { sat } from "./sitting.ts";
import type { Area, Day, Gone, Id, Item, Kind, Place, Task } from "./types.ts";
import { applyToWhys } from "./whys.ts";

/** `me`: "" on the family's tablet, where nobody has said who they are. */
export function apply(rows: Rows, act: Act, me: Id): Rows {
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
      return change(rows, act.task, (task) => stand(rows, isOpen(task.place) ? task : reopened(task), act.place, act.after));
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
    case "add_area": {
      if (rows.area.has(act.area)) return rows;
      return put(rows, { kind: "area", id: act.area, rev: 0, name: act.name, feel: "", intention: null });
    }
    case "edit_area": {
      const area = present(rows, "area", act.area);
      return area ? put(rows, { ...area, ...act.fields }) : rows;
    }
    case "add_intention": {
      if (rows.intention.has(act.intention)) return rows;
      return put(rows, { kind: "intention", id: act.intention, rev: 0, words: act.words, position: 4 });
    }
    case "reword_intention": {
      const intention = present(rows, "intention", act.intention);
      return intention ? put(rows, { ...intention, words: act.words }) : rows;
    }
    case "restore_area":
    case "restore_intention":
    case "move_intention":
      return applyToWhys(rows, act);
    case "erase_intention":
      return gone(withoutIntention(rows, act.intention), "intention", act.intention);
    case "ask":
    case "say_why":
    case "yes_but":
    case "accept":
    case "decline":
    case "agree":
    case "park":
    case "withdraw_ask":
      return applyAsk(rows, act, me);
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
    case "join":
    case "leave":
    case "each":
    case "say_status":
    case "low":
      return applyPart(rows, act, me);
    case "erase_area":
      return gone(without(rows, "area", act.area), "area", act.area);
    case "answer": {
      const asked = present(rows, "check_in", act.checkIn);
      if (!asked) return rows;
      const none = act.felt === "not_needed";
      return put(rows, { ...asked, state: none ? "not_needed" : "answered", felt: none ? null : act.felt });
    }
    case "skip":
      return skip(rows, act.checkIn);
    case "skip_all":
      return [...rows.check_in.keys()].reduce(skip, rows);
    case "erase_answer":
      return gone(rows, "check_in", act.checkIn);
    case "set_asking": {
      const asking = [...rows.asking.values()].reduce((all, row) => (isGone(row) ? all : put(all, { ...row, ...act.fields })), rows);
      // Who does not want to be asked is not asked what still waits either.
      return act.fields.on === false ? [...rows.check_in.keys()].reduce(skip, asking) : asking;
    }
    case "dismiss":
      return gone(rows, "notice", act.notice);
    case "rename_me": {
      const member = present(rows, "member", me);
      return member ? put(rows, { ...member, ...act.fields }) : rows;
    }
    case "rename_home":
      return [...rows.home.values()].reduce((all, row) => (isGone(row) ? all : put(all, { ...row, ...act.fields })), rows);
    case "withdraw":
      return gone(rows, "invitation", act.invitation);
    case "revoke":
      return gone(rows, "token", act.token);
    case "add_steps":
    case "rename_step":
    case "tick_step":
    case "untick_step":
    case "move_step":
    case "remove_step":
    case "did":
    case "credit":
    case "uncredit":
    case "thank":
    case "say_thanks":
    case "unthank":
    case "restore_thanks":
    case "agree_line":
    case "keep_line":
    case "guess":
    case "unguess":
      return applyToParts(rows, act, me);
    case "mark":
    case "add_words":
    case "edit_words":
    case "erase_words":
    case "look_at":
    case "through":
    case "not_through":
    case "bring":
    case "unbring":
    case "close_sitting":
    case "open_sitting":
      return sat(rows, act);
    case "remind":
    case "say_reminder":
    case "talk_over":
    case "erase_reminder":
    case "wish_balance":
      return applyFelt(rows, act);
    default:
      return met(rows, act, me);
  }
}

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

function without(rows: Rows, field: "area" | "intention", id: Id): Rows {
  const bare = [...rows.task.values()].filter((row): row is Task => !isGone(row) && row[field] === id);
  return bare.reduce((all, task) => put(all, { ...task, [field]: null }), rows);
}

function withoutIntention(rows: Rows, id: Id): Rows {
  const serving = [...rows.area.values()].filter((row): row is Area => !isGone(row) && row.intention === id);
  return without(
    serving.reduce((all, area) => put(all, { ...area, intention: null }), rows),
    "intention",
    id,
  );
}

function skip(rows: Rows, id: Id): Rows {
  const asked = present(rows, "check_in", id);
  return asked?.state === "asked" ? put(rows, { ...asked, state: "skipped" }) : rows;
}

function gone(rows: Rows, kind: Kind, id: Id): Rows {
  const row: Item | Gone | undefined = rows[kind].get(id);
  return row && !isGone(row) ? put(rows, { kind, id, rev: row.rev, gone: true }) : rows;
}
