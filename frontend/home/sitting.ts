/** The first sitting on this screen: what I have marked, how far I am, and what was opened for all adults. */

import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { SittingAct } from "./acts.ts";
import { isGone, present, put, type Rows } from "./merge.ts";
import type { Inventory, InventoryMark, InventoryWalk, ItemOf, Kind, Responsibility } from "./types.ts";

/** The list as the page brings it, in the reader's language. */
export interface ListedArea {
  readonly key: string;
  readonly name: string;
  readonly entries: readonly { readonly key: string; readonly text: string }[];
}

const NO_WALK: InventoryWalk = { kind: "inventory_walk", id: "", rev: 0, round: 1, at: "", through: false, dismissed: false };

export class Sitting {
  /** The newest that was opened; null where there was none yet. */
  readonly inventory: ReadonlySignal<Inventory | null>;
  /** The sitting that marks are for now: the open one, else the next. */
  readonly round: ReadonlySignal<number>;
  readonly walk: ReadonlySignal<InventoryWalk>;
  /** It opened and I have looked at it on none of my devices: my walk is still where I left it. */
  readonly unseen: ReadonlySignal<boolean>;
  /** My marks in this sitting, by key of the list. */
  readonly marks: ReadonlySignal<ReadonlyMap<string, InventoryMark>>;
  /** What I wrote because it was missing. */
  readonly words: ReadonlySignal<readonly InventoryMark[]>;
  readonly ours: ReadonlySignal<readonly Responsibility[]>;

  constructor(rows: ReadonlySignal<Rows>) {
    const all = <K extends Kind>(kind: K) => {
      const map = computed(() => rows.value[kind]);
      return computed(() => [...map.value.values()].filter((row): row is ItemOf<K> => !isGone(row)));
    };
    const [inventories, walks, marks] = [all("inventory"), all("inventory_walk"), all("inventory_mark")];
    const mine = computed(() => marks.value.filter((mark) => mark.round === this.round.value));

    this.inventory = computed(() => inventories.value[0] ?? null);
    this.round = computed(() => {
      const there = this.inventory.value;
      return there === null ? 1 : there.open ? there.round : there.round + 1;
    });
    this.walk = computed(() => {
      const [walk = NO_WALK] = walks.value;
      return walk.round === this.round.value ? walk : { ...NO_WALK, round: this.round.value, dismissed: walk.dismissed };
    });
    this.unseen = computed(() => this.inventory.value?.open === true && this.walk.value.through && this.walk.value.at !== "");
    this.marks = computed(() => new Map(mine.value.filter((mark) => mark.key !== "").map((mark) => [mark.key, mark])));
    this.words = computed(() => mine.value.filter((mark) => mark.words !== "").sort((a, b) => a.words.localeCompare(b.words)));
    this.ours = all("responsibility");
  }
}

/** An act of the sitting on top of what the server said. Whether I am the last to be through only the server knows. */
export function sat(rows: Rows, act: SittingAct): Rows {
  switch (act.verb) {
    case "mark":
      return marked(rows, act);
    case "add_words": {
      const { mark: id, round, area, words } = act;
      if (rows.inventory_mark.has(id)) return rows;
      return put(rows, { kind: "inventory_mark", id, rev: 0, round, key: "", area, words, exists: true, in_head: false });
    }
    case "edit_words": {
      const mark = present(rows, "inventory_mark", act.mark);
      return mark ? put(rows, { ...mark, in_head: act.in_head }) : rows;
    }
    case "erase_words": {
      const mark = present(rows, "inventory_mark", act.mark);
      return mark ? put(rows, { kind: "inventory_mark", id: mark.id, rev: mark.rev, gone: true }) : rows;
    }
    case "look_at":
      return walked(rows, act.round, act.fields);
    case "through":
      return walked(rows, act.round, { through: true });
    case "not_through":
      return walked(rows, act.round, { through: false });
    case "bring":
      return act.chosen.reduce((all, { id, task }) => {
        const row = present(all, "responsibility", id);
        return row && row.task === "" ? put(all, { ...row, task }) : all;
      }, rows);
    case "unbring":
      // Whether somebody has touched its task since, only the server knows: then it stays, with the answer.
      return act.chosen.reduce((all, id) => {
        const row = present(all, "responsibility", id);
        return row ? put(all, { ...row, task: "" }) : all;
      }, rows);
    case "close_sitting":
      return turned(rows, false);
    case "open_sitting":
      return turned(rows, true);
  }
}

/** A mark that the server has not named yet stands under its key; its answer takes that one's place. */
function marked(rows: Rows, act: Extract<SittingAct, { verb: "mark" }>): Rows {
  const { round, key, exists, in_head } = act;
  for (const mark of rows.inventory_mark.values()) {
    if (!isGone(mark) && mark.key === key) return mark.round > round ? rows : put(rows, { ...mark, round, exists, in_head });
  }
  return put(rows, { kind: "inventory_mark", id: `key:${key}`, rev: 0, round, key, area: "", words: "", exists, in_head });
}

function walked(rows: Rows, round: number, fields: Partial<InventoryWalk>): Rows {
  const [there] = [...rows.inventory_walk.values()].filter((row) => !isGone(row));
  const walk = (there ?? { ...NO_WALK, id: "mine" }) as InventoryWalk;
  if (walk.round > round) return rows;
  const anew = walk.round < round ? { at: "", through: false } : {};
  return put(rows, { ...walk, ...anew, round, ...fields });
}

function turned(rows: Rows, open: boolean): Rows {
  return [...rows.inventory.values()].reduce((all, row) => (isGone(row) ? all : put(all, { ...row, open })), rows);
}
