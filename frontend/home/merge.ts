/**
 * What this screen holds of the home, and how news become part of it. Pure.
 * The server may send an item late, twice or in another order: of two versions of a row the higher `rev` stays,
 * and a row that has gone is held as a tombstone with its rev, so that a late older version cannot bring it back.
 */

import type { Gone, Id, Item, ItemOf, Kind, News } from "./types.ts";

export type RowsOf<K extends Kind> = ReadonlyMap<Id, ItemOf<K> | Gone>;
/** Rows by kind and id. A kind that did not change keeps its very map, so whoever derives from it need not look again. */
export type Rows = { readonly [K in Kind]: RowsOf<K> };

/** Rows, and up to where in each stream they are complete. `cursor` "" is: nothing yet. */
export interface Held {
  readonly rows: Rows;
  readonly cursor: string;
}

export const NOTHING: Rows = {
  home: new Map(),
  member: new Map(),
  area: new Map(),
  intention: new Map(),
  task: new Map(),
  step: new Map(),
  credit: new Map(),
  thanks: new Map(),
  guess: new Map(),
  check_in: new Map(),
  asking: new Map(),
  notice: new Map(),
  token: new Map(),
  invitation: new Map(),
  part: new Map(),
  ask: new Map(),
  low: new Map(),
  reminder: new Map(),
  wish: new Map(),
  strips: new Map(),
  inventory_mark: new Map(),
  inventory_walk: new Map(),
  inventory: new Map(),
  responsibility: new Map(),
  rhythm: new Map(),
  meeting: new Map(),
  seat: new Map(),
  family_table: new Map(),
  hand: new Map(),
  borrowed: new Map(),
  shown: new Map(),
  ballot: new Map(),
  ranking: new Map(),
  draft: new Map(),
  topic: new Map(),
  worth: new Map(),
  pulse: new Map(),
};

export function isGone(row: Item | Gone): row is Gone {
  return "gone" in row;
}

/** The row as it stands, without regard to tombstones; null where there is none. */
export function present<K extends Kind>(rows: Rows, kind: K, id: Id | null): ItemOf<K> | null {
  const row = id === null ? undefined : (rows[kind] as RowsOf<K>).get(id);
  return row && !isGone(row) ? row : null;
}

/** `rows` with one row put in its place, whatever its rev. */
export function put(rows: Rows, row: Item | Gone): Rows {
  return { ...rows, [row.kind]: new Map<Id, Item | Gone>(rows[row.kind]).set(row.id, row) };
}

/** Takes each item unless one with an equal or newer rev is held. Same rows given back where nothing was newer. */
export function mergeItems(rows: Rows, items: readonly (Item | Gone)[]): Rows {
  const changed: { [kind: string]: Map<Id, Item | Gone> } = {};
  for (const item of items) {
    // A newer server may know kinds that this page does not: they are for a later page load.
    if (!(item.kind in rows)) continue;
    const map = changed[item.kind];
    const held = (map ?? rows[item.kind]).get(item.id);
    if (held && held.rev >= item.rev) continue;
    if (map) map.set(item.id, item);
    else changed[item.kind] = new Map<Id, Item | Gone>(rows[item.kind]).set(item.id, item);
  }
  return Object.keys(changed).length > 0 ? { ...rows, ...(changed as Partial<Rows>) } : rows;
}

export interface Merged extends Held {
  /** These news begin after where we stand: something in between is missing, fetch news. */
  readonly gap: boolean;
  /** Everything held before was replaced. */
  readonly replaced: boolean;
}

/** News merged into what is held: the cursor moves only if nothing can lie between. */
export function mergeNews(held: Held, news: News): Merged {
  if (replaces(held, news)) return { rows: mergeItems(NOTHING, news.items), cursor: news.cursor, gap: false, replaced: true };
  const joined = furthest(held.cursor, news.cursor);
  // Of another epoch or shape: they tell nothing about these rows. Behind where we stand: we know it all, also what has gone
  // since; a full load left no tombstone of that, so merging them would bring it back.
  if (joined === null || joined === held.cursor) return { ...held, gap: joined === null, replaced: false };
  const gap = !reaches(held.cursor, news.since);
  return { rows: mergeItems(held.rows, news.items), cursor: gap ? held.cursor : joined, gap, replaced: false };
}

interface Cursor {
  readonly epoch: string;
  readonly parts: readonly number[];
}

/** "epoch.everyone.adults.own"; "" and "0" stand before everything. */
function read(cursor: string): Cursor | null {
  if (cursor === "" || cursor === "0") return null;
  const [epoch = "", ...parts] = cursor.split(".");
  return { epoch, parts: parts.map(Number) };
}

function alike(a: Cursor, b: Cursor): boolean {
  return a.epoch === b.epoch && a.parts.length === b.parts.length;
}

/** Does `own` stand at or beyond `since` in every stream? */
export function reaches(own: string, since: string): boolean {
  const [ours, theirs] = [read(own), read(since)];
  if (!theirs) return true;
  return ours !== null && alike(ours, theirs) && ours.parts.every((part, i) => part >= (theirs.parts[i] ?? 0));
}

/** Stream by stream the further of two; null where they are of different epochs or shapes. */
export function furthest(a: string, b: string): string | null {
  const [ours, theirs] = [read(a), read(b)];
  if (!ours || !theirs) return ours ? a : b;
  if (!alike(ours, theirs)) return null;
  return [ours.epoch, ...ours.parts.map((part, i) => Math.max(part, theirs.parts[i] ?? 0))].join(".");
}

/**
 * Do these news stand for everything? A full load never names what has gone, so it replaces what is held instead of
 * being merged with it; unless it is late: not the answer to where we stand now, and we stand beyond all that it holds.
 */
function replaces(held: Held, news: News): boolean {
  if (!news.reset && read(news.since) !== null) return false;
  const [ours, theirs] = [read(held.cursor), read(news.cursor)];
  if (!ours || !theirs || !alike(ours, theirs)) return true;
  return news.since === held.cursor || !reaches(held.cursor, news.cursor);
}

/**
 * Of what the page brought and what the device kept, the one that stands further, with what the other knows newer.
 * A page out of the browser's cache can be older than the device's copy. In doubt the page: it came from the server.
 */
export function furtherOf(page: Held, kept: Held): Held {
  if (kept.cursor === page.cursor || page.cursor === "" || !reaches(kept.cursor, page.cursor)) return page;
  return { rows: mergeItems(kept.rows, everyRow(page.rows)), cursor: kept.cursor };
}

export function everyRow(rows: Rows): (Item | Gone)[] {
  return Object.values(rows).flatMap((kind: ReadonlyMap<Id, Item | Gone>) => [...kind.values()]);
}

/** The row with its tombstone in its place. */
export function gone(rows: Rows, kind: Kind, id: Id): Rows {
  const row: Item | Gone | undefined = rows[kind].get(id);
  return row && !isGone(row) ? put(rows, { kind, id, rev: row.rev, gone: true }) : rows;
}
