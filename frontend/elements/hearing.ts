import type { HomeEvent, Parked, Verb } from "../home/acts.ts";
import type { Id, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { askSentence } from "./ask-words.ts";
import { matches } from "./listing.ts";
import { meanwhile, refusal } from "./meanwhile.ts";
import { ownSentence } from "./own-words.ts";
import type { Screen } from "./screen.ts";
import { titled, told, toldOfMany } from "./words.ts";

/** What is taken out of an opened card leaves no other trace there than its "Undo". */
const TAKEN: ReadonlySet<Verb> = new Set<Verb>(["remove_step", "unthank", "did", "credit", "uncredit"]);
const SAID_MS = 10_000;

type Where = "table" | "elsewhere";

/** The screen, saying from now on what happens in its home: my own act, somebody else's, an answer, what could not be
 * saved. At the table of our meeting the others sit with me: what they do is seen, and only said aloud. */
export function listen(screen: Screen, where: Where = "elsewhere"): Screen {
  screen.home.on((event) => hear(screen, event, where));
  return screen;
}

function hear(screen: Screen, event: HomeEvent, where: Where): void {
  const aloud = where === "table" && screen.home.meeting.now.value?.state === "open";
  if (event.type === "own") hearOwn(screen, event.verb, event.task);
  else if (event.type === "caught_up") hearMany(screen, event);
  else if (event.type === "partner") hearPartner(screen, event, aloud);
  else if (event.type === "asked") hearAsked(screen, event, aloud);
  else if (event.type === "too_late") screen.toast(meanwhile(screen.home, event.task));
  else if (event.type === "refused") hearRefused(screen, event.parked);
  else if (event.type === "not_ours") location.assign("/");
}

/** In a meeting many things move at once when the week is agreed: that was all of us, and everybody sees it. */
function hearMany(screen: Screen, { did, by, count }: Extract<HomeEvent, { type: "caught_up" }>): void {
  const { now, table } = screen.home.meeting;
  if (did === "moved" && (now.value ?? table.value)) return;
  screen.toast(toldOfMany(did, by?.name ?? "", count), { by });
}

/** An opened card shows two wordings by itself; anything else waits above the board. */
function hearRefused(screen: Screen, parked: Parked): void {
  screen.telling.dropUndo();
  const sentence = refusal(screen, parked);
  const whole = parked.text ? `${sentence} ${t("Your words are kept.")}` : sentence;
  const shown = parked.conflicts.length > 0 && "task" in parked.act && parked.act.task === screen.card.value;
  if (shown) screen.say(whole);
  else screen.toast(whole, { act: "look" });
}

function hearPartner(screen: Screen, { did, by, task, was }: Extract<HomeEvent, { type: "partner" }>, aloud: boolean): void {
  // Joining ticks the card that asked for it: that they have joined is the news.
  if (did === "done" && task?.starter === "invite") return;
  const name = by?.name || t("Someone at home");
  const sentence = told(did, name, was ? `\u2068${was}\u2069` : titled(task), task?.place ?? null);
  if (aloud || isOpen(screen, task)) screen.say(sentence);
  else screen.toast(sentence, { by });
  if (task && (did === "added" || did === "shared")) note(screen, task.id, t("{name} wrote this just now", { name }));
  if (task && did === "edited") note(screen, task.id, t("{name} changed this just now", { name }));
}

/** Somebody asked me, or answered me. */
function hearAsked(screen: Screen, { ask, by, task }: Extract<HomeEvent, { type: "asked" }>, aloud: boolean): void {
  const title = titled(task);
  const names = ask.by !== screen.home.me && ask.state === "asked"; // the sentence itself
  const sentence = names ? askSentence(screen.home, ask, title) : `${title}: ${askSentence(screen.home, ask)}`;
  if (aloud || isOpen(screen, task)) screen.say(sentence);
  else screen.toast(sentence, { by });
}

function note(screen: Screen, id: Id, text: string): void {
  screen.notes.value = new Map(screen.notes.value).set(id, text);
  setTimeout(() => {
    if (screen.notes.value.get(id) !== text) return;
    const notes = new Map(screen.notes.value);
    notes.delete(id);
    screen.notes.value = notes;
  }, SAID_MS);
}

function hearOwn(screen: Screen, verb: Verb, task: Task | null): void {
  const text = screen.quiet ? "" : ownSentence(screen, verb, task);
  const top = screen.home.undoable.value;
  const undo = top !== null && top.verb === verb && top.task?.id === task?.id;
  const hidden = verb === "add" && task !== null && !matches(screen, task, screen.filter.value);
  if (text && isOpen(screen, task) && verb !== "erase" && !(undo && TAKEN.has(verb))) {
    screen.telling.dropUndo();
    screen.say(text);
  } else if (text)
    screen.toast(text, {
      act: hidden ? "show_all" : undo ? "undo" : null,
      leaf: verb === "let_go",
      done: verb === "done" && task ? task.id : null,
    });
  // An "Undo" on the screen always means the last act: an act without a sentence takes the older one away.
  else if (undo) screen.telling.dropUndo();
}

/** The card that is open shows by itself what happens with it; nothing lies over its acts. */
function isOpen(screen: Screen, task: Task | null): boolean {
  return task !== null && task.id === screen.card.value;
}
