/** What a person does, as data: it is shown at once, kept on this device, sent once, and taken back by its inverse. */

import type { FeltAct } from "./felt.ts";
import type { MeetingAct } from "./meeting-types.ts";
import type { Scope } from "./scope.ts";
import type {
  Area,
  AreaFields,
  Ask,
  Asking,
  But,
  Colour,
  CreditPart,
  Day,
  Felt,
  HomeItem,
  Id,
  Intention,
  Manner,
  Member,
  News,
  OpenPlace,
  Problem,
  Size,
  Status,
  Task,
  TaskFields,
  TaskPart,
  Thanks,
} from "./types.ts";
import type { Was } from "./was.ts";

/** A task somebody is about to write down. `after` left out or null: on top. */
export interface TaskDraft extends Partial<TaskFields> {
  /** Given by whoever wants to know it (newId()); otherwise the home gives one. */
  readonly id?: Id;
  readonly title: string;
  readonly place?: OpenPlace;
  readonly after?: Id | null;
  readonly private?: boolean;
  /** To our next meeting. */
  readonly bring?: boolean;
}

/** A draft with the id this browser gave it, so that later acts can name it before the server has heard of it. */
export interface NewTask extends TaskDraft {
  readonly id: Id;
}

/** A step somebody is about to write down. */
export interface NewStep {
  readonly id: Id;
  readonly title: string;
}

/** What is done with what belongs to a task. */
export type ActOnParts =
  /** `after` left out: at the end; null: on top. */
  | { readonly verb: "add_steps"; readonly task: Id; readonly steps: readonly NewStep[]; readonly after?: Id | null }
  | { readonly verb: "rename_step"; readonly task: Id; readonly step: Id; readonly title: string }
  | { readonly verb: "tick_step"; readonly task: Id; readonly step: Id; readonly on: Day }
  | { readonly verb: "untick_step"; readonly task: Id; readonly step: Id }
  | { readonly verb: "move_step"; readonly task: Id; readonly step: Id; readonly after: Id | null }
  | { readonly verb: "remove_step"; readonly task: Id; readonly step: Id }
  /** Who it was, said once it is done. */
  | { readonly verb: "did"; readonly task: Id; readonly by: readonly Id[]; readonly helped: readonly Id[]; readonly was?: Was }
  | { readonly verb: "credit"; readonly task: Id; readonly part: CreditPart; readonly member: Id }
  | { readonly verb: "uncredit"; readonly task: Id; readonly part: CreditPart; readonly member: Id }
  | { readonly verb: "thank"; readonly task: Id; readonly thanks: Id; readonly to: Id; readonly words: string; readonly on: Day }
  | { readonly verb: "say_thanks"; readonly task: Id; readonly thanks: Id; readonly words: string }
  | { readonly verb: "unthank"; readonly task: Id; readonly thanks: Id }
  /** Taken away by mistake: `row` as it was. */
  | { readonly verb: "restore_thanks"; readonly task: Id; readonly thanks: Id; readonly row: Thanks }
  /** `line`: the suggestion as it was read. */
  | { readonly verb: "agree_line"; readonly task: Id; readonly line: string }
  | { readonly verb: "keep_line"; readonly task: Id; readonly line: string }
  | { readonly verb: "guess"; readonly task: Id; readonly size: Size }
  | { readonly verb: "unguess"; readonly task: Id };

/** Every act of a person that the server keeps. `on` is the day it was done, in the home's time zone; `was` is the task as
 * they saw it (was.ts). */
