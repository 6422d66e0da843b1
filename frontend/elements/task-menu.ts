import type { Home } from "../home/home.ts";
import type { OpenPlace, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { amAdult, askable } from "./ask-words.ts";
import { helperEntries, onlyJoins } from "./helping.ts";
import { rowsOf } from "./listing.ts";
import { type MenuEntry, type MenuItem, openMenu } from "./menu.ts";
import type { Screen } from "./screen.ts";
import { travel } from "./travel.ts";
import { isOpen, OPEN_PLACES, placeName } from "./words.ts";

const PLACE_ICONS = { week: "week", list: "list", not_now: "rest" } as const;

/** Everything that can be done with a task without dragging or opening it. */
export function openTaskMenu(screen: Screen, task: Task, anchor: HTMLElement): void {
  openMenu(anchor, task.title, task.private ? privateEntries(screen, task) : sharedEntries(screen, task));
}

/** Only where it may lie: for the "Move" of an opened card, and the key for it. */
export function openMoveMenu(screen: Screen, task: Task, anchor: HTMLElement): void {
  openMenu(anchor, t("Move to"), [...moves(screen, task, placeName), ...order(screen, task)]);
}

function sharedEntries(screen: Screen, task: Task): readonly MenuEntry[] {
  if (onlyJoins(screen.home, task)) return helperEntries(screen, task);
  const { home } = screen;
  const open = isOpen(task.place);
  const entries: MenuEntry[] = [];
  if (open && task.owner === null && !task.each) entries.push({ text: t("Take"), icon: "take", act: () => void home.take(task.id) });
  if (open && task.owner === home.me) entries.push({ text: t("Give back"), icon: "give", act: () => void home.release(task.id) });
  if (open) entries.push(...who(screen, task));
  if (task.place !== "done")
    entries.push({ text: t("Done"), icon: "check", act: () => (task.each ? void home.done(task.id) : screen.tick(task)) });
  if (!open)
    entries.push({
      text: t("Reopen"),
      icon: "reopen",
      act: () => void travel(() => void home.reopen(task.id, task), task.id),
    });
  entries.push("rule", ...moves(screen, task, toPlace), ...order(screen, task));
  if (open && amAdult(home)) entries.push("rule", ...toMeeting(home, task), ...forFamily(home, task));
  if (open && home.members.value.size > 1) entries.push("rule", ...eachEntry(screen, task));
  if (task.place !== "let_go") entries.push("rule", letGo(home, task));
  if (amAdult(home)) entries.push("rule", noteEntry(screen, task));
  return entries.filter((entry, at) => entry !== "rule" || entries[at + 1] !== "rule");
}

/** Asking instead of assigning: what can be done about who has it. */
export function who(screen: Screen, task: Task): readonly MenuItem[] {
  const { home } = screen;
  const mine = (home.parts.value.get(task.id) ?? []).find(({ member }) => member === home.me);
  const free = task.owner === null || task.owner === home.me;
  const asks = amAdult(home) && askable(home, task).length > 0 && !task.each;
  const items: (MenuItem | false)[] = [
    task.each && !mine && { text: t("I’m in"), icon: "take", act: () => void home.join(task.id, "each") },
    task.each &&
      mine !== undefined &&
      mine.done_on === null && { text: t("My part is done"), icon: "check", act: () => void home.myPart(task.id, true) },
    mine !== undefined && { text: t("I’m out"), icon: "give", act: () => void home.leave(task.id) },
    asks && !free && { text: t("Offer"), icon: "offer", act: () => void home.ask(task.id, "offer") },
    asks && free && { text: t("Ask"), icon: "ask", act: () => screen.openAsk(task.id, "ask") },
    asks && free && { text: t("Put up"), icon: "pin", act: () => void home.ask(task.id, "up") },
    asks && !mine && { text: t("Together"), icon: "together", act: () => screen.openAsk(task.id, "together") },
  ];
  return items.filter((item) => item !== false);
}

/** Everyone does their own, or one for all again. */
export function eachEntry(screen: Screen, task: Task): readonly MenuItem[] {
  const { home } = screen;
  if (!task.each && task.owner !== null && task.owner !== home.me) return [];
  return [
    {
      text: task.each ? t("One for all again") : t("Everyone does their own"),
      icon: "each",
      act: () => void home.each(task.id, !task.each),
    },
  ];
}

function privateEntries(screen: Screen, task: Task): readonly MenuEntry[] {
  const { home } = screen;
  const shares = OPEN_PLACES.map(
    (place): MenuItem => ({ text: toPlace(place), icon: PLACE_ICONS[place], act: () => void home.share(task.id, place) }),
  );
  return [
    { head: t("Share with everyone at home"), items: shares },
    "rule",
    ...toMeeting(home, task),
    { text: t("Done"), icon: "check", act: () => screen.tick(task) },
    letGo(home, task),
    "rule",
    { text: t("Delete for good"), icon: "delete", act: () => void home.erase(task.id) },
  ];
}

/** To our next meeting, or not after all; what is in my head stays there until I share it. */
function toMeeting(home: Home, task: Task): readonly MenuItem[] {
  if (!amAdult(home)) return [];
  const text = task.bring ? t("Not for our meeting") : t("Bring to our meeting");
  return [{ text, icon: "together", act: () => void home.meet({ verb: "to_meeting", task: task.id, bring: !task.bring }) }];
}

/** The whole family's: in a meeting with children they order it too. Where no child lives, only what is marked shows it. */
function forFamily(home: Home, task: Task): readonly MenuItem[] {
  const children = [...home.members.value.values()].some(({ role, left }) => !left && (role === "child" || role === "teen"));
  if (!children && !task.family) return [];
  const text = task.family ? t("Not for the whole family") : t("For the whole family");
  const act = (): void => void home.meet({ verb: "for_family", task: task.id, family: !task.family });
  return [{ text, icon: "home", act }];
}

/** A note to oneself, which nobody else sees: there already, it is taken off again. */
function noteEntry(screen: Screen, task: Task): MenuItem {
  const { home } = screen;
  const note = home.felt.reminders.value.find((one) => one.task === task.id);
  if (note) return { text: t("Do not remind me at our meeting"), icon: "lock", act: () => void home.eraseReminder(note.id) };
  const write = () => {
    void home.remind(task.id);
    screen.toast(t("Noted for our meeting. Only you see it, among My answers."));
  };
  return { text: t("Remind only me at our meeting"), icon: "lock", act: write };
}

function letGo(home: Home, task: Task): MenuEntry {
  return { text: t("Let go"), icon: "leaf", act: () => void travel(() => void home.letGo(task.id, task), task.id) };
}

function moves(screen: Screen, task: Task, words: (place: OpenPlace) => string): readonly MenuEntry[] {
  return OPEN_PLACES.filter((place) => place !== task.place).map((place) => ({
    text: words(place),
    icon: PLACE_ICONS[place],
    act: () => screen.move(task, place, null),
  }));
}

/** Up, down, top, bottom, where each of them leads somewhere. */
function order(screen: Screen, task: Task): readonly MenuEntry[] {
  if (!isOpen(task.place)) return [];
  const { place } = task;
  const rows = rowsOf(screen, place);
  const at = rows.findIndex((row) => row.id === task.id);
  const to = (after: number) => () => screen.move(task, place, rows[after]?.id ?? null);
  const entries: MenuEntry[] = [];
  if (at > 1) entries.push({ text: t("To the top"), icon: "top", act: to(-1) });
  if (at > 0) entries.push({ text: t("Up"), icon: "up", act: to(at - 2) });
  if (at >= 0 && at < rows.length - 1) entries.push({ text: t("Down"), icon: "down", act: to(at + 1) });
  if (at >= 0 && at < rows.length - 2) entries.push({ text: t("To the end"), icon: "bottom", act: to(rows.length - 1) });
  return entries.length > 0 ? ["rule", ...entries] : [];
}

function toPlace(place: OpenPlace): string {
  return { week: t("To this week"), list: t("To our list"), not_now: t("To not now") }[place] ?? placeName(place);
}
