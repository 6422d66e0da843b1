import type { Home } from "../home/home.ts";
import type { Id } from "../home/types.ts";
import { readDraft } from "./writing.ts";

export type WordField = "title" | "notes" | "done_means" | "feel";

export function draftName(task: Id, field: WordField): string {
  return `field:${task}:${field}`;
}

/** Fields (`task:field`) that an earlier page left with two wordings, mine and the one that was saved meanwhile. */
export function leftTorn(home: Home): ReadonlySet<string> {
  const torn = new Set<string>();
  for (const name of home.drafts.names()) {
    const [, id, field] = /^field:(.+):(title|notes|done_means|feel)$/.exec(name) ?? [];
    const task = home.tasks.value.get(id ?? "");
    if (!task || !field) continue;
    const draft = readDraft(home, name);
    const now = task[field as WordField];
    if (draft && now !== draft.base && now !== draft.text.trim()) torn.add(`${id}:${field}`);
  }
  return torn;
}
