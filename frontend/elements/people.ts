import { html, nothing, type TemplateResult } from "lit";
import type { Home } from "../home/home.ts";
import type { Ask, Task, TaskPart } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { letters, mark, nameOf } from "./person.ts";

/** Beside the one who has it: who holds it together, who helps, who does their own. */
export function partMarks(home: Home, parts: readonly TaskPart[], size: "" | "small"): readonly TemplateResult[] {
  const order = { together: 0, each: 1, helper: 2 };
  return parts
    .toSorted((a, b) => order[a.how] - order[b.how])
    .map((part) => mark(home, part.member, partName(home, part), part.how === "together" ? size : "small"));
}

export function partName(home: Home, { how, member, done_on }: TaskPart): string {
  const name = nameOf(home, member);
  if (how === "each") return done_on ? t("{name} has done theirs", { name }) : t("{name} is in", { name });
  return how === "together" ? t("{name} has it too", { name }) : t("{name} helps", { name });
}

/** Dashed: an ask that waits for an answer; what waits for the meeting asks nobody now. A pin where it is up for anyone, else the letter of who is asked. */
export function askMark(home: Home, asks: readonly Ask[], task: Task): TemplateResult | typeof nothing {
  const open = asks.find(({ state }) => state === "asked" || state === "changed");
  if (!open || open.how === "offer" || (open.to !== null && task.owner === open.to)) return nothing;
  if (open.how === "up")
    return html`<span class="mark open pin" role="img" aria-label=${t("Up for anyone")}>${icon("pin", "small")}</span>`;
  const member = home.members.value.get(open.to ?? "");
  if (!member) return nothing;
  const label = t("{name} is asked", { name: member.name });
  return html`<span class="mark asked" data-person=${member.colour} role="img" aria-label=${label}>${letters(home, member)}</span>`;
}
