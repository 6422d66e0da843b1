import assert from "node:assert/strict";
import { test } from "node:test";
import { buildsOn, madeBy, tasksOf } from "../home/about.ts";
import type { Act, ActOnParts } from "../home/acts.ts";
import { mergeItems, NOTHING, present, type Rows } from "../home/merge.ts";
import { stepsOf } from "../home/order.ts";
import { inHeaps, type PartnerEvent, partnerEvents } from "../home/partner.ts";
import { apply } from "../home/pending.ts";
import { requestOf } from "../home/request.ts";
import type { Credit, Item, Member, Task } from "../home/types.ts";

const [ME, OTHER, DAY] = ["me", "other", "2026-11-23"];
const member = (id: string): Member => ({ kind: "member", id, rev: 1, name: id, colour: "sea", role: "adult", left: false });
const open: Task = {
  ...{ kind: "task", id: "t", rev: 1, title: "Dishes", notes: "", done_means: "", done_means_new: "", done_means_by: null, feel: "" },
  ...{ area: null, size: "", due: null, place: "list", rank: "a", private: false, author: ME, owner: null, done_on: null, done_by: null },
  ...{ let_go_on: null, let_go_by: null, starter: "", added_on: DAY, changed_by: ME, until: null },
  ...{ each: false, status: "", intention: null, touched_on: DAY, rests_on: null, rested_on: null },
  ...{ bring: false, family: false, carried: 0, still_true: false },
};
const done: Task = { ...open, place: "done", done_on: DAY, done_by: ME };
const board = (...items: Item[]): Rows => mergeItems(NOTHING, [member(ME), member(OTHER), ...items]);
const after = (rows: Rows, ...acts: Act[]): Rows => acts.reduce((all, act) => apply(all, act, ME), rows);
const credits = (rows: Rows): string[] =>
  [...rows.credit.values()]
    .filter((row): row is Credit => !("gone" in row))
    .map((row) => `${row.part} ${row.member}${row.declined ? " declined" : ""}`)
    .sort();
const offered = (part: Credit["part"], to: string, by: string | null, declined = false): Credit => ({
  ...{ kind: "credit", id: `${part}${to}`, rev: 1, task: "t", part, member: to, offered_by: by, declined, until: null },
});

test("steps stand at once where they will, and whatever names one builds on its writing", () => {
  const add: ActOnParts = {
    verb: "add_steps",
    task: "t",
    steps: [
      { id: "a", title: "one" },
      { id: "b", title: "two" },
    ],
  };
  const tick: ActOnParts = { verb: "tick_step", task: "t", step: "b", on: DAY };
  const move: ActOnParts = { verb: "move_step", task: "t", step: "b", after: null };
  const rows = after(board(open), add, tick, move);
  assert.deepEqual(
    stepsOf(rows, "t").map(({ title, done_by }) => [title, done_by]),
    [
      ["two", ME],
      ["one", null],
    ],
  );
  assert.equal(after(rows, add), rows, "a second time changes nothing");
  assert.deepEqual(madeBy(add), ["a", "b"]);
  assert.ok(buildsOn(tick, new Set(["b"])) && buildsOn(add, new Set(["t"])) && !buildsOn(tick, new Set(["x"])));
  assert.deepEqual(tasksOf(tick), ["t"]);
  assert.deepEqual([requestOf(add).path, requestOf({ ...add, steps: add.steps.slice(1) }).path], ["tasks/t/steps/many/", "tasks/t/steps/"]);
  assert.deepEqual(stepsOf(after(rows, { verb: "remove_step", task: "t", step: "b" }), "t").length, 1);
});

test("who it was is shown as the server will say it", () => {
  const together: ActOnParts = { verb: "did", task: "t", by: [ME, OTHER], helped: [] };
  assert.deepEqual(credits(after(board(done), together)), ["done me", "done other"]);
  const alone: ActOnParts = { verb: "did", task: "t", by: [OTHER], helped: [] };
  assert.equal(present(after(board(done), alone), "task", "t")?.done_by, OTHER);
  const justMe: ActOnParts = { verb: "did", task: "t", by: [ME], helped: [] };
  assert.deepEqual(credits(after(board(done), justMe)), []);
  const noticed: ActOnParts = { verb: "credit", task: "t", part: "noticed", member: OTHER };
  assert.deepEqual(credits(after(board(open), noticed)), ["noticed me", "noticed other"]);
});

