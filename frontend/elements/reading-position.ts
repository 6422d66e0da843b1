/**
 * What somebody reads stays where it is while rows come and go above it. Browsers do so only sometimes (Safari never), and
 * not for what is drawn in several steps; so the page measures before it draws and scrolls by the difference before the
 * next frame. At the top of the page nothing is held: what is new shows there.
 */

interface Seen {
  readonly row: Element;
  readonly column: Element;
  readonly top: number;
}

let held: readonly Seen[] | null = null;
let free = 0;

/** Called before anything is drawn anew. */
export function holdReadingPosition(): void {
  if (held !== null || free > 0 || scrollY <= 0) return;
  held = visibleRows();
  requestAnimationFrame(() => {
    const by = held === null || free > 0 ? 0 : shift(held);
    held = null;
    if (Math.abs(by) >= 1) scrollBy({ top: by, behavior: "instant" });
  });
}

/** What `act` moves is meant to move: one's own act. Until `done` is called nothing is held. */
export function letItMove(): () => void {
  held = null;
  free += 1;
  return () => {
    free -= 1;
  };
}

/** How far the rows that were in sight have been pushed; 0 where one of them has not been. */
function shift(rows: readonly Seen[]): number {
  const by = rows
    .filter(({ row, column }) => row.isConnected && row.closest(".column") === column)
    .map(({ row, top }) => row.getBoundingClientRect().top + scrollY - top);
  return by.reduce((least, one) => (Math.abs(one) < Math.abs(least) ? one : least), by[0] ?? 0);
}

/** The rows in sight of the place under the mouse, or with the focus, or else of the first that has been scrolled. */
function visibleRows(): readonly Seen[] {
  const columns = [...document.querySelectorAll<HTMLElement>(".columns .column")].filter((column) => column.offsetParent !== null);
  const column =
    columns.find((one) => one.matches(":hover")) ??
    columns.find((one) => one.contains(document.activeElement)) ??
    columns.find((one) => one.getBoundingClientRect().top < 0) ??
    columns[0];
  if (!column) return [];
  const { left, width } = column.getBoundingClientRect();
  const found = new Set<Element>();
  for (let y = 8; y < innerHeight; y += 24) {
    const row = document.elementFromPoint(left + width / 2, y)?.closest(".columns li[data-task]");
    if (row && column.contains(row)) found.add(row);
  }
  const rows = [...found];
  // One that is cut by the upper edge may grow out of sight, and would push what can be read.
  const whole = rows.filter((row) => row.getBoundingClientRect().top >= 0);
  return (whole.length > 0 ? whole : rows).map((row) => ({ row, column, top: row.getBoundingClientRect().top + scrollY }));
}
