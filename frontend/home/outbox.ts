/**
 * My writes on their way to the server: in order, one at a time, each under its own Idempotency-Key, kept on the device
 * until the server has answered. What may pass (no network, a server that is down or busy, signed out) is tried again
 * with the same bytes; what is refused is parked with its text, together with what builds on it. So is a write that
 * keeps failing while others would be saved. Never cleared in bulk.
 */

import { batch, type ReadonlySignal, signal } from "@preact/signals-core";
import { type Answer, type Items, isPassing } from "../api.ts";
import { buildsOn, madeBy } from "./about.ts";
import type { Act, Parked, Write } from "./acts.ts";
import { newId } from "./ids.ts";
import { isResolved, park } from "./parked.ts";
import { requestOf } from "./request.ts";
import type { Storage } from "./storage.ts";
import type { Id, Problem } from "./types.ts";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
/** Where our server itself says why it cannot save: so soon after the cause has gone everything is saved. */
const LONGEST_WITH_CAUSE = 5_000;
/** So often a write may fail before another one is tried in its place, to see whether it is the only one. */
const SUSPECT = 4;
/** So often it may fail by a fault of the server's where no other write shows that it is the only one. */
const GIVEN_UP = 9;

export interface OutboxParts {
  readonly send: (write: Write) => Promise<Answer<Items>>;
  /** Takes what the server answered; runs in the same batch in which the write leaves `writes`: nothing flickers. */
  readonly merge: (items: Items["items"]) => void;
  readonly refused: (parked: Parked) => void;
  /** The server wants us to sign in; false: it took a write again. */
  readonly signedOut: (out: boolean) => void;
  /** The server takes no more writes from a page this old. */
  readonly tooOld: () => void;
  readonly storage: Storage | null;
  readonly now: () => number;
}

export class Outbox {
  readonly #parts: OutboxParts;
  readonly #writes = signal<readonly Write[]>([]);
  readonly #parked = signal<readonly Parked[]>([]);
  readonly #trouble = signal<Problem | null>(null);
  readonly #waiting = new Map<string, (confirmed: boolean) => void>();
  readonly #failed = new Map<string, number>();
  #order = 0;
  #running = false;
  #open = false;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #notBefore = 0;
  #faults = 0;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** In order; the first may be under way. */
  get writes(): ReadonlySignal<readonly Write[]> {
    return this.#writes;
  }
  get parked(): ReadonlySignal<readonly Parked[]> {
    return this.#parked;
  }
  /** Why the last try did not save anything; null: it did. */
  get trouble(): ReadonlySignal<Problem | null> {
    return this.#trouble;
  }