test("what one says of oneself stands: mine is declined, theirs stays", () => {
  const off = (part: Credit["part"], who: string): ActOnParts => ({ verb: "uncredit", task: "t", part, member: who });
  assert.deepEqual(credits(after(board(open, offered("planned", ME, OTHER)), off("planned", ME))), ["planned me declined"]);
  assert.deepEqual(credits(after(board(open, offered("planned", ME, ME)), off("planned", ME))), []);
  assert.deepEqual(credits(after(board(open, offered("planned", OTHER, OTHER)), off("planned", OTHER))), ["planned other"]);
  assert.deepEqual(credits(after(board(open), off("noticed", ME))), ["noticed me declined"]);
  const back: ActOnParts = { verb: "credit", task: "t", part: "planned", member: OTHER };
  assert.deepEqual(credits(after(board(open, offered("planned", OTHER, ME, true)), back)), ["planned other declined"]);
});

test("another line for what done means waits beside the one in force", () => {
  const edit = (line: string, was = ""): Act => ({ verb: "edit", task: "t", fields: { done_means: line }, was: { done_means: was } });
  const lines = (rows: Rows) => {
    const task = present(rows, "task", "t");
    return [task?.done_means, task?.done_means_new, task?.done_means_by];
  };
  const first = after(board(open), edit("The sink is empty"));
  assert.deepEqual(lines(first), ["The sink is empty", "", null]);
  assert.deepEqual(lines(after(first, edit("It shines"))), ["The sink is empty", "It shines", ME]);
  const asked = board({ ...open, done_means: "one", done_means_new: "two", done_means_by: OTHER });
  assert.deepEqual(lines(after(asked, edit("two"))), ["two", "", null]);
  assert.deepEqual(lines(after(asked, { verb: "agree_line", task: "t", line: "two" })), ["two", "", null]);
  assert.deepEqual(lines(after(asked, { verb: "keep_line", task: "t", line: "two" })), ["one", "", null]);
  assert.equal(after(asked, { verb: "agree_line", task: "t", line: "another" }), asked);
});

test("thanks to me are told once, and so is a step the other ticked", () => {
  const step: Item = { kind: "step", id: "s", rev: 1, task: "t", title: "one", rank: "a", done_on: null, done_by: null, until: null };
  const thanks: Item = { kind: "thanks", id: "x", rev: 1, task: "t", by: OTHER, to: ME, words: "", on: DAY, until: null };
  const before = board(open, step);
  const items: Item[] = [thanks, { ...step, rev: 2, done_on: DAY, done_by: OTHER }];
  const rows = mergeItems(before, items);
  const told = (events: ReturnType<typeof partnerEvents>) => events.map(({ did, by }) => `${by?.name} ${did}`);
  assert.deepEqual(told(partnerEvents(before, rows, items, ME)), ["other thanked", "other step"]);
  const words: Item[] = [{ ...thanks, rev: 2, words: "for the sink" }];
  assert.deepEqual(partnerEvents(rows, mergeItems(rows, words), words, ME), []);
  assert.deepEqual(partnerEvents(before, rows, [thanks], OTHER), []);
});

test("a guess is mine alone until the others' come", () => {
  const guess: ActOnParts = { verb: "guess", task: "t", size: "m" };
  const mine = [...after(board(open), guess).guess.values()];
  assert.deepEqual(
    mine.map((row) => ("size" in row ? [row.size, row.sealed] : [])),
    [["m", true]],
  );
  const seen: Item = { kind: "guess", id: "g", rev: 1, task: "t", member: OTHER, size: "s", sealed: false, until: null };
  const rows = board(open, seen);
  assert.equal(after(rows, guess), rows);
  const before = board(open, { ...seen, id: "m", member: ME, sealed: true });
  const events = partnerEvents(before, mergeItems(before, [seen]), [seen], ME);
  assert.deepEqual(
    events.map(({ did, by }) => [did, by?.name]),
    [["guessed", OTHER]],
  );
  assert.deepEqual(partnerEvents(board(open), rows, [seen], ME), []);
});

test("what somebody brought in one go is one heap; what they did is never a number", () => {
  const event = (did: PartnerEvent["did"], by: string, id: string): PartnerEvent => ({
    ...{ type: "partner", did, by: member(by), task: { ...open, id } },
  });
  const many = (did: PartnerEvent["did"], by: string) => ["a", "b", "c", "d"].map((id) => event(did, by, id));
  const sizes = (events: readonly PartnerEvent[]) => inHeaps(events).map((heap) => heap.length);
  assert.deepEqual(sizes(many("shared", OTHER)), [4]);
  assert.deepEqual(sizes(many("done", OTHER)), [1, 1, 1, 1]);
  assert.deepEqual(sizes(many("added", OTHER).slice(1)), [1, 1, 1]);
  assert.deepEqual(sizes([...many("moved", OTHER), ...many("moved", "third"), event("done", OTHER, "e")]), [4, 4, 1]);
});
