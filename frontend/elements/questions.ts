import { effect, signal, untracked } from "@preact/signals-core";
import type { Home } from "../home/home.ts";
import type { CheckIn, Felt, Id } from "../home/types.ts";

const AT_MOST = 3;
/** How long an answered question stays, so that a second tap can change it. */
const STAYS_MS = 6_000;

/** Which of the waiting questions this screen asks in one sitting: at most three, a random three where more wait. */
export class Questions {
  readonly queue = signal<readonly CheckIn[]>([]);
  readonly answers = signal<ReadonlyMap<Id, Felt | "not_needed">>(new Map());
  readonly #home: Home;
  readonly #over = new Set<Id>();
  #asked = 0;
  #closing: ReturnType<typeof setTimeout> | undefined;
  /** A hand or the keyboard is at the card: then it stays. */
  readonly #busy: () => boolean;

  constructor(home: Home, busy: () => boolean) {
    this.#home = home;
    this.#busy = busy;
    effect(() => {
      const waiting = home.checkIns.value;
      untracked(() => this.#gather(waiting));
    });
  }

  answer(checkIn: CheckIn, felt: Felt | "not_needed"): void {
    this.answers.value = new Map(this.answers.value).set(checkIn.id, felt);
    void this.#home.answer(checkIn.id, felt);
    this.#closeSoon(checkIn.id);
  }

  skip(checkIn: CheckIn): void {
    void this.#home.skip(checkIn.id);
    this.close(checkIn.id);
  }

  /** One tap clears all that wait, also those that were not drawn. */
  skipAll(): void {
    for (const { id } of [...this.queue.value, ...this.#home.checkIns.value]) this.#over.add(id);
    void this.#home.skipAll();
    this.#put([]);
  }

  close(id: Id): void {
    clearTimeout(this.#closing);
    this.#over.add(id);
    this.#put(this.queue.value.filter((one) => one.id !== id));
  }

  #closeSoon(id: Id): void {
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => (this.#busy() ? this.#closeSoon(id) : this.close(id)), STAYS_MS);
  }

  /** A question goes by itself when it is withdrawn or has expired; a new one joins while there is room. */
  #gather(waiting: readonly CheckIn[]): void {
    const waits = (id: Id) => waiting.some((one) => one.id === id);
    const queue = this.queue.value.filter(({ id }) => this.answers.value.has(id) || waits(id));
    if (queue.length === 0) this.#asked = 0;
    const fresh = waiting.filter(({ id }) => !this.#over.has(id) && !queue.some((one) => one.id === id));
    const drawn = draw(fresh, AT_MOST - this.#asked);
    this.#asked += drawn.length;
    if (this.#asked >= AT_MOST) for (const { id } of fresh) if (!drawn.some((one) => one.id === id)) this.#over.add(id);
    this.#put([...queue, ...drawn]);
  }

  #put(queue: readonly CheckIn[]): void {
    if (queue.length === 0) this.#asked = 0;
    const same = queue.length === this.queue.value.length && queue.every((one, at) => one.id === this.queue.value[at]?.id);
    if (!same) this.queue.value = queue;
  }
}

/** `count` of them at random, in the order they came. */
function draw<T>(from: readonly T[], count: number): readonly T[] {
  const left = [...from];
  while (left.length > Math.max(0, count)) left.splice(Math.floor(Math.random() * left.length), 1);
  return left;
}