export type Act =
  | ActOnParts
  | { readonly verb: "add"; readonly tasks: readonly NewTask[]; readonly on: Day }
  | { readonly verb: "edit"; readonly task: Id; readonly fields: Partial<TaskFields>; readonly was: Partial<TaskFields> }
  | { readonly verb: "done"; readonly task: Id; readonly on: Day }
  | { readonly verb: "let_go"; readonly task: Id; readonly on: Day; readonly was?: Was }
  /** Where its person put it (`chosen`); or back where it stood, which only the server knows for sure: place and after are
   * this page's guess then, and are not sent. */
  | {
      readonly verb: "reopen";
      readonly task: Id;
      readonly place?: OpenPlace;
      readonly after?: Id | null;
      readonly chosen?: true;
      readonly was?: Was;
    }
  | { readonly verb: "take"; readonly task: Id }
  | { readonly verb: "release"; readonly task: Id }
  | { readonly verb: "move"; readonly task: Id; readonly place: OpenPlace; readonly after: Id | null; readonly was?: Was }
  | { readonly verb: "share"; readonly task: Id; readonly place?: OpenPlace; readonly was?: Was }
  | { readonly verb: "take_back"; readonly task: Id }
  | { readonly verb: "erase"; readonly task: Id }
  | AskAct
  | PartAct
  | { readonly verb: "add_area"; readonly area: Id; readonly name: string }
  | { readonly verb: "erase_area"; readonly area: Id }
  /** Put away by mistake: `row` as it was, and the tasks that were in it. */
  | { readonly verb: "restore_area"; readonly area: Id; readonly row: Area; readonly tasks: readonly Id[] }
  | { readonly verb: "edit_area"; readonly area: Id; readonly fields: Partial<AreaFields>; readonly was: Partial<AreaFields> }
  | { readonly verb: "add_intention"; readonly intention: Id; readonly words: string }
  | { readonly verb: "reword_intention"; readonly intention: Id; readonly words: string; readonly was: string | null }
  | { readonly verb: "erase_intention"; readonly intention: Id }
  | {
      readonly verb: "restore_intention";
      readonly intention: Id;
      readonly row: Intention;
      readonly areas: readonly Id[];
      readonly tasks: readonly Id[];
    }
  /** Behind `after`; null is the top. */
  | { readonly verb: "move_intention"; readonly intention: Id; readonly after: Id | null }
  | { readonly verb: "keep"; readonly task: Id; readonly on: Day }
  /** From its rest back where it stood, which only the server knows. */
  | { readonly verb: "bring_back"; readonly task: Id }
  | { readonly verb: "answer"; readonly checkIn: Id; readonly felt: Felt | "not_needed" }
  | { readonly verb: "skip"; readonly checkIn: Id }
  | { readonly verb: "skip_all" }
  | { readonly verb: "erase_answer"; readonly checkIn: Id }
  | { readonly verb: "set_asking"; readonly fields: Partial<Pick<Asking, "on" | "introduced" | "paused">> }
  | { readonly verb: "dismiss"; readonly notice: Id }
  | { readonly verb: "rename_me"; readonly fields: { readonly name?: string; readonly colour?: Colour } }
  | { readonly verb: "rename_home"; readonly fields: Partial<Pick<HomeItem, "name" | "time_zone">> }
  | { readonly verb: "withdraw"; readonly invitation: Id }
  | { readonly verb: "revoke"; readonly token: Id }
  | FeltAct
  | SittingAct
  | MeetingAct;
/** Asking, offering, answering. */
export type AskAct =
  | {
      readonly verb: "ask";
      readonly task: Id;
      readonly ask: Id;
      readonly how: Manner;
      readonly to: Id | null;
      readonly because: string;
      readonly by_day: Day | null;
    }
  | { readonly verb: "say_why"; readonly task: Id; readonly ask: Id; readonly because: string }
  | { readonly verb: "yes_but"; readonly task: Id; readonly ask: Id; readonly but: But; readonly words: string; readonly day: Day | null }
  | { readonly verb: "accept" | "decline" | "agree" | "park" | "withdraw_ask"; readonly task: Id; readonly ask: Id };
/** Being in, what each does, how it goes, and how I am. */
export type PartAct =
  | { readonly verb: "join"; readonly task: Id; readonly how: TaskPart["how"] }
  | { readonly verb: "leave"; readonly task: Id }
  | { readonly verb: "my_part"; readonly task: Id; readonly on: Day }
  | { readonly verb: "my_part_open"; readonly task: Id; readonly was?: Was }
  | { readonly verb: "each"; readonly task: Id; readonly each: boolean }
  | { readonly verb: "say_status"; readonly task: Id; readonly status: Status }
  | { readonly verb: "low"; readonly low: boolean };
export type Verb = Act["verb"];
/** Acts of the first sitting; `round` is the sitting they are for. */
export type SittingAct =
  | { readonly verb: "mark"; readonly round: number; readonly key: string; readonly exists: boolean; readonly in_head: boolean }
  | { readonly verb: "add_words"; readonly mark: Id; readonly round: number; readonly area: string; readonly words: string }
  | { readonly verb: "edit_words"; readonly mark: Id; readonly in_head: boolean }
  | { readonly verb: "erase_words"; readonly mark: Id }
  | { readonly verb: "look_at"; readonly round: number; readonly fields: { readonly at?: string; readonly dismissed?: boolean } }
  | { readonly verb: "through"; readonly round: number }
  | { readonly verb: "not_through"; readonly round: number }
  | { readonly verb: "bring"; readonly chosen: readonly { readonly id: Id; readonly task: Id }[] }
  /** Not brought after all. */
  | { readonly verb: "unbring"; readonly chosen: readonly Id[] }
  | { readonly verb: "close_sitting" }
  | { readonly verb: "open_sitting" };

