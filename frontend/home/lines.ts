/** Lines that become tasks. Pure. */

import { cut, linesIn } from "./typed.ts";

export const TITLE_LENGTH = 200;
const NOTES_LENGTH = 10_000;

/** A line as it will be added; what was too long for a title goes into the notes. */
export interface Line {
  readonly title: string;
  readonly notes: string;
}

/** Lines of a pasted text without the bullets, numbers and boxes that lists come with. */
export function linesOf(text: string): readonly Line[] {
  return linesIn(text)
    .map((line) => line.replace(/^(?:[-*•‣–—·]\s+|\d+[.)]\s+)?(?:\[[ xX]?\]\s*|[☐☑✓✔]\s*)?/u, ""))
    .flatMap(fitted);
}

/** Nothing of a long line is lost: a title as far as a whole word goes, the rest in its notes; what is longer still goes on. */
export function fitted(line: string): readonly Line[] {
  if (line === "") return [];
  const [title, rest] = cut(line, TITLE_LENGTH);
  const [notes, more] = cut(rest, NOTES_LENGTH);
  return [{ title, notes }, ...fitted(more)];
}
