/**
 * sessionStorage or localStorage. Where the browser forbids them or they are full, memory: then what is put here lasts as
 * long as the page, and the page works.
 */
export class Shelf {
  readonly #open: (() => Storage) | null;
  readonly #memory = new Map<string, string>();

  /** `open`: null keeps everything in memory. */
  constructor(open: (() => Storage) | null) {
    this.#open = open;
  }

  get(key: string): string | null {
    return this.#memory.get(key) ?? this.#try((storage) => storage.getItem(key)) ?? null;
  }

  set(key: string, value: string): void {
    const kept = this.#try((storage) => {
      storage.setItem(key, value);
      return true;
    });
    if (kept) this.#memory.delete(key);
    else this.#memory.set(key, value);
  }

  delete(key: string): void {
    this.#memory.delete(key);
    this.#try((storage) => storage.removeItem(key));
  }

  keys(): readonly string[] {
    return [...new Set([...(this.#try((storage) => Object.keys(storage)) ?? []), ...this.#memory.keys()])];
  }

  #try<T>(act: (storage: Storage) => T): T | undefined {
    if (!this.#open) return undefined;
    try {
      return act(this.#open());
    } catch {
      return undefined; // SecurityError: cookies are blocked; QuotaExceededError: full
    }
  }
}

/** As long as this page is open. */
export const thisPage = new Shelf(null);
/** Until this tab is closed. */
export const thisTab = new Shelf(() => sessionStorage);
/** For every tab of this browser, and after it was closed. */
export const thisDevice = new Shelf(() => localStorage);
