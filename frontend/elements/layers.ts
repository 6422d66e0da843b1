/**
 * What lies above the page (sheets, menus) and the browser's Back: it closes the topmost of them and nothing else. While
 * any is open the page has one history entry of its own, `layer`, for Back to leave by.
 */

interface Layer {
  readonly close: () => void;
}
interface Entry {
  readonly from?: string;
  readonly layer?: true;
}

const open: Layer[] = [];
/** The entry is being left, because nothing is open any more; then where to go from there. */
let leaving = false;
/** A step back that the browser did not take, as at the beginning of the history: the page goes on without. */
const NEVER_CAME_MS = 500;
let next: (() => void) | null = null;

addEventListener("popstate", () => {
  if (leaving) return left();
  const top = open.at(-1);
  if (!top || isLayer()) return;
  if (open.length > 1) enter(); // Back closes one at a time
  top.close();
});
// Loaded anew, or come back to, where something was open: now nothing is.
addEventListener("pageshow", () => open.length === 0 && isLayer() && leave());

/** Something opens above the page. To be called when it has closed; `away`: because its person leaves the page. */
export function openLayer(close: () => void): (away?: boolean) => void {
  const layer: Layer = { close };
  open.push(layer);
  if (!isLayer() && !leaving) enter();
  return (away = false) => {
    const at = open.indexOf(layer);
    if (at < 0) return;
    open.splice(at, 1);
    // what a menu opens takes over its entry
    if (!away) setTimeout(() => open.length === 0 && !leaving && isLayer() && leave());
  };
}

/** The page's next address, in place of the entry of what was open above it. `then` reads it. */
export function goTo(address: string, state: Entry, then: () => void): void {
  if (leaving) {
    next = () => goTo(address, state, then);
    return;
  }
  if (isLayer()) history.replaceState(state, "", address);
  else history.pushState(state, "", address);
  then();
}

/** Back to where the page's own address was opened. */
export function goBack(): void {
  history.go(isLayer() && !leaving ? -2 : -1);
}

function isLayer(): boolean {
  return (history.state as Entry | null)?.layer === true;
}

function enter(): void {
  history.pushState({ ...(history.state as Entry | null), layer: true }, "");
}

function leave(): void {
  leaving = true;
  history.back();
  setTimeout(() => leaving && left(), NEVER_CAME_MS);
}

function left(): void {
  leaving = false;
  next?.();
  next = null;
  if (open.length > 0 && !isLayer()) enter();
}
