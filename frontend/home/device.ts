/** The database in which this browser keeps what it knows of homes, for each person under their own scope. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Parked, Write } from "./acts.ts";
import type { Gone, Id, Item } from "./types.ts";

const NAME = "tandem";
/** 2: keys begin with the scope, and writes are locked. */
const VERSION = 2;

export interface Schema extends DBSchema {
  /** `scope/home/member`, kind, id */
  rows: { key: [string, string, Id]; value: Item | Gone };
  cursors: { key: string; value: string };
  /** `scope/home/member`, Idempotency-Key; see seal.ts */
  writes: { key: [string, string]; value: Uint8Array };
  /** What version 1 could not send, `home/member` and Idempotency-Key, until its writer opens a page. */
  old_writes: { key: [string, string]; value: Write | Parked };
}
export type Device = IDBPDatabase<Schema>;

/** Null: nothing can be kept here (a private window, a full disk). */
export async function openDevice(): Promise<Device | null> {
  try {
    const db: Device = await openDB<Schema>(NAME, VERSION, {
      async upgrade(made, old, _version, all) {
        const unsent = old === 1 ? await entriesOf(all.objectStore("writes")) : [];
        for (const store of [...made.objectStoreNames]) made.deleteObjectStore(store);
        made.createObjectStore("rows");
        made.createObjectStore("cursors");
        made.createObjectStore("writes");
        const kept = made.createObjectStore("old_writes");
        for (const [key, write] of unsent) void kept.put(write, key);
      },
      // Another tab upgrades: let it.
      blocking: () => db.close(),
    });
    return db;
  } catch {
    return null;
  }
}

/** Rows and cursors of every scope but this one go; "" means of all. Unsent writes stay, locked. */
export async function forgetRows(but: string): Promise<void> {
  const db = await openDevice();
  if (!db) return;
  try {
    const both = db.transaction(["rows", "cursors"], "readwrite");
    for (const { rows, cursors } of others(but)) {
      void both.objectStore("rows").delete(rows);
      void both.objectStore("cursors").delete(cursors);
    }
    await both.done;
  } catch (fault) {
    console.warn("Tandem could not clear this device.", fault);
  } finally {
    db.close();
  }
}

async function entriesOf(store: { getAllKeys(): Promise<unknown[]>; getAll(): Promise<unknown[]> }): Promise<[[string, string], Write][]> {
  const [keys, writes] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return keys.map((key, at) => [key as [string, string], writes[at] as Write]);
}

/** What version 1 of this database kept unsent for this person. What it kept for others goes: it is not locked. */
export async function takeOldWrites(device: Device, home: Id, me: Id): Promise<(Write | Parked)[]> {
  const all = device.transaction("old_writes", "readwrite");
  const mine = `${home}/${me}`;
  const writes = await all.store.getAll(IDBKeyRange.bound([mine], [mine, []]));
  void all.store.clear();
  await all.done;
  return writes;
}

/** All that is kept of one home for one member goes: they have left it. */
export async function forgetHome(home: Id, me: Id): Promise<void> {
  const db = await openDevice();
  if (!db) return;
  const all = db.transaction(["rows", "cursors", "writes"], "readwrite");
  const [cursors, writes] = await Promise.all([all.objectStore("cursors").getAllKeys(), all.objectStore("writes").getAllKeys()]);
  for (const scope of new Set([...cursors, ...writes.map(([scope]) => scope)])) {
    if (!scope.endsWith(`/${home}/${me}`)) continue;
    const range = IDBKeyRange.bound([scope], [scope, []]); // an array sorts behind every string
    void all.objectStore("rows").delete(range);
    void all.objectStore("cursors").delete(scope);
    void all.objectStore("writes").delete(range);
  }
  await all.done;
  db.close();
}

export async function hasWrites(scope: string): Promise<boolean> {
  const db = await openDevice();
  const count = (await db?.count("writes", within(scope))) ?? 0;
  db?.close();
  return count > 0;
}

/** The unsent writes of this scope go too. */
export async function forgetWrites(scope: string): Promise<void> {
  const db = await openDevice();
  await db?.delete("writes", within(scope));
  db?.close();
}

/** All keys that begin with `scope/`: "0" is the character that follows "/". */
function within(scope: string): IDBKeyRange {
  return IDBKeyRange.bound([`${scope}/`], [`${scope}0`]);
}

/** All other keys. */
function others(scope: string): readonly { rows: IDBKeyRange; cursors: IDBKeyRange }[] {
  if (scope === "") return [{ rows: IDBKeyRange.lowerBound([]), cursors: IDBKeyRange.lowerBound("") }];
  return [
    { rows: IDBKeyRange.upperBound([`${scope}/`], true), cursors: IDBKeyRange.upperBound(`${scope}/`, true) },
    { rows: IDBKeyRange.lowerBound([`${scope}0`]), cursors: IDBKeyRange.lowerBound(`${scope}0`) },
  ];
}
