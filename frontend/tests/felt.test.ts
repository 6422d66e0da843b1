import assert from "node:assert/strict";
import { test } from "node:test";
import { buildsOn, madeBy, tasksOf } from "../home/about.ts";
import { applyFelt, type FeltAct, feltRequest } from "../home/felt.ts";
import { isGone, NOTHING, put, type Rows } from "../home/merge.ts";
import { apply } from "../home/pending.ts";

const on = "2026-11-23";
const remind = (about: string | null, words = "", reminder = "n1"): FeltAct => ({ verb: "remind", reminder, about, words, on });
const notes = (rows: Rows) => [...rows.reminder.values()].filter((row) => !isGone(row));

test("a note shows at once, about a task there is one, and repeating changes nothing", () => {
  const once = applyFelt(NOTHING, remind("t1"));
  assert.deepEqual(notes(once), [{ kind: "reminder", id: "n1", rev: 0, task: "t1", words: "", on, done_on: null, until: null }]);
  assert.equal(applyFelt(once, remind("t1", "", "n2")), once);
  assert.deepEqual(
    notes(applyFelt(once, remind("t1", "who sings", "n2"))).map((note) => !isGone(note) && note.words),
    ["who sings"],
  );
  assert.equal(notes(applyFelt(once, remind(null, "the tone", "n3"))).length, 2);
});

test("talked over, opened again, deleted", () => {
  const there = applyFelt(NOTHING, remind(null, "the tone"));
  const over = applyFelt(there, { verb: "talk_over", reminder: "n1", done: true, on });
  assert.deepEqual(
    notes(over).map((note) => !isGone(note) && note.done_on),
    [on],
  );
  const again = applyFelt(over, { verb: "talk_over", reminder: "n1", done: false, on });
  assert.deepEqual(notes(again), notes(there));
  assert.deepEqual(notes(applyFelt(again, { verb: "erase_reminder", reminder: "n1" })), []);
});

test("a wish is there or not; what the server says of it stays one", () => {
  const wants = (value: boolean): FeltAct => ({ verb: "wish_balance", meeting: "m1", wants: value });
  const said = put(NOTHING, { kind: "wish", id: "w", rev: 1, meeting: "m1" });
  assert.equal(applyFelt(said, wants(true)), said);
  assert.equal([...applyFelt(said, wants(false)).wish.values()].every(isGone), true);
  assert.equal(applyFelt(NOTHING, wants(false)), NOTHING);
});

test("what is only mine is on no task of ours, and builds on what it is about", () => {
  const act = remind("t1");
  assert.deepEqual(tasksOf(act), []);
  assert.deepEqual(madeBy(act), ["n1"]);
  assert.equal(buildsOn(act, new Set(["t1"])), true);
  assert.equal(buildsOn({ verb: "erase_reminder", reminder: "n1" }, new Set(["n1"])), true);
  assert.notEqual(apply(NOTHING, act, "me"), NOTHING);
});

test("the requests they become", () => {
  assert.deepEqual(feltRequest(remind("t1")), ["POST", "reminders/", { id: "n1", task: "t1", words: "" }]);
  assert.deepEqual(feltRequest({ verb: "wish_balance", meeting: "m1", wants: false }), ["POST", "meetings/m1/balance/unwished/", {}]);
  assert.deepEqual(feltRequest({ verb: "talk_over", reminder: "n1", done: true, on }), ["POST", "reminders/n1/done/", {}]);
});
