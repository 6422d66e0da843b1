/** What somebody else did, read from rows before and after news. Pure. The row says who changed it last. */

import type { Did, HomeEvent } from "./acts.ts";
import { present, type Rows } from "./merge.ts";
import { isOpen } from "./order.ts";
import type { Ask, Gone, Id, Item, Member, Task } from "./types.ts";

export type PartnerEvent = Extract<HomeEvent, { type: "partner" }>;

/** More at once is not read out one by one. */
export const MANY = 3;

/**
 * @param items the news, already merged into `after`
 */
export function partnerEvents(before: Rows, after: Rows, items: readonly (Item | Gone)[], me: Id): PartnerEvent[] {
  return items.flatMap((item) => {
    if (item.kind === "part") return partEvent(before, after, item.id, me);
    if (item.kind === "step") return stepEvent(before, after, item.id, me);
    if (item.kind === "guess") return guessEvent(before, after, item.id, me);
    if (item.kind === "thanks") return thanksEvent(before, after, item.id, me);
    if (item.kind !== "task" && item.kind !== "member") return [];
    // Older than what we held: nothing happened. Gone: no news about anyone.
    const [was, now] = [before[item.kind].get(item.id), present(after, item.kind, item.id)];
    if (!now || now === was) return [];
    if (now.kind === "member") return memberEvent(present(before, "member", now.id), now, me);
    const event = now.private ? null : taskEvent(present(before, "task", now.id), now, after, me);
    return event ? [event] : [];
  });
}

/** What is done to many things in one go, and is no tally of anybody's work. */
const IN_ONE_GO: readonly Did[] = ["added", "shared", "moved", "let_go", "rested"];

/** Many things alike by one person in one heap, where the first of them stands; all else is a heap of its own. */
export function inHeaps(events: readonly PartnerEvent[]): readonly (readonly PartnerEvent[])[] {
  const alike = ({ did, by }: PartnerEvent) => events.filter((event) => event.did === did && event.by?.id === by?.id);
  return events.flatMap((event) => {
    const heap = IN_ONE_GO.includes(event.did) ? alike(event) : [];
    if (heap.length <= MANY) return [[event]];
    return heap[0] === event ? [heap] : [];
  });
}

/** Where one person did one and the same to many things, or many came to rest, it is said so: the first of them. */
export function theSame(events: readonly PartnerEvent[]): PartnerEvent | null {
  const [first] = events;
  return first && (first.by || first.did === "rested") && events.every(({ did, by }) => did === first.did && by?.id === first.by?.id)
    ? first
    : null;
}

/** Somebody joined, or is called by another name. */
function memberEvent(was: Member | null, now: Member, me: Id): PartnerEvent[] {
  if (now.id === me || now.left || was?.left) return [];
  if (!was) return [{ type: "partner", did: "joined", by: now, task: null }];
  return was.name === now.name ? [] : [{ type: "partner", did: "renamed", by: now, task: null, was: was.name }];
}

function partEvent(before: Rows, after: Rows, id: Id, me: Id): PartnerEvent[] {
  const part = present(after, "part", id);
  if (!part || part.member === me || present(before, "part", id)) return [];
  const [by, task] = [present(after, "member", part.member), present(after, "task", part.task)];
  return task ? [{ type: "partner", did: "joined_in", by, task }] : [];
}

export type AskEvent = Extract<HomeEvent, { type: "asked" }>;

/** What somebody else asked or answered that concerns me: asked of me or of anyone, or an answer to me. */
export function askEvents(before: Rows, after: Rows, items: readonly (Item | Gone)[], me: Id): AskEvent[] {
  return items.flatMap((item) => {
    const now = item.kind === "ask" ? present(after, "ask", item.id) : null;
    const task = now && present(after, "task", now.task);
    const by = now && task ? teller(present(before, "ask", now.id), now, me) : null;
    return now && task && by ? [{ type: "asked", ask: now, by: present(after, "member", by), task }] : [];
  });
}

