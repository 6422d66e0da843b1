/**
 * What this device keeps of one home for one member: rows with their cursor (always in one transaction), and the writes
 * the server has not answered. A device that cannot keep anything (private window, full disk) works without.
 */

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { Parked, Write } from "./acts.ts";
import { everyRow, furthest, type Held, mergeItems, NOTHING, reaches } from "./merge.ts";
import type { Gone, Id, Item } from "./types.ts";

const NAME = "tandem";

interface Schema extends DBSchema {
  rows: { key: [string, string, Id]; value: Item | Gone };
  cursors: { key: string; value: string };
  writes: { key: [string, string]; value: Write | Parked };
}

export interface Kept {
  readonly held: Held;
  readonly writes: readonly Write[];
  readonly parked: readonly Parked[];
}

export class Storage {
  readonly #scope: string;
  readonly #db: Promise<IDBPDatabase<Schema> | null>;
  #wiped = false;

  constructor(home: Id, me: Id) {
    this.#scope = `${home}/${me}`;
    this.#db = open();
  }

  async load(): Promise<Kept> {
    const nothing: Kept = { held: { rows: NOTHING, cursor: "" }, writes: [], parked: [] };
    return this.#with(nothing, async (db) => {
      const all = db.transaction(["rows", "cursors", "writes"]);
      const [rows, cursor, writes] = await Promise.all([
        all.objectStore("rows").getAll(this.#range()),
        all.objectStore("cursors").get(this.#scope),
        all.objectStore("writes").getAll(this.#range()),
      ]);
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
    await this.#with(undefined, async (db) => {
      const { store, both } = this.#open(db);
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
    await this.#with(undefined, async (db) => {
      const { store, both } = this.#open(db);
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
  async keep(write: Write | Parked): Promise<void> {
    await this.#with(undefined, async (db) => void (await db.put("writes", write, [this.#scope, write.key])));
  }

  async drop(key: string): Promise<void> {
    await this.#with(undefined, (db) => db.delete("writes", [this.#scope, key]));
  }

  /** This home is not ours any more: nothing of it stays, and nothing on its way here is written afterwards. */
  async wipe(): Promise<void> {
    this.#wiped = true;
    const db = await this.#db;
    if (!db) return;
    const all = db.transaction(["rows", "cursors", "writes"], "readwrite");
    void all.objectStore("rows").delete(this.#range());
    void all.objectStore("cursors").delete(this.#scope);
    void all.objectStore("writes").delete(this.#range());
    await all.done;
  }

  async close(): Promise<void> {
    (await this.#db)?.close();
  }

  async #with<T>(otherwise: T, act: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const db = await this.#db;
    if (!db || this.#wiped) return otherwise;
    try {
      return await act(db);
    } catch (fault) {
      // Full disk, or the browser closed the database under us: the page goes on from memory and the server.
      console.warn("Tandem could not keep this on the device.", fault);
      return otherwise;
    }
  }

  #open(db: IDBPDatabase<Schema>) {
    const both = db.transaction(["rows", "cursors"], "readwrite");
    return { both, store: both.objectStore("rows") };
  }
  #key(row: Item | Gone): [string, string, Id] {
    return [this.#scope, row.kind, row.id];
  }
  /** All keys that begin with this scope: an array sorts behind every string. */
  #range(): IDBKeyRange {
    return IDBKeyRange.bound([this.#scope], [this.#scope, []]);
  }
}

/** After signing out: nothing of any home stays on this device. */
export async function wipeDevice(): Promise<void> {
  await deleteDB(NAME).catch(() => undefined);
}

async function open(): Promise<IDBPDatabase<Schema> | null> {
  try {
    const db = await openDB<Schema>(NAME, 1, {
      upgrade(made) {
        made.createObjectStore("rows");
        made.createObjectStore("cursors");
        made.createObjectStore("writes");
      },
      // Another tab wipes or upgrades: let it.
      blocking: () => db.close(),
    });
    return db;
  } catch {
    return null;
  }
}