/** A write on its way: the act and the very request it became, so that a retry sends the same bytes under the same key. */
export interface Write {
  /** Idempotency-Key */
  readonly key: string;
  /** Sent in this order; grows with time, also over tabs and page loads. */
  readonly order: number;
  readonly act: Act;
  readonly method: "POST" | "PATCH" | "DELETE";
  /** Under /api/homes/<home>/ */
  readonly path: string;
  readonly body: unknown;
  /** On the family's tablet: who tapped their name, or null where nobody did. Elsewhere it is left out: I did it. */
  readonly as?: Id | null;
}

/** The other person saved the very field that I edited: both wordings, for the person to choose. */
export interface Conflict {
  readonly field: keyof TaskFields;
  readonly mine: string | null;
  readonly theirs: string | null;
}

/** A write the server refused. It is rolled back on the screen; its text stays here until the person puts it aside. */
export interface Parked extends Write {
  readonly problem: Problem;
  /** Key of the write that was refused; another one than `key` where this one only builds on it. */
  readonly because: string;
  /** What the person wrote, one line a text; "" for an act without words. */
  readonly text: string;
  readonly conflicts: readonly Conflict[];
}

export type Did =
  | "joined_in"
  | "stuck"
  | "added"
  | "done"
  | "let_go"
  | "taken"
  | "released"
  | "moved"
  | "edited"
  | "reopened"
  | "shared"
  | "joined"
  | "renamed"
  | "rested"
  | "step"
  | "thanked"
  | "guessed"
  | "suggested"
  | "agreed"
  | "kept";

export type HomeEvent =
  /** Somebody else changed something while I look. `by` is null where the news cannot tell who. */
  | { readonly type: "partner"; readonly did: Did; readonly by: Member | null; readonly task: Task | null; readonly was?: string }
  /** Somebody asked, offered or answered, and it concerns me. */
  | { readonly type: "asked"; readonly ask: Ask; readonly by: Member | null; readonly task: Task }
  /** I did something on this screen; `task` as it shows now (null where the act is not about one task). */
  | { readonly type: "own"; readonly verb: Verb; readonly task: Task | null }
  /** Came back after a while, or much changed at once: how many things; what and by whom, where one person did one thing. */
  | { readonly type: "caught_up"; readonly count: number; readonly did: Did | null; readonly by: Member | null }
  /** I acted on a task as it no longer is: nothing was changed, it shows as it is. */
  | { readonly type: "too_late"; readonly task: Task }
  /** The server refused a write: it is in `parked`. */
  | { readonly type: "refused"; readonly parked: Parked }
  /** The server does not take writes from a page this old: load it anew; what is kept is sent by the next page. */
  | { readonly type: "too_old" }
  /** Not signed in any more: the page shows how to come back. What is kept stays kept. */
  | { readonly type: "signed_out" }
  /** This home is no longer ours: the local copy is gone, the page should leave. */
  | { readonly type: "not_ours" };

export type Connection = "live" | "catching_up" | "offline";

export interface Undoable {
  readonly verb: Verb;
  /** What was done, in the page's language: "Done", "Moved". */
  readonly text: string;
  /** Null where it was not about a task. */
  readonly task: Task | null;
}

/** Somebody else just changed this row; `colour` is null where the news cannot tell who. `at` in ms. */
export interface Change {
  readonly colour: Colour | null;
  readonly at: number;
}

/** What the page holds in <script id="start"> and <script id="news">. */
export interface Start {
  readonly home: Id;
  readonly me: Id;
  readonly scope: Scope;
  readonly news: News;
  /** What the server's clock showed when it wrote the page; ms since 1970. */
  readonly now?: number;
}

export interface Moment {
  readonly day: Day;
  readonly by: Id | null;
  readonly verb:
    | "joined_in"
    | "left_it"
    | "each"
    | "one_for_all"
    | "own_done"
    | "own_open"
    | "step_added"
    | "step_said"
    | "step_done"
    | "step_open"
    | "step_gone"
    | "suggested"
    | "agreed"
    | "kept_line"
    | "not_mine"
    | "mine"
    | "added"
    | "edited"
    | "taken"
    | "released"
    | "moved"
    | "done"
    | "reopened"
    | "let_go"
    | "merged"
    | "shared"
    | "private"
    | "joined"
    | "kept"
    | "rested"
    | "back";
  readonly data: Readonly<Record<string, unknown>>;
}
export interface Older {
  readonly items: readonly Task[];
  readonly more: boolean;
}
