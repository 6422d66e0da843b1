/**
 * What this device keeps of one home for one member, in that person's scope: rows with their cursor (always in one
 * transaction), and the writes the server has not answered, locked. A device that cannot keep anything (private window,
 * full disk) works without.
 */

import type { Parked, Write } from "./acts.ts";
import { type Device, openDevice, takeOldWrites } from "./device.ts";
import { everyRow, furthest, type Held, mergeItems, NOTHING, reaches } from "./merge.ts";
import type { Scope } from "./scope.ts";
import { Seal } from "./seal.ts";
import type { Gone, Id, Item } from "./types.ts";

export interface Kept {
  readonly held: Held;
  readonly writes: readonly Write[];
  readonly parked: readonly Parked[];
}

export class Storage {
  readonly #home: Id;
  readonly #me: Id;
  readonly #scope: string;
  readonly #seal: Seal;
  readonly #opening: Promise<Device | null>;
  #device: Device | null = null;
  /** Writes to put (locked) or to drop, by key, since the last transaction. */
  readonly #due = new Map<string, Uint8Array | null>();
  /** Resolves when the newest of them is on disk. */
  #lastPut: Promise<void> = Promise.resolve();
  #rowsOver = false;
  #over = false;

  constructor(home: Id, me: Id, scope: Scope) {
    this.#home = home;
    this.#me = me;
    this.#scope = `${scope.name}/${home}/${me}`;
    this.#seal = new Seal(scope.key);
    this.#opening = openDevice().then((device) => {
      this.#device = device;
      return device;
    });
  }

  async load(): Promise<Kept> {
    const nothing: Kept = { held: { rows: NOTHING, cursor: "" }, writes: [], parked: [] };
    return this.#with(nothing, async (device) => {
      const all = device.transaction(["rows", "cursors", "writes"]);
      const [rows, cursor, keys, sealed] = await Promise.all([
        all.objectStore("rows").getAll(this.#range()),
        all.objectStore("cursors").get(this.#scope),
        all.objectStore("writes").getAllKeys(this.#range()),
        all.objectStore("writes").getAll(this.#range()),
      ]);
      const old = await takeOldWrites(device, this.#home, this.#me);
      for (const write of old) void this.keep(write);
      const writes = [...sealed.flatMap((bytes, at) => this.#unlock(bytes, keys[at]?.[1] ?? "")), ...old];
      writes.sort((a, b) => a.order - b.order);
      return {
        held: { rows: mergeItems(NOTHING, rows), cursor: cursor ?? "" },
        writes: writes.filter((write) => !("problem" in write)),
        parked: writes.filter((write): write is Parked => "problem" in write),
      };
    });
  }

  /** News or an answer. Several tabs write here: the newer rev and the further cursor stay. */
  async save(items: readonly (Item | Gone)[], cursor: string): Promise<void> {
    await this.#withRows(async (device) => {
      const { store, both } = this.#open(device);
      const before = await both.objectStore("cursors").get(this.#scope);
      const reached = before === undefined ? null : furthest(before, cursor);
      // Nothing kept yet, or another tab was reset to another epoch: whoever replaces writes everything.
      if (reached === null) return;
      for (const item of items) {
        const held = await store.get(this.#key(item));
        if (!held || held.rev < item.rev) void store.put(item, this.#key(item));
      }
      void both.objectStore("cursors").put(reached, this.#scope);
      await both.done;
    });
  }

  /** Everything anew: only what differs is written, so that a page load costs little. */
  async replace({ rows, cursor }: Held): Promise<void> {
    await this.#withRows(async (device) => {
      const { store, both } = this.#open(device);
      const before = await both.objectStore("cursors").get(this.#scope);
      // Another tab stands further: what it kept stays.
      if (before !== undefined && before !== cursor && reaches(before, cursor)) return;
      const held = new Map((await store.getAll(this.#range())).map((row) => [`${row.kind}/${row.id}`, row]));
      for (const row of everyRow(rows)) {
        const name = `${row.kind}/${row.id}`;
        // Revs begin anew with another epoch, so the same rev need not be the same row.
        if (JSON.stringify(held.get(name)) !== JSON.stringify(row)) void store.put(row, this.#key(row));
        held.delete(name);
      }
      for (const row of held.values()) void store.delete(this.#key(row));
      void both.objectStore("cursors").put(cursor, this.#scope);
      await both.done;
    });
  }

  /** A write on its way, or refused: it stays until the server has it or the person put it aside. */
  keep(write: Write | Parked): Promise<void> {
    return this.#put(write.key, this.#seal.lock(JSON.stringify(write), this.#place(write.key)));
  }

  drop(key: string): Promise<void> {
    return this.#put(key, null);
  }

  /** Signed out: rows and cursor go, and no more are written. Unsent writes stay, also those that are made now. */
  async forgetRows(): Promise<void> {
    this.#rowsOver = true;
    await this.#delete(["rows", "cursors"]);
    await this.#lastPut;
  }

  /** This home is not ours any more: nothing of it stays, and nothing on its way here is written afterwards. */
  async wipe(): Promise<void> {
    this.#over = this.#rowsOver = true;
    await this.#lastPut;
    await this.#delete(["rows", "cursors", "writes"]);
  }

  async close(): Promise<void> {
    (await this.#opening)?.close();
  }

  /**
   * All that one moment writes goes into one transaction that begins before the moment is over and is committed at once:
   * when the page closes right after, the browser still completes it, or none of it.
   */
  #put(key: string, sealed: Uint8Array | null): Promise<void> {
    this.#due.set(key, sealed);
    if (this.#due.size === 1)
      this.#lastPut = Promise.resolve(this.#device ?? this.#opening).then(async () => {
        const due = [...this.#due];
        this.#due.clear();
        await this.#with(undefined, (device) => putAll(device, this.#scope, due));
      });
    return this.#lastPut;
  }

  async #delete(stores: ("rows" | "cursors" | "writes")[]): Promise<void> {
    const device = await this.#opening;
    if (!device) return;
    try {
      const all = device.transaction(stores, "readwrite");
      for (const name of stores) void all.objectStore(name).delete(name === "cursors" ? IDBKeyRange.only(this.#scope) : this.#range());
      await all.done;
    } catch (fault) {
      // The browser closed the database under us: whoever opens this browser next clears what is left.
      console.warn("Tandem could not clear this device.", fault);
    }
  }

  async #withRows(act: (device: Device) => Promise<void>): Promise<void> {
    if (!this.#rowsOver) await this.#with(undefined, async (device) => (this.#rowsOver ? undefined : act(device)));
  }

  async #with<T>(otherwise: T, act: (device: Device) => Promise<T>): Promise<T> {
    const device = this.#device ?? (await this.#opening);
    if (!device || this.#over) return otherwise;
    try {
      return await act(device);
    } catch (fault) {
      // Full disk, or the browser closed the database under us: the page goes on from memory and the server.
      console.warn("Tandem could not keep this on the device.", fault);
      return otherwise;
    }
  }

  #open(device: Device) {
    const both = device.transaction(["rows", "cursors"], "readwrite");
    return { both, store: both.objectStore("rows") };
  }
  #key(row: Item | Gone): [string, string, Id] {
    return [this.#scope, row.kind, row.id];
  }
  /** What a locked write is bound to: nobody can put it under another key or another person's. */
  #place(key: string): string {
    return `${this.#scope}/${key}`;
  }
  #unlock(sealed: Uint8Array, key: string): (Write | Parked)[] {
    const text = this.#seal.unlock(sealed, this.#place(key));
    return text === null ? [] : [JSON.parse(text) as Write | Parked];
  }
  /** All keys that begin with this scope: an array sorts behind every string. */
  #range(): IDBKeyRange {
    return IDBKeyRange.bound([this.#scope], [this.#scope, []]);
  }
}

/** Puts what is there and drops what is null, in one transaction that is on disk when this resolves. */
async function putAll(device: Device, scope: string, due: readonly (readonly [string, Uint8Array | null])[]): Promise<void> {
  const all = device.transaction("writes", "readwrite", { durability: "strict" });
  for (const [key, sealed] of due) void (sealed === null ? all.store.delete([scope, key]) : all.store.put(sealed, [scope, key]));
  all.commit();
  await all.done;
}
