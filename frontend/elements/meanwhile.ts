import type { Parked } from "../home/acts.ts";
import type { Home } from "../home/home.ts";
import type { Id, Task } from "../home/types.ts";
import { t } from "../text.ts";
import type { Screen } from "./screen.ts";
import { titled } from "./words.ts";

/** I acted on a task as it no longer is: what happened to it, and by whom. */
export function meanwhile(home: Home, task: Task): string {
  const title = titled(task);
  const who = (id: Id | null): string => (id ? (home.members.value.get(id)?.name ?? "") : "");
  if (task.place === "done") {
    if (task.done_by === home.me) return t("You have done {title} already.", { title });
    const name = who(task.done_by);
    return name ? t("{name} did {title} meanwhile.", { name, title }) : t("{title} was done meanwhile.", { title });
  }
  if (task.place === "let_go") {
    if (task.let_go_by === home.me) return t("You have let {title} go already.", { title });
    const name = who(task.let_go_by);
    return name ? t("{name} let {title} go meanwhile.", { name, title }) : t("{title} was let go meanwhile.", { title });
  }
  const name = task.changed_by === home.me ? "" : who(task.changed_by);
  return name ? t("{name} changed {title} meanwhile.", { name, title }) : t("{title} was changed meanwhile.", { title });
}

/** Somebody else came first, and no words of mine are lost by it: there is nothing to try again. */
export function cameFirst({ problem, text, conflicts }: Parked): boolean {
  return text === "" && conflicts.length === 0 && (problem.code === "over" || problem.code === "changed_meanwhile");
}

/** Why a write of mine was not saved. */
export function refusal({ home }: Screen, parked: Parked): string {
  const task = "task" in parked.act ? home.tasks.value.get(parked.act.task) : undefined;
  if (task && cameFirst(parked)) return meanwhile(home, task);
  return t("Not saved: {reason}", { reason: t(parked.problem.title) });
}
