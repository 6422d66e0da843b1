import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, chosenByEach, firstOf, fullFor, placed, placesOf, placesShown, toLookAt } from "../elements/meeting/ordering.ts";
import type { Ranking } from "../home/meeting-types.ts";
import { mergeItems, NOTHING } from "../home/merge.ts";
import { apply } from "../home/pending.ts";
import { requestOf } from "../home/request.ts";
import type { Size, Task, TaskPart } from "../home/types.ts";

const DAY = "2026-11-22";
const task = (id: string, more: Partial<Task> = {}): Task => ({
  ...{ kind: "task", id, rev: 1, title: id, notes: "", done_means: "", done_means_new: "", done_means_by: null, feel: "" },
  ...{ area: null, size: "", due: null, place: "week", rank: id, private: false, author: null, owner: null, done_on: null, done_by: null },
  ...{ let_go_on: null, let_go_by: null, starter: "", added_on: "2026-10-01", changed_by: null, until: null },
  ...{ each: false, status: "", intention: null, touched_on: "2026-11-01", rests_on: null, rested_on: null },
  ...{ bring: false, family: false, carried: 0, still_true: false },
  ...more,
});
const ranking: Ranking = {
  ...{ kind: "ranking", id: "r", rev: 1, meeting: "m", dated: [], candidates: [], shown: true, order: ["a", "b", "c"], cut: 2 },
  ...{ leaving: [], came_in: [], agreed: false, lifted: [], differences: [], same: 1, opposite: 2 },
  places: { sam: ["a", "b"], robin: ["b", "c"], lee: [] },
};

test("a line is put behind another, on top, or at the end", () => {
  assert.deepEqual(placed(["a", "b", "c"], "a", "b"), ["b", "a", "c"]);
  assert.deepEqual(placed(["a", "b", "c"], "c", null), ["c", "a", "b"]);
  assert.deepEqual(placed(["a", "b", "c"], "a", "gone"), ["b", "c", "a"]);
  assert.deepEqual(placed(["a"], "new", "a"), ["a", "new"]);
});

test("up and down lead one place on, as the server will place it, and nowhere at the ends", () => {
  const order = ["a", "b", "c", "d"];
  for (const [id, by, to] of [
    ["b", -1, ["b", "a", "c", "d"]],
    ["c", -1, ["a", "c", "b", "d"]],
    ["b", 1, ["a", "c", "b", "d"]],
    ["c", 1, ["a", "b", "d", "c"]],
  ] as const)
    assert.deepEqual(placed(order, id, beyond(order, id, by) ?? null), to);
  assert.equal(beyond(order, "a", -1), undefined);
  assert.equal(beyond(order, "d", 1), undefined);
  assert.equal(beyond(order, "x", 1), undefined);
});

test("everybody's place at a line, also of who left it to the others", () => {
  assert.deepEqual(placesOf(ranking, "b"), [
    { member: "lee", place: null },
    { member: "robin", place: 1 },
    { member: "sam", place: 2 },
  ]);
  assert.deepEqual(firstOf(ranking, "b"), ["robin"]);
  assert.equal(chosenByEach(ranking), 2);
  assert.equal(chosenByEach({ ...ranking, places: {} }), 0);
});

test("a child stands beside what it chose and nowhere else, and nobody beside what nobody chose", () => {
  const withKim = { ...ranking, order: ["a", "b", "c", "d"], places: { ...ranking.places, kim: ["c"] } };
  const shown = (id: string) => placesShown(withKim, id, (who) => who === "kim").map(({ member }) => member);
  assert.deepEqual(shown("a"), ["lee", "robin", "sam"]);
  assert.deepEqual(shown("c"), ["kim", "lee", "robin", "sam"]);
  assert.deepEqual(shown("d"), []);
});

test("a week is full by what one has and does together, not by help", () => {
  const sized = (size: Size, owner: string | null, id: string): Task => task(id, { size, owner });
  const part = (how: TaskPart["how"], of: string): TaskPart => ({
    ...{ kind: "part", id: `${of}${how}`, rev: 1, task: of, member: "robin", how, done_on: null, until: null },
  });
  const week = [sized("l", "sam", "1"), sized("l", "sam", "2"), sized("", "sam", "3"), sized("s", "robin", "4")];
  const parts = new Map([
    ["1", [part("together", "1")]],
    ["2", [part("helper", "2")]],
  ]);
  assert.deepEqual(fullFor(week, parts), ["sam"]);
  assert.deepEqual(fullFor(week.slice(1), parts), []);
  assert.deepEqual(fullFor([...week, sized("l", "robin", "5"), sized("s", "robin", "6")], parts), ["robin", "sam"]);
});

test("what was touched on the day of the meeting has been looked at; what is asked for its truth comes first", () => {
  const week = [task("w"), task("today", { touched_on: DAY }), task("still", { still_true: true })];
  const list = [task("l", { place: "list" }), task("starter", { place: "list", starter: "invite" })];
  assert.deepEqual(
    toLookAt(week, list, DAY).map(({ id }) => id),
    ["still", "w", "l"],
  );
});

test("a thought is sealed in my head and marked to be brought, in one act", () => {
  const act = { verb: "add", tasks: [{ id: "t", title: "Boiler", private: true, bring: true }], on: DAY } as const;
  const row = apply(mergeItems(NOTHING, []), act, "me").task.get("t") as Task;
  assert.deepEqual([row.private, row.bring, row.place], [true, true, "list"]);
  assert.deepEqual(requestOf(act).body, { id: "t", title: "Boiler", private: true, bring: true });
});
