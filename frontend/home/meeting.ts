/** Our meeting on this screen: which one there is, who is at the table, what I hold, and what is shown to all. */

import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { saidOfIt } from "./borrowed.ts";
import { type Clock, isPast } from "./clock.ts";
import { childAt, putUp } from "./family-table.ts";
import type {
  Ballot,
  Borrowed,
  Draft,
  FamilyTable,
  Hand,
  Meeting,
  MeetingAct,
  Opened,
  Pulse,
  PulseItem,
  Ranking,
  Rhythm,
  Seat,
  Shown,
  Topic,
  Worth,
} from "./meeting-types.ts";
import { isGone, present, put, type Rows } from "./merge.ts";
import type { Day, Id, ItemOf, Kind } from "./types.ts";

export const PULSE_ITEMS: readonly PulseItem[] = ["supported", "heard", "respected", "team", "fairness"];
const NO_RHYTHM: Rhythm = {
  ...{ kind: "rhythm", id: "", rev: 0, weekday: 6, at: "20:00", form: "full" },
  ...{ slots: 5, next_on: null, next_guide: null, turn: [] },
};

const NOT_OPENED: Opened = { order: [], cut: 0, lifted: [], differences: [], same: 0, opposite: 0, places: {} };

export class OurMeeting {
  readonly rhythm: ReadonlySignal<Rhythm>;
  /** The one that is not closed. */
  readonly now: ReadonlySignal<Meeting | null>;
  /** Closed ones of the last weeks, the newest first. */
  readonly closed: ReadonlySignal<readonly Meeting[]>;
  readonly seats: ReadonlySignal<readonly Seat[]>;
  /** Of a meeting with children, until it closes; children see nothing else of it. */
  readonly table: ReadonlySignal<FamilyTable | null>;
  readonly hand: ReadonlySignal<Hand | null>;
  /** What was said as mine on somebody else's phone, the oldest first. */
  readonly borrowed: ReadonlySignal<readonly Borrowed[]>;
  readonly ballot: ReadonlySignal<Ballot | null>;
  readonly ranking: ReadonlySignal<Ranking | null>;
  /** What was opened with an order of mine among them. */
  readonly draft: ReadonlySignal<Draft | null>;
  readonly shown: ReadonlySignal<readonly Shown[]>;
  /** Open ones first, the oldest first. */
  readonly topics: ReadonlySignal<readonly Topic[]>;
  readonly worths: ReadonlySignal<readonly Worth[]>;
  readonly pulses: ReadonlySignal<readonly Pulse[]>;
  /** Who has the meeting on a screen right now; only while it is open, only to who is in it. */
  readonly here = signal<ReadonlySet<Id>>(new Set());

  constructor(rows: ReadonlySignal<Rows>, clock: Clock) {
    const all = <K extends Kind>(kind: K) => {
      const map = computed(() => rows.value[kind] as ReadonlyMap<Id, ItemOf<K>>);
      return computed(() => [...map.value.values()].filter((row) => !isGone(row)));
    };
    const [rhythms, meetings, topics, worths, pulses] = [all("rhythm"), all("meeting"), all("topic"), all("worth"), all("pulse")];
    const [seats, hands, shown, ballots, rankings] = [all("seat"), all("hand"), all("shown"), all("ballot"), all("ranking")];
    const tables = all("family_table");
    this.table = computed(() => tables.value[0] ?? null);
    const id = computed(() => this.now.value?.id ?? this.table.value?.meeting); // a child has the table alone
    const ofNow = <T extends { readonly meeting: Id }>(list: readonly T[]) => list.filter((row) => row.meeting === id.value);

    this.rhythm = computed(() => rhythms.value[0] ?? NO_RHYTHM);
    this.now = computed(() => meetings.value.find(({ state }) => state !== "closed") ?? null);
    this.closed = computed(() =>
      meetings.value
        .filter((meeting) => meeting.state === "closed" && !isPast(meeting, clock.now.value))
        .sort((a, b) => compare(b.closed_on ?? "", a.closed_on ?? "") || b.rev - a.rev),
    );
    this.seats = computed(() => ofNow(seats.value).sort((a, b) => compare(a.member, b.member)));
    this.hand = computed(() => ofNow(hands.value)[0] ?? null);
    const borrowed = all("borrowed");
    this.borrowed = computed(() =>
      borrowed.value.filter((row) => !isPast(row, clock.now.value)).sort((a, b) => compare(a.day, b.day) || compare(a.id, b.id)),
    );
    this.ballot = computed(() => ofNow(ballots.value)[0] ?? null);
    const drafts = all("draft");
    this.draft = computed(() => ofNow(drafts.value)[0] ?? null);
    this.ranking = computed(() => {
      const [row] = ofNow(rankings.value);
      return row ? { ...NOT_OPENED, ...this.draft.value, ...row } : null;
    });
    this.shown = computed(() => ofNow(shown.value).sort((a, b) => compare(a.member, b.member)));
    this.topics = computed(() =>
      topics.value
        .filter((topic) => !isPast(topic, clock.now.value))
        .sort((a, b) => compare(a.settled_on ?? "", b.settled_on ?? "") || compare(a.parked_on, b.parked_on) || compare(a.id, b.id)),
    );
    this.worths = worths;
    this.pulses = computed(() => pulses.value.filter((pulse) => !isPast(pulse, clock.now.value)));
  }
}

