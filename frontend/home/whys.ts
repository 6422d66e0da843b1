/** Areas and intentions with one act of mine on top: put in order, or back as they were. Pure, like pending.ts. */

import type { Act } from "./acts.ts";
import { isGone, present, put, type Rows } from "./merge.ts";
import type { Id } from "./types.ts";

export type ActOnWhys = Extract<Act, { verb: "restore_area" | "restore_intention" | "move_intention" }>;

export function applyToWhys(rows: Rows, act: ActOnWhys): Rows {
  switch (act.verb) {
    case "restore_area": {
      if (present(rows, "area", act.area)) return rows;
      const back = put(rows, { ...act.row, rev: rows.area.get(act.area)?.rev ?? 0 });
      return tasksName(back, "area", act.tasks, act.area);
    }
    case "restore_intention": {
      if (present(rows, "intention", act.intention)) return rows;
      const back = put(rows, { ...act.row, rev: rows.intention.get(act.intention)?.rev ?? 0 });
      return tasksName(areasName(back, act.areas, act.intention), "intention", act.tasks, act.intention);
    }
    case "move_intention": {
      const all = [...rows.intention.values()].flatMap((row) => (isGone(row) ? [] : [row])).sort((a, b) => a.position - b.position);
      const moved = all.find(({ id }) => id === act.intention);
      if (!moved) return rows;
      const others = all.filter((row) => row !== moved);
      const at = act.after === null ? 0 : others.findIndex(({ id }) => id === act.after) + 1 || others.length;
      return others.toSpliced(at, 0, moved).reduce((now, row, place) => put(now, { ...row, position: place + 1 }), rows);
    }
  }
}

/** Tasks that named nothing since name it again. */
function tasksName(rows: Rows, field: "area" | "intention", ids: readonly Id[], what: Id): Rows {
  return ids.reduce((all, id) => {
    const task = present(all, "task", id);
    return task && task[field] === null ? put(all, { ...task, [field]: what }) : all;
  }, rows);
}

function areasName(rows: Rows, ids: readonly Id[], what: Id): Rows {
  return ids.reduce((all, id) => {
    const area = present(all, "area", id);
    return area && area.intention === null ? put(all, { ...area, intention: what }) : all;
  }, rows);
}
