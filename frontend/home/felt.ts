/** Notes for our meeting, which are mine alone; and how the work lies between two, shown when both said yes. */

import { computed, type ReadonlySignal } from "@preact/signals-core";
import { type Clock, isPast } from "./clock.ts";
import { isGone, present, put, type Rows } from "./merge.ts";
import type { Day, Id, ItemOf, Kind, Reminder, Strips, Wish } from "./types.ts";

export type FeltAct =
  /** `about`: the task, if it is about one. */
  | { readonly verb: "remind"; readonly reminder: Id; readonly about: Id | null; readonly words: string; readonly on: Day }
  | { readonly verb: "say_reminder"; readonly reminder: Id; readonly words: string }
  | { readonly verb: "talk_over"; readonly reminder: Id; readonly done: boolean; readonly on: Day }
  | { readonly verb: "erase_reminder"; readonly reminder: Id }
  | { readonly verb: "wish_balance"; readonly meeting: Id; readonly wants: boolean };

/** What a screen reads of it. */
export class Felt {
  /** What I want to bring up, the oldest first. */
  readonly reminders: ReadonlySignal<readonly Reminder[]>;
  /** The meetings in which I said that I want to see the strips. */
  readonly wishes: ReadonlySignal<ReadonlySet<Id>>;
  /** What is on the table, by meeting. */
  readonly strips: ReadonlySignal<ReadonlyMap<Id, Strips>>;

  constructor(rows: ReadonlySignal<Rows>, clock: Clock) {
    const all = <K extends Kind>(kind: K) => {
      const map = computed(() => rows.value[kind] as ReadonlyMap<Id, ItemOf<K>>);
      return computed(() => [...map.value.values()].filter((row) => !isGone(row)));
    };
    const [reminders, wishes, strips] = [all("reminder"), all("wish"), all("strips")];
    this.reminders = computed(() =>
      reminders.value
        .filter((note) => note.done_on === null && !isPast(note, clock.now.value))
        .sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1)),
    );
    this.wishes = computed(() => new Set(wishes.value.map((wish) => wish.meeting)));
    this.strips = computed(() => new Map(strips.value.map((row) => [row.meeting, row])));
  }
}

/** One such act on top of what the server said. Pure. */
export function applyFelt(rows: Rows, act: FeltAct): Rows {
  switch (act.verb) {
    case "remind": {
      const there = [...rows.reminder.values()].find((row) => !isGone(row) && row.task !== null && row.task === act.about && !row.done_on);
      if (there && !isGone(there)) return act.words ? put(rows, { ...there, words: act.words }) : rows;
      if (rows.reminder.has(act.reminder)) return rows;
      const { reminder: id, about: task, words, on } = act;
      return put(rows, { kind: "reminder", id, rev: 0, task, words, on, done_on: null, until: null });
    }
    case "say_reminder": {
      const note = present(rows, "reminder", act.reminder);
      return note ? put(rows, { ...note, words: act.words }) : rows;
    }
    case "talk_over": {
      const note = present(rows, "reminder", act.reminder);
      return note ? put(rows, { ...note, done_on: act.done ? (note.done_on ?? act.on) : null, until: null }) : rows;
    }
    case "erase_reminder": {
      const note = present(rows, "reminder", act.reminder);
      return note ? put(rows, { kind: "reminder", id: note.id, rev: note.rev, gone: true }) : rows;
    }
    case "wish_balance": {
      const mine = [...rows.wish.values()].find((row): row is Wish => !isGone(row) && row.meeting === act.meeting);
      if (act.wants) return mine ? rows : put(rows, { kind: "wish", id: `wish ${act.meeting}`, rev: 0, meeting: act.meeting });
      return mine ? put(rows, { kind: "wish", id: mine.id, rev: mine.rev, gone: true }) : rows;
    }
  }
}

/** The request such an act becomes: method, path, body. */
export function feltRequest(act: FeltAct): readonly ["POST" | "PATCH" | "DELETE", string, unknown] {
  switch (act.verb) {
    case "remind":
      return ["POST", "reminders/", { id: act.reminder, task: act.about, words: act.words }];
    case "say_reminder":
      return ["PATCH", `reminders/${act.reminder}/`, { words: act.words }];
    case "talk_over":
      return ["POST", `reminders/${act.reminder}/${act.done ? "done" : "reopened"}/`, {}];
    case "erase_reminder":
      return ["DELETE", `reminders/${act.reminder}/`, undefined];
    case "wish_balance":
      return ["POST", `meetings/${act.meeting}/balance/${act.wants ? "wished" : "unwished"}/`, {}];
  }
}
