import { forgetRows } from "./device.ts";

/** Whose page this is: what is kept here is kept under this name, and unsent writes are locked with this key. */
export interface Scope {
  readonly name: string;
  /** 256 bits, base64url. Only in the memory of this page. */
  readonly key: string;
}

/** localStorage: the name of the scope that this browser showed last. Other tabs hear when it changes. */
const MARK = "tandem:scope";

/** A device store that hangs must not hold back the page. */
const LONGEST_WAIT = 2_000;

/** Before anything is drawn: what this browser still holds of others goes, but for what they have not sent. */
export async function claim(name: string): Promise<void> {
  if (claimed() === name) return;
  forgetTab();
  const clearing = forgetRows(name).then(() => mark(name));
  await Promise.race([clearing, new Promise((late) => setTimeout(late, LONGEST_WAIT))]);
}

/** Nobody is signed in here any more: only what was not sent stays, locked. Gives the name of who was. */
export async function release(): Promise<string> {
  const name = claimed() ?? "";
  mark("");
  forgetTab();
  await forgetRows("");
  return name;
}

/** Calls `gone` when another tab of this browser shows somebody else's scope, or nobody's. */
export function whenClaimedByAnother(name: string, gone: () => void): void {
  addEventListener("storage", ({ key, newValue }) => {
    if (key === MARK && newValue !== name) gone();
  });
}

function claimed(): string | null {
  try {
    return localStorage.getItem(MARK);
  } catch {
    return null; // storage is blocked
  }
}

function mark(name: string): void {
  try {
    localStorage.setItem(MARK, name);
  } catch {
    // Storage is blocked: each page looks for what others left.
  }
}

/** Small things that a tab remembers of whoever used it before. */
function forgetTab(): void {
  try {
    sessionStorage.clear();
  } catch {
    // Storage is blocked: then nothing is in it.
  }
}
