import assert from "node:assert/strict";
import { test } from "node:test";
import type { HistoryPage } from "../api.ts";
import { withEarlier } from "../home/history.ts";

/** Lines `from` to `to`, newest first, named by their number. */
function page(from: number, to: number): HistoryPage {
  const moments = Array.from({ length: to - from }, (_, at) => ({
    day: "2026-11-23",
    by: null,
    verb: "edited" as const,
    data: { nth: to - 1 - at },
  }));
  return { moments, earlier: from };
}
const numbers = ({ moments }: HistoryPage): readonly unknown[] => moments.map(({ data }) => (data as { nth: number }).nth);

test("an earlier page comes behind the newer one", () => {
  const all = withEarlier(page(3, 6), page(0, 3));
  assert.deepEqual([numbers(all), all.earlier], [[5, 4, 3, 2, 1, 0], 0]);
});

test("read again after a change, what had been read of before stays, each line once", () => {
  const all = withEarlier(page(5, 8), page(0, 6));
  assert.deepEqual([numbers(all), all.earlier], [[7, 6, 5, 4, 3, 2, 1, 0], 0]);
});

test("where lines are missing between them it begins anew", () => {
  const all = withEarlier(page(10, 13), page(0, 6));
  assert.deepEqual([numbers(all), all.earlier], [[12, 11, 10], 10]);
});

test("the first page of all is whole", () => {
  assert.deepEqual(numbers(withEarlier(page(0, 2), { moments: [], earlier: 0 })), [1, 0]);
});
