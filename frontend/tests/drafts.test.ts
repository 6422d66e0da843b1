import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../home/drafts.ts";
import { Shelf } from "../shelf.ts";

test("a draft is kept until it is emptied or dropped, for its member alone", () => {
  const shelf = new Shelf(null);
  const mine = new Drafts("home", "me", shelf);
  mine.write("line", "Milk");
  mine.write("ask:1:because", "I am away");
  const elsewhere = new Drafts("another home", "me too", shelf);
  assert.equal(elsewhere.read("line"), null);
  assert.deepEqual([...new Drafts("home", "me", shelf).names()].sort(), ["ask:1:because", "line"]);
  mine.write("line", "");
  mine.drop("ask:1:because");
  assert.deepEqual(mine.names(), []);
});

test("when another member of the home sits down, what was begun goes", () => {
  const shelf = new Shelf(null);
  new Drafts("home", "ann", shelf).write("line", "A surprise for Bea");
  assert.deepEqual(new Drafts("home", "bea", shelf).names(), []);
  assert.deepEqual(shelf.keys(), []);
});

test("storage that throws, or is full, is as good as memory while the page is open", () => {
  const broken = new Shelf(() => {
    throw new DOMException("no", "SecurityError");
  });
  broken.set("a", "1");
  assert.deepEqual([broken.get("a"), broken.keys()], ["1", ["a"]]);
  broken.delete("a");
  assert.equal(broken.get("a"), null);
});