/** An act of the meeting on top of what the server said. When all are ready, only the server knows. */
export function met(rows: Rows, act: MeetingAct, me: Id): Rows {
  switch (act.verb) {
    case "meet":
    case "close_meeting":
      return rows; // its answer brings it: which form, who guides, what is decided, only the server knows
    case "lend":
    case "lent_back":
      return lent(rows, act, me);
    case "not_me":
    case "was_me":
    case "put_away":
      return saidOfIt(rows, act, me);
    case "child_gone":
      return childAt(rows, act.meeting, act.child, false);
    case "put_up":
      return putUp(rows, act.meeting, me, act.words);
    case "for_family": {
      const task = present(rows, "task", act.task);
      return task ? put(rows, { ...task, family: act.family }) : rows;
    }
    case "be_here":
    case "be_ready":
      if (isHelper(rows, me)) return childAt(rows, act.meeting, me, true);
      return seated(rows, act.meeting, me, act.verb === "be_ready");
    case "go_later":
      if (isHelper(rows, me)) return childAt(rows, act.meeting, me, false);
      return unseated(rows, act.meeting, me);
    case "walk":
      return meeting(rows, act.meeting, (row) =>
        row.step === act.leaves && row.state !== "waiting"
          ? { ...row, step: act.to, state: "open", paused_until: null, began: act.at, spent: 0, extra: 0 }
          : row,
      );
    case "pause":
      return meeting(rows, act.meeting, (row) =>
        row.state === "open" || row.state === "paused"
          ? { ...row, state: "paused", began: null, spent: spent(row, Date.parse(act.at)), paused_until: act.until }
          : row,
      );
    case "resume":
      return meeting(rows, act.meeting, (row) =>
        row.state === "paused" ? { ...row, state: "open", began: act.at, paused_until: null } : row,
      );
    case "extend":
      return meeting(rows, act.meeting, (row) => (row.step === act.step && row.extra < act.extra ? { ...row, extra: act.extra } : row));
    case "plan_good":
      return meeting(rows, act.meeting, (row) => ({ ...row, good: act.good }));
    case "hold": {
      const [there] = list(rows, "hand").filter((row) => row.meeting === act.meeting);
      const hand = there ?? {
        kind: "hand",
        id: "mine",
        rev: 0,
        meeting: act.meeting,
        shows: [],
        how_ready: false,
        heads_ready: false,
        reopened: [],
        lines: [],
      };
      return put(rows, { ...hand, ...act.fields });
    }
    case "rank_mine": {
      const [ballot] = list(rows, "ballot").filter((row) => row.meeting === act.meeting);
      return ballot ? put(rows, { ...ballot, order: act.order, sealed: act.sealed }) : rows;
    }
    case "put_in_order":
      return ranking(rows, act.meeting, (row) => {
        const rest = row.order.filter((id) => id !== act.put);
        const at = act.after === null ? 0 : rest.includes(act.after) ? rest.indexOf(act.after) + 1 : rest.length;
        return { ...row, order: [...rest.slice(0, at), act.put, ...rest.slice(at)], agreed: false };
      });
    case "add_to_order":
      return added(rows, act.meeting, act.task);
    case "let_leave":
      return ranking(rows, act.meeting, (row) => ({
        ...row,
        leaving: [...row.leaving.filter((id) => id !== act.task), ...(act.leaves ? [act.task] : [])],
        came_in: row.came_in.filter((id) => act.leaves || id !== act.task),
        agreed: false,
      }));
    case "cut":
      return ranking(rows, act.meeting, (row) => (row.cut === act.cut ? row : { ...row, cut: act.cut, agreed: false }));
    case "agree_order":
      return ranking(rows, act.meeting, (row) => ({ ...row, agreed: true }));
    case "say_worth": {
      const [there] = list(rows, "worth").filter((row) => row.meeting === act.meeting);
      if (act.worth === null) return there ? put(rows, { kind: "worth", id: there.id, rev: there.rev, gone: true }) : rows;
      const made: Worth = { kind: "worth", id: "mine", rev: 0, meeting: act.meeting, worth: act.worth, day: act.on, until: null };
      return put(rows, { ...(there ?? made), worth: act.worth });
    }
    case "set_rhythm":
      return rhythm(rows, (row) => ({ ...row, ...act.fields }));
    case "not_today":
      return rhythm(rows, (row) => ({ ...row, next_on: act.on }));
    case "park_topic": {
      if (rows.topic.has(act.topic)) return rows;
      const made = { parked_on: act.on, settled_on: null, until: null };
      return put(rows, { kind: "topic", id: act.topic, rev: 0, author: me, ...act.words, ...made });
    }
    case "reword_topic":
      return topic(rows, act.topic, (row) => ({ ...row, ...act.words }));
    case "settle_topic":
      return topic(rows, act.topic, (row) => ({ ...row, settled_on: row.settled_on ?? act.on }));
    case "reopen_topic":
      return topic(rows, act.topic, (row) => ({ ...row, settled_on: null, until: null }));
    case "say_pulse":
      return said(rows, act.week, act.said);
    case "to_meeting": {
      const task = present(rows, "task", act.task);
      return task ? put(rows, { ...task, bring: act.bring }) : rows;
    }
    case "merge": {
      const task = present(rows, "task", act.task);
      if (!task || task.place === "done" || task.place === "let_go") return rows;
      return put(rows, { ...task, place: "let_go", let_go_on: act.on, let_go_by: me, status: "" });
    }
  }
}