/** Who says something to me by this; null where it is not for me to hear, or nothing was said. */
function teller(was: Ask | null, now: Ask, me: Id): Id | null {
  if (now.state === was?.state || (!was && now.answered_by === me)) return null;
  if (now.by === me)
    return ["accepted", "declined", "changed"].includes(now.state) && now.answered_by !== me && !agreed(was) ? now.answered_by : null;
  const mine = now.to === me || (now.to === null && now.state === "asked");
  return mine && (now.state === "asked" || (now.state === "accepted" && agreed(was))) ? now.by : null;
}

/** It was for the one who asked to say that the change is fine. */
function agreed(was: Ask | null): boolean {
  return was?.state === "changed" || (was?.state === "parked" && was.but !== "");
}

function taskEvent(was: Task | null, now: Task, rows: Rows, me: Id): PartnerEvent | null {
  const did = answered(was, now, me) ?? difference(was, now);
  // Nobody touched it for a while, and it went to rest.
  if (did === "moved" && now.changed_by === null && now.rested_on !== null) return { type: "partner", did: "rested", by: null, task: now };
  // Nobody did it: somebody left, and the server freed what was theirs.
  if (did === null || now.changed_by === null || now.changed_by === me) return null;
  return { type: "partner", did, by: present(rows, "member", now.changed_by), task: now };
}

/** Somebody ticked a step; anything else about steps can be seen where it stands. */
function stepEvent(before: Rows, after: Rows, id: Id, me: Id): PartnerEvent[] {
  const [was, now] = [present(before, "step", id), present(after, "step", id)];
  const task = now && present(after, "task", now.task);
  if (!was || !now || was.done_on !== null || now.done_on === null || now.done_by === me || !task || task.private) return [];
  return [{ type: "partner", did: "step", by: present(after, "member", now.done_by), task }];
}

/** The other's guess has come: both are open now. Told once, to whoever guessed before. */
function guessEvent(before: Rows, after: Rows, id: Id, me: Id): PartnerEvent[] {
  const [was, now] = [present(before, "guess", id), present(after, "guess", id)];
  const task = now && present(after, "task", now.task);
  if (!now || !task || now.sealed || was?.sealed === false || now.member === me) return [];
  const mine = [...before.guess.values()].some((row) => !("gone" in row) && row.task === now.task && row.member === me && row.sealed);
  return mine ? [{ type: "partner", did: "guessed", by: present(after, "member", now.member), task }] : [];
}

/** Thanks are told to whom they are given, once. */
function thanksEvent(before: Rows, after: Rows, id: Id, me: Id): PartnerEvent[] {
  const now = present(after, "thanks", id);
  if (before.thanks.has(id) || now?.to !== me) return [];
  return [{ type: "partner", did: "thanked", by: present(after, "member", now.by), task: present(after, "task", now.task) }];
}

/** What happened. */
function difference(was: Task | null, now: Task): Did | null {
  // What comes to be here in its first wording was written here; an older row was somebody's own and is shared now.
  // Without an author it came from the first sitting, where nobody knows whose it was: it was brought, too.
  if (!was || was.private) return was || now.rev > 1 || now.author === null ? "shared" : "added";
  if (was.place !== now.place) {
    if (now.place === "done" || now.place === "let_go") return now.place;
    return isOpen(was.place) ? "moved" : "reopened";
  }
  if (was.owner !== now.owner) return now.owner === null ? "released" : "taken";
  if (was.rank !== now.rank) return "moved";
  if (was.status !== now.status) return now.status === "stuck" ? "stuck" : null;
  return sameWords(was, now) ? null : "edited";
}

/** About what done means: a suggestion to me, or an answer to mine. */
function answered(was: Task | null, now: Task, me: Id): Did | null {
  if (!was || was.done_means_by === now.done_means_by) return null;
  if (now.done_means_by !== null) return now.done_means_by === me ? null : "suggested";
  if (was.done_means_by !== me) return null;
  return now.done_means === was.done_means ? "kept" : "agreed";
}

function sameWords(a: Task, b: Task): boolean {
  const fields = ["title", "notes", "done_means", "feel", "area", "size", "due", "intention"] as const;
  return fields.every((field) => a[field] === b[field]);
}
