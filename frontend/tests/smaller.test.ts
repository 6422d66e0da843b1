import assert from "node:assert/strict";
import { test } from "node:test";
import { buildsOn, madeBy } from "../home/about.ts";
import type { Act } from "../home/acts.ts";
import { mergeItems, NOTHING, present, type Rows } from "../home/merge.ts";
import { insisting, park } from "../home/parked.ts";
import { apply } from "../home/pending.ts";
import { requestOf } from "../home/request.ts";
import { Since } from "../home/since.ts";
import type { Area, Intention, Item, Task } from "../home/types.ts";
import { DAY, ModelServer, ROBIN, SAM } from "./server.ts";

const server = new ModelServer();
server.act(SAM, "POST", "tasks/", { id: "bikes", title: "Old bikes" });
const bikes = { ...server.task("bikes"), rests_on: "2026-12-03", touched_on: "2026-10-08" };
const kitchen: Area = { kind: "area", id: "kitchen", rev: 1, name: "Kitchen", feel: "", intention: "evenings" };
const evenings: Intention = { kind: "intention", id: "evenings", rev: 1, words: "Free evenings", position: 1 };

function rows(...items: Item[]): Rows {
  return mergeItems(NOTHING, items);
}
function task(of: Rows, id = "bikes"): Task {
  return present(of, "task", id) as Task;
}

test("whoever touches what is about to rest keeps it, at once", () => {
  for (const act of [
    { verb: "keep", task: "bikes", on: DAY },
    { verb: "take", task: "bikes" },
    { verb: "edit", task: "bikes", fields: { notes: "still" }, was: { notes: "" } },
  ] satisfies Act[])
    assert.equal(task(apply(rows(bikes), act, SAM)).rests_on, null, act.verb);
  const same = rows({ ...bikes, owner: ROBIN });
  assert.equal(apply(same, { verb: "take", task: "bikes" }, SAM), same, "an act that changes nothing touches nothing");
});

test("what rests comes back by one tap, and is no longer resting wherever it goes", () => {
  const resting: Task = { ...bikes, place: "not_now", rests_on: null, rested_on: DAY };
  const back = task(apply(rows(resting), { verb: "bring_back", task: "bikes" }, SAM));
  assert.deepEqual([back.place, back.rested_on], ["list", null]);
  const moved = task(apply(rows(resting), { verb: "move", task: "bikes", place: "not_now", after: null }, SAM));
  assert.equal(moved.rested_on, DAY);
  const done = task(apply(rows(resting), { verb: "done", task: "bikes", on: DAY }, SAM));
  assert.equal(done.rested_on, null);
  const here = rows({ ...resting, rested_on: null });
  assert.equal(apply(here, { verb: "bring_back", task: "bikes" }, SAM), here);
});

test("an intention put away leaves areas and tasks without it", () => {
  const all = rows({ ...bikes, intention: "evenings" }, kitchen, evenings);
  const after = apply(all, { verb: "erase_intention", intention: "evenings" }, SAM);
  assert.equal(task(after).intention, null);
  assert.equal(present(after, "area", "kitchen")?.intention, null);
  assert.equal(present(after, "intention", "evenings"), null);
});

test("what names a new intention builds on it", () => {
  const made = new Set(madeBy({ verb: "add_intention", intention: "i", words: "x" }));
  assert.ok(buildsOn({ verb: "edit_area", area: "kitchen", fields: { intention: "i" }, was: {} }, made));
  assert.ok(buildsOn({ verb: "edit", task: "bikes", fields: { intention: "i" }, was: {} }, made));
  assert.ok(buildsOn({ verb: "reword_intention", intention: "i", words: "y", was: "x" }, made));
  assert.ok(!buildsOn({ verb: "edit_area", area: "kitchen", fields: { feel: "i" }, was: {} }, made));
});

test("a wording refused is kept, and insisting on it no longer says what was there", () => {
  const act: Act = { verb: "edit_area", area: "kitchen", fields: { feel: "Clear" }, was: { feel: "" } };
  const write = { key: "k", order: 1, act, ...requestOf(act) };
  assert.deepEqual(write.body, { feel: "Clear", was: { feel: "" } });
  const parked = park(write, write, { status: 409, code: "changed_meanwhile", title: "", detail: "" });
  assert.equal(parked.text, "Clear");
  assert.deepEqual(requestOf(insisting(parked)).body, { feel: "Clear", was: {} });
});

test("since one last looked: what the others did to each thing last, and nothing of one's own", () => {
  const home = new ModelServer();
  for (const id of ["a", "b", "c"]) home.act(ROBIN, "POST", "tasks/", { id, title: id });
  const kept = { rows: mergeItems(NOTHING, home.news(SAM, "").items), cursor: home.cursor(SAM) };
  home.act(ROBIN, "POST", "tasks/a/taken/");
  home.act(ROBIN, "POST", "tasks/a/done/");
  home.act(ROBIN, "PATCH", "tasks/b/", { notes: "more" });
  home.act(SAM, "POST", "tasks/c/done/");
  home.act(ROBIN, "POST", "tasks/", { id: "d", title: "d" });
  home.act(SAM, "POST", "tasks/d/taken/");
  home.act(ROBIN, "POST", "tasks/", { id: "e", title: "e" });
  home.act(ROBIN, "POST", "tasks/e/let-go/");
  home.act(SAM, "PATCH", "tasks/e/", { notes: "a word after it" });
  const now = { rows: mergeItems(NOTHING, home.news(SAM, "").items), cursor: home.cursor(SAM) };
  const since = new Since();
  since.opened(kept, now, SAM);
  assert.deepEqual(
    since.events.value.map(({ did, task }) => [did, task?.id]),
    [
      ["done", "a"],
      ["let_go", "e"],
      ["added", "d"],
      ["edited", "b"],
    ],
  );
  since.seen();
  assert.deepEqual(since.events.value, []);
  for (const before of [undefined, { rows: NOTHING, cursor: "" }, now, { ...kept, cursor: "another.1.1.1" }]) {
    since.opened(before, now, SAM);
    assert.deepEqual(since.events.value, [], "nothing kept, nothing happened, or another database");
  }
});

test("much at once while the page is open is told in that line too, a little is not", async () => {
  const home = new ModelServer();
  const sam = home.home(SAM);
  await sam.ready;
  home.act(ROBIN, "POST", "tasks/", { id: "a", title: "a" });
  sam.takeNews(home.news(SAM, sam.cursor));
  assert.equal(sam.since.events.value.length, 0);
  for (const id of ["b", "c", "d", "e"]) home.act(ROBIN, "POST", "tasks/", { id, title: id });
  sam.takeNews(home.news(SAM, sam.cursor));
  assert.equal(sam.since.events.value.length, 4);
});
