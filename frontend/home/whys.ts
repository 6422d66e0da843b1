/** Areas and intentions with one act of mine on top. Pure, like pending.ts. */

import type { Act } from "./acts.ts";
import { gone, isGone, present, put, type Rows } from "./merge.ts";
import type { Area, Id, Task } from "./types.ts";

type VerbOnWhys =
  | "add_area"
  | "edit_area"
  | "erase_area"
  | "restore_area"
  | "add_intention"
  | "reword_intention"
  | "move_intention"
  | "erase_intention"
  | "restore_intention";
export type ActOnWhys = Extract<Act, { verb: VerbOnWhys }>;

export function applyToWhys(rows: Rows, act: ActOnWhys): Rows {
  switch (act.verb) {
    case "add_area": {
      if (rows.area.has(act.area)) return rows;
      return put(rows, { kind: "area", id: act.area, rev: 0, name: act.name, feel: "", intention: null });
    }
    case "edit_area": {
      const area = present(rows, "area", act.area);
      return area ? put(rows, { ...area, ...act.fields }) : rows;
    }
    case "add_intention": {
      if (rows.intention.has(act.intention)) return rows;
      return put(rows, { kind: "intention", id: act.intention, rev: 0, words: act.words, position: 4 });
    }
    case "reword_intention": {
      const intention = present(rows, "intention", act.intention);
      return intention ? put(rows, { ...intention, words: act.words }) : rows;
    }
    case "erase_area":
      return gone(without(rows, "area", act.area), "area", act.area);
    case "erase_intention":
      return gone(withoutIntention(rows, act.intention), "intention", act.intention);
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

function without(rows: Rows, field: "area" | "intention", id: Id): Rows {
  const bare = [...rows.task.values()].filter((row): row is Task => !isGone(row) && row[field] === id);
  return bare.reduce((all, task) => put(all, { ...task, [field]: null }), rows);
}

function withoutIntention(rows: Rows, id: Id): Rows {
  const serving = [...rows.area.values()].filter((row): row is Area => !isGone(row) && row.intention === id);
  return without(
    serving.reduce((all, area) => put(all, { ...area, intention: null }), rows),
    "intention",
    id,
  );
}
