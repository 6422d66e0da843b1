import { html, nothing, type TemplateResult } from "lit";
import type { Home } from "../home/home.ts";
import { initial, second } from "../home/typed.ts";
import type { Id, Member } from "../home/types.ts";
import { t } from "../text.ts";

/** Where there is no letter to show. */
const NO_LETTER = "·";

/** The person's name; someone who has left is a former member. */
export function nameOf(home: Home, id: Id | null): string {
  const member = id === null ? undefined : home.members.value.get(id);
  return member && !member.left && member.name !== "" ? member.name : t("former member");
}

/** One letter, two where two people at home share the first. */
export function letters(home: Home, member: Member): string {
  const first = initial(member.name);
  const alike = [...home.members.value.values()].some(({ id, left, name }) => id !== member.id && !left && initial(name) === first);
  if (first === "") return NO_LETTER;
  return alike ? first + second(member.name) : first;
}

/** A person's round mark; `label` says what it stands for ("Robin has it"), without one it is decoration beside a name. */
export function mark(home: Home, id: Id | null, label = "", size: "" | "small" | "large" = ""): TemplateResult {
  const member = id === null ? undefined : home.members.value.get(id);
  const role = label ? "img" : nothing;
  if (!member || member.left) {
    return html`<span class="mark former ${size}" role=${role} aria-label=${label || nothing} aria-hidden=${label ? nothing : "true"}>${NO_LETTER}</span>`;
  }
  const text = letters(home, member);
  const kind = [...text].length > 1 && text !== initial(member.name) ? "two" : "";
  return html`<span class="mark ${size} ${kind}" data-person=${member.colour} role=${role} aria-label=${label || nothing} aria-hidden=${label ? nothing : "true"}>${text}</span>`;
}
