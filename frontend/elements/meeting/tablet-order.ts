import { type Choice, LentOrder } from "./lent-order.ts";

/** As many as a child orders (RESULTS.md 4.2). */
const MOST = 3;

/** A child's order at the family's tablet: written, and never read. */
export class TabletOrder extends LentOrder {
  protected override get choice(): Choice | null {
    const table = this.home.meeting.table.value;
    return table && { meeting: table.meeting, tasks: table.offered, most: MOST };
  }
}
