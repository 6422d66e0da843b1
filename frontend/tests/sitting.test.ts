import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals-core";
import { buildsOn, madeBy } from "../home/about.ts";
import type { Act } from "../home/acts.ts";
import { mergeItems, NOTHING, present, type Rows } from "../home/merge.ts";
import { park } from "../home/parked.ts";
import { apply } from "../home/pending.ts";
import { requestOf } from "../home/request.ts";
import { Sitting } from "../home/sitting.ts";
import type { Inventory, InventoryMark, InventoryWalk, Item, Responsibility } from "../home/types.ts";

const ME = "sam";
const inventory = (round: number, open: boolean): Inventory => ({ kind: "inventory", id: "i", rev: 1, round, open });
const walk = (fields: Partial<InventoryWalk>): InventoryWalk => ({
  ...{ kind: "inventory_walk", id: "w", rev: 1, round: 1, at: "", through: false, dismissed: false },
  ...fields,
});
const mark = (key: string, round = 1): InventoryMark => ({
  ...{ kind: "inventory_mark", id: `m-${key}`, rev: 1, round, key, area: "", words: "", exists: true, in_head: false },
});
const responsibility = (id: string, task = ""): Responsibility => ({
  ...{ kind: "responsibility", id, rev: 1, key: id, area: "kitchen", words: "", in_a_head: false, task },
});
const milk = (exists: boolean, in_head: boolean, round = 1): Act => ({ verb: "mark", round, key: "milk", exists, in_head });

function read(...items: Item[]): Sitting {
  return new Sitting(signal(mergeItems(NOTHING, items)));
}
function after(acts: readonly Act[], ...items: Item[]): { readonly rows: Rows; readonly sitting: Sitting } {
  const rows = acts.reduce((all, act) => apply(all, act, ME), mergeItems(NOTHING, items));
  return { rows, sitting: new Sitting(signal(rows)) };
}

test("marks are for the sitting that is open, else for the next one", () => {
  assert.equal(read().round.value, 1);
  assert.equal(read(inventory(2, true)).round.value, 2);
  assert.equal(read(inventory(2, false)).round.value, 3);
  const sitting = read(inventory(1, false), mark("milk", 1), mark("key", 2));
  assert.deepEqual([...sitting.marks.value.keys()], ["key"]);
});

test("where one was in an earlier sitting is forgotten, but not that one wants no offer", () => {
  const { walk: now } = read(inventory(1, false), walk({ at: "money", through: true, dismissed: true }));
  assert.deepEqual([now.value.at, now.value.through, now.value.dismissed], ["", false, true]);
});

test("a mark shows at once, and again once the server has named it", () => {
  const { rows, sitting } = after([milk(true, false), milk(true, true)]);
  assert.deepEqual([...rows.inventory_mark.keys()], ["key:milk"]);
  assert.equal(sitting.marks.value.get("milk")?.in_head, true);
  const known = after([milk(false, false)], mark("milk"));
  assert.deepEqual([...known.rows.inventory_mark.keys()], ["m-milk"]);
  assert.equal(known.sitting.marks.value.get("milk")?.exists, false);
});

test("an old mark leaves a newer one alone", () => {
  const { rows } = after([milk(false, false, 1)], mark("milk", 2));
  assert.equal(present(rows, "inventory_mark", "m-milk")?.exists, true);
});

test("own words are there, in the head and out again before the server has heard of them", () => {
  const add: Act = { verb: "add_words", mark: "x", round: 1, area: "kitchen", words: "The pond" };
  const head: Act = { verb: "edit_words", mark: "x", in_head: true };
  assert.deepEqual(
    after([add, head]).sitting.words.value.map(({ words, in_head }) => [words, in_head]),
    [["The pond", true]],
  );
  assert.equal(after([add, head, { verb: "erase_words", mark: "x" }]).sitting.words.value.length, 0);
  const made = new Set(madeBy(add));
  assert.ok(buildsOn(head, made));
  assert.ok(!buildsOn(milk(true, true), made));
  const write = { key: "k", order: 1, act: add, ...requestOf(add) };
  assert.equal(park(write, write, { status: 409, code: "enough", title: "", detail: "" }).text, "The pond");
});

test("through shows nothing but that I am through", () => {
  const { sitting } = after([{ verb: "through", round: 1 }], mark("milk"));
  assert.equal(sitting.walk.value.through, true);
  assert.equal(sitting.inventory.value, null);
  assert.equal(after([{ verb: "not_through", round: 1 }], walk({ through: true })).sitting.walk.value.through, false);
});

test("what is brought says so at once, what was brought before keeps its task, and it can be undone", () => {
  const bring: Act = {
    verb: "bring",
    chosen: [
      { id: "a", task: "t1" },
      { id: "b", task: "t2" },
    ],
  };
  const { rows } = after([bring], responsibility("a"), responsibility("b", "before"));
  assert.equal(present(rows, "responsibility", "a")?.task, "t1");
  assert.equal(present(rows, "responsibility", "b")?.task, "before");
  assert.equal(present(apply(rows, { verb: "unbring", chosen: ["a"] }, ME), "responsibility", "a")?.task, "");
});

test("closed and opened again", () => {
  assert.equal(after([{ verb: "close_sitting" }], inventory(1, true)).sitting.inventory.value?.open, false);
  assert.equal(after([{ verb: "open_sitting" }], inventory(1, false)).sitting.inventory.value?.open, true);
});
