/**
 * What was pressed is what is done, or nothing. Lists are live: a row may come or go between the moment somebody aims, the
 * press and the click. A click that ends on another row or control than it began on does nothing (a mouse's never does; a
 * finger's is sent to whatever lies there by then), and neither does a press on a row that has just come to lie where
 * another one was aimed at.
 */

/** A row that has lain here for so long has been seen. */
const SEEN_MS = 500;
const SAME_SPOT_PX = { mouse: 8, finger: 24 };
const CONTROL = "button, a, label, summary, input, select, [role^=menuitem]";

/** Where somebody aims, and at which row: the last press, or where the mouse came to rest. */
interface Aim {
  readonly x: number;
  readonly y: number;
  readonly row: string | null;
}

let aim: Aim | null = null;
let pressed: EventTarget | null = null;
let movedAt = Number.NEGATIVE_INFINITY;

/** From now on, on the whole page. */
export function guardPresses(): void {
  addEventListener("pointermove", look, { capture: true, passive: true });
  addEventListener("pointerdown", press, { capture: true });
  addEventListener("click", click, { capture: true });
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => target instanceof Element && target.matches(".tasks, .tray ul"))) movedAt = performance.now();
  }).observe(document.body, { subtree: true, childList: true });
}

function look(event: PointerEvent): void {
  if (event.pointerType === "mouse" && !isAimedAt(event)) aim = { x: event.clientX, y: event.clientY, row: rowAt(event.target) };
}

function press(event: PointerEvent): void {
  const row = rowAt(event.target);
  const justCame = isAimedAt(event) && aim?.row != null && row !== null && row !== aim.row && performance.now() - movedAt < SEEN_MS;
  aim = { x: event.clientX, y: event.clientY, row };
  pressed = event.target;
  if (!justCame) return;
  event.stopImmediatePropagation();
  swallowTheClick();
}

function click(event: MouseEvent): void {
  const began = pressed;
  if (event.detail === 0 || !(began instanceof Element) || !(event.target instanceof Element)) return;
  const [from, to] = [rowAt(began), rowAt(event.target)];
  const elsewhere = from === to ? from === null && began.isConnected && controlAt(began) !== controlAt(event.target) : to !== null;
  if (!elsewhere || controlAt(event.target) === null) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function isAimedAt({ clientX, clientY, pointerType }: PointerEvent): boolean {
  const slack = pointerType === "mouse" ? SAME_SPOT_PX.mouse : SAME_SPOT_PX.finger;
  return aim !== null && Math.hypot(clientX - aim.x, clientY - aim.y) <= slack;
}

function rowAt(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest("[data-task]")?.getAttribute("data-task") ?? null) : null;
}

function controlAt(target: Element): Element | null {
  return target.closest("label") ?? target.closest(CONTROL);
}

/** The press that has just begun does nothing to what lies under it: no focus, no click. */
export function swallowTheClick(): void {
  const over = new AbortController();
  const how = { capture: true, signal: over.signal };
  const swallow = (event: MouseEvent): void => {
    // a "click" by the keyboard is meant
    if (event.detail === 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type === "click") over.abort();
  };
  addEventListener("mousedown", swallow, how);
  addEventListener("click", swallow, how);
  for (const end of ["pointerdown", "pointercancel"]) addEventListener(end, () => over.abort(), how);
}
