/** The meeting's items, as the server sends them, and what people do in it. */

import type { Day, Felt, Id, Instant } from "./types.ts";

interface Row {
  readonly id: Id;
  readonly rev: number;
}
export type Form = "full" | "short" | "children" | "team";
export type MeetingStep = "arrive" | "appreciations" | "how" | "tidy" | "heads" | "topics" | "rank" | "who" | "good" | "close";
/** Of the week, RESULTS.md 1.4. */
export type PulseItem = "supported" | "heard" | "respected" | "team" | "fairness";

/** When we meet, as the clocks at home show it; 0 is Monday. */
export interface Rhythm extends Row {
  readonly kind: "rhythm";
  readonly weekday: number;
  readonly at: string;
  readonly form: Form;
  /** How many things a week takes. */
  readonly slots: number;
  readonly next_on: Day | null;
  readonly next_guide: Id | null;
  readonly turn: readonly Id[];
}
interface Line {
  readonly task: Id;
  readonly title: string;
}
export interface Recap {
  readonly done: readonly Line[];
  readonly let_go: readonly Line[];
  readonly chosen: readonly (Line & { readonly owner: Id | null })[];
  /** In the week when it opened, still open, and elsewhere now; recaps of before this was kept have none. */
  readonly left?: readonly (Line & { readonly place: "list" | "not_now" })[];
  readonly good: string;
}
/** Somebody was at the table on another's phone. */
export interface LentSeat {
  readonly member: Id;
  readonly on: Id;
  /** An order was opened as theirs. */
  readonly ordered: boolean;
  /** Came on our list as theirs. */
  readonly lines: readonly Id[];
  /** They say that it was not them. */
  readonly denied: boolean;
}
export interface Meeting extends Row {
  readonly kind: "meeting";
  readonly form: Form;
  readonly state: "waiting" | "open" | "paused" | "closed";
  readonly step: MeetingStep;
  /** All steps of this form, in order; `words`: the key of what the step is called. */
  readonly steps: readonly { readonly step: MeetingStep; readonly words: string; readonly minutes: number }[];
  /** Since when it is at this step; null while it is paused or waits. */
  readonly began: Instant | null;
  /** Seconds in this step before the last pause. */
  readonly spent: number;
  /** Minutes added to this step. */
  readonly extra: number;
  readonly paused_until: Instant | null;
  readonly guide: Id | null;
  readonly day: Day;
  readonly closed_on: Day | null;
  readonly how_shown: boolean;
  readonly heads_shown: boolean;
  /** The tasks that were in the week when it opened. */
  readonly still_open: readonly Id[];
  /** Two tasks that may be the same: the older, the newer. */
  readonly pairs: readonly (readonly [Id, Id])[];
  readonly good: string;
  readonly recap: Recap | null;
  readonly lent: readonly LentSeat[];
  readonly until: Instant | null;
}
interface OfMeeting extends Row {
  readonly meeting: Id;
}
/** Who is at the table. */
export interface Seat extends OfMeeting {
  readonly kind: "seat";
  readonly member: Id;
  readonly ready: boolean;
  /** On whose phone they sit; null: on a device of their own. */
  readonly on: Id | null;
}
/** What children see of a meeting with children, the adults too: nothing in it is the adults' alone. */
export interface FamilyTable extends OfMeeting {
  readonly kind: "family_table";
  readonly step: MeetingStep;
  /** The children at the table. */
  readonly here: readonly Id[];
  /** What each of them put up, in one line. */
  readonly problems: Readonly<Record<Id, string>>;
  readonly offered: readonly Id[];
  /** Everybody's order is on the table; before that what follows is empty. */
  readonly shown: boolean;
  /** The family's things, as they stand in the joint order. */
  readonly order: readonly Id[];
  readonly good: string;
}
/** Mine alone: what I have ticked to share, and whether I am ready. */
export interface Hand extends OfMeeting {
  readonly kind: "hand";
  readonly shows: readonly PulseItem[];
  readonly how_ready: boolean;
  readonly heads_ready: boolean;
  /** I was ready in these steps when somebody left the table; nothing was shown. */
  readonly reopened: readonly ("how" | "heads")[];
  /** Typed on somebody else's phone, and not shown yet. */
  readonly lines: readonly string[];
}
/** Mine alone, until I put it away: what was said as mine on somebody else's phone. */
export interface Borrowed extends OfMeeting {
  readonly kind: "borrowed";
  /** Whose phone. */
  readonly on: Id | null;
  readonly day: Day;
  readonly ordered: boolean;
  readonly lines: readonly Id[];
  /** Not shown; in my head. */
  readonly kept: readonly Id[];
  /** I said that it was not me: nobody seats me on theirs. */
  readonly denied: boolean;
  readonly until: Instant | null;
}
/** What one shares of the week, until the meeting closes; null: nothing shared for this one, for whatever reason. */
export interface Shown extends OfMeeting {
  readonly kind: "shown";
  readonly member: Id;
  readonly said: Readonly<Record<PulseItem, Felt | "nothing_brought" | null>>;
}
/** Mine alone, until everybody's is sealed. */
export interface Ballot extends OfMeeting {
  readonly kind: "ballot";
  /** What there is to order, in an order of my own. */
  readonly offered: readonly Id[];
  /** Best first. */
  readonly order: readonly Id[];
  readonly sealed: boolean;
  /** It was sealed when somebody left the table; nobody has seen it. */
  readonly reopened: boolean;
  /** How many there are to choose, the same for everybody. */
  readonly places: number;
}
/** What there is to order, and whether the orders are opened; nothing that came of them. */
export interface RankingRow extends OfMeeting {
  readonly kind: "ranking";
  /** Set aside: due within the week. */
  readonly dated: readonly Id[];
  /** Oldest first. */
  readonly candidates: readonly Id[];
  readonly shown: boolean;
  readonly agreed: boolean;
  /** In the week and not chosen: said to go back to our list when all agree. */
  readonly leaving: readonly Id[];
  /** Put into the week by an earlier agreement in this meeting. */
  readonly came_in: readonly Id[];
}
/** What came of all the orders; only whoever sealed one has it. */
export interface Opened {
  readonly order: readonly Id[];
  /** So many from the top are this week's. */
  readonly cut: number;
  /** In because they are somebody's first choice, though others stood before them. */
  readonly lifted: readonly Id[];
  /** Seen differently, widest first; `first` placed it higher and speaks first. */
  readonly differences: readonly { readonly task: Id; readonly first: Id | null }[];
  readonly same: number;
  readonly opposite: number;
  readonly places: Readonly<Record<Id, readonly Id[]>>;
}
/** Mine, in the meeting in which I sealed an order. A child's holds the children's orders and the family's things. */
export interface Draft extends OfMeeting, Opened {
  readonly kind: "draft";
}
/** Both together; without a draft of mine nothing stands in it. */
export type Ranking = RankingRow & Opened;
/** Parked for another time: I feel … about … I'd like … */
export interface Topic extends Row {
  readonly kind: "topic";
  readonly author: Id | null;
  readonly feel: string;
  readonly about: string;
  readonly like: string;
  readonly parked_on: Day;
  readonly settled_on: Day | null;
  readonly until: Instant | null;
}
/** Worth our time? Mine alone. */
export interface Worth extends OfMeeting {
  readonly kind: "worth";
  readonly worth: Felt;
  readonly day: Day;
  readonly until: Instant | null;
}
/** How my week was, mine alone; `week` is its Monday. */
export interface Pulse extends Row {
  readonly kind: "pulse";
  readonly week: Day;
  readonly supported: Felt | null;
  readonly heard: Felt | null;
  readonly respected: Felt | null;
  readonly team: Felt | null;
  readonly fairness: Felt | null;
  readonly nothing_brought: boolean;
  readonly until: Instant | null;
}
export type MeetingItem =
  | Rhythm
  | Meeting
  | Seat
  | FamilyTable
  | Hand
  | Borrowed
  | Shown
  | Ballot
  | RankingRow
  | Draft
  | Topic
  | Worth
  | Pulse;

