import type { PropertyDeclarations } from "lit";
import type { Id } from "../../home/types.ts";
import { type Choice, LentOrder } from "./lent-order.ts";

/** As many as a child orders (RESULTS.md 4.2). */
const MOST = 3;

/** A child's order at the family's tablet: kept on the server as it is laid out, and read there no more once it is sealed. */
export class TabletOrder extends LentOrder {
  static override properties: PropertyDeclarations = { begun: { attribute: false }, kept: { attribute: false } };
  /** What it laid out before it was called away. */
  declare begun: readonly Id[];
  declare kept: (order: readonly Id[]) => void;

  override connectedCallback(): void {
    super.connectedCallback();
    super.save(this.begun, false);
  }

  protected override get choice(): Choice | null {
    const table = this.home.meeting.table.value;
    return table && { meeting: table.meeting, tasks: table.offered, most: MOST };
  }

  protected override save(order: readonly Id[], sealed: boolean): void {
    super.save(order, sealed);
    if (!sealed) this.kept(order);
  }
}
