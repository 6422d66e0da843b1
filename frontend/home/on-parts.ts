/** What belongs to a task (steps, parts, thanks, guesses) with one act of mine on top, until its answer is merged. Pure. */

import type { ActOnParts } from "./acts.ts";
import { isGone, present, put, type Rows } from "./merge.ts";
import { between, stepsOf } from "./order.ts";
import type { Credit, CreditPart, Guess, Id, Item, Step, Task } from "./types.ts";

export function applyToParts(rows: Rows, act: ActOnParts, me: Id): Rows {
  const task = present(rows, "task", act.task);
  if (!task) return rows;
  switch (act.verb) {
    case "add_steps":
      return addSteps(rows, task, act);
    case "rename_step":
      return changeStep(rows, act.step, () => ({ title: act.title }));
    case "tick_step":
      return changeStep(rows, act.step, (step) => (step.done_on === null ? { done_on: act.on, done_by: me } : {}));
    case "untick_step":
      return changeStep(rows, act.step, () => ({ done_on: null, done_by: null }));
    case "move_step":
      return changeStep(rows, act.step, (step) => ({ rank: rankBehind(rows, task.id, step.id, act.after) }));
    case "remove_step":
      return remove(rows, present(rows, "step", act.step));
    case "did":
      return settle(says(says(rows, task, "done", act.by, me), task, "helped", act.helped, me), task);
    case "credit":
      return settle(credit(assume(rows, task, act.part, act.member), task, act.part, act.member, me), task);
    case "uncredit":
      return settle(uncredit(rows, task, act.part, act.member, me), task);
    case "thank": {
      const there = ofTask(rows, "thanks", task.id).some((row) => row.by === me && row.to === act.to);
      if (there || rows.thanks.has(act.thanks)) return rows;
      const { to, words, on } = act;
      return put(rows, { kind: "thanks", id: act.thanks, rev: 0, task: task.id, by: me, to, words, on, until: task.until });
    }
    case "say_thanks": {
      const thanks = present(rows, "thanks", act.thanks);
      return thanks ? put(rows, { ...thanks, words: act.words }) : rows;
    }
    case "unthank":
      return remove(rows, present(rows, "thanks", act.thanks));
    case "restore_thanks":
      return present(rows, "thanks", act.thanks) ? rows : put(rows, { ...act.row, rev: rows.thanks.get(act.thanks)?.rev ?? 0 });
    case "agree_line":
      return answer(rows, task, act.line, { done_means: task.done_means_new });
    case "keep_line":
      return answer(rows, task, act.line, {});
    case "guess":
      return guess(rows, task, act.size, me);
    case "unguess":
      return ofTask(rows, "guess", task.id).reduce(remove, rows);
  }
}

/** What changes when I write this line for what done means: the line itself, or what I suggest instead of it. */
export function worded(rows: Rows, task: Task, line: string, me: Id): Partial<Task> {
  const settled = { done_means: line, done_means_new: "", done_means_by: null };
  if (line === task.done_means) return task.done_means_by === me ? settled : {};
  const others = [...rows.member.values()].some((row) => !isGone(row) && row.id !== me && row.role === "adult" && !row.left);
  if (task.done_means === "" || task.private || !others) return settled;
  const agreed = task.done_means_by !== null && task.done_means_by !== me && line === task.done_means_new;
  return agreed ? settled : { done_means: task.done_means, done_means_new: line, done_means_by: me };
}

function answer(rows: Rows, task: Task, line: string, fields: Partial<Task>): Rows {
  if (task.done_means_by === null || task.done_means_new !== line) return rows;
  return put(rows, { ...task, ...fields, done_means_new: "", done_means_by: null });
}

// ---- steps

function addSteps(rows: Rows, task: Task, act: Extract<ActOnParts, { verb: "add_steps" }>): Rows {
  let after = act.after === undefined ? (stepsOf(rows, task.id).at(-1)?.id ?? null) : act.after;
  let all = rows;
  for (const { id, title } of act.steps) {
    if (!all.step.has(id)) {
      const rank = rankBehind(all, task.id, id, after);
      all = put(all, { kind: "step", id, rev: 0, task: task.id, title, rank, done_on: null, done_by: null, until: task.until });
    }
    after = id;
  }
  return all;
}

function changeStep(rows: Rows, id: Id, how: (step: Step) => Partial<Step>): Rows {
  const step = present(rows, "step", id);
  return step ? put(rows, { ...step, ...how(step) }) : rows;
}

