import assert from "node:assert/strict";
import { test } from "node:test";
import { day, daysBetween, due, firstOfWeek, plusDays, today, weekStart } from "../days.ts";
import { newId } from "../home/ids.ts";
import { between } from "../home/order.ts";
import { n, pluralForm, speak, t } from "../text.ts";

test("English stands as it is, with its values in place", () => {
  speak({ catalog: {}, plural: "" });
  assert.equal(t("{name} did {task}", { name: "Robin", task: "{name}" }), "Robin did {name}");
  assert.equal(t("a {missing} value"), "a {missing} value");
  assert.equal(n("{count} open", "{count} open ones", 1), "1 open");
  assert.equal(n("{count} open", "{count} open ones", 0), "0 open ones");
});

test("another language: texts, plural forms, and English where a text is missing", () => {
  speak({ catalog: { "Let go": "Losgelassen", "{count} task": ["{count} Aufgabe", "{count} Aufgaben"] }, plural: "(n != 1)" });
  assert.equal(t("Let go"), "Losgelassen");
  assert.equal(t("Undo"), "Undo");
  assert.equal(n("{count} task", "{count} tasks", 1), "1 Aufgabe");
  assert.equal(n("{count} task", "{count} tasks", 2), "2 Aufgaben");
  assert.equal(n("{count} day", "{count} days", 2), "2 days");
  speak(null);
});

test("gettext's formulas are read, not evaluated", () => {
  const russian = pluralForm("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);");
  assert.deepEqual([1, 2, 5, 11, 21, 22, 112].map(russian), [0, 1, 2, 2, 0, 1, 2]);
  const arabic = pluralForm("n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5");
  assert.deepEqual([0, 1, 2, 3, 11, 100].map(arabic), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual([0, 1, 2].map(pluralForm("nplurals=2; plural=n > 1;")), [0, 0, 1]);
  assert.deepEqual([0, 7].map(pluralForm("0")), [0, 0]);
  assert.deepEqual([1, 2].map(pluralForm("alert(1)")), [0, 1]);
});

test("days: today, tomorrow, the weekday within a week, the date beyond, never late", () => {
  const monday = "2026-11-23";
  assert.equal(due("2026-11-23", monday), "today");
  assert.equal(due("2026-11-24", monday), "tomorrow");
  assert.equal(due("2026-11-27", monday), "by Fri");
  assert.equal(due("2026-11-30", monday), "by Nov 30");
  assert.equal(due("2027-01-02", monday), "by Jan 2, 2027");
  assert.equal(due("2026-11-20", monday), "Nov 20");
  assert.equal(day("2026-11-22", monday), "yesterday");
  assert.equal(day("2026-11-19", monday), "Thursday");
  assert.equal(day("2026-11-16", monday), "Nov 16");
});

test("days follow the home's time zone and survive the change of the clocks", () => {
  const late = Date.parse("2026-11-23T23:30:00Z");
  assert.equal(today("Europe/Berlin", late), "2026-11-24");
  assert.equal(today("America/New_York", late), "2026-11-23");
  assert.equal(today("Not/AZone", late), "2026-11-23");
  assert.equal(daysBetween("2026-03-28", "2026-03-30"), 2);
  assert.equal(plusDays("2026-02-28", 1), "2026-03-01");
  assert.equal(weekStart("de-DE"), 1);
  assert.equal(weekStart("en-US"), 7);
  assert.equal(firstOfWeek("2026-11-23", 1), "2026-11-23");
  assert.equal(firstOfWeek("2026-11-22", 1), "2026-11-16");
  assert.equal(firstOfWeek("2026-11-22", 7), "2026-11-22");
  assert.equal(firstOfWeek("2026-11-21", 7), "2026-11-15");
});

test("ids are random UUIDs, made without crypto.randomUUID", () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(newId(), newId());
});

test("ranks are the server's: the same keys as its Python library, and always something between", () => {
  // fractional_indexing 0.1.3, generate_key_between(a, b, "0123456789abcdefghijklmnopqrstuvwxyz")
  assert.equal(between(null, null), "gi000000");
  assert.equal(between(null, "gi000000"), "ghzzzzzz");
  assert.equal(between(null, "a0"), "Zz");
  assert.equal(between("a0", null), "a1");
  assert.equal(between("a0", "a1"), "a0i");
  for (const [a, b] of [
    ["i0", "i1"],
    ["hz", null],
    ["x", null],
    ["same", "same"],
  ] as const) {
    const key = between(a, b);
    assert.ok(key >= a && (b === null || key <= b), `${a} ${key} ${b}`);
  }
});
