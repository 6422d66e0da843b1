/** Who had which part in a task, as the card and its lists read it: what was said, else what goes without saying. */

import type { Home } from "../home/home.ts";
import { unsaid } from "../home/on-parts.ts";
import type { Credit, CreditPart, Id, Member, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { nameOf } from "./person.ts";

export const PARTS: readonly CreditPart[] = ["noticed", "planned", "done", "helped"];

/** What somebody said about a part; declined ones too. */
export function saidOf(home: Home, task: Task, part: CreditPart): readonly Credit[] {
  return (home.credits.value.get(task.id) ?? []).filter((credit) => credit.part === part);
}

/** Who had that part. */
export function peopleOf(home: Home, task: Task, part: CreditPart): readonly Id[] {
  const said = saidOf(home, task, part);
  if (said.length > 0) return said.filter(({ declined }) => !declined).map(({ member }) => member);
  const first = unsaid(task, part);
  return first === null ? [] : [first];
}

/** Everybody at home now: I, the adults, the children. */
export function present(home: Home): readonly Member[] {
  return [...home.members.value.values()]
    .filter(({ left }) => !left)
    .sort((a, b) => Number(b.id === home.me) - Number(a.id === home.me) || a.role.localeCompare(b.role) || a.name.localeCompare(b.name));
}

export function adults(home: Home): readonly Member[] {
  return present(home).filter(({ role }) => role === "adult");
}

export function partName(part: CreditPart): string {
  const names: Record<CreditPart, string> = {
    noticed: t("Noticed by"),
    planned: t("Planned by"),
    done: t("Done by"),
    helped: t("Helped by"),
  };
  return names[part];
}

/** "You did it.", "Sam and Robin did it.": all of them, where several did. */
export function didIt(home: Home, task: Task): string {
  const people = peopleOf(home, task, "done");
  const [only, ...more] = people;
  if (only === undefined) return t("It is done.");
  if (more.length > 0) return t("{names} did it.", { names: namesOf(people.map((id) => nameOf(home, id))) });
  return only === home.me ? t("You did it.") : t("{name} did it.", { name: nameOf(home, only) });
}

/** Names in a row: "Sam", "Sam and Robin", "Sam, Robin and Kim". */
export function namesOf(names: readonly string[]): string {
  return new Intl.ListFormat(document.documentElement.lang || "en", { type: "conjunction" }).format(names);
}
