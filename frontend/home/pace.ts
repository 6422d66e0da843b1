/** When a question may show: at the pace its person chose, outside their quiet hours. The row itself is there at once. Pure. */

import { dayOf, daysBetween, timeOf } from "../days.ts";
import type { Asking, CheckIn } from "./types.ts";

export function isTimeFor(asked: Pick<CheckIn, "until">, asking: Asking, zone: string, now: number): boolean {
  if (!asking.on || asking.paused !== "") return false;
  const at = new Date(now).toISOString();
  const time = timeOf(at, zone);
  if (isQuiet(time, asking)) return false;
  if (asking.pace === "each") return true;
  // A question ends at noon of the day after: on that day the card of yesterday evening is still there.
  return daysBetween(dayOf(at, zone), dayOf(asked.until, zone)) === 0 || time >= asking.at;
}

/** Quiet hours may go over midnight. */
function isQuiet(time: string, { quiet_from: from, quiet_to: to }: Asking): boolean {
  if (from === null || to === null || from === to) return false;
  return from < to ? from <= time && time < to : from <= time || time < to;
}
