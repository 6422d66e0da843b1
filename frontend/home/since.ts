/** What the others did since somebody last looked at this device. It is known here only, from what was kept here. */

import { type ReadonlySignal, signal } from "@preact/signals-core";
import { everyRow, type Held, isGone, present, type Rows, reaches } from "./merge.ts";
import { type PartnerEvent, partnerEvents } from "./partner.ts";
import type { Id, Task } from "./types.ts";

/** What one wants to hear of first: what left the list, what is new, then the rest. */
const ORDER: readonly PartnerEvent["did"][] = [
  ...(["done", "let_go", "added", "shared", "joined", "renamed", "rested", "stuck", "joined_in"] as const),
  ...(["reopened", "taken", "released", "moved", "edited"] as const),
];

export class Since {
  readonly #events = signal<readonly PartnerEvent[]>([]);

  get events(): ReadonlySignal<readonly PartnerEvent[]> {
    return this.#events;
  }

  /** One line a thing: what happened to it last. */
  add(events: readonly PartnerEvent[]): void {
    if (events.length === 0) return;
    const all = new Map([...this.#events.value, ...events].map((event) => [event.task?.id ?? event.by?.id ?? "", event]));
    this.#events.value = [...all.values()].sort((a, b) => ORDER.indexOf(a.did) - ORDER.indexOf(b.did));
  }

  /** What the page brought, beside what this device had kept when it was last open. */
  opened(kept: Held | undefined, now: Held, me: Id): void {
    if (!kept || kept.cursor === "" || kept.cursor === now.cursor || !reaches(now.cursor, kept.cursor)) return;
    const items = everyRow(now.rows);
    const before = partnerEvents(kept.rows, now.rows, items, me).filter(({ task }) => task === null || present(kept.rows, "task", task.id));
    const unseen = items.flatMap((item) => (item.kind === "task" && !isGone(item) && !present(kept.rows, "task", item.id) ? [item] : []));
    this.add(
      [...before.map((event) => finished(event, now.rows, me)), ...unseen.map((task) => fresh(task, now.rows, me))].filter(
        (event) => event !== null,
      ),
    );
  }

  seen(): void {
    this.#events.value = [];
  }
}

/** What is over was done or let go by whom the row names, also where somebody else changed a word after it. */
function finished(event: PartnerEvent, rows: Rows, me: Id): PartnerEvent | null {
  const { did, task } = event;
  if (task === null || (did !== "done" && did !== "let_go")) return event;
  const by = did === "done" ? task.done_by : task.let_go_by;
  return by === me ? null : { ...event, by: present(rows, "member", by) };
}

/**
 * A task this device had never seen: over by now, or written by somebody else. Without an author it came from the first
 * sitting: nobody knows who thought of it, but who brought it.
 */
function fresh(task: Task, rows: Rows, me: Id): PartnerEvent | null {
  if (task.private) return null;
  const did = task.place === "done" || task.place === "let_go" ? task.place : task.author === null ? "shared" : "added";
  const by = { done: task.done_by, let_go: task.let_go_by, added: task.author, shared: task.changed_by }[did];
  return by === null || by === me ? null : { type: "partner", did, by: present(rows, "member", by), task };
}
