/** A task's history as far as this screen has read it. Pure. */

import type { HistoryPage } from "../api.ts";

/** A page with what of an earlier one came before it; alone where there is a gap between them. */
export function withEarlier(page: HistoryPage, older: HistoryPage): HistoryPage {
  const last = older.earlier + older.moments.length;
  if (older.earlier >= page.earlier || last < page.earlier) return page;
  return { moments: [...page.moments, ...older.moments.slice(last - page.earlier)], earlier: older.earlier };
}
