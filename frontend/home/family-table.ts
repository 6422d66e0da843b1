/** The table of a meeting with children: what is done at it, on top of what the server said. Pure. */

import type { FamilyTable } from "./meeting-types.ts";
import { isGone, put, type Rows } from "./merge.ts";
import type { Id } from "./types.ts";

/** A child comes, or (`here` false) goes off to play. */
export function childAt(rows: Rows, meeting: Id, child: Id, here: boolean): Rows {
  return change(rows, meeting, (table) => {
    const others = table.here.filter((other) => other !== child);
    return { ...table, here: here ? [...others, child].sort() : others };
  });
}

/** A child's one problem; "": none any more. */
export function putUp(rows: Rows, meeting: Id, child: Id, words: string): Rows {
  return change(rows, meeting, (table) => {
    const { [child]: _before, ...others } = table.problems;
    return { ...table, problems: words ? { ...others, [child]: words } : others };
  });
}

function change(rows: Rows, meeting: Id, how: (table: FamilyTable) => FamilyTable): Rows {
  const table = [...rows.family_table.values()].find((row): row is FamilyTable => !isGone(row) && row.meeting === meeting);
  return table ? put(rows, how(table)) : rows;
}
