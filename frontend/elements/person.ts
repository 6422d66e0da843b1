import { html, nothing, type TemplateResult } from "lit";
import type { Home } from "../home/home.ts";
import type { Id, Member } from "../home/types.ts";
import { t } from "../text.ts";

/** The person's name; someone who has left is a former member. */
export function nameOf(home: Home, id: Id | null): string {
  const member = id === null ? undefined : home.members.value.get(id);
  return member && !member.left && member.name !== "" ? member.name : t("former member");
}

/** One letter, two where two people at home share the first. */
export function letters(home: Home, member: Member): string {
  const first = initial(member.name, 1);
  for (const other of home.members.value.values()) {
    if (other.id !== member.id && !other.left && initial(other.name, 1) === first) return initial(member.name, 2);
  }
  return first;
}

/** A person's round mark; `label` says what it stands for ("Robin has it"), without one it is decoration beside a name. */
export function mark(home: Home, id: Id | null, label = "", size: "" | "small" | "large" = ""): TemplateResult {
  const member = id === null ? undefined : home.members.value.get(id);
  const role = label ? "img" : nothing;
  if (!member || member.left) {
    return html`<span class="mark former ${size}" role=${role} aria-label=${label || nothing} aria-hidden=${label ? nothing : "true"}>·</span>`;
  }
  const text = letters(home, member);
  const kind = [...text].length > 1 ? "two" : "";
  return html`<span class="mark ${size} ${kind}" data-person=${member.colour} role=${role} aria-label=${label || nothing} aria-hidden=${label ? nothing : "true"}>${text}</span>`;
}

function initial(name: string, count: number): string {
  const [first = "?", second = ""] = [...name.trim()];
  return first.toLocaleUpperCase() + (count > 1 ? second : "");
}
