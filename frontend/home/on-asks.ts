/** My acts about who has it, on top of what the server said: asking, answering, being in. Pure, like pending.ts. */

import type { AskAct, PartAct } from "./acts.ts";
import { isGone, present, put, type Rows } from "./merge.ts";
import type { Ask, Day, Id, TaskPart } from "./types.ts";

/** Open asks from one person to another; one more waits for the meeting. */
export const AT_MOST = 3;
const OPEN: readonly Ask["state"][] = ["asked", "parked", "changed"];

export function applyAsk(rows: Rows, act: AskAct, me: Id): Rows {
  if (act.verb === "ask") return asked(rows, act, me);
  const ask = present(rows, "ask", act.ask);
  if (!ask) return rows;
  const waits = ask.state === "asked" || ask.state === "parked";
  switch (act.verb) {
    case "say_why":
      return put(rows, { ...ask, because: act.because });
    case "yes_but":
      return waits
        ? put(rows, { ...ask, state: "changed", but: act.but, words: act.words, day: act.day, answered_by: me, until: null })
        : rows;
    case "decline":
      return waits ? put(rows, { ...ask, state: "declined", answered_by: me }) : rows;
    case "accept":
      return waits ? settled(rows, { ...ask, but: "", words: "", day: null }, ask.to ?? me) : rows;
    case "agree":
      return ask.but && OPEN.includes(ask.state) ? settled(rows, ask, ask.to ?? me) : rows;
    case "park":
      return put(rows, { ...ask, state: "parked", until: null });
    case "withdraw_ask":
      return OPEN.includes(ask.state) ? put(rows, { ...ask, state: "withdrawn" }) : rows;
  }
}

export function applyPart(rows: Rows, act: PartAct, me: Id): Rows {
  if (act.verb === "low") return low(rows, act.low, me);
  const task = present(rows, "task", act.task);
  if (!task) return rows;
  switch (act.verb) {
    case "join":
      return task.owner === me ? rows : within(rows, act.task, me, task.each ? "each" : act.how);
    case "leave":
      return without(rows, act.task, me);
    case "my_part":
      return within(rows, act.task, me, "each", act.on);
    case "my_part_open":
      return within(rows, act.task, me, "each");
    case "each": {
      const bare =
        task.each === act.each
          ? rows
          : [...rows.part.values()].reduce((all, row) => without(all, act.task, isGone(row) ? "" : row.member), rows);
      return put(bare, { ...task, each: act.each, owner: null, status: "", rests_on: null });
    }
    case "say_status":
      return task.owner === me ? put(rows, { ...task, status: act.status }) : rows;
  }
}

/** `member`, who said so, has it: no part beside that, and nothing is asked about it any more. */
export function has(rows: Rows, task: Id, member: Id): Rows {
  const row = present(rows, "task", task);
  if (!row || row.each) return rows;
  return ended(without(put(rows, { ...row, owner: member, status: "", rests_on: null }), task, member), task);
}

/** Nothing is asked about it any more. */
export function ended(rows: Rows, task: Id, by: Id | null = null): Rows {
  return [...rows.ask.values()].reduce((all, row) => {
    const open = !isGone(row) && row.task === task && OPEN.includes(row.state) && (by === null || row.by === by);
    return open ? put(all, { ...row, state: "withdrawn" }) : all;
  }, rows);
}

function asked(rows: Rows, act: Extract<AskAct, { verb: "ask" }>, me: Id): Rows {
  if (rows.ask.has(act.ask)) return rows;
  const task = present(rows, "task", act.task);
  const to = act.how === "offer" ? (task?.owner ?? null) : act.to;
  const row: Ask = {
    ...{ kind: "ask", id: act.ask, rev: 0, task: act.task, by: me, to, how: act.how, because: act.because, by_day: act.by_day },
    ...{ state: mustWait(rows, act.how, act.to, me) ? "parked" : "asked", but: "", words: "", day: null, answered_by: null, until: null },
  };
  return put(ended(rows, act.task, me), row);
}

/** Does it wait for the meeting? To somebody who is low this week, or with three open asks from me. */
export function mustWait(rows: Rows, how: Ask["how"], to: Id | null, me: Id): boolean {
  if (how !== "ask" && how !== "together") return false;
  const lows = [...rows.low.values()].some((row) => !isGone(row) && row.member === to);
  const open = [...rows.ask.values()].filter(
    (row) => !isGone(row) && row.by === me && row.to === to && (row.state === "asked" || row.state === "changed") && row.how !== "offer",
  );
  return lows || open.length >= AT_MOST;
}

/** It is a yes: who said that they do it has it, or both do. */
function settled(rows: Rows, ask: Ask, receiver: Id): Rows {
  const task = present(rows, "task", ask.task);
  const done = put(rows, { ...ask, state: "accepted", answered_by: receiver, until: null });
  if (!task) return done;
  if (ask.how === "together" || ask.but === "together") {
    const held = task.owner === null ? has(done, ask.task, receiver) : done;
    const owner = task.owner ?? receiver;
    return ended(within(held, ask.task, owner === ask.by ? receiver : ask.by, "together"), ask.task);
  }
  const given = has(done, ask.task, ask.how === "offer" ? ask.by : receiver);
  const now = present(given, "task", ask.task);
  return now && ask.but === "later" && ask.day ? put(given, { ...now, due: ask.day }) : given;
}

/** The server names the row; until its answer is here, this stands for it. */
function within(rows: Rows, task: Id, member: Id, how: TaskPart["how"], doneOn: Day | null = null): Rows {
  const there = [...rows.part.values()].find((row) => !isGone(row) && row.task === task && row.member === member);
  const row = there && !isGone(there) ? there : ({ kind: "part", id: `${task}:${member}`, rev: 0, task, member, until: null } as const);
  return put(rows, { ...row, how, done_on: doneOn });
}

function without(rows: Rows, task: Id, member: Id): Rows {
  return [...rows.part.values()].reduce(
    (all, row) =>
      !isGone(row) && row.task === task && row.member === member ? put(all, { kind: "part", id: row.id, rev: row.rev, gone: true }) : all,
    rows,
  );
}

function low(rows: Rows, is: boolean, me: Id): Rows {
  const mine = [...rows.low.values()].find((row) => !isGone(row) && row.member === me);
  if (!is) return mine ? put(rows, { kind: "low", id: mine.id, rev: mine.rev, gone: true }) : rows;
  // The server knows when the week ends at home.
  return mine ? rows : put(rows, { kind: "low", id: `low:${me}`, rev: 0, member: me, until: "9999-12-31T00:00:00Z" });
}
