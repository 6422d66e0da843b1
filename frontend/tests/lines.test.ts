import assert from "node:assert/strict";
import { test } from "node:test";
import { linksIn } from "../elements/linked.ts";
import { linesOf } from "../home/lines.ts";

test("a pasted list loses its bullets, and nothing else", () => {
  const lines = linesOf("- Milk\n- [ ] Bread\r\n\n3. Candles\n☐ Tape");
  assert.deepEqual(
    lines.map(({ title }) => title),
    ["Milk", "Bread", "Candles", "Tape"],
  );
});

test("what is too long for a title goes into the notes, and on", () => {
  const words = "word ".repeat(60).trim();
  const [line, ...more] = linesOf(words);
  assert.equal(more.length, 0);
  assert.ok(line && line.title.length <= 200);
  assert.equal(`${line?.title} ${line?.notes}`, words);
  const endless = linesOf("x".repeat(10_500));
  assert.deepEqual(
    endless.map(({ title, notes }) => title.length + notes.length),
    [10_200, 300],
  );
  const pairs = linesOf("😀".repeat(250));
  assert.ok(pairs.every(({ title, notes }) => !/^[\uDC00-\uDFFF]/.test(notes) && !/[\uD800-\uDBFF]$/.test(title)));
  assert.equal(pairs.map(({ title, notes }) => title + notes).join(""), "😀".repeat(250));
});

test("links of a text, without the sentence around them", () => {
  assert.deepEqual(linksIn("See https://a.example/x?y=1. Or (http://b.example/z), http://b.example/z!"), [
    "https://a.example/x?y=1",
    "http://b.example/z",
  ]);
  assert.deepEqual(linksIn("https://de.wikipedia.org/wiki/Tandem_(Fahrrad)"), ["https://de.wikipedia.org/wiki/Tandem_(Fahrrad)"]);
  assert.deepEqual(linksIn("javascript:alert(1) ftp://a.example data:text/html,x https://"), []);
});
