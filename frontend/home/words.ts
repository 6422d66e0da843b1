/** What a person typed, as it is sent. Pure apart from new ids. */

import type { NewTask, TaskDraft } from "./acts.ts";
import { newId } from "./ids.ts";
import { manyLines, oneLine } from "./typed.ts";
import type { Task, TaskFields } from "./types.ts";

/** The server takes so many tasks in one change. */
export const AT_ONCE = 200;

/**
 * Drafts with ids, in the groups to be sent: one change is either the home's or private, and of one kind the last group
 * goes first, so that the first line ends on top.
 */
export function drafts(lines: TaskDraft | readonly TaskDraft[]): NewTask[][] {
  const all = [lines].flat().map((line) => ({ ...trimmed(line), id: line.id ?? newId() }) as NewTask);
  return [all.filter((line) => line.private), all.filter((line) => !line.private)].flatMap((kind) => {
    const groups: NewTask[][] = [];
    for (let end = kind.length; end > 0; end -= AT_ONCE) groups.push(kind.slice(Math.max(0, end - AT_ONCE), end));
    return groups;
  });
}

/**
 * Only what the person changed: it differs from what stands there, and from what the editor opened with (`was`).
 * With it what it was when the editor opened. Null where nothing is left.
 */
export function changed(task: Task, fields: Partial<TaskFields>, was: Partial<TaskFields> = {}) {
  const wanted = trimmed(fields);
  const names = (Object.keys(wanted) as (keyof TaskFields)[]).filter((name) => wanted[name] !== task[name] && wanted[name] !== was[name]);
  if (names.length === 0) return null;
  const from = { ...task, ...was };
  return { fields: pick(wanted, names), was: pick(from, names) };
}

function pick(from: Partial<TaskFields>, names: readonly (keyof TaskFields)[]): Partial<TaskFields> {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

/** As the server keeps it: otherwise a stray space would look like somebody else's change to the next edit's `was`. */
function trimmed<T extends object>(fields: T): T {
  const entries = Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? tidy(name, value) : value]);
  return Object.fromEntries(entries) as T;
}

/** Notes keep their lines; everything else is one line. */
function tidy(name: string, text: string): string {
  return name === "notes" ? manyLines(text) : oneLine(text);
}