/** What one says of a week; left out: nothing said. */
export type PulseSaid = Partial<Record<Exclude<PulseItem, "heard">, Felt | null>> & { readonly heard?: Felt | "nothing_brought" | null };
export type TopicWords = Pick<Topic, "feel" | "about" | "like">;
export type RhythmFields = Pick<Rhythm, "weekday" | "at" | "form" | "slots">;

export type MeetingAct =
  /** I am here for our meeting: a new one, or the one that is there. */
  | { readonly verb: "meet"; readonly meeting: Id; readonly form: Form | null }
  | { readonly verb: "be_here" | "be_ready" | "go_later" | "close_meeting" | "agree_order"; readonly meeting: Id }
  | { readonly verb: "resume"; readonly meeting: Id; readonly at: Instant }
  /** An adult sits on my phone, or does not any more. What they say there is no act: it is kept nowhere. */
  | { readonly verb: "lend" | "lent_back"; readonly meeting: Id; readonly member: Id }
  /** On somebody else's phone that was not me, or was; or I have read that it was said. */
  | { readonly verb: "not_me" | "was_me"; readonly meeting: Id }
  | { readonly verb: "put_away"; readonly borrowed: Id }
  /** An adult says that a child has gone off to play. */
  | { readonly verb: "child_gone"; readonly meeting: Id; readonly child: Id }
  /** A child's one problem; "": none any more. */
  | { readonly verb: "put_up"; readonly meeting: Id; readonly words: string }
  | { readonly verb: "for_family"; readonly task: Id; readonly family: boolean }
  | { readonly verb: "walk"; readonly meeting: Id; readonly leaves: MeetingStep; readonly to: MeetingStep; readonly at: Instant }
  | { readonly verb: "pause"; readonly meeting: Id; readonly at: Instant; readonly until: Instant }
  | { readonly verb: "extend"; readonly meeting: Id; readonly step: MeetingStep; readonly extra: number }
  | { readonly verb: "plan_good"; readonly meeting: Id; readonly good: string }
  | { readonly verb: "hold"; readonly meeting: Id; readonly fields: Partial<Pick<Hand, "shows" | "how_ready" | "heads_ready">> }
  | { readonly verb: "rank_mine"; readonly meeting: Id; readonly order: readonly Id[]; readonly sealed: boolean }
  | { readonly verb: "put_in_order"; readonly meeting: Id; readonly put: Id; readonly after: Id | null }
  /** One more task of our list to order. */
  | { readonly verb: "add_to_order"; readonly meeting: Id; readonly task: Id }
  /** In the week and not chosen: back to our list, or it stays after all. */
  | { readonly verb: "let_leave"; readonly meeting: Id; readonly task: Id; readonly leaves: boolean }
  | { readonly verb: "cut"; readonly meeting: Id; readonly cut: number }
  | { readonly verb: "say_worth"; readonly meeting: Id; readonly worth: Felt | null; readonly on: Day }
  | { readonly verb: "set_rhythm"; readonly fields: Partial<RhythmFields> }
  | { readonly verb: "not_today"; readonly on: Day }
  | { readonly verb: "park_topic"; readonly topic: Id; readonly words: TopicWords; readonly on: Day }
  | { readonly verb: "reword_topic"; readonly topic: Id; readonly words: Partial<TopicWords> }
  | { readonly verb: "settle_topic"; readonly topic: Id; readonly on: Day }
  | { readonly verb: "reopen_topic"; readonly topic: Id }
  | { readonly verb: "say_pulse"; readonly week: Day; readonly said: PulseSaid }
  /** To our next meeting; what is in my head too. */
  | { readonly verb: "to_meeting"; readonly task: Id; readonly bring: boolean }
  /** It is the same as `into`, which stays. */
  | { readonly verb: "merge"; readonly task: Id; readonly into: Id; readonly on: Day };
