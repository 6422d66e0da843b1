/** When we meet, for the line that says so on the day before and on the day. Pure: no clock and no timer of its own. */

import { daysBetween, plusDays } from "../days.ts";
import type { Day } from "./types.ts";

/** Days between a meeting and the next one on its usual weekday; as on the server. */
const SOONEST = 4;

/** Of the rhythm, as the clocks and the calendar at home show it; 0 is Monday. */
export interface When {
  readonly weekday: number;
  readonly at: string;
  readonly next_on: Day | null;
}
export interface Soon {
  readonly on: Day;
  /** "20:30" */
  readonly at: string;
  readonly ahead: 0 | 1;
}

/** Today's or tomorrow's meeting; null where it is further away. `today`: the day at home. */
export function soon(when: When, today: Day): Soon | null {
  const on = standingDate(when, today);
  const ahead = daysBetween(today, on);
  return ahead === 0 || ahead === 1 ? { on, at: when.at, ahead } : null;
}

/** The date that was set; where it went by without a meeting, the usual weekday again: nothing is ever missed. */
export function standingDate({ next_on, weekday }: Pick<When, "next_on" | "weekday">, today: Day): Day {
  return next_on !== null && next_on >= today ? next_on : nextDate(weekday, today);
}

/** The date after a meeting that closes today. */
export function dateAfter({ weekday }: Pick<When, "weekday">, today: Day): Day {
  return nextDate(weekday, today, SOONEST);
}

/** The first such weekday (0 is Monday), at least `soonest` days from `today`. */
export function nextDate(weekday: number, today: Day, soonest = 0): Day {
  const day = plusDays(today, soonest);
  const ahead = weekday - ((new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7);
  return plusDays(day, (ahead + 7) % 7);
}
