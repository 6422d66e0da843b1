import { signal } from "@preact/signals-core";
import type { PropertyDeclarations } from "lit";
import type { Ballot } from "../../home/meeting-types.ts";
import type { Id } from "../../home/types.ts";
import { MyOrder } from "./my-order.ts";
import { shuffled } from "./shuffle.ts";

/** As many as anybody orders (RESULTS.md 5.2). */
const MOST = 5;

export interface Choice {
  readonly meeting: Id;
  readonly tasks: readonly Id[];
  readonly most: number;
}

/**
 * The order of somebody who has this phone in their hand. What there is to order is what all adults see, in an order of
 * theirs; what they choose is in this page's memory only, until it is handed in.
 */
export class LentOrder extends MyOrder {
  static override properties: PropertyDeclarations = { member: {}, done: { attribute: false } };
  declare member: Id;
  declare done: (order: readonly Id[]) => void;
  readonly #order = signal<readonly Id[]>([]);

  protected override get ballot(): Ballot | null {
    const { choice } = this;
    if (!choice) return null;
    const { meeting, tasks, most } = choice;
    const rows = tasks.map((id) => ({ id }));
    const offered = shuffled(rows, `${meeting} ${this.member}`).map(({ id }) => id);
    const order = this.#order.value.filter((id) => offered.includes(id));
    return {
      kind: "ballot",
      id: "lent",
      rev: 0,
      meeting,
      offered,
      order,
      sealed: false,
      reopened: false,
      places: Math.min(most, offered.length),
    };
  }

  /** What there is to order, and how many of it. */
  protected get choice(): Choice | null {
    const ranking = this.home.meeting.ranking.value;
    return ranking && { meeting: ranking.meeting, tasks: ranking.candidates, most: MOST };
  }

  protected override get whose(): Id {
    return this.member;
  }

  protected override save(order: readonly Id[], sealed: boolean): void {
    if (sealed) this.done(order);
    else this.#order.value = order;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#order.value = [];
    this.replaceChildren();
  }
}
