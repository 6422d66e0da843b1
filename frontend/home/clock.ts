/** The time by which rows leave by themselves: one timer, for the nearest `until`, for midnight by the quarter hour. */

import { effect, type ReadonlySignal, signal } from "@preact/signals-core";
import { isGone, type Rows } from "./merge.ts";

/** Every time zone's midnight lies on one of these. */
const QUARTER_HOUR = 900_000;

export class Clock {
  readonly #read: () => number;
  readonly #now;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #stop: () => void;

  constructor(rows: ReadonlySignal<Rows>, now: () => number) {
    this.#read = now;
    this.#now = signal(now());
    this.#stop = effect(() => this.#wait(nearest(rows.value, this.#now.value)));
  }

  /** ms; moves when something may have run out, and on look(). */
  get now(): ReadonlySignal<number> {
    return this.#now;
  }

  /** Timers stand still while a device sleeps: whoever wakes looks at the clock. */
  look(): void {
    this.#now.value = this.#read();
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  #wait(until: number): void {
    clearTimeout(this.#timer);
    const now = this.#read();
    const quarter = (Math.floor(now / QUARTER_HOUR) + 1) * QUARTER_HOUR;
    // One ms later, so that what ends at that very moment has ended.
    this.#timer = setTimeout(() => this.look(), Math.max(0, Math.min(until, quarter) - now) + 1);
  }
}

/** Has this row run out at `now`? */
export function isPast(row: { readonly until: string | null }, now: number): boolean {
  return row.until !== null && Date.parse(row.until) <= now;
}

function nearest(rows: Rows, now: number): number {
  let found = Number.POSITIVE_INFINITY;
  for (const kind of [rows.task, rows.check_in, rows.invitation, rows.part, rows.ask, rows.low]) {
    for (const row of kind.values()) {
      if (isGone(row) || row.until === null) continue;
      const until = Date.parse(row.until);
      if (until > now && until < found) found = until;
    }
  }
  return found;
}
