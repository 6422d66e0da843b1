import { folded } from "../home/typed.ts";
import type { Task } from "../home/types.ts";
import { n, t } from "../text.ts";
import { type Filter, NO_AREA, type Screen, type Tab } from "./screen.ts";

/** What a place shows on this screen: the home's order, the ticked rows that still stay, the filter, and the task in the hand. */
export function rowsOf(screen: Screen, place: Tab | "let_go"): readonly Task[] {
  const { home } = screen;
  const staying = screen.staying.value;
  let rows = home.column(place).value;
  if (staying.size > 0) {
    const stay = [...staying].filter(([, was]) => was.place === place);
    rows = rows.filter((task) => !staying.has(task.id));
    for (const [id, was] of stay) {
      const task = home.tasks.value.get(id);
      if (!task || task.private) continue;
      const at = rows.findIndex((other) => other.rank > was.rank);
      rows = at < 0 ? [...rows, task] : rows.toSpliced(at, 0, task);
    }
  }
  const filter = screen.filter.value;
  if (isOn(filter)) rows = rows.filter((task) => matches(screen, task, filter));
  const carried = screen.carried.value;
  if (!carried) return rows;
  rows = rows.filter((task) => task.id !== carried.id);
  const task = home.tasks.value.get(carried.id);
  if (carried.place !== place || !task) return rows;
  return rows.toSpliced(rows.findIndex((other) => other.id === carried.after) + 1, 0, task);
}

export function isOn(filter: Filter): boolean {
  return filter.mine || filter.area !== null || filter.words.trim() !== "";
}

export function matches(screen: Screen, task: Task, filter: Filter): boolean {
  if (filter.mine && task.owner !== screen.home.me && !task.private) return false;
  const area = screen.home.areas.value.find(({ id }) => id === task.area);
  if (filter.area !== null && (area?.id ?? NO_AREA) !== filter.area) return false;
  const text = folded(`${task.title} ${task.notes} ${task.feel} ${task.done_means} ${area?.name ?? ""}`);
  return folded(filter.words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** How many tasks the filter leaves, in words. */
export function foundIn(screen: Screen): string {
  const filter = screen.filter.value;
  const heads = screen.home.inMyHead.value.filter((task) => matches(screen, task, filter)).length;
  const count = (["week", "list", "not_now", "done", "let_go"] as const).reduce((sum, place) => sum + rowsOf(screen, place).length, heads);
  return count === 0 ? t("Nothing found.") : n("One task found", "{count} tasks found", count);
}
