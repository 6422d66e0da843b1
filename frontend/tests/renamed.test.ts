import assert from "node:assert/strict";
import { test } from "node:test";
import { mergeItems, NOTHING } from "../home/merge.ts";
import { partnerEvents } from "../home/partner.ts";
import type { Member } from "../home/types.ts";

const sam: Member = { kind: "member", id: "sam", rev: 1, name: "Sam", colour: "sea", role: "adult", left: false };

test("another name of somebody else is told with the name before; a colour is not, nor my own name, nor that somebody left", () => {
  const before = mergeItems(NOTHING, [sam]);
  const told = (now: Member, me = "robin") => {
    const rows = mergeItems(before, [now]);
    return partnerEvents(before, rows, [now], me).map(({ did, by, was }) => [did, was, by?.name]);
  };
  assert.deepEqual(told({ ...sam, rev: 2, name: "Robin" }), [["renamed", "Sam", "Robin"]]);
  assert.deepEqual(told({ ...sam, rev: 2, colour: "moss" }), []);
  assert.deepEqual(told({ ...sam, rev: 2, name: "Samuel" }, "sam"), []);
  assert.deepEqual(told({ ...sam, rev: 2, name: "", left: true }), []);
});
