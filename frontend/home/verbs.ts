/**
 * What a person can do here, one verb a method. Each shows at once and resolves later: true when the server has it,
 * false when it was refused (then it lies in `parked` with its text).
 */

import type { ReadonlySignal } from "@preact/signals-core";
import type { Act, SittingAct, TaskDraft } from "./acts.ts";
import { newId } from "./ids.ts";
import type { MeetingAct } from "./meeting-types.ts";
import { fitting, oneLine } from "./typed.ts";
import type {
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
  Manner,
  OpenPlace,
  Size,
  Status,
  Task,
  TaskFields,
  TaskPart,
} from "./types.ts";
import type { Was } from "./was.ts";
import { changed, drafts } from "./words.ts";

export const STEP_LENGTH = 200;

export abstract class Verbs {
  abstract get today(): ReadonlySignal<Day>;
  abstract get tasks(): ReadonlySignal<ReadonlyMap<Id, Task>>;
  protected abstract act(act: Act): Promise<boolean>;

  /** One line or many; the first ends on top. */
  async add(lines: TaskDraft | readonly TaskDraft[]): Promise<boolean> {
    const on = this.today.value;
    const sent = drafts(lines).map((tasks) => this.act({ verb: "add", tasks, on }));
    return (await Promise.all(sent)).every(Boolean);
  }
  /** `was`: what the editor started from; the server refuses where somebody changed that very field meanwhile. */
  async edit(id: Id, fields: Partial<TaskFields>, was?: Partial<TaskFields>): Promise<boolean> {
    const task = this.tasks.value.get(id);
    const edit = task && changed(task, fields, was);
    return edit ? this.act({ verb: "edit", task: id, ...edit }) : true;
  }
  done(id: Id): Promise<boolean> {
    return this.act({ verb: "done", task: id, on: this.today.value });
  }
  /** `seen`, here and below: the task as it was shown to whoever acts; left out: as it is now. */
  letGo(id: Id, seen?: Was): Promise<boolean> {
    return this.act(as({ verb: "let_go", task: id, on: this.today.value }, seen));
  }
  /** Back where it stood; with `place` there, below `after`. */
  reopen(id: Id, seen?: Was, place?: OpenPlace, after: Id | null = null): Promise<boolean> {
    return this.act(as(place ? { verb: "reopen", task: id, place, after, chosen: true } : { verb: "reopen", task: id }, seen));
  }
  take(id: Id): Promise<boolean> {
    return this.act({ verb: "take", task: id });
  }
  release(id: Id): Promise<boolean> {
    return this.act({ verb: "release", task: id });
  }
  /** Asks one person, offers, puts up for anyone, proposes to do it together. What I asked before gives way. */
  ask(task: Id, how: Manner, to: Id | null = null, because = "", byDay: Day | null = null): Promise<boolean> {
    return this.act({ verb: "ask", task, ask: newId(), how, to, because: oneLine(because), by_day: byDay });
  }
  sayWhy({ task, id }: Ask, because: string): Promise<boolean> {
    return this.act({ verb: "say_why", task, ask: id, because: oneLine(because) });
  }
  yesBut({ task, id }: Ask, but: But, words = "", day: Day | null = null): Promise<boolean> {
    return this.act({ verb: "yes_but", task, ask: id, but, words: oneLine(words), day });
  }
  answerAsk({ task, id }: Ask, verb: "accept" | "decline" | "agree" | "park" | "withdraw_ask"): Promise<boolean> {
    return this.act({ verb, task, ask: id });
  }
  join(task: Id, how: TaskPart["how"]): Promise<boolean> {
    return this.act({ verb: "join", task, how });
  }
  leave(task: Id): Promise<boolean> {
    return this.act({ verb: "leave", task });
  }
  /** My own share of what each does is done, or open again. */
  myPart(task: Id, done: boolean): Promise<boolean> {
    return this.act(done ? { verb: "my_part", task, on: this.today.value } : { verb: "my_part_open", task });
  }
  each(task: Id, each: boolean): Promise<boolean> {
    return this.act({ verb: "each", task, each });
  }
  sayStatus(task: Id, status: Status): Promise<boolean> {
    return this.act({ verb: "say_status", task, status });
  }
  beLow(low: boolean): Promise<boolean> {
    return this.act({ verb: "low", low });
  }
  /** Behind `after`: null is the top, one that is no longer there the end. */
  move(id: Id, place: OpenPlace, after: Id | null, seen?: Was): Promise<boolean> {
    return this.act(as({ verb: "move", task: id, place, after }, seen));
  }
  share(id: Id, place?: OpenPlace): Promise<boolean> {
    return this.act(place ? { verb: "share", task: id, place } : { verb: "share", task: id });
  }
  takeBack(id: Id): Promise<boolean> {
    return this.act({ verb: "take_back", task: id });
  }
  erase(id: Id): Promise<boolean> {
    return this.act({ verb: "erase", task: id });
  }
  /** One line or many, in this order, at the end. A line that is too long for a step goes on in the next. */
  addSteps(task: Id, titles: readonly string[]): Promise<boolean> {
    const lines = titles.flatMap((title) => fitting(oneLine(title), STEP_LENGTH));
    if (lines.length === 0) return Promise.resolve(true);
    return this.act({ verb: "add_steps", task, steps: lines.map((title) => ({ id: newId(), title })) });
  }
  renameStep(task: Id, step: Id, title: string): Promise<boolean> {
    return this.act({ verb: "rename_step", task, step, title });
  }
  tickStep(task: Id, step: Id): Promise<boolean> {
    return this.act({ verb: "tick_step", task, step, on: this.today.value });
  }
  untickStep(task: Id, step: Id): Promise<boolean> {
    return this.act({ verb: "untick_step", task, step });
  }
  moveStep(task: Id, step: Id, after: Id | null): Promise<boolean> {
    return this.act({ verb: "move_step", task, step, after });
  }
  removeStep(task: Id, step: Id): Promise<boolean> {
    return this.act({ verb: "remove_step", task, step });
  }
  did(task: Id, by: readonly Id[], helped: readonly Id[] = []): Promise<boolean> {
    return this.act({ verb: "did", task, by, helped });
  }
  credit(task: Id, part: CreditPart, member: Id): Promise<boolean> {
    return this.act({ verb: "credit", task, part, member });
  }
  uncredit(task: Id, part: CreditPart, member: Id): Promise<boolean> {
    return this.act({ verb: "uncredit", task, part, member });
  }
  thank(task: Id, to: Id): Promise<boolean> {
    return this.act({ verb: "thank", task, thanks: newId(), to, words: "", on: this.today.value });
  }
  sayThanks(task: Id, thanks: Id, words: string): Promise<boolean> {
    return this.act({ verb: "say_thanks", task, thanks, words });
  }
  unthank(task: Id, thanks: Id): Promise<boolean> {
    return this.act({ verb: "unthank", task, thanks });
  }
  agreeLine(task: Id, line: string): Promise<boolean> {
    return this.act({ verb: "agree_line", task, line });
  }
  keepLine(task: Id, line: string): Promise<boolean> {
    return this.act({ verb: "keep_line", task, line });
  }
  guess(task: Id, size: Size): Promise<boolean> {
    return this.act({ verb: "guess", task, size });
  }
  unguess(task: Id): Promise<boolean> {
    return this.act({ verb: "unguess", task });
  }
  addArea(name: string): Id {
    const area = newId();
    void this.act({ verb: "add_area", area, name: oneLine(name) });
    return area;
  }
  eraseArea(id: Id): Promise<boolean> {
    return this.act({ verb: "erase_area", area: id });
  }
  /** `was`: what the editor started from. */
  async editArea(id: Id, fields: Partial<AreaFields>, was: Partial<AreaFields>): Promise<boolean> {
    return this.act({ verb: "edit_area", area: id, fields, was });
  }
  addIntention(words: string): Promise<boolean> {
    return this.act({ verb: "add_intention", intention: newId(), words: oneLine(words) });
  }
  rewordIntention(id: Id, words: string, was: string): Promise<boolean> {
    return this.act({ verb: "reword_intention", intention: id, words: oneLine(words), was });
  }
  eraseIntention(id: Id): Promise<boolean> {
    return this.act({ verb: "erase_intention", intention: id });
  }
  /** Behind `after`; null is the top. */
  moveIntention(id: Id, after: Id | null): Promise<boolean> {
    return this.act({ verb: "move_intention", intention: id, after });
  }
  keep(id: Id): Promise<boolean> {
    return this.act({ verb: "keep", task: id, on: this.today.value });
  }
  bringBack(id: Id): Promise<boolean> {
    return this.act({ verb: "bring_back", task: id });
  }
  answer(checkInId: Id, felt: Felt | "not_needed"): Promise<boolean> {
    return this.act({ verb: "answer", checkIn: checkInId, felt });
  }
  skip(id: Id): Promise<boolean> {
    return this.act({ verb: "skip", checkIn: id });
  }
  skipAll(): Promise<boolean> {
    return this.act({ verb: "skip_all" });
  }
  eraseAnswer(id: Id): Promise<boolean> {
    return this.act({ verb: "erase_answer", checkIn: id });
  }
  setAsking(fields: Partial<Pick<Asking, "on" | "introduced" | "paused">>): Promise<boolean> {
    return this.act({ verb: "set_asking", fields });
  }
  dismiss(noticeId: Id): Promise<boolean> {
    return this.act({ verb: "dismiss", notice: noticeId });
  }
  renameMe(fields: { readonly name?: string; readonly colour?: Colour }): Promise<boolean> {
    return this.act({ verb: "rename_me", fields });
  }
  renameHome(fields: Partial<Pick<HomeItem, "name" | "time_zone">>): Promise<boolean> {
    return this.act({ verb: "rename_home", fields });
  }
  withdraw(invitation: Id): Promise<boolean> {
    return this.act({ verb: "withdraw", invitation });
  }
  revoke(token: Id): Promise<boolean> {
    return this.act({ verb: "revoke", token });
  }
  /** A note to myself for our meeting: about a task, or in words. */
  remind(about: Id | null, words = ""): Promise<boolean> {
    return this.act({ verb: "remind", reminder: newId(), about, words: oneLine(words), on: this.today.value });
  }
  sayReminder(reminder: Id, words: string): Promise<boolean> {
    return this.act({ verb: "say_reminder", reminder, words: oneLine(words) });
  }
  /** Talked over, or not after all. */
  talkOver(reminder: Id, done = true): Promise<boolean> {
    return this.act({ verb: "talk_over", reminder, done, on: this.today.value });
  }
  eraseReminder(reminder: Id): Promise<boolean> {
    return this.act({ verb: "erase_reminder", reminder });
  }
  /** Yes, show us how the work lies; or not any more. Nobody else is told of it. */
  wishBalance(meeting: Id, wants: boolean): Promise<boolean> {
    return this.act({ verb: "wish_balance", meeting, wants });
  }
  /** An act of the first sitting; see SittingAct. */
  sit(act: SittingAct): Promise<boolean> {
    return this.act(act);
  }
  /** An act of our meeting; see MeetingAct. */
  meet(act: MeetingAct): Promise<boolean> {
    return this.act(act);
  }
}

/** The act, by somebody who saw the task so. */
function as(act: Act, was: Was | undefined): Act {
  return was ? ({ ...act, was } as Act) : act;
}
