import { type Shelf, thisDevice } from "../shelf.ts";
import type { Scope } from "./scope.ts";
import { base64Of, bytesOf, Seal } from "./seal.ts";
import type { Id } from "./types.ts";

const PREFIX = "tandem:draft:";

/**
 * What somebody is writing and has not sent: kept on this device, locked for this person, until it is sent or its field is
 * emptied. Read without waiting, so that a field is drawn with its text.
 */
export class Drafts {
  readonly #prefix: string;
  readonly #shelf: Shelf;
  readonly #seal: Seal;

  constructor(home: Id, me: Id, scope: Scope, shelf: Shelf = thisDevice) {
    this.#prefix = `${PREFIX}${scope.name}/${home}/${me}:`;
    this.#shelf = shelf;
    this.#seal = new Seal(scope.key);
  }

  /** Null: there is none, or it was locked for somebody else. */
  read(name: string): string | null {
    const locked = this.#shelf.get(this.#prefix + name);
    if (locked === null) return null;
    try {
      return this.#seal.unlock(bytesOf(locked), this.#prefix + name);
    } catch {
      return null; // not base64: nothing of ours
    }
  }

  /** Empty text is no draft. */
  write(name: string, text: string): void {
    if (text === "") this.drop(name);
    else this.#shelf.set(this.#prefix + name, base64Of(this.#seal.lock(text, this.#prefix + name)));
  }

  drop(...names: readonly string[]): void {
    for (const name of names) this.#shelf.delete(this.#prefix + name);
  }

  names(): readonly string[] {
    return this.#shelf
      .keys()
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => key.slice(this.#prefix.length));
  }
}

/** Whether this device keeps drafts whose key holds that: `:scope/` or `/home/member:`. */
export function hasDrafts(holding: string): boolean {
  return draftKeys(holding).length > 0;
}

/** Those drafts leave this device. */
export function forgetDrafts(holding: string): void {
  for (const key of draftKeys(holding)) thisDevice.delete(key);
}

function draftKeys(holding: string): readonly string[] {
  return thisDevice.keys().filter((key) => key.startsWith(PREFIX) && key.includes(holding));
}
