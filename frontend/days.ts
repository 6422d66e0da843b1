/** Days in words, by the page's language and the home's time zone. A day that has passed is only a day, never "overdue". */

import type { Day } from "./home/types.ts";
import { t } from "./text.ts";

const DAY_MS = 86_400_000;
/** What the server takes as a day: every calendar holds these. */
export const FIRST_DAY: Day = "1900-01-01";
export const LAST_DAY: Day = "2999-12-31";

/** The calendar day in `timeZone` at `now` (ms). An unknown zone counts as UTC. */
export function today(timeZone: string, now: number = Date.now()): Day {
  return formatter("en-CA", { timeZone: known(timeZone), year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

/** Whole days from `from` to `to`; negative where `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((noon(to) - noon(from)) / DAY_MS);
}

/** `day` moved by whole days. */
export function plusDays(day: Day, days: number): Day {
  return new Date(noon(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** When a task would be good to have done: "today", "tomorrow", "by Tue", "by 12 Mar"; a passed day is just its date. */
export function due(day: Day, now: Day): string {
  const ahead = daysBetween(now, day);
  if (ahead === 0) return t("today");
  if (ahead === 1) return t("tomorrow");
  if (ahead < 0) return date(day, now);
  return t("by {day}", { day: ahead < 7 ? weekday(day) : date(day, now) });
}

/** When something happened: "today", "yesterday", the weekday within a week, the date before. */
export function day(happened: Day, now: Day): string {
  const ago = daysBetween(happened, now);
  if (ago === 0) return t("today");
  if (ago === 1) return t("yesterday");
  return ago > 0 && ago < 7 ? weekday(happened, "long") : date(happened, now);
}

/** "Tue", or "Tuesday" where `width` is long. */
export function weekday(d: Day, width: "short" | "long" = "short"): string {
  return formatter(language(), { weekday: width, timeZone: "UTC" }).format(noon(d));
}

/** "12 Mar"; with the year where it is another one than `now`'s. */
export function date(d: Day, now: Day): string {
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", timeZone: "UTC" };
  if (d.slice(0, 4) !== now.slice(0, 4)) options.year = "numeric";
  return formatter(language(), options).format(noon(d));
}

/** "March"; with the year where it is another one than `now`'s. */
export function month(d: Day, now: Day): string {
  const options: Intl.DateTimeFormatOptions = { month: "long", timeZone: "UTC" };
  if (d.slice(0, 4) !== now.slice(0, 4)) options.year = "numeric";
  return formatter(language(), options).format(noon(d));
}

/** "Tuesday, 24 November". */
export function whole(d: Day): string {
  return formatter(language(), { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(noon(d));
}

/** The day a moment (ISO, UTC) falls on in the home's time zone. */
export function dayOf(instant: string, timeZone: string): Day {
  return today(timeZone, Date.parse(instant));
}

/** The last whole day before a moment at which something ends: midnight ends the day before it. */
export function lastDay(until: string, timeZone: string): Day {
  return today(timeZone, Date.parse(until) - 1);
}

/** "20:30", of 24 hours, as it compares: a moment (ISO, UTC) on the home's clock. */
export function timeOf(instant: string, timeZone: string): string {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: known(timeZone) } as const;
  return formatter("en-GB", options).format(Date.parse(instant));
}

/** "11:50": a moment (ISO, UTC) on the home's clock. */
export function time(instant: string, timeZone: string): string {
  return formatter(language(), { timeStyle: "short", timeZone: known(timeZone) }).format(Date.parse(instant));
}

/** First day of the week: 1 Monday ... 7 Sunday. */
export function weekStart(locale: string = language()): number {
  // getWeekInfo is the standard's name, weekInfo what older Safari and Chrome have, Firefox has had neither for long.
  const info = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } };
  const known = info.getWeekInfo?.() ?? info.weekInfo;
  if (known) return known.firstDay;
  const region = info.maximize().region ?? "";
  if (["US", "CA", "MX", "BR", "JP", "KR", "TW", "IL", "IN", "ZA", "PH", "AU"].includes(region)) return 7;
  return ["EG", "SA", "AE", "DZ", "IQ", "JO", "KW", "IR"].includes(region) ? 6 : 1;
}

/** The page's language, as it is written where this person lives: an English page in London says "12 Mar". */
function language(): string {
  if (typeof document === "undefined") return "en";
  const { lang } = document.documentElement;
  return navigator.languages.find((known) => known === lang || known.startsWith(`${lang}-`)) ?? (lang || "en");
}

/** The day on which the week of `day` began, where this person lives. */
export function firstOfWeek(day: Day, start: number = weekStart()): Day {
  const weekday = new Date(noon(day)).getUTCDay(); // 0 Sunday ... 6 Saturday
  return plusDays(day, -((weekday - start + 7) % 7));
}

/** Noon keeps away from both edges of a day. */
function noon(d: Day): number {
  return Date.parse(`${d}T12:00:00Z`);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs about 50 µs, a board asks for hundreds. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, made);
  }
  return made;
}

function known(timeZone: string): string {
  try {
    formatter("en-CA", { timeZone });
    return timeZone;
  } catch {
    return "UTC";
  }
}
