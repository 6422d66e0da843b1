import type { Task } from "../home/types.ts";
import type { Carry } from "./carry.ts";
import type { FilterBar } from "./filter.ts";
import { isHelper } from "./helping.ts";
import { letterOf } from "./letter.ts";
import type { Screen } from "./screen.ts";
import { openTaskMenu } from "./task-menu.ts";

/** Whether keys are worth a word: a phone has none. */
export function hasKeys(): boolean {
  return matchMedia("(any-hover: hover), (any-pointer: fine)").matches;
}

/** Keys of the board. They never fire while something is being written, and never with a modifier, except undo. */
export function listenToKeys(screen: Screen, carry: Carry): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || document.querySelector(".menu:popover-open")) return;
    if (event.key === "Escape") return closeTop(screen);
    if (isWriting(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && letterOf(event) === "z") {
      event.preventDefault();
      return void screen.undo();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || screen.dialog.value || screen.card.value || screen.area.value) return;
    if (onBoard(screen, event) || onTask(screen, carry, event)) event.preventDefault();
  });
}

/** Also where the focus was lost with a button that is gone. */
function closeTop(screen: Screen): void {
  if (screen.dialog.value) screen.dialog.value = null;
  else if (screen.card.value || screen.area.value) screen.close();
}

function onBoard(screen: Screen, event: KeyboardEvent): boolean {
  const { target } = event;
  const key = letterOf(event);
  const acts: Record<string, () => void> = {
    n: () => focus(".add input"),
    "/": () => openFilter(screen),
    "?": () => {
      screen.dialog.value = "keys";
    },
    f: () => focus(".check-in input, .check-in button"),
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ArrowRight: () => across(1),
    ArrowLeft: () => across(-1),
  };
  // Arrows scroll the page and choose an answer, unless a row has the focus.
  if (key.startsWith("Arrow") && !(target as HTMLElement).closest("[data-task]")) return false;
  const act = acts[key];
  act?.();
  return act !== undefined;
}

function onTask(screen: Screen, carry: Carry, event: KeyboardEvent): boolean {
  const { target } = event;
  const key = letterOf(event);
  const row = (target as HTMLElement).closest<HTMLElement>("[data-task]");
  const task = screen.home.tasks.value.get(row?.dataset.task ?? "");
  if (!row || !task) return false;
  const acts: Record<string, () => void> = {
    x: () => tick(screen, task),
    t: () => takeOrGiveBack(screen, task),
    m: () => openTaskMenu(screen, task, row.querySelector<HTMLElement>(".more") ?? row),
  };
  if (key === " " && (target as HTMLElement).matches(".title")) {
    carry.lift(task);
    return true;
  }
  const act = acts[key];
  act?.();
  return act !== undefined;
}

/** The row goes away from under the focus: the next one gets it, so that one can go on. */
function tick(screen: Screen, task: Task): void {
  const rows = titles();
  const at = rows.findIndex((title) => title.closest("[data-task]")?.getAttribute("data-task") === task.id);
  const next = (rows[at + 1] ?? rows[at - 1])?.closest<HTMLElement>("[data-task]")?.dataset.task;
  screen.tick(task);
  setTimeout(() => next && document.activeElement === document.body && screen.focusTask(next), 700);
}

function takeOrGiveBack({ home }: Screen, task: Task): void {
  if (task.private || task.each || isHelper(home)) return;
  if (task.owner === null) void home.take(task.id);
  else if (task.owner === home.me) void home.release(task.id);
}

export function openFilter(screen: Screen): void {
  screen.finding.value = true;
  document.querySelector<FilterBar>("tandem-filter")?.focusInput();
}

function titles(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".columns .title, .tray .title")].filter((title) => title.offsetParent !== null);
}

function step(by: 1 | -1): void {
  const rows = titles();
  const row = document.activeElement?.closest("[data-task]");
  const at = rows.findIndex((title) => title.closest("[data-task]") === row);
  const next = at < 0 ? rows[0] : rows[at + by];
  next?.focus({ preventScroll: true });
  next?.closest("[data-task]")?.scrollIntoView({ block: "nearest" });
}

/** To the nearest row of the place beside. */
function across(by: 1 | -1): void {
  const row = document.activeElement?.closest("[data-task]");
  const columns = [...document.querySelectorAll<HTMLElement>(".column")].filter(
    (column) => column.offsetParent !== null && column.querySelector(".title"),
  );
  const from = columns.findIndex((column) => column.contains(row ?? null));
  const towards = getComputedStyle(document.documentElement).direction === "rtl" ? -by : by;
  const column = columns[from + towards];
  if (!row || from < 0 || !column) return;
  const y = row.getBoundingClientRect().top;
  const near = [...column.querySelectorAll<HTMLElement>(".title")].sort(
    (a, b) => Math.abs(a.getBoundingClientRect().top - y) - Math.abs(b.getBoundingClientRect().top - y),
  );
  near[0]?.focus();
}

function focus(selector: string): void {
  [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.offsetParent !== null)?.focus();
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="button"])')
  );
}
