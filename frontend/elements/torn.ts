import type { Home } from "../home/home.ts";
import type { Id } from "../home/types.ts";

export type WordField = "title" | "notes" | "done_means" | "feel";

/** What is being written in a field, and what stood there when the writing began. Kept by this tab until it is saved. */
export interface Draft {
  readonly text: string;
  readonly base: string;
}

export function draftKey(task: Id, field: WordField): string {
  return `tandem:field:${task}:${field}`;
}

/** Fields (`task:field`) that an earlier page left with two wordings, mine and the one that was saved meanwhile. */
export function leftTorn(home: Home): ReadonlySet<string> {
  const torn = new Set<string>();
  for (const key of Object.keys(sessionStorage)) {
    const [, id, field] = /^tandem:field:(.+):(title|notes|done_means|feel)$/.exec(key) ?? [];
    const task = home.tasks.value.get(id ?? "");
    if (!task || !field) continue;
    const draft = JSON.parse(sessionStorage.getItem(key) ?? "null") as Draft | null;
    const now = task[field as WordField];
    if (draft && now !== draft.base && now !== draft.text.trim()) torn.add(`${id}:${field}`);
  }
  return torn;
}