/** Seconds in the step so far, without pauses; `now` in ms, by the server's clock. */
export function spent({ began, spent: before }: Pick<Meeting, "began" | "spent">, now: number): number {
  return before + (began === null ? 0 : Math.max(0, (now - Date.parse(began)) / 1000));
}

/** The Monday of the week one speaks of: until Monday noon it is the one before. `day` and `time` at home. */
export function weekOf(day: Day, time: string): Day {
  const date = new Date(`${day}T00:00:00Z`);
  if (date.getUTCDay() === 1 && time < "12:00") date.setUTCDate(date.getUTCDate() - 1);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

function list<K extends Kind>(rows: Rows, kind: K): readonly ItemOf<K>[] {
  return [...(rows[kind] as ReadonlyMap<Id, ItemOf<K>>).values()].filter((row) => !isGone(row));
}
function meeting(rows: Rows, id: Id, as: (row: Meeting) => Meeting): Rows {
  const row = present(rows, "meeting", id);
  return row && row.state !== "closed" ? put(rows, as(row)) : rows;
}
/** The joint order is another: who sealed an order of their own has it in two rows. */
function ranking(rows: Rows, id: Id, as: (row: Ranking) => Ranking): Rows {
  const row = list(rows, "ranking").find((other) => other.meeting === id);
  const draft = list(rows, "draft").find((other) => other.meeting === id);
  if (!row?.shown || !draft) return rows;
  const { order, cut, ...after } = as({ ...draft, ...row });
  return put(put(rows, after), { ...draft, order, cut });
}
/** One more to order: on my ballot while nothing is shown, just below the line afterwards. */
function added(rows: Rows, id: Id, task: Id): Rows {
  const row = list(rows, "ranking").find((other) => other.meeting === id);
  if (!row || row.candidates.includes(task) || row.dated.includes(task)) return rows;
  const after = put(rows, { ...row, candidates: [...row.candidates, task] });
  if (row.shown) return ranking(after, id, (one) => ({ ...one, order: one.order.toSpliced(one.cut, 0, task) }));
  const ballot = list(rows, "ballot").find((other) => other.meeting === id);
  return ballot ? put(after, { ...ballot, offered: [...ballot.offered, task], sealed: false }) : after;
}
function rhythm(rows: Rows, as: (row: Rhythm) => Rhythm): Rows {
  const [row] = list(rows, "rhythm");
  return row ? put(rows, as(row)) : rows;
}
function topic(rows: Rows, id: Id, as: (row: Topic) => Topic): Rows {
  const row = present(rows, "topic", id);
  return row ? put(rows, as(row)) : rows;
}
function seated(rows: Rows, id: Id, me: Id, ready: boolean): Rows {
  const seat = list(rows, "seat").find((row) => row.meeting === id && row.member === me);
  if (seat) return seat.on || (ready && !seat.ready) ? put(rows, { ...seat, ready: seat.ready || ready, on: null }) : rows;
  return put(rows, { kind: "seat", id: "mine", rev: 0, meeting: id, member: me, ready, on: null });
}
function lent(rows: Rows, { verb, meeting: id, member }: Extract<MeetingAct, { verb: "lend" | "lent_back" }>, me: Id): Rows {
  const seat = list(rows, "seat").find((row) => row.meeting === id && row.member === member);
  if (verb === "lent_back") return seat?.on === me ? unseated(rows, id, member) : rows;
  return seat ? rows : put(rows, { kind: "seat", id: `lent ${member}`, rev: 0, meeting: id, member, ready: false, on: me });
}
function isHelper(rows: Rows, me: Id): boolean {
  const member = present(rows, "member", me);
  return member !== null && member.role !== "adult";
}
function unseated(rows: Rows, id: Id, me: Id): Rows {
  const seat = list(rows, "seat").find((row) => row.meeting === id && row.member === me);
  return seat ? put(rows, { kind: "seat", id: seat.id, rev: seat.rev, gone: true }) : rows;
}
function said(rows: Rows, week: Day, { heard, ...more }: Extract<MeetingAct, { verb: "say_pulse" }>["said"]): Rows {
  const there = list(rows, "pulse").find((row) => row.week === week);
  const nothing = { supported: null, heard: null, respected: null, team: null, fairness: null };
  const none = heard === "nothing_brought";
  const row: Pulse = {
    ...(there ?? { kind: "pulse", id: "mine", rev: 0, week, until: null }),
    ...{ ...nothing, ...more, heard: none ? null : (heard ?? null), nothing_brought: none },
  };
  return put(rows, row);
}
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
