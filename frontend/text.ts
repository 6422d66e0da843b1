/** gettext in the browser: the English text is the key, the page's <script id="texts"> holds the other language. */

export interface Texts {
  /** English text (with a context: "context\u0004text") -> its translation, or the plural forms of it. */
  readonly catalog: Readonly<Record<string, string | readonly string[]>>;
  /** gettext's formula in n ("n != 1"), with or without "nplurals=2; plural=". Empty: as in English. */
  readonly plural: string;
}
export type Values = Readonly<Record<string, string | number>>;

let texts: Texts | null = null;
let formOf: (n: number) => number = english;

/** The text in the page's language, with {name} filled in from `values`. */
export function t(message: string, values: Values = {}): string {
  const found = catalog()[message];
  return fill(found === undefined || found === "" ? message : typeof found === "string" ? found : (found[0] ?? message), values);
}

/** The same for an English text that means two things: `context` says which ("Let go" the act, "Let go" the state). */
export function p(context: string, message: string, values: Values = {}): string {
  const found = catalog()[`${context}\u0004${message}`];
  return fill(typeof found === "string" && found !== "" ? found : message, values);
}

/** Marks a text that is kept in English and translated by `t` where it is shown. */
export function msgid(message: string): string {
  return message;
}

/** The text for `count` things; {count} is always filled in. */
export function n(one: string, many: string, count: number, values: Values = {}): string {
  const found = catalog()[one];
  const forms = Array.isArray(found) ? (found as readonly string[]) : null;
  const translated = forms?.[formOf(count)];
  return fill(translated || (english(count) === 0 ? one : many), { count, ...values });
}

/** Takes another catalog than the page's: for tests, and for a page that changes its language. */
export function speak(other: Texts | null): void {
  texts = other;
  formOf = other ? pluralForm(other.plural) : english;
}

function catalog(): Texts["catalog"] {
  if (!texts) speak(textsOfThePage());
  return texts?.catalog ?? {};
}

function textsOfThePage(): Texts {
  const script = typeof document === "undefined" ? null : document.getElementById("texts");
  const read = JSON.parse(script?.textContent || "{}") as Partial<Texts>;
  return { catalog: read.catalog ?? {}, plural: read.plural ?? "" };
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => isolated(String(values[name] ?? whole)));
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\u200f]/u;

/**
 * A name or title within a sentence. One with right-to-left letters is isolated (UAX 9: LRI or RLI by its first letter, and
 * PDI), so that what stands around it keeps its order. What is isolated already (`titled`) stays so.
 */
function isolated(value: string): string {
  if (!RIGHT_TO_LEFT.test(value) || value.startsWith("\u2068")) return value;
  const [first = ""] = /\p{L}/u.exec(value) ?? [];
  return `${RIGHT_TO_LEFT.test(first) ? "\u2067" : "\u2066"}${value}\u2069`;
}

function english(count: number): number {
  return count === 1 ? 0 : 1;
}

/**
 * gettext's plural formula as a function. A small reader of its C expressions, because the page's
 * Content-Security-Policy forbids eval and new Function. A formula it cannot read counts as English.
 */
export function pluralForm(formula: string): (n: number) => number {
  const source = (/plural\s*=\s*([^;]+)/.exec(formula)?.[1] ?? formula).trim();
  if (source === "") return english;
  const tokens = source.match(/\d+|n|&&|\|\||[=!<>]=|[<>!?:()%*/+-]|\S/g) ?? [];
  try {
    const [evaluate, end] = choice(tokens, 0);
    if (end !== tokens.length) return english;
    return (count) => evaluate(count);
  } catch {
    return english;
  }
}

type Evaluate = (n: number) => number;
type Read = [Evaluate, number];

/** From the loosest binding to the tightest; all of them read from left to right. */
const OPERATORS: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { "||": (a, b) => Number(a !== 0 || b !== 0) },
  { "&&": (a, b) => Number(a !== 0 && b !== 0) },
  { "==": (a, b) => Number(a === b), "!=": (a, b) => Number(a !== b) },
  { "<": (a, b) => Number(a < b), ">": (a, b) => Number(a > b), "<=": (a, b) => Number(a <= b), ">=": (a, b) => Number(a >= b) },
  { "+": (a, b) => a + b, "-": (a, b) => a - b },
  { "*": (a, b) => a * b, "/": (a, b) => Math.trunc(a / b), "%": (a, b) => a % b },
];

function choice(tokens: readonly string[], at: number): Read {
  const [condition, next] = binary(tokens, at, 0);
  if (tokens[next] !== "?") return [condition, next];
  const [yes, colon] = choice(tokens, next + 1);
  expect(tokens, colon, ":");
  const [no, end] = choice(tokens, colon + 1);
  return [(count) => (condition(count) !== 0 ? yes(count) : no(count)), end];
}

function binary(tokens: readonly string[], at: number, level: number): Read {
  const operators = OPERATORS[level];
  if (!operators) return unary(tokens, at);
  let [left, next] = binary(tokens, at, level + 1);
  for (let operate = operators[tokens[next] ?? ""]; operate; operate = operators[tokens[next] ?? ""]) {
    const [right, end] = binary(tokens, next + 1, level + 1);
    const [before, act] = [left, operate];
    left = (count) => act(before(count), right(count));
    next = end;
  }
  return [left, next];
}

function unary(tokens: readonly string[], at: number): Read {
  const token = tokens[at] ?? "";
  if (token === "!") {
    const [operand, end] = unary(tokens, at + 1);
    return [(count) => Number(operand(count) === 0), end];
  }
  if (token === "(") {
    const [inside, close] = choice(tokens, at + 1);
    expect(tokens, close, ")");
    return [inside, close + 1];
  }
  if (token === "n") return [(count) => count, at + 1];
  if (!/^\d+$/.test(token)) throw new SyntaxError(`not a plural formula: ${token}`);
  return [() => Number(token), at + 1];
}

function expect(tokens: readonly string[], at: number, token: string): void {
  if (tokens[at] !== token) throw new SyntaxError(`not a plural formula: ${tokens[at] ?? "end"}`);
}
