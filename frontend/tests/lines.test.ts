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

test("a link ends where a reader would end it", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["「https://a.example/x」を見て", ["https://a.example/x"]],
    ["（https://a.example/x）", ["https://a.example/x"]],
    ["«https://a.example/x» et “https://a.example/y”", ["https://a.example/x", "https://a.example/y"]],
    ["https://a.example/x。https://a.example/y", ["https://a.example/x", "https://a.example/y"]],
    ["(see https://de.wikipedia.org/wiki/Tandem_(Fahrrad).)", ["https://de.wikipedia.org/wiki/Tandem_(Fahrrad)"]],
    [
      "https://de.wikipedia.org/wiki/Tandem_(Fahrrad)#Technik, [https://a.example/[1]]",
      ["https://de.wikipedia.org/wiki/Tandem_(Fahrrad)#Technik", "https://a.example/[1]"],
    ],
    ["https://a.example/%E2%80%8F…", ["https://a.example/%E2%80%8F"]],
    ["https://paypal.example@evil.example/ http://", []],
  ];
  for (const [text, links] of cases) assert.deepEqual(linksIn(text), links, text);
});

test("finding links takes one look at each character", () => {
  for (const part of [")", "http://", "(", ".", "http://(", "http://a.", "https://a.example/ "]) {
    const text = `http://${part.repeat(Math.floor(9_990 / part.length))}`;
    let looks = 0;
    const counted = new Proxy(new String(text), {
      get: (whole, name) => {
        if (name === "charAt") looks += 1;
        const value = Reflect.get(whole, name, whole) as unknown;
        return typeof value === "function" ? value.bind(whole) : value;
      },
    });
    linksIn(counted as unknown as string);
    assert.ok(looks <= 3 * text.length, `${part}: ${looks} looks at ${text.length} characters`);
  }
});
