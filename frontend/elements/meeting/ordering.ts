/** What is said of orders, mine and the joint one, and of who has how much. Pure. */

import type { Ranking } from "../../home/meeting-types.ts";
import type { Id, Size, Task, TaskPart } from "../../home/types.ts";

/** `order` with `id` behind `after` (null: on top; one that is not there: at the end). */
export function placed(order: readonly Id[], id: Id, after: Id | null): readonly Id[] {
  const rest = order.filter((other) => other !== id);
  const at = after === null ? 0 : rest.includes(after) ? rest.indexOf(after) + 1 : rest.length;
  return rest.toSpliced(at, 0, id);
}

/** Behind what `id` stands one place further up or down; undefined where there is no such place. */
export function beyond(order: readonly Id[], id: Id, by: -1 | 1): Id | null | undefined {
  const at = order.indexOf(id);
  if (at < 0 || at + by < 0 || at + by >= order.length) return undefined;
  return (by > 0 ? order[at + 1] : order[at - 2]) ?? null;
}

/** Everybody whose order is on the table, with the place they gave it: 1 is first, null: not among theirs. */
export function placesOf(ranking: Ranking, task: Id): readonly { readonly member: Id; readonly place: number | null }[] {
  return Object.keys(ranking.places)
    .sort()
    .map((member) => {
      const at = (ranking.places[member] ?? []).indexOf(task);
      return { member, place: at < 0 ? null : at + 1 };
    });
}

/** As they are shown: a child says nothing of what is not the family's, or not among its three; and what nobody chose, nobody's place. */
export function placesShown(ranking: Ranking, task: Id, isChild: (member: Id) => boolean): ReturnType<typeof placesOf> {
  const places = placesOf(ranking, task);
  if (places.every(({ place }) => place === null)) return [];
  return places.filter(({ member, place }) => place !== null || !isChild(member));
}

/** How many each could choose: whoever chose at all filled all places. */
export function chosenByEach(ranking: Ranking): number {
  return Math.max(0, ...Object.values(ranking.places).map((order) => order.length));
}

/** Whose first choice it is. */
export function firstOf(ranking: Ranking, task: Id): readonly Id[] {
  return placesOf(ranking, task)
    .filter(({ place }) => place === 1)
    .map(({ member }) => member);
}

/** What a week holds for one: "longer" weighs as much as two of "up to 45 min". */
const WEIGHT: Readonly<Record<Size, number>> = { l: 4, m: 2, s: 1, "": 2 };
const FULL = 10;

/** Those for whom this week is full: what they have, alone or together, weighs as much as five things of a middle size. */
export function fullFor(week: readonly Task[], parts: ReadonlyMap<Id, readonly TaskPart[]>): readonly Id[] {
  const weights = new Map<Id, number>();
  for (const task of week) {
    const together = (parts.get(task.id) ?? []).filter(({ how }) => how !== "helper").map(({ member }) => member);
    for (const member of new Set([...(task.owner ? [task.owner] : []), ...together]))
      weights.set(member, (weights.get(member) ?? 0) + WEIGHT[task.size]);
  }
  return [...weights]
    .filter(([, weight]) => weight >= FULL)
    .map(([member]) => member)
    .sort();
}

/** What was not touched since that day, in the order in which we look at it: asked for its truth, this week, our list. */
export function toLookAt(week: readonly Task[], list: readonly Task[], day: string): readonly Task[] {
  const open = [...week, ...list].filter((task) => task.starter === "" && task.touched_on < day);
  return [...open.filter((task) => task.still_true), ...open.filter((task) => !task.still_true)];
}