  /** Shows at once, is sent when its turn comes. True: the server has it. False: refused, see `parked`. */
  enqueue(act: Act, as?: Id | null): { readonly key: string; readonly confirmed: Promise<boolean> } {
    this.#order = Math.max(this.#order + 1, this.#parts.now());
    const write: Write = { key: newId(), order: this.#order, act, ...requestOf(act), ...(as === undefined ? {} : { as }) };
    const confirmed = new Promise<boolean>((resolve) => this.#waiting.set(write.key, resolve));
    this.#writes.value = [...this.#writes.value, write];
    void this.#parts.storage?.keep(write);
    void this.#run();
    return { key: write.key, confirmed };
  }

  /** Opens with what an earlier page left: that comes first, in its own order. */
  open(writes: readonly Write[], parked: readonly Parked[]): void {
    if (this.#closed) return;
    const known = new Set(this.#writes.value.map((write) => write.key));
    batch(() => {
      this.#writes.value = [...writes.filter((write) => !known.has(write.key)), ...this.#writes.value];
      this.#parked.value = [...parked, ...this.#parked.value];
    });
    this.#order = Math.max(this.#order, ...this.#writes.value.map((write) => write.order));
    this.#open = true;
    void this.#run();
  }

  /** The network may be back: try now, unless the server named a time. */
  kick(): void {
    if (this.#timer === undefined || this.#parts.now() < this.#notBefore) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#run();
  }

  /** A write that kept failing is tried again as it was, under its own key: should the server have done it, it is not
   * done twice. */
  retry({ key, order, act, method, path, body, as }: Parked): Promise<boolean> {
    const write: Write = { key, order, act, method, path, body, ...(as === undefined ? {} : { as }) };
    const confirmed = new Promise<boolean>((resolve) => this.#waiting.set(key, resolve));
    batch(() => {
      this.#parked.value = this.#parked.value.filter((other) => other.key !== key);
      this.#writes.value = [...this.#writes.value, write];
    });
    void this.#parts.storage?.keep(write);
    void this.#run();
    return confirmed;
  }

  /** The person has read it and needs its text no more. */
  putAside(parked: Parked): void {
    this.#parked.value = this.#parked.value.filter((other) => other.key !== parked.key);
    void this.#parts.storage?.drop(parked.key);
  }

  close(): void {
    this.#closed = true;
    this.#open = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #run(): Promise<void> {
    if (this.#running || !this.#open || this.#timer !== undefined) return;
    this.#running = true;
    // The list is read anew each time: a write that comes in while another is on its way is simply next.
    for (let write = this.#writes.value[0]; write && this.#open; write = this.#writes.value[0]) {
      const answer = await this.#parts.send(write);
      if (!this.#open) break;
      if (answer.ok || !isPassing(answer.problem)) {
        this.#take(write, answer);
        continue;
      }
      this.#trouble.value = answer.problem;
      if (await this.#failsAlone(write, answer.problem)) {
        // The cause may have gone between the two tries.
        const again = await this.#parts.send(write);
        if (!this.#open) break;
        if (again.ok || !isPassing(again.problem)) this.#take(write, again);
        else this.#park(write, again.problem);
        continue;
      }
      if (this.#open) this.#wait(answer.problem, answer.after);
      break;
    }
    this.#running = false;
  }

  /** The server has decided about this write. */
  #take(write: Write, answer: Answer<Items>): void {
    this.#faults = 0;
    this.#failed.delete(write.key);
    batch(() => {
      this.#trouble.value = null;
      this.#parts.signedOut(false);
      if (answer.ok) this.#confirm(write, answer.data?.items ?? []);
      else if (isResolved(write, answer.problem)) this.#confirm(write, answer.problem.items ?? []);
      else this.#park(write, answer.problem);
    });
  }

  /** Is it this write that cannot be saved, while the server saves others? Tries one of those to find out. */
  async #failsAlone(write: Write, problem: Problem): Promise<boolean> {
    if (!mayFailAlone(problem)) return false;
    const failed = (this.#failed.get(write.key) ?? 0) + 1;
    this.#failed.set(write.key, failed);
    if (failed < SUSPECT) return false;
    const others = this.#writes.value.filter(
      (other, at, all) => other.key !== write.key && all.slice(0, at).every((before) => isApart(other, before)),
    );
    const other = others[failed % Math.max(others.length, 1)];
    const answer = other && (await this.#parts.send(other));
    if (!this.#open) return false;
    if (answer && (answer.ok || !isPassing(answer.problem))) this.#take(other, answer);
    else if (problem.code !== "our_fault" || failed < GIVEN_UP) return false;
    this.#failed.delete(write.key);
    return true;
  }

  /** Pauses grow, also where the server names a time: that is the least. */
  #wait(problem: Problem, after: number | null): void {
    const longest = problem.status >= 500 && problem.code !== "" ? LONGEST_WITH_CAUSE : LONGEST_WAIT;
    const backOff = Math.min(longest, FIRST_WAIT * 2 ** this.#faults) * (0.75 + Math.random() / 4);
    const named = (after ?? 0) * 1000;
    this.#faults += 1;
    this.#notBefore = this.#parts.now() + named;
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.#run();
      },
      Math.max(backOff, named),
    );
    // Only our server names a code: a proxy's or a hotspot's 401 must not clear this device.
    if (problem.status === 401 && problem.code !== "") this.#parts.signedOut(true);
    if (problem.code === "csrf") this.#parts.tooOld();
  }

  #confirm(write: Write, items: Items["items"]): void {
    batch(() => {
      this.#parts.merge(items);
      this.#writes.value = this.#writes.value.filter((other) => other.key !== write.key);
    });
    void this.#parts.storage?.drop(write.key);
    this.#settle(write.key, true);
  }

  /** Rolled back with everything that cannot be without it; what else waits goes on. */
  #park(refused: Write, problem: Problem): void {
    const made = new Set(madeBy(refused.act));
    const parking: Parked[] = [park(refused, refused, problem)];
    const staying: Write[] = [];
    for (const write of this.#writes.value) {
      if (write.key === refused.key) continue;
      if (buildsOn(write.act, made)) {
        for (const id of madeBy(write.act)) made.add(id);
        parking.push(park(write, refused, problem));
      } else staying.push(write);
    }
    batch(() => {
      this.#parts.merge(problem.items ?? []);
      this.#writes.value = staying;
      this.#parked.value = [...this.#parked.value, ...parking];
    });
    for (const parked of parking) {
      void this.#parts.storage?.keep(parked);
      this.#settle(parked.key, false);
      this.#parts.refused(parked);
    }
  }

  #settle(key: string, confirmed: boolean): void {
    this.#waiting.get(key)?.(confirmed);
    this.#waiting.delete(key);
  }
}

/** A fault of the server's where this write is done, or a table that is missing: others may well be saved. */
function mayFailAlone({ code }: Problem): boolean {
  return code === "our_fault" || code === "schema";
}

/** May `other` be sent before `write`, which was written earlier? Not what builds on it, nor what is about the same row. */
function isApart(other: Write, write: Write): boolean {
  const row = ({ path }: Write): string => path.split("/").slice(0, 2).join("/");
  const same = !row(write).endsWith("/") && row(other) === row(write);
  return !same && !buildsOn(other.act, new Set(madeBy(write.act)));
}
