/** Which writes have been unsaved for too long to say nothing about it. */

import { effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Write } from "./acts.ts";

/** ms a write may take before the screen says that it is not saved yet. */
export const PATIENCE = 5_000;

export class Waiting {
  readonly #patience: number;
  readonly #late = signal<readonly Write[]>([]);
  /** When each was first seen here, on a clock that nobody sets. */
  readonly #since = new Map<string, number>();
  readonly #unwatch: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(writes: ReadonlySignal<readonly Write[]>, patience = PATIENCE) {
    this.#patience = patience;
    this.#unwatch = effect(() => this.#look(writes.value));
  }

  get late(): ReadonlySignal<readonly Write[]> {
    return this.#late;
  }

  close(): void {
    this.#unwatch();
    clearTimeout(this.#timer);
  }

  #look(writes: readonly Write[]): void {
    const now = performance.now();
    const keys = new Set(writes.map(({ key }) => key));
    for (const key of this.#since.keys()) if (!keys.has(key)) this.#since.delete(key);
    for (const key of keys) if (!this.#since.has(key)) this.#since.set(key, now);
    const age = ({ key }: Write): number => now - (this.#since.get(key) ?? now);
    const late = writes.filter((write) => age(write) >= this.#patience);
    if (late.length > 0 || this.#late.peek().length > 0) this.#late.value = late;
    const ages = writes.map(age).filter((ms) => ms < this.#patience);
    clearTimeout(this.#timer);
    if (ages.length > 0) this.#timer = setTimeout(() => this.#look(writes), this.#patience - Math.max(...ages) + 1);
  }
}
