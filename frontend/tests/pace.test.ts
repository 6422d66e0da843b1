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

test("in both nights when clocks change, quiet hours end and the evening comes as the clocks at home show them", () => {
  const nights = [
    { last: "2026-10-25", noon: "2026-10-25T11:00:00Z", seven: "2026-10-25T06:00:00Z", evening: "2026-10-25T19:30:00Z" },
    { last: "2026-03-29", noon: "2026-03-29T10:00:00Z", seven: "2026-03-29T05:00:00Z", evening: "2026-03-29T18:30:00Z" },
  ];
  const minute = 60_000;
  for (const { noon, seven, evening } of nights) {
    const quiet = asking({ quiet_from: "22:00", quiet_to: "07:00" });
    const asked = { until: noon }; // done the day before, as the clocks still went
    for (let at = Date.parse(noon) - 24 * 60 * minute; at < Date.parse(noon); at += minute) {
      const shown = isTimeFor(asked, quiet, ZONE, at);
      if (at >= Date.parse(seven)) assert.equal(shown, true, new Date(at).toISOString());
      if (at < Date.parse(seven) && at > Date.parse(seven) - 7 * 60 * minute) assert.equal(shown, false, new Date(at).toISOString());
    }
    const daily = asking({ pace: "daily" });
    const today = { until: new Date(Date.parse(noon) + 24 * 60 * minute).toISOString() }; // done on the very day
    let came = 0;
    for (let at = Date.parse(noon) - 10 * 60 * minute; at <= Date.parse(evening) + 60 * minute; at += minute) {
      const shown = isTimeFor(today, daily, ZONE, at);
      if (shown && came === 0) came = at;
      assert.equal(shown, at >= Date.parse(evening), new Date(at).toISOString());
    }
    assert.equal(came, Date.parse(evening));
  }
});
