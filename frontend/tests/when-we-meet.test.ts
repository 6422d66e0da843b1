import assert from "node:assert/strict";
import { test } from "node:test";
import { plusDays, today } from "../days.ts";
import { soon, standingDate } from "../home/when-we-meet.ts";

const SUNDAYS = { weekday: 6, at: "20:30", next_on: "2026-11-29" };
const BERLIN = "Europe/Berlin";
const at = (instant: string, zone = BERLIN) => today(zone, Date.parse(instant));

test("it is told the day before and on the day, and not earlier", () => {
  assert.equal(soon(SUNDAYS, "2026-11-27"), null);
  assert.deepEqual(soon(SUNDAYS, "2026-11-28"), { on: "2026-11-29", at: "20:30", ahead: 1 });
  assert.deepEqual(soon(SUNDAYS, "2026-11-29"), { on: "2026-11-29", at: "20:30", ahead: 0 });
  assert.equal(soon(SUNDAYS, "2026-11-30"), null, "a day that went by is not spoken of");
});

test("the day is that of the home, wherever the screen is", () => {
  // in Berlin Saturday has just begun, in New York it is Friday afternoon
  assert.equal(soon(SUNDAYS, at("2026-11-27T23:10:00Z"))?.ahead, 1);
  assert.equal(soon(SUNDAYS, at("2026-11-27T22:50:00Z")), null);
  assert.equal(soon(SUNDAYS, at("2026-11-27T23:10:00Z", "America/New_York")), null);
  assert.equal(soon(SUNDAYS, at("2026-11-29T22:50:00Z"))?.ahead, 0);
});

test("the night in which the clocks change is one night", () => {
  const october = { ...SUNDAYS, next_on: "2026-10-25" }; // 25 hours long
  assert.equal(soon(october, at("2026-10-23T21:59:00Z")), null);
  assert.equal(soon(october, at("2026-10-23T22:00:00Z"))?.ahead, 1);
  assert.equal(soon(october, at("2026-10-24T21:59:00Z"))?.ahead, 1);
  assert.equal(soon(october, at("2026-10-24T22:00:00Z"))?.ahead, 0);
  assert.equal(soon(october, at("2026-10-25T22:59:00Z"))?.ahead, 0);
  assert.equal(soon(october, at("2026-10-25T23:00:00Z")), null);
  const march = { ...SUNDAYS, next_on: "2026-03-29" }; // 23 hours long
  assert.equal(soon(march, at("2026-03-27T23:00:00Z"))?.ahead, 1);
  assert.equal(soon(march, at("2026-03-28T22:59:00Z"))?.ahead, 1);
  assert.equal(soon(march, at("2026-03-28T23:00:00Z"))?.ahead, 0);
  assert.equal(soon(march, at("2026-03-29T21:59:00Z"))?.ahead, 0);
  assert.equal(soon(march, at("2026-03-29T22:00:00Z")), null);
});

test("a date that went by, or none, is the usual weekday again", () => {
  for (let n = 0; n < 14; n += 1) {
    const day = plusDays("2026-10-19", n);
    for (const next_on of [null, "2026-10-18"]) {
      const found = standingDate({ weekday: 2, next_on }, day);
      assert.equal(new Date(`${found}T12:00:00Z`).getUTCDay(), 3);
      assert.ok(found >= day && found < plusDays(day, 7));
    }
  }
  assert.equal(standingDate({ weekday: 2, next_on: "2026-10-30" }, "2026-10-19"), "2026-10-30", "moved by “Not today”");
});