function rankBehind(rows: Rows, task: Id, step: Id, after: Id | null): string {
  const others = stepsOf(rows, task).filter((other) => other.id !== step);
  const at = after === null ? -1 : others.findIndex((other) => other.id === after);
  const index = after !== null && at === -1 ? others.length : at + 1;
  return between(others[index - 1]?.rank ?? null, others[index]?.rank ?? null);
}

// ---- who had a part in it

/** Who had a part as long as nobody says otherwise. */
export function unsaid(task: Task, part: CreditPart): Id | null {
  return part === "noticed" ? task.author : part === "done" ? task.done_by : null;
}

/** Who had that part: what was said, else what goes without saying. */
export function hadPart(rows: Rows, task: Task, part: CreditPart): readonly Id[] {
  const said = creditsOf(rows, task, part);
  if (said.length > 0) return said.filter(({ declined }) => !declined).map(({ member }) => member);
  const first = unsaid(task, part);
  return first === null ? [] : [first];
}

function creditsOf(rows: Rows, task: Task, part: CreditPart): Credit[] {
  return ofTask(rows, "credit", task.id).filter((row) => row.part === part);
}

/** Somebody joins whoever had the part without a word: both are said now. */
function assume(rows: Rows, task: Task, part: CreditPart, member: Id): Rows {
  const first = unsaid(task, part);
  const silent = creditsOf(rows, task, part).length === 0 && first !== null && first !== member;
  return silent ? put(rows, made(task, part, first, null)) : rows;
}

function credit(rows: Rows, task: Task, part: CreditPart, member: Id, me: Id): Rows {
  const there = creditsOf(rows, task, part).find((row) => row.member === member);
  if (!there) return put(rows, made(task, part, member, me));
  return there.declined && member === me ? put(rows, { ...there, declined: false, offered_by: me }) : rows;
}

function uncredit(rows: Rows, task: Task, part: CreditPart, member: Id, me: Id): Rows {
  const said = creditsOf(rows, task, part);
  const there = said.find((row) => row.member === member);
  const byDefault = unsaid(task, part) === member;
  if (!there) return said.length === 0 && byDefault && member === me ? put(rows, made(task, part, me, null, true)) : rows;
  if (member === me && (there.offered_by !== me || byDefault)) return put(rows, { ...there, declined: true });
  return member !== me && there.offered_by === member ? rows : remove(rows, there);
}

/** Exactly these. */
function says(rows: Rows, task: Task, part: CreditPart, members: readonly Id[], me: Id): Rows {
  const said = creditsOf(rows, task, part);
  if (said.length === 0 && members.length === 1 && members[0] === unsaid(task, part)) return rows;
  const off = said.filter((row) => !members.includes(row.member)).reduce((all, row) => uncredit(all, task, part, row.member, me), rows);
  return members.reduce((all, member) => credit(all, task, part, member, me), off);
}

/** The one who stands for having done it is one of those who did. */
function settle(rows: Rows, task: Task): Rows {
  const said = creditsOf(rows, task, "done");
  const doers = said.filter((row) => !row.declined).map((row) => row.member);
  if (task.done_on === null || said.length === 0 || (task.done_by !== null && doers.includes(task.done_by))) return rows;
  return put(rows, { ...task, done_by: doers[0] ?? null });
}

/** A row until the server's own comes with the answer. */
function made(task: Task, part: CreditPart, member: Id, by: Id | null, declined = false): Credit {
  const id = `${task.id}:${part}:${member}`;
  return { kind: "credit", id, rev: 0, task: task.id, member, part, offered_by: by, declined, until: task.until };
}

// ---- guesses

/** Mine alone, until the answer brings the others'. */
function guess(rows: Rows, task: Task, size: Guess["size"], me: Id): Rows {
  const there = ofTask(rows, "guess", task.id);
  if (there.some((row) => !row.sealed)) return rows;
  const mine = there.find((row) => row.member === me);
  const id = mine?.id ?? `${task.id}:${me}`;
  return put(rows, { kind: "guess", id, rev: mine?.rev ?? 0, task: task.id, member: me, size, sealed: true, until: task.until });
}

// ---- rows

function ofTask<K extends "credit" | "thanks" | "guess">(rows: Rows, kind: K, task: Id): Extract<Item, { kind: K }>[] {
  const found: Extract<Item, { kind: K }>[] = [];
  for (const row of rows[kind].values()) {
    if (!isGone(row) && row.task === task) found.push(row as Extract<Item, { kind: K }>);
  }
  return found;
}

function remove(rows: Rows, row: Item | null): Rows {
  return row ? put(rows, { kind: row.kind, id: row.id, rev: row.rev, gone: true }) : rows;
}
