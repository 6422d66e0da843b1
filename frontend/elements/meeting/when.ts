/** When we meet, in words and as the clocks at home show it. Pure. */

import * as days from "../../days.ts";
import type { Rhythm } from "../../home/meeting-types.ts";
import type { Day, Instant } from "../../home/types.ts";
import { t } from "../../text.ts";

/** Days between a meeting and the next one on its usual weekday; as on the server. */
const SOONEST = 4;
const MINUTE = 60_000;
const MINUTES_OF_A_DAY = 1440;

/** The first such weekday (0 is Monday), at least `soonest` days from `today`. */
export function nextDate(weekday: number, today: Day, soonest = 0): Day {
  const day = days.plusDays(today, soonest);
  const monday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
  return days.plusDays(day, (weekday - monday + 7) % 7);
}

/** The date that counts: the one that was set, or, where that day went by, the usual weekday again. */
export function standingDate({ next_on, weekday }: Pick<Rhythm, "next_on" | "weekday">, today: Day): Day {
  return next_on !== null && next_on >= today ? next_on : nextDate(weekday, today);
}

/** The date after a meeting that closes today. */
export function dateAfter({ weekday }: Pick<Rhythm, "weekday">, today: Day): Day {
  return nextDate(weekday, today, SOONEST);
}

/** "today at 20:00", "tomorrow at 20:00", "Sunday, 29 November at 20:00". */
export function whenWords(day: Day, at: string, today: Day): string {
  const time = clockTime(at);
  const ahead = days.daysBetween(today, day);
  if (ahead === 0) return t("today at {time}", { time });
  if (ahead === 1) return t("tomorrow at {time}", { time });
  return t("{day} at {time}", { day: days.whole(day), time });
}

/** "20:00", or "8:00 pm" where people write it so. */
export function clockTime(at: string): string {
  return days.time(`2000-01-01T${at}:00Z`, "UTC");
}

/** "Sunday" for 6. */
export function weekdayName(weekday: number): string {
  return days.weekday(days.plusDays("2024-01-01", weekday), "long");
}

/** The next moment at which the clocks in `timeZone` show `time` ("20:55"); an hour left out in spring is what comes after it. */
export function nextAt(time: string, timeZone: string, now: number): Instant | null {
  const first = Math.floor(now / MINUTE) * MINUTE;
  let before = days.timeOf(new Date(first).toISOString(), timeZone);
  for (let minute = 1; minute <= MINUTES_OF_A_DAY; minute += 1) {
    const instant = new Date(first + minute * MINUTE).toISOString();
    const shows = days.timeOf(instant, timeZone);
    if (shows === time || (before < time && time < shows)) return instant;
    before = shows;
  }
  return null;
}
