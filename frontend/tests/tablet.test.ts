import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeItems, NOTHING, present, type Rows } from "../home/merge.ts";
import { apply } from "../home/pending.ts";
import { requestOf } from "../home/request.ts";
import type { Task, TaskPart } from "../home/types.ts";

const ON = "2026-11-23";

function written(): Rows {
  return apply(NOTHING, { verb: "add", tasks: [{ id: "dinner", title: "Dinner", place: "week" }], on: ON }, "sam");
}

function dinner(rows: Rows): Task {
  const task = present(rows, "task", "dinner");
  assert.ok(task);
  return task;
}

function parts(rows: Rows): TaskPart[] {
  return [...rows.part.values()].filter((row): row is TaskPart => !("gone" in row));
}

test("what nobody in particular wrote or ticked names nobody", () => {
  const rows = apply(NOTHING, { verb: "add", tasks: [{ id: "dinner", title: "Dinner" }], on: ON }, "");
  const ticked = dinner(apply(rows, { verb: "done", task: "dinner", on: ON }, ""));
  assert.deepEqual([ticked.author, ticked.changed_by, ticked.place, ticked.done_by], [null, null, "done", null]);
});

test("whoever says it was them did it; once it is said, nobody else does", () => {
  const done = { verb: "done", task: "dinner", on: ON } as const;
  const ticked = apply(written(), done, "");
  const named = apply(ticked, done, "kim");
  assert.equal(dinner(named).done_by, "kim");
  assert.equal(apply(named, done, "sam"), named);
  assert.equal(apply(named, done, ""), named);
});

test("joining twice is joining once, and who has it needs no part", () => {
  const join = { verb: "join", task: "dinner", how: "helper" } as const;
  const joined = apply(apply(written(), join, "kim"), join, "kim");
  assert.deepEqual(
    parts(joined).map(({ member, how }) => [member, how]),
    [["kim", "helper"]],
  );
  assert.deepEqual(parts(apply(joined, { verb: "leave", task: "dinner" }, "kim")), []);
  const taken = apply(written(), { verb: "take", task: "dinner" }, "sam");
  assert.deepEqual(parts(apply(taken, join, "sam")), []);
  assert.deepEqual(requestOf(join), { method: "POST", path: "tasks/dinner/joined/", body: { as: "helper" } });
});

test("a step keeps the one who ticked it first", () => {
  const row = {
    kind: "step",
    id: "table",
    rev: 1,
    task: "dinner",
    title: "Lay the table",
    rank: "a",
    done_on: null,
    done_by: null,
  } as const;
  const rows = mergeItems(written(), [{ ...row, until: null }]);
  const tick = { verb: "tick_step", task: "dinner", step: "table", on: ON } as const;
  const ticked = apply(apply(rows, tick, "kim"), tick, "sam");
  assert.equal(present(ticked, "step", "table")?.done_by, "kim");
  const open = apply(ticked, { verb: "untick_step", task: "dinner", step: "table" }, "");
  assert.equal(present(open, "step", "table")?.done_on, null);
});
