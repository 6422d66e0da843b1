/** Undo of what is not a task: what was put or taken away is as it was, and who did it is what was said before. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Act } from "../home/acts.ts";
import { mergeItems, NOTHING, present, type Rows } from "../home/merge.ts";
import { hadPart } from "../home/on-parts.ts";
import { apply } from "../home/pending.ts";
import { UndoStack } from "../home/undo.ts";
import { DAY, ModelServer, ROBIN, SAM } from "./server.ts";

function rows(): Rows {
  const server = new ModelServer();
  for (const id of ["b", "a"]) server.act(SAM, "POST", "tasks/", { id, title: id });
  server.act(SAM, "POST", "tasks/b/done/");
  const why = (id: string, position: number) => ({ kind: "intention", id, rev: 3, words: id, position }) as const;
  const more = [
    { kind: "area", id: "kitchen", rev: 2, name: "Kitchen", feel: "Warm", intention: "one" } as const,
    ...[why("one", 1), why("two", 2), why("three", 3)],
    ...[{ kind: "thanks", id: "t", rev: 1, task: "b", by: ROBIN, to: SAM, words: "for it", on: DAY, until: null } as const],
  ];
  const all = mergeItems(mergeItems(NOTHING, server.news(SAM, "").items), more);
  return apply(all, { verb: "edit", task: "a", fields: { area: "kitchen", intention: "one" }, was: {} }, SAM);
}

/** The rows after my act, and after it was taken back. */
function undone(act: Act, between: (now: Rows) => Rows = (now) => now): { before: Rows; after: Rows; back: Rows; offered: boolean } {
  const [stack, before] = [new UndoStack(), rows()];
  stack.push("key", act, before, SAM, 0, DAY);
  const after = between(apply(before, act, SAM));
  const offered = stack.top(after, 1) !== null;
  return { before, after, offered, back: stack.pop(after, 1).reduce((now, inverse) => apply(now, inverse, SAM), after) };
}

test("an area and an intention come back with all that named them", () => {
  const area = undone({ verb: "erase_area", area: "kitchen" });
  assert.equal(present(area.after, "area", "kitchen"), null);
  assert.equal(present(area.after, "task", "a")?.area, null);
  assert.equal(present(area.back, "area", "kitchen")?.feel, "Warm");
  assert.equal(present(area.back, "task", "a")?.area, "kitchen");
  const why = undone({ verb: "erase_intention", intention: "one" });
  assert.equal(present(why.after, "task", "a")?.intention, null);
  assert.equal(present(why.back, "intention", "one")?.position, 1);
  assert.equal(present(why.back, "task", "a")?.intention, "one");
  assert.equal(present(why.back, "area", "kitchen")?.intention, "one");
});

test("what is here again by somebody else's hand is not mine to take back", () => {
  const act: Act = { verb: "erase_area", area: "kitchen" };
  const { offered } = undone(act, (now) =>
    mergeItems(now, [{ kind: "area", id: "kitchen", rev: 9, name: "Kitchen", feel: "", intention: null }]),
  );
  assert.equal(offered, false);
});

test("thanks taken away come back with their words", () => {
  const { after, back } = undone({ verb: "unthank", task: "b", thanks: "t" });
  assert.equal(present(after, "thanks", "t"), null);
  assert.equal(present(back, "thanks", "t")?.words, "for it");
});

test("who did it is again what was said before", () => {
  for (const act of [
    { verb: "did", task: "b", by: [ROBIN], helped: [SAM] },
    { verb: "credit", task: "b", part: "done", member: ROBIN },
    { verb: "uncredit", task: "b", part: "noticed", member: SAM },
  ] as const) {
    const { before, after, back } = undone(act);
    const who = (now: Rows) =>
      (["noticed", "done", "helped"] as const).map((part) => {
        const task = present(now, "task", "b");
        return task ? hadPart(now, task, part) : [];
      });
    assert.notDeepEqual(who(after), who(before), act.verb);
    assert.deepEqual(who(back), who(before), act.verb);
  }
});

test("intentions stand in the order somebody gives them", () => {
  const order = (act: Act): readonly (readonly [string, number])[] =>
    [...apply(rows(), act, SAM).intention.values()].flatMap((row) => ("gone" in row ? [] : [[row.id, row.position] as const]));
  const sorted = (act: Act): string =>
    order(act)
      .toSorted((a, b) => a[1] - b[1])
      .map(([id]) => id)
      .join();
  assert.equal(sorted({ verb: "move_intention", intention: "three", after: null }), "three,one,two");
  assert.equal(sorted({ verb: "move_intention", intention: "one", after: "two" }), "two,one,three");
  assert.equal(sorted({ verb: "move_intention", intention: "one", after: "nobody" }), "two,three,one");
});
