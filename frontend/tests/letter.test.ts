import assert from "node:assert/strict";
import { test } from "node:test";
import { letterOf } from "../elements/letter.ts";

const press = (key: string, code: string, shiftKey = false): string => letterOf({ key, code, shiftKey });

test("by its place where the layout writes another script", () => {
  assert.deepEqual([press("т", "KeyN"), press("о", "KeyJ"), press("л", "KeyK"), press("я", "KeyZ")], ["n", "j", "k", "z"]);
  assert.deepEqual([press("ч", "KeyX"), press(".", "Slash"), press(",", "Slash", true)], ["x", "/", "?"]);
  assert.deepEqual([press("מ", "KeyN"), press("ס", "KeyX"), press("'", "KeyW"), press(".", "Slash")], ["n", "x", "w", "/"]);
  assert.deepEqual([press("ν", "KeyN"), press("ξ", "KeyJ"), press("Ζ", "KeyZ")], ["n", "j", "z"]);
});

test("by its letter where it is a Latin one, wherever that lies", () => {
  assert.deepEqual([press("z", "KeyY"), press("Z", "KeyY"), press("-", "Slash"), press("/", "Digit7", true)], ["z", "z", "-", "/"]);
  assert.deepEqual([press("z", "KeyW"), press("!", "Slash"), press("?", "KeyM", true)], ["z", "!", "?"]); // AZERTY
  assert.deepEqual([press("n", "KeyL"), press("z", "Slash"), press("/", "BracketLeft")], ["n", "z", "/"]); // Dvorak
  assert.deepEqual([press("ArrowDown", "ArrowDown"), press("Escape", "Escape"), press(" ", "Space")], ["ArrowDown", "Escape", " "]);
});
