import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cut, fitting, folded, initial, lengthOf, linesIn, manyLines, oneLine } from "../home/typed.ts";
import { t } from "../text.ts";

type Pairs = readonly (readonly [string, string])[];
const TABLE = JSON.parse(readFileSync(new URL("../../tests/words.json", import.meta.url), "utf8")) as Record<string, Pairs>;
const FAMILY = "👨\u200d👩\u200d👧";

for (const [name, act] of Object.entries({ line: oneLine, lines: manyLines, folded, initial })) {
  test(`${name}: as the server does it`, () => {
    for (const [typed, kept] of TABLE[name] ?? []) assert.equal(act(typed), kept, JSON.stringify(typed));
  });
}

test("length counts code points, as the server does", () => {
  assert.equal(lengthOf("😀".repeat(200)), 200);
  assert.deepEqual(cut("😀".repeat(200), 200), ["😀".repeat(200), ""]);
});

test("a line is cut before a blank, and nothing of it is lost", () => {
  const line = "word ".repeat(60).trim();
  const [head, rest] = cut(line, 200);
  assert.ok(lengthOf(head) <= 200 && head.endsWith("word"));
  assert.equal(`${head} ${rest}`, line);
});

test("a family, a flag and a letter with its accent are never cut in two", () => {
  for (const whole of [FAMILY, "🇩🇪", "👍🏽", "A\u030a"]) {
    const [head, rest] = cut(`${"a".repeat(199)}${whole}`, 200);
    assert.deepEqual([head, rest], ["a".repeat(199), whole]);
  }
  assert.deepEqual(fitting(FAMILY.repeat(3), 5), [FAMILY, FAMILY, FAMILY]);
});

test("a character longer than the line still goes on", () => {
  const zalgo = `a${"\u0301".repeat(25)}`;
  assert.equal(fitting(zalgo, 10).join(""), zalgo);
});

test("a pasted text is as many lines as it shows", () => {
  assert.deepEqual(linesIn("one\r\ntwo\rthree\u2028\u200b\n  four  "), ["one", "two", "three", "four"]);
});

test("a Hebrew name turns nothing of the sentence around it", () => {
  assert.equal(t("{name} did {title}", { name: "שרה", title: "3 cups" }), "\u2067שרה\u2069 did 3 cups");
  assert.equal(t("{name} did {title}", { name: "Robin", title: "IKEA, שלום" }), "Robin did \u2066IKEA, שלום\u2069");
  assert.equal(t("{name} did {title}", { name: "Robin", title: "\u2068שלום\u2069" }), "Robin did \u2068שלום\u2069");
});
