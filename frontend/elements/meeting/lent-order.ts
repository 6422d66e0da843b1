import { signal } from "@preact/signals-core";
import type { PropertyDeclarations } from "lit";
import type { Ballot } from "../../home/meeting-types.ts";
import type { Id } from "../../home/types.ts";
import { MyOrder } from "./my-order.ts";
import { shuffled } from "./shuffle.ts";

/** As many as anybody orders (RESULTS.md 5.2). */
const MOST = 5;

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
    const ranking = this.home.meeting.ranking.value;
    if (!ranking) return null;
    const rows = ranking.candidates.map((id) => ({ id }));
    const offered = shuffled(rows, `${ranking.meeting} ${this.member}`).map(({ id }) => id);
    const order = this.#order.value.filter((id) => offered.includes(id));
    const places = Math.min(MOST, offered.length);
    return { kind: "ballot", id: "lent", rev: 0, meeting: ranking.meeting, offered, order, sealed: false, places };
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
