/** Where a task stands among the others, guessed until the server has computed its own key. Pure. */

import { BASE_52_DIGITS, generateKeyBetween } from "fractional-indexing";
import { isGone, type Rows } from "./merge.ts";
import type { Id, OpenPlace, Place, Step, Task } from "./types.ts";

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** Compared by code unit, as the server compares bytes; never by locale. */
export function byRank(a: Task | Step, b: Task | Step): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

export function isOpen(place: Place): place is OpenPlace {
  return place !== "done" && place !== "let_go";
}

/** The tasks among which one is ordered: a place of the home, or the same place in one's own head. */
export function line(rows: Rows, place: Place, isPrivate: boolean): Task[] {
  const found: Task[] = [];
  for (const row of rows.task.values()) {
    if (!isGone(row) && row.private === isPrivate && row.place === place) found.push(row);
  }
  return found.sort(byRank);
}

/** The steps of a task in their order. */
export function stepsOf(rows: Rows, task: Id): Step[] {
  const found: Step[] = [];
  for (const row of rows.step.values()) {
    if (!isGone(row) && row.task === task) found.push(row);
  }
  return found.sort(byRank);
}

/** A rank for `task` in that line behind `after`: null is the top, one that is not there is the end. */
export function rankAfter(rows: Rows, task: Id, place: Place, isPrivate: boolean, after: Id | null): string {
  const others = line(rows, place, isPrivate).filter((other) => other.id !== task);
  const at = after === null ? -1 : others.findIndex((other) => other.id === after);
  const index = after !== null && at === -1 ? others.length : at + 1;
  return between(others[index - 1]?.rank ?? null, others[index]?.rank ?? null);
}

/** The id a task stands behind, null on top: what `move` needs to bring it back here. */
export function before(rows: Rows, task: Task): Id | null {
  const others = line(rows, task.place, task.private);
  return others[others.findIndex((other) => other.id === task.id) - 1]?.id ?? null;
}

/** The server's first key in an empty place. */
const FIRST = "gi000000";
/** How keys may begin: as the server's library writes them ("a0", "Zz"), or out of the digits alone ("i0", "hz"). */
const HEADS = [BASE_52_DIGITS, DIGITS];

/**
 * A key between two, null being an end. The server computes the real one, so a key that cannot be read must not stop
 * an act: any text between the two will do until the answer comes.
 */
export function between(a: string | null, b: string | null): string {
  if (a === null && b === null) return FIRST;
  for (const heads of HEADS) {
    try {
      return generateKeyBetween(a, b, DIGITS, heads);
    } catch {
      // written with other heads, or two tasks with one key
    }
  }
  if (a !== null) return b === null || `${a}i` < b ? `${a}i` : a;
  return (b ?? FIRST).slice(0, -1);
}
