/** The items of the news, as the server sends them: one shape for page load, live update, reconnect and answer. */

import type { MeetingItem } from "./meeting-types.ts";

export type Id = string;
export type Place = "list" | "week" | "not_now" | "done" | "let_go";
export type OpenPlace = "list" | "week" | "not_now";
export type Size = "" | "s" | "m" | "l";
export type Colour = "sea" | "amber" | "plum" | "lagoon" | "moss" | "umber";
/** A calendar day, YYYY-MM-DD, in the home's time zone. */
export type Day = string;
/** A moment, ISO 8601 in UTC. */
export type Instant = string;

interface Row {
  readonly id: Id;
  readonly rev: number;
}
export interface HomeItem extends Row {
  readonly kind: "home";
  readonly name: string;
  readonly time_zone: string;
  /** Weeks after which what nobody touched on our list rests; null: never. */
  readonly rest_after: number | null;
}
export interface Member extends Row {
  readonly kind: "member";
  readonly name: string;
  readonly colour: Colour;
  readonly role: "adult" | "teen" | "child" | "guest";
  readonly left: boolean;
}
export interface Area extends Row {
  readonly kind: "area";
  readonly name: string;
  /** What we want it to feel like. */
  readonly feel: string;
  readonly intention: Id | null;
}
/** What the home wants: one to three, in its own words. */
export interface Intention extends Row {
  readonly kind: "intention";
  readonly words: string;
  readonly position: number;
}
export interface Task extends Row {
  readonly kind: "task";
  readonly title: string;
  readonly notes: string;
  readonly done_means: string;
  /** What `done_means_by` suggests instead of the line in force ("": no line at all). */
  readonly done_means_new: string;
  readonly done_means_by: Id | null;
  readonly feel: string;
  readonly area: Id | null;
  readonly size: Size;
  readonly due: Day | null;
  readonly place: Place;
  readonly rank: string;
  readonly private: boolean;
  readonly author: Id | null;
  readonly owner: Id | null;
  /** Everyone does their own: nobody has it for the others. */
  readonly each: boolean;
  /** How it goes, said by the one who has it. */
  readonly status: Status;
  readonly done_on: Day | null;
  readonly done_by: Id | null;
  readonly let_go_on: Day | null;
  readonly let_go_by: Id | null;
  readonly starter: string;
  readonly added_on: Day;
  /** Which it serves; null: as its area does. */
  readonly intention: Id | null;
  readonly touched_on: Day;
  /** Announced: from this day it rests, unless somebody touches it. */
  readonly rests_on: Day | null;
  /** On this day it came to Not now by itself. */
  readonly rested_on: Day | null;
  /** To our next meeting. */
  readonly bring: boolean;
  /** The whole family's: in our meeting children order it too. */
  readonly family: boolean;
  /** Over so many meetings it stayed in the week. */
  readonly carried: number;
  /** Carried over so often that the next meeting asks whether it is still true. */
  readonly still_true: boolean;
  /** Who changed it last; null where somebody's leaving freed it. */
  readonly changed_by: Id | null;
  readonly until: Instant | null;
}
export type Status = "" | "on_it" | "waiting" | "stuck";
/** One person's part in a task that somebody else has, or that everyone does for themselves. */
export interface TaskPart extends Row {
  readonly kind: "part";
  readonly task: Id;
  readonly member: Id;
  readonly how: "together" | "each" | "helper";
  /** One's own share of what each does. */
  readonly done_on: Day | null;
  readonly until: Instant | null;
}
export type Manner = "ask" | "offer" | "up" | "together";
export type But = "later" | "smaller" | "together" | "swap";
/** Between adults: `by` asks `to`; nobody where it is up for anyone. `but`, `words`, `day`: of a "Yes, but …". */
export interface Ask extends Row {
  readonly kind: "ask";
  readonly task: Id;
  readonly by: Id;
  readonly to: Id | null;
  readonly how: Manner;
  readonly because: string;
  readonly by_day: Day | null;
  readonly state: "asked" | "parked" | "changed" | "accepted" | "declined" | "withdrawn" | "lapsed";
  readonly but: But | "";
  readonly words: string;
  readonly day: Day | null;
  readonly answered_by: Id | null;
  readonly until: Instant | null;
}
/** "I’m low this week", said by oneself. */
export interface Low extends Row {
  readonly kind: "low";
  readonly member: Id;
  readonly until: Instant;
}
/** What belongs to a task leaves the board with it. */
interface OfTask extends Row {
  readonly task: Id;
  readonly until: Instant | null;
}
export interface Step extends OfTask {
  readonly kind: "step";
  readonly title: string;
  readonly rank: string;
  readonly done_on: Day | null;
  readonly done_by: Id | null;
}
/** Without a row of a part the author noticed it, and whoever ticked it did it. */
export type CreditPart = "noticed" | "planned" | "done" | "helped";
export interface Credit extends OfTask {
  readonly kind: "credit";
  readonly member: Id;
  readonly part: CreditPart;
  readonly offered_by: Id | null;
  readonly declined: boolean;
}
export interface Thanks extends Omit<OfTask, "task"> {
  readonly kind: "thanks";
  readonly by: Id;
  readonly to: Id;
  readonly task: Id | null;
  readonly words: string;
  readonly on: Day;
}
/** Sealed: mine alone; the others' come when every adult has guessed. */
export interface Guess extends OfTask {
  readonly kind: "guess";
  readonly member: Id;
  readonly size: Size;
  readonly sealed: boolean;
}
export type Felt = 1 | 2 | 3 | 4 | 5;
export interface CheckIn extends Row {
  readonly kind: "check_in";
  readonly task: Id;
  readonly state: "asked" | "answered" | "not_needed" | "skipped";
  readonly felt: Felt | null;
  /** Which parts I had in it when I answered. */
  readonly parts: readonly (CreditPart | "asked")[];
  readonly until: Instant;
}
/** "Bring this to our meeting": a note to myself that nobody else sees. */
export interface Reminder extends Row {
  readonly kind: "reminder";
  /** What it is about; the task may be gone, or in a head that is not mine. */
  readonly task: Id | null;
  readonly words: string;
  readonly on: Day;
  readonly done_on: Day | null;
  readonly until: Instant | null;
}
/** My own yes to seeing the strips in a meeting; sealed. */
export interface Wish extends Row {
  readonly kind: "wish";
  readonly meeting: Id;
}
/** One kind of work between two adults; `to`: who has more of it, where it is not about even. */
export interface Strip {
  readonly part: CreditPart;
  readonly band: "even" | "leans" | "mostly" | "little";
  readonly to: Id | null;
}
/** On the table of one meeting, once both said yes; null: too little is written down to say. */
export interface Strips extends Row {
  readonly kind: "strips";
  readonly meeting: Id;
  readonly strips: readonly Strip[] | null;
}
export interface Asking extends Row {
  readonly kind: "asking";
  readonly on: boolean;
  readonly introduced: boolean;
  readonly pace: "each" | "daily";
  /** Times of day at home, HH:MM. */
  readonly at: string;
  readonly quiet_from: string | null;
  readonly quiet_to: string | null;
  /** Three cards went by: "new" until that has been read. */
  readonly paused: "" | "new" | "told";
}
export interface Notice extends Row {
  readonly kind: "notice";
  readonly about: "sign_in_link" | "new_device" | "new_token" | "new_tablet";
  readonly what: string;
  readonly day: Day;
  /** The new device itself, or the one a token was made on, which need not show it. */
  readonly device: Id | "";
}
export interface Token extends Row {
  readonly kind: "token";
  readonly name: string;
  readonly made_on: Day;
}
export interface Invitation extends Row {
  readonly kind: "invitation";
  readonly by: Id;
  readonly uses_left: number;
  readonly until: Instant;
}
/** What I said of one responsibility in the sitting `round`: of a `key` of the list, or in my own `words` in an `area`. */
export interface InventoryMark extends Row {
  readonly kind: "inventory_mark";
  readonly round: number;
  readonly key: string;
  readonly area: string;
  readonly words: string;
  readonly exists: boolean;
  readonly in_head: boolean;
}
/** How far I have come in it. */
export interface InventoryWalk extends Row {
  readonly kind: "inventory_walk";
  readonly round: number;
  readonly at: string;
  readonly through: boolean;
  readonly dismissed: boolean;
}
/** The sitting as all adults see it: there from the moment everyone was through. */
export interface Inventory extends Row {
  readonly kind: "inventory";
  readonly round: number;
  readonly open: boolean;
}
export interface Responsibility extends Row {
  readonly kind: "responsibility";
  readonly key: string;
  readonly area: string;
  readonly words: string;
  readonly in_a_head: boolean;
  /** The task it became, or "". */
  readonly task: Id | "";
}
export interface Gone extends Row {
  readonly kind: Kind;
  readonly gone: true;
}
export type Item =
  | HomeItem
  | Member
  | Area
  | Intention
  | Task
  | CheckIn
  | Asking
  | Notice
  | Token
  | Invitation
  | TaskPart
  | Ask
  | Step
  | Credit
  | Thanks
  | Guess
  | Low
  | Reminder
  | Wish
  | Strips
  | Sat
  | MeetingItem;
type Sat = InventoryMark | InventoryWalk | Inventory | Responsibility;
export type Kind = Item["kind"];
export type ItemOf<K extends Kind> = Extract<Item, { kind: K }>;

export interface News {
  readonly since: string;
  readonly cursor: string;
  readonly reset: boolean;
  readonly items: readonly (Item | Gone)[];
}

/** application/problem+json (RFC 9457): what happened, what was kept, what to do. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  readonly items?: readonly (Item | Gone)[];
}

/** The fields of a task a person edits. */
export type TaskFields = Pick<Task, "title" | "notes" | "done_means" | "feel" | "area" | "size" | "due" | "intention">;
/** The fields of an area a person edits. */
export type AreaFields = Pick<Area, "name" | "feel" | "intention">;
