import assert from "node:assert/strict";
import { test } from "node:test";
import { shuffled } from "../elements/meeting/shuffle.ts";
import { nextAt, whenWords } from "../elements/meeting/when.ts";
import { dateAfter, nextDate, standingDate } from "../home/when-we-meet.ts";

const SUNDAY = 6;

test("the next such weekday may be today; after a meeting it is not the day after tomorrow", () => {
  assert.equal(nextDate(0, "2026-11-23"), "2026-11-23"); // a Monday
  assert.equal(nextDate(SUNDAY, "2026-11-23"), "2026-11-29");
  assert.equal(nextDate(0, "2026-11-24"), "2026-11-30");
  assert.equal(dateAfter({ weekday: 2 }, "2026-11-23"), "2026-12-02"); // Wednesday is in two days
  assert.equal(dateAfter({ weekday: SUNDAY }, "2026-11-23"), "2026-11-29");
});

test("a date that went by without a meeting is the usual weekday again, and nothing else", () => {
  assert.equal(standingDate({ next_on: "2026-11-25", weekday: SUNDAY }, "2026-11-23"), "2026-11-25");
  assert.equal(standingDate({ next_on: "2026-11-22", weekday: SUNDAY }, "2026-11-23"), "2026-11-29");
  assert.equal(standingDate({ next_on: null, weekday: SUNDAY }, "2026-11-29"), "2026-11-29");
});

test("the next one in words", () => {
  assert.match(whenWords("2026-11-23", "20:00", "2026-11-23"), /^today at (20:00|8:00.PM)$/);
  assert.match(whenWords("2026-11-24", "20:00", "2026-11-23"), /^tomorrow at /);
  assert.match(whenWords("2026-11-29", "20:00", "2026-11-23"), /^Sunday,? .*29.* at /);
});

test("back at five to nine is the next five to nine at home", () => {
  const now = Date.parse("2026-11-23T19:30:20Z"); // 20:30 in Berlin
  assert.equal(nextAt("20:55", "Europe/Berlin", now), "2026-11-23T19:55:00.000Z");
  assert.equal(nextAt("20:15", "Europe/Berlin", now), "2026-11-24T19:15:00.000Z");
  assert.equal(nextAt("00:00", "Europe/Berlin", now), "2026-11-23T23:00:00.000Z");
});

test("an hour that is left out in spring is what comes after it", () => {
  const now = Date.parse("2026-03-29T00:50:00Z"); // 01:50, ten minutes before the clocks go on to 03:00
  assert.equal(nextAt("02:30", "Europe/Berlin", now), "2026-03-29T01:00:00.000Z");
});

test("the order is the same on every phone of a meeting, and another one next week", () => {
  const tasks = Array.from({ length: 20 }, (_none, at) => ({ id: `task-${at}` }));
  const ids = (seed: string, rows = tasks): string =>
    shuffled(rows, seed)
      .map(({ id }) => id)
      .join(" ");
  assert.equal(ids("meeting-1"), ids("meeting-1", tasks.toReversed()));
  assert.notEqual(ids("meeting-1"), ids("meeting-2"));
  assert.notEqual(ids("meeting-1"), tasks.map(({ id }) => id).join(" "));
  // what comes later stands among them and moves none of the others
  const more = ids("meeting-1", [...tasks, { id: "one-more" }])
    .replace(/ ?one-more/, "")
    .trim();
  assert.equal(more, ids("meeting-1"));
});
