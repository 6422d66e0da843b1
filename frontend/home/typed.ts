/** Text that people type, cleaned, measured and cut. household/words.py cleans the same way; tests/words.json is tried on both. */

/**
 * Characters that steer a terminal, a calendar file or the direction of a sentence, and halves of a character. Joiners and
 * direction marks (U+200C to U+200F) stay: Persian, family emoji and Hebrew need them.
 */
const UNWANTED = /(?![\t\n\v\f\r])[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;
/** Anything but blanks, marks without a letter, and what is drawn as nothing. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Mn}\p{Me}\u115f\u1160\u2800\u3164\uffa0]/u;
const CHARACTERS = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One line: line breaks and runs of blanks become one blank. "" if nothing of it can be seen. */
export function oneLine(text: string): string {
  return seen(text.replace(UNWANTED, "").split(/\s+/).filter(Boolean).join(" "));
}

/** Text that keeps its lines. "" if nothing of it can be seen. */
export function manyLines(text: string): string {
  const lines = text.replace(/\r\n?|[\v\f\u2028\u2029]/g, "\n");
  return seen(lines.replace(UNWANTED, "").trim());
}

function seen(text: string): string {
  return VISIBLE.test(text) ? text : "";
}

/** How long the server counts it: code points. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _point of text) length += 1;
  return length;
}

/**
 * As much of a line as fits, and the rest. It is cut before the last blank that fits; within a word only where there is no
 * other way, and never within what a reader takes for one character.
 */
export function cut(text: string, longest: number): readonly [string, string] {
  if (text.length <= longest || lengthOf(text) <= longest) return [text, ""];
  let [length, end, blank] = [0, 0, 0];
  for (const { segment, index } of CHARACTERS.segment(text)) {
    length += lengthOf(segment);
    if (/^\s$/.test(segment) && length <= longest + 1) blank = index;
    if (length > longest) break;
    end = index + segment.length;
  }
  if (end === 0) end = [...text].slice(0, longest).join("").length; // one character that is longer than all that fits
  const at = blank > end / 2 ? blank : end;
  return [text.slice(0, at).trimEnd(), text.slice(at).trimStart()];
}

/** A line as the lines it has to be: each fits, and together they are all of it. */
export function fitting(text: string, longest: number): readonly string[] {
  const parts: string[] = [];
  for (let [part, rest] = cut(text, longest); part !== ""; [part, rest] = cut(rest, longest)) parts.push(part);
  return parts;
}

/** Lines of a pasted text, cleaned; empty ones are left out. */
export function linesIn(text: string): readonly string[] {
  return text
    .split(/\r\n?|[\n\v\f\u2028\u2029]/)
    .map(oneLine)
    .filter(Boolean);
}

/** The first character of a name that can be seen, as a reader counts them, in capitals where that is still one. "" if there is none. */
export function initial(name: string): string {
  const [first = ""] = characters(name);
  const capital = first.toUpperCase();
  return characters(capital).length === 1 ? capital : first;
}

/** The one behind it. */
export function second(name: string): string {
  return characters(name)[1] ?? "";
}

function characters(text: string): readonly string[] {
  return [...CHARACTERS.segment(text)].map(({ segment }) => segment).filter((segment) => VISIBLE.test(segment));
}

/** Letters that have no decomposition, as they are looked for. household/words.py has the same. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  þ: "th",
  ŧ: "t",
  ς: "σ",
};

/** Text as one looks for it: without case, accents and invisible characters. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðħıþŧς]/g, (letter) => LETTERS[letter] ?? letter);
}
