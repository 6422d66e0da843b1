import { type Shelf, thisDevice } from "../shelf.ts";
import type { Id } from "./types.ts";

const PREFIX = "tandem:draft:";

/**
 * What somebody is writing and has not sent: kept on this device, for this member of this home, until it is sent or its
 * field is emptied. Read without waiting, so that a field is drawn with its text.
 */
export class Drafts {
  readonly #prefix: string;
  readonly #shelf: Shelf;

  constructor(home: Id, me: Id, shelf: Shelf = thisDevice) {
    this.#prefix = `${PREFIX}${home}/${me}:`;
    this.#shelf = shelf;
    this.#forgetOthers(`${PREFIX}${home}/`);
  }

  /** Another member of this home wrote in this browser before: what they had begun is not for whoever sits here now. */
  #forgetOthers(home: string): void {
    for (const key of this.#shelf.keys()) if (key.startsWith(home) && !key.startsWith(this.#prefix)) this.#shelf.delete(key);
  }

  read(name: string): string | null {
    return this.#shelf.get(this.#prefix + name);
  }

  /** Empty text is no draft. */
  write(name: string, text: string): void {
    if (text === "") this.drop(name);
    else this.#shelf.set(this.#prefix + name, text);
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

/** Drafts that are to leave this device: all, or those of one member of a home. */
export function forgetDrafts(home: Id = "", me: Id = ""): void {
  const prefix = home ? `${PREFIX}${home}/${me}:` : PREFIX;
  for (const key of thisDevice.keys()) if (key.startsWith(prefix)) thisDevice.delete(key);
}
