import assert from "node:assert/strict";
import { test } from "node:test";
import { isTimeFor } from "../home/pace.ts";
import type { Asking } from "../home/types.ts";

const ZONE = "Europe/Berlin";
/** Done on 23 November: it ends on the 24th at noon in Berlin. */
const ASKED = { until: "2026-11-24T11:00:00Z" };

function asking(fields: Partial<Asking> = {}): Asking {
  return {
    ...({ kind: "asking", id: "a", rev: 1, on: true, introduced: true } as const),
    ...({ pace: "each", at: "20:30", quiet_from: null, quiet_to: null, paused: "" } as const),
    ...fields,
  };
}
const shows = (at: string, fields: Partial<Asking> = {}) => isTimeFor(ASKED, asking(fields), ZONE, Date.parse(at));

test("after each thing: at once", () => {
  assert.equal(shows("2026-11-23T09:00:00Z"), true);
});

test("off or paused: never", () => {
  assert.equal(shows("2026-11-23T09:00:00Z", { on: false }), false);
  assert.equal(shows("2026-11-23T09:00:00Z", { paused: "new" }), false);
  assert.equal(shows("2026-11-23T09:00:00Z", { paused: "told" }), false);
});

test("once a day: from my time on, and on the morning after", () => {
  const daily = { pace: "daily" } as const;
  assert.equal(shows("2026-11-23T19:29:00Z", daily), false); // 20:29 at home
  assert.equal(shows("2026-11-23T19:30:00Z", daily), true);
  assert.equal(shows("2026-11-23T23:30:00Z", daily), true); // half past midnight
  assert.equal(shows("2026-11-24T08:00:00Z", daily), true);
});

test("quiet hours go over midnight, and weigh more than the pace", () => {
  const quiet = { quiet_from: "20:00", quiet_to: "07:30" };
  assert.equal(shows("2026-11-23T18:59:00Z", quiet), true);
  assert.equal(shows("2026-11-23T19:00:00Z", quiet), false);
  assert.equal(shows("2026-11-24T06:29:00Z", quiet), false);
  assert.equal(shows("2026-11-24T06:30:00Z", quiet), true);
  assert.equal(shows("2026-11-23T19:45:00Z", { ...quiet, pace: "daily" }), false);
  assert.equal(shows("2026-11-23T12:30:00Z", { quiet_from: "13:00", quiet_to: "14:00" }), false);
});

test("on the days when clocks change the home's clock counts", () => {
  const winter = { until: "2026-10-26T11:00:00Z" }; // done on 25 October, when it became winter
  const daily = asking({ pace: "daily" });
  assert.equal(isTimeFor(winter, daily, ZONE, Date.parse("2026-10-25T19:29:00Z")), false);
  assert.equal(isTimeFor(winter, daily, ZONE, Date.parse("2026-10-25T19:30:00Z")), true);
});
