import { html, nothing, type TemplateResult } from "lit";

/** Links of a text, to be tapped below the field they are written in. They are set as text: nothing in them is markup. */
export function linked(text: string): TemplateResult | typeof nothing {
  const links = linksIn(text);
  if (links.length === 0) return nothing;
  return html`<p class="linked">${links.map((link) => html`<a href=${link} dir="ltr" target="_blank" rel="noopener noreferrer">${link}</a>`)}</p>`;
}

const BRACKETS: Readonly<Record<string, string>> = {
  ")": "(",
  "]": "[",
  "}": "{",
  "）": "（",
  "」": "「",
  "』": "『",
  "】": "【",
  "》": "《",
  "〉": "〈",
};
const OPENING = new Set(Object.values(BRACKETS));
/** What no address holds as it stands: blanks, quotation marks, and the full stops of Chinese and Japanese. */
const ENDS = /[\s<>"“”„‟«»‹›。、，；！？]/u;
/** What an address may hold, but hardly ends with. */
const TRAILING = new Set(".,;:!?'’‘*_…~");

/**
 * http and https only, each once, as a reader would see where they end: before the full stop or the bracket of the sentence
 * around them, but with brackets of their own. One pass over the text, whatever stands in it.
 */
export function linksIn(text: string): readonly string[] {
  const links = new Set<string>();
  const begins = /\bhttps?:\/\//gi;
  for (let begun = begins.exec(text); begun; begun = begins.exec(text)) {
    const end = endOf(text, begins.lastIndex);
    const link = text.slice(begun.index, end);
    begins.lastIndex = Math.max(end, begins.lastIndex);
    if (isAddress(link)) links.add(link);
  }
  return [...links];
}

function endOf(text: string, from: number): number {
  const open: string[] = [];
  let end = from;
  for (; end < text.length; end += 1) {
    const letter = text.charAt(end);
    if (ENDS.test(letter)) break;
    if (OPENING.has(letter)) open.push(letter);
    else if (letter in BRACKETS && open.pop() !== BRACKETS[letter]) break;
  }
  while (end > from && TRAILING.has(text.charAt(end - 1))) end -= 1;
  return end;
}

/** Of a host that is seen: a name and password before it would hide which. */
function isAddress(link: string): boolean {
  try {
    const { username, password } = new URL(link);
    return username === "" && password === "";
  } catch {
    return false; // "http://" and the like
  }
}
