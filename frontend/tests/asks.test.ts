import assert from "node:assert/strict";
import { test } from "node:test";
import { buildsOn, madeBy } from "../home/about.ts";
import type { Act } from "../home/acts.ts";
import { mergeItems, NOTHING, present, type Rows } from "../home/merge.ts";
import { askEvents } from "../home/partner.ts";
import { apply } from "../home/pending.ts";
import { requestOf } from "../home/request.ts";
import type { Ask, Item } from "../home/types.ts";
import { ModelServer, ROBIN, SAM } from "./server.ts";

const ASK: Ask = {
  ...{ kind: "ask", id: "q", rev: 1, task: "a", by: SAM, to: ROBIN, how: "ask", because: "", by_day: null, state: "asked" },
  ...{ but: "", words: "", day: null, answered_by: null, until: null },
};

/** A task a, and what is asked about it. */
function rows(...items: Item[]): Rows {
  const server = new ModelServer();
  server.act(ROBIN, "POST", "tasks/", { id: "a", title: "a" });
  return mergeItems(mergeItems(NOTHING, server.news(SAM, "").items), items);
}
const after = (start: Rows, me: string, ...acts: Act[]): Rows => acts.reduce((all, act) => apply(all, act, me), start);
const owner = (all: Rows) => present(all, "task", "a")?.owner;
const state = (all: Rows, id = "q") => present(all, "ask", id)?.state;
const parts = (all: Rows) => [...all.part.values()].flatMap((row) => ("gone" in row ? [] : [`${row.member} ${row.how}`]));
const asking = (how: Ask["how"], to: string | null, id = "q"): Act => ({
  verb: "ask",
  task: "a",
  ask: id,
  how,
  to,
  because: "",
  by_day: null,
});

test("asking changes nothing but that it is asked; a yes gives it to whoever said so", () => {
  const asked = after(rows(), SAM, asking("ask", ROBIN));
  assert.deepEqual([owner(asked), state(asked)], [null, "asked"]);
  const yes = after(asked, ROBIN, { verb: "accept", task: "a", ask: "q" });
  assert.deepEqual([owner(yes), state(yes)], [ROBIN, "accepted"]);
  assert.equal(state(after(yes, ROBIN, { verb: "decline", task: "a", ask: "q" })), "accepted", "the first answer counts");
});

test("yes, but on another day: it is the asker's to say that this is fine", () => {
  const but = after(rows(ASK), ROBIN, { verb: "yes_but", task: "a", ask: "q", but: "later", words: "", day: "2026-11-26" });
  assert.deepEqual([owner(but), state(but)], [null, "changed"]);
  const fine = after(but, SAM, { verb: "agree", task: "a", ask: "q" });
  assert.deepEqual([owner(fine), present(fine, "task", "a")?.due], [ROBIN, "2026-11-26"]);
});

test("together: who has it keeps it, the other is in", () => {
  const mine = after(rows(), SAM, { verb: "take", task: "a" }, asking("together", ROBIN));
  const both = after(mine, ROBIN, { verb: "accept", task: "a", ask: "q" });
  assert.deepEqual([owner(both), parts(both)], [SAM, [`${ROBIN} together`]]);
  const free = after(rows(), SAM, asking("together", ROBIN));
  const held = after(free, ROBIN, { verb: "accept", task: "a", ask: "q" });
  assert.deepEqual([owner(held), parts(held)], [ROBIN, [`${SAM} together`]]);
});

test("taking, doing and asking anew end what was asked; the fourth and what is asked of who is low waits", () => {
  assert.equal(state(after(rows(ASK), SAM, { verb: "take", task: "a" })), "withdrawn");
  assert.equal(state(after(rows(ASK), SAM, { verb: "done", task: "a", on: "2026-11-23" })), "withdrawn");
  const anew = after(rows(ASK), SAM, asking("up", null, "q2"));
  assert.deepEqual([state(anew), state(anew, "q2")], ["withdrawn", "asked"]);
  const others = ["x", "y", "z"].map((id): Ask => ({ ...ASK, id, task: id }));
  assert.equal(state(after(rows(...others), SAM, asking("ask", ROBIN))), "parked");
  const low = after(rows(), ROBIN, { verb: "low", low: true });
  assert.equal(state(after(low, SAM, asking("ask", ROBIN))), "parked");
  assert.equal(state(after(low, SAM, { verb: "take", task: "a" })), undefined);
});

test("what each does is done when all who are in have done theirs", () => {
  const each = after(rows(), SAM, { verb: "take", task: "a" }, { verb: "each", task: "a", each: true });
  assert.deepEqual([owner(each), present(each, "task", "a")?.each], [null, true]);
  const both = after(after(each, SAM, { verb: "join", task: "a", how: "helper" }), ROBIN, { verb: "join", task: "a", how: "helper" });
  assert.deepEqual(parts(both), [`${SAM} each`, `${ROBIN} each`]);
  const one = after(both, SAM, { verb: "my_part", task: "a", on: "2026-11-23" });
  assert.equal(present(one, "task", "a")?.place, "list");
  const all = after(one, ROBIN, { verb: "my_part", task: "a", on: "2026-11-23" });
  assert.equal(present(all, "task", "a")?.place, "done");
  assert.equal(present(after(all, ROBIN, { verb: "my_part_open", task: "a" }), "task", "a")?.place, "list");
});

test("only what concerns me is told: what is asked of me, what I am answered", () => {
  const tell = (before: Rows, ask: Ask, me: string) =>
    askEvents(before, mergeItems(before, [ask]), [ask], me).map(({ by, ask: told }) => `${by?.id} ${told.state}`);
  const [none, asked] = [rows(), rows(ASK)];
  const yes: Ask = { ...ASK, rev: 2, state: "accepted", answered_by: ROBIN };
  assert.deepEqual(tell(none, ASK, ROBIN), [`${SAM} asked`]);
  assert.deepEqual(tell(none, ASK, SAM), [], "my own, from my other device");
  assert.deepEqual(tell(none, ASK, "alex"), [], "between others");
  assert.deepEqual(tell(asked, yes, SAM), [`${ROBIN} accepted`]);
  assert.deepEqual(tell(asked, yes, ROBIN), [], "said on my other device");
  assert.deepEqual(tell(asked, { ...ASK, rev: 2, state: "withdrawn" }, ROBIN), [], "it goes quietly");
  assert.deepEqual(tell(none, { ...ASK, state: "parked" }, ROBIN), [], "what waits for the meeting asks nothing");
  const changed: Ask = { ...ASK, rev: 2, state: "changed", but: "later", answered_by: ROBIN };
  assert.deepEqual(tell(rows(changed), { ...changed, rev: 3, state: "accepted" }, ROBIN), [`${SAM} accepted`]);
});

test("what builds on an ask that was refused waits with it; requests say only what was said", () => {
  const ask = asking("up", null);
  assert.deepEqual(madeBy(ask), ["q"]);
  assert.ok(buildsOn({ verb: "withdraw_ask", task: "b", ask: "q" }, new Set(["q"])));
  assert.ok(buildsOn(ask, new Set(["a"])));
  assert.deepEqual(requestOf(ask), { method: "POST", path: "asks/", body: { id: "q", task: "a", how: "up", because: "" } });
  assert.equal(requestOf({ verb: "park", task: "a", ask: "q" }).path, "asks/q/parked/");
  assert.equal(requestOf({ verb: "each", task: "a", each: false }).path, "tasks/a/one-for-all/");
});
