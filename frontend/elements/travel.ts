import type { Id } from "../home/types.ts";
import { letItMove } from "./reading-position.ts";

/**
 * Does `act` and lets the rows travel from where they were to where they are. Only for one's own acts: nothing moves by
 * itself under a reader's eyes. `hero` is the row the act is about; it passes above the others.
 */
export async function travel(act: () => void, hero: Id | null): Promise<void> {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const before = still ? new Map<string, DOMRect>() : rows();
  const moved = letItMove();
  act();
  await new Promise(requestAnimationFrame);
  requestAnimationFrame(moved);
  if (still) return;
  for (const [id, now] of rows()) {
    const was = before.get(id);
    const row = was && rowOf(id);
    if (!was || !row) continue;
    const [x, y] = [was.left - now.left, was.top - now.top];
    if (Math.abs(x) < 1 && Math.abs(y) < 1) continue;
    if (id === hero) row.classList.add("travels");
    const moving = row.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
      duration: 220,
      easing: "cubic-bezier(0.2, 0.7, 0.2, 1)",
    });
    moving.onfinish = moving.oncancel = () => row.classList.remove("travels");
  }
}

export function rowOf(id: Id): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.columns [data-task="${CSS.escape(id)}"]`);
}

/** Where the rows near the screen stand now. */
function rows(): Map<string, DOMRect> {
  const found = new Map<string, DOMRect>();
  for (const row of document.querySelectorAll<HTMLElement>(".columns li[data-task]")) {
    const rect = row.getBoundingClientRect();
    if (rect.height > 0 && rect.bottom > -400 && rect.top < innerHeight + 400) found.set(row.dataset.task ?? "", rect);
  }
  return found;
}
