import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../home/drafts.ts";
import { Shelf } from "../shelf.ts";
import { scopeOf } from "./server.ts";

test("a draft is kept until it is emptied or dropped, for its member alone", () => {
  const shelf = new Shelf(null);
  const mine = new Drafts("home", "me", scopeOf("me"), shelf);
  mine.write("line", "Milk");
  mine.write("ask:1:because", "I am away");
  const elsewhere = new Drafts("another home", "me too", scopeOf("me"), shelf);
  assert.equal(elsewhere.read("line"), null);
  assert.deepEqual([...new Drafts("home", "me", scopeOf("me"), shelf).names()].sort(), ["ask:1:because", "line"]);
  mine.write("line", "");
  mine.drop("ask:1:because");
  assert.deepEqual(mine.names(), []);
});

test("a draft is locked: nobody else reads it, and it is there again for who wrote it", () => {
  const shelf = new Shelf(null);
  new Drafts("home", "ann", scopeOf("ann"), shelf).write("line", "A surprise for Bea");
  const bea = new Drafts("home", "bea", scopeOf("bea"), shelf);
  assert.deepEqual([bea.names(), bea.read("line")], [[], null]);
  for (const key of shelf.keys()) assert.doesNotMatch(`${key} ${shelf.get(key)}`, /surprise/);
  const [key = ""] = shelf.keys();
  shelf.set(key.replaceAll("ann", "bea"), shelf.get(key) ?? "");
  assert.equal(bea.read("line"), null, "put under another name it opens for nobody");
  assert.equal(new Drafts("home", "ann", scopeOf("ann"), shelf).read("line"), "A surprise for Bea");
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
