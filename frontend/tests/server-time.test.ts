import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerTime } from "../home/server-time.ts";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const DAY = 86_400_000;

for (const [name, off] of Object.entries({ right: 0, "ten minutes fast": 600_000, "two days fast": 2 * DAY, "forty days slow": -40 * DAY }))
  test(`a clock that is ${name}: within one quick answer it is the server's time`, () => {
    const time = new ServerTime(() => NOW + off);
    time.heard(NOW - 10, 20, 0);
    assert.ok(Math.abs(time.now() - NOW) <= 10, `${time.now() - NOW}`);
  });

test("a clock that may be right is left as it is", () => {
  const time = new ServerTime(() => NOW);
  time.heard(NOW - 200, 1_000, 0);
  assert.equal(time.now(), NOW);
});

test("a slow answer does not spoil what a quick one said", () => {
  const time = new ServerTime(() => NOW + DAY);
  time.heard(NOW, 4, 0);
  time.heard(NOW - 30_000, 30_000, 0);
  time.heard(NOW, 60_000, 0);
  assert.ok(Math.abs(time.now() - NOW) <= 4);
});

test("after a slow one each quicker answer comes nearer", () => {
  const time = new ServerTime(() => NOW + DAY);
  time.heard(NOW - 9_000, 10_000, 0);
  assert.ok(Math.abs(time.now() - NOW) <= 10_000);
  time.heard(NOW - 30, 40, 0);
  assert.ok(Math.abs(time.now() - NOW) <= 40);
});

test("a clock that is set while the page is open is noticed with the next answer", () => {
  let device = NOW + DAY;
  const time = new ServerTime(() => device);
  time.heard(NOW, 10, 0);
  device = NOW + 8_000;
  time.heard(NOW + 8_000, 10, 0);
  assert.ok(Math.abs(time.now() - device) <= 10);
});
