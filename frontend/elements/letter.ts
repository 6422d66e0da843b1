/**
 * The letter a shortcut goes by: what is written on the key in Latin layouts (QWERTZ, AZERTY, Dvorak too), and the key's
 * place on the keyboard where its layout writes another script (Russian, Greek, Hebrew). Other keys keep their name.
 */

const LATIN = /^\p{Script=Latin}$/u;
const LETTER = /^\p{L}$/u;
const OTHER_SCRIPTS = /^(ar|be|bg|bn|el|fa|he|hi|hy|ka|mk|mr|ru|sr|ta|te|th|uk|ur)\b/;

/** Whether this keyboard writes Latin letters: the last letter typed says so; before that, the language. */
let latin = !(typeof navigator !== "undefined" && OTHER_SCRIPTS.test(navigator.language));

export function letterOf({ key, code, shiftKey }: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): string {
  if (LETTER.test(key)) latin = LATIN.test(key);
  if (key.length > 1 || (latin && LETTER.test(key))) return key.length > 1 ? key : key.toLowerCase();
  if (/^Key[A-Z]$/.test(code) && !latin && key !== "/" && key !== "?") return code.slice(3).toLowerCase();
  if (code === "Slash" && !latin && !LETTER.test(key)) return shiftKey ? "?" : "/";
  return key;
}
