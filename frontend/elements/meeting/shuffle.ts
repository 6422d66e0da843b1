/** An order that is nobody's: the same on every phone of one meeting, another one next week. Pure. */

import type { Id } from "../../home/types.ts";

export function shuffled<T extends { readonly id: Id }>(rows: readonly T[], seed: string): readonly T[] {
  const keyed = rows.map((row) => [hash(`${seed} ${row.id}`), row] as const);
  return keyed.sort(([a, one], [b, other]) => a - b || (one.id < other.id ? -1 : 1)).map(([, row]) => row);
}

/** FNV-1a with a last stir (murmur3): enough to scatter a few dozen. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
