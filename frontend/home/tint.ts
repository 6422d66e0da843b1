/** Tasks that somebody else just changed, for as long as their tint shows. One timer for all of them. */

import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Change } from "./acts.ts";
import type { AskEvent, PartnerEvent } from "./partner.ts";
import type { Id } from "./types.ts";

/** 1.2 s and a fade of 2.6 s. */
const SHOWN = 3_800;

export class Tint {
  readonly #changed = signal<ReadonlyMap<Id, Change>>(new Map());
  readonly #now: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  get changed(): ReadonlySignal<ReadonlyMap<Id, Change>> {
    return this.#changed;
  }

  show(events: readonly (PartnerEvent | AskEvent)[]): void {
    const about = events.filter((event) => event.task !== null);
    if (about.length === 0) return;
    const map = new Map(this.#changed.value);
    for (const { task, by } of about) if (task) map.set(task.id, { colour: by?.colour ?? null, at: this.#now() });
    this.#changed.value = map;
    this.#timer ??= setTimeout(() => this.#sweep(), SHOWN);
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #sweep(): void {
    const now = this.#now();
    const left = [...this.#changed.value].filter(([, change]) => change.at + SHOWN > now);
    this.#changed.value = new Map(left);
    const next = left.length === 0 ? null : Math.min(...left.map(([, change]) => change.at));
    this.#timer = next === null ? undefined : setTimeout(() => this.#sweep(), Math.max(1, next + SHOWN - now));
  }
}
