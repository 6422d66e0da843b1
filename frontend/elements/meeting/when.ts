/** When we meet, in words and as the clocks at home show it. Pure. */

import * as days from "../../days.ts";
import type { Day, Instant } from "../../home/types.ts";
import { t } from "../../text.ts";

const MINUTE = 60_000;
const MINUTES_OF_A_DAY = 1440;

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
