import assert from "node:assert/strict";
import { test } from "node:test";
import { furtherOf, type Held, mergeItems, mergeNews, NOTHING, present } from "../home/merge.ts";
import type { Area, Gone, Item, News } from "../home/types.ts";

const area = (id: string, rev: number, name = `${id}${rev}`): Area => ({ kind: "area", id, rev, name, feel: "", intention: null });
const gone = (id: string, rev: number): Gone => ({ kind: "area", id, rev, gone: true });
const news = (since: string, cursor: string, items: readonly (Item | Gone)[] = [], reset = false): News => ({
  since,
  cursor,
  reset,
  items,
});
const held = (cursor: string, ...items: Item[]): Held => ({ rows: mergeItems(NOTHING, items), cursor });

test("the higher rev stays, whatever the order", () => {
  const rows = mergeItems(mergeItems(NOTHING, [area("kitchen", 3)]), [area("kitchen", 2), area("hall", 1)]);
  assert.equal(present(rows, "area", "kitchen")?.name, "kitchen3");
  assert.equal(present(rows, "area", "hall")?.name, "hall1");
});

test("a late older version does not bring back what has gone", () => {
  const rows = mergeItems(NOTHING, [gone("kitchen", 3), area("kitchen", 2)]);
  assert.equal(present(rows, "area", "kitchen"), null);
  assert.equal(present(mergeItems(rows, [area("kitchen", 4)]), "area", "kitchen")?.rev, 4);
});

test("rows that are known already leave every map as it is", () => {
  const rows = mergeItems(NOTHING, [area("kitchen", 3)]);
  assert.equal(mergeItems(rows, [area("kitchen", 3), area("kitchen", 1)]), rows);
  assert.equal(mergeItems(rows, [{ kind: "home", id: "h", rev: 1, name: "", time_zone: "UTC", rest_after: null }]).area, rows.area);
});

test("items of a kind from a newer server are left alone", () => {
  const strange = { kind: "robot", id: "r", rev: 1 } as unknown as Item;
  assert.equal(mergeItems(NOTHING, [strange]), NOTHING);
});

test("the cursor moves stream by stream and never back", () => {
  const merged = mergeNews(held("e.5.2.9"), news("e.5.1.3", "e.7.1.4"));
  assert.equal(merged.cursor, "e.7.2.9");
  assert.equal(merged.gap, false);
});

test("news from beyond where we stand are merged, but the cursor waits for what lies between", () => {
  const merged = mergeNews(held("e.5.2.9"), news("e.6.2.9", "e.7.2.9", [area("kitchen", 1)]));
  assert.equal(merged.cursor, "e.5.2.9");
  assert.equal(merged.gap, true);
  assert.ok(present(merged.rows, "area", "kitchen"));
});

test("versions are compared as numbers", () => {
  assert.equal(mergeNews(held("e.10.0.0"), news("e.9.0.0", "e.11.0.0")).cursor, "e.11.0.0");
});

test("a reset replaces everything, also of another epoch or another shape", () => {
  for (const cursor of ["f.1.1.1", "e.9.9"]) {
    const merged = mergeNews(held("e.5.2.9", area("kitchen", 8)), news("e.5.2.9", cursor, [area("hall", 1)], true));
    assert.equal(present(merged.rows, "area", "kitchen"), null);
    assert.ok(present(merged.rows, "area", "hall"));
    assert.equal(merged.cursor, cursor);
  }
});

test("a reset that comes late takes nothing back", () => {
  const merged = mergeNews(held("e.9.2.9", area("kitchen", 8)), news("e.1.1.1", "e.5.2.9", [area("kitchen", 7)], true));
  assert.equal(present(merged.rows, "area", "kitchen")?.rev, 8);
  assert.equal(merged.cursor, "e.9.2.9");
});

test("a full load names nothing that has gone, so it replaces an older copy", () => {
  const merged = mergeNews(held("e.5.2.9", area("kitchen", 8)), news("", "e.6.2.9", [area("hall", 1)]));
  assert.equal(present(merged.rows, "area", "kitchen"), null);
  assert.equal(merged.cursor, "e.6.2.9");
});

test("news of another epoch that are no reset change nothing, but ask for news", () => {
  const merged = mergeNews(held("e.5.2.9"), news("f.1.0.0", "f.2.0.0", [area("hall", 1)]));
  assert.equal(merged.cursor, "e.5.2.9");
  assert.equal(merged.gap, true);
  assert.equal(present(merged.rows, "area", "hall"), null);
});

test("after a full load a late frame does not bring back what had gone before it", () => {
  for (const cursor of ["e.4.2.9", "e.5.2.9"]) {
    const merged = mergeNews(held("e.5.2.9"), news("e.3.2.9", cursor, [area("hall", 1)]));
    assert.equal(present(merged.rows, "area", "hall"), null);
    assert.equal(merged.gap, false);
  }
});

test("a page out of the browser's cache yields to the device's further copy, and only then", () => {
  const page = held("e.5.2.9", area("kitchen", 1), area("hall", 1));
  const kept: Held = { rows: mergeItems(NOTHING, [gone("kitchen", 2), area("hall", 1)]), cursor: "e.6.2.9" };
  assert.equal(present(furtherOf(page, kept).rows, "area", "kitchen"), null);
  assert.equal(furtherOf(page, { ...kept, cursor: "e.4.2.9" }), page);
  assert.equal(furtherOf(page, { ...kept, cursor: "f.6.2.9" }), page);
});
