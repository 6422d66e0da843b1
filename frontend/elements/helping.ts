import { html, nothing, type TemplateResult } from "lit";
import type { Home } from "../home/home.ts";
import type { Id, Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import type { MenuEntry } from "./menu.ts";
import type { Screen } from "./screen.ts";
import { travel } from "./travel.ts";
import { isOpen } from "./words.ts";

/** Do I help here? Then where a task stands and who has it are for the adults; I write, tick, do steps and join. */
export function isHelper(home: Home): boolean {
  const me = home.members.value.get(home.me);
  return me !== undefined && me.role !== "adult";
}

/** What is not mine to decide: ours, and I help here. What is in my own head is mine. */
export function onlyJoins(home: Home, task: Task): boolean {
  return !task.private && isHelper(home);
}

/** May I change these words? */
export function mayWord(home: Home, task: Task, field: keyof Task): boolean {
  if (!onlyJoins(home, task)) return true;
  return task.author === home.me && (field === "title" || field === "notes" || field === "feel");
}

function isIn(home: Home, task: Id): boolean {
  return (home.parts.value.get(task) ?? []).some(({ member }) => member === home.me);
}

/** The three dots of a line, for somebody who helps. */
export function helperEntries(screen: Screen, task: Task): readonly MenuEntry[] {
  const { home } = screen;
  const open = isOpen(task.place);
  const entries: MenuEntry[] = [];
  if (open)
    entries.push(
      isIn(home, task.id)
        ? { text: t("I’m out"), icon: "give", act: () => void home.leave(task.id) }
        : { text: t("I’m in"), icon: "plus", act: () => void home.join(task.id, "helper") },
    );
  if (task.place !== "done") entries.push({ text: t("Done"), icon: "check", act: () => screen.tick(task) });
  if (!open)
    entries.push({
      text: t("Reopen"),
      icon: "reopen",
      act: () => void travel(() => void home.reopen(task.id, task), task.id),
    });
  return entries;
}

/** At the foot of an opened card: an invitation, and the way out again. Who has it stays the same. */
export function helperVerbs(home: Home, task: Task): TemplateResult {
  const open = isOpen(task.place);
  const answer = (name: "plus" | "give", text: string, act: () => void): TemplateResult =>
    html`<button type="button" @click=${act}>${icon(name)} ${text}</button>`;
  return html`
    ${open && !isIn(home, task.id) ? answer("plus", t("I’m in"), () => void home.join(task.id, "helper")) : nothing}
    ${open && isIn(home, task.id) ? answer("give", t("I’m out"), () => void home.leave(task.id)) : nothing}
    ${task.place !== "done" ? html`<button type="button" @click=${() => void home.done(task.id)}>${icon("check")} ${t("Done")}</button>` : nothing}
    ${open ? nothing : html`<button type="button" @click=${() => void home.reopen(task.id)}>${icon("reopen")} ${t("Reopen")}</button>`}`;
}

/** "Want to join dinner as a helper?": above the answers. */
export function invitation(home: Home, task: Task): TemplateResult | typeof nothing {
  if (!isOpen(task.place)) return nothing;
  return html`<p class="who-line quiet">${isIn(home, task.id) ? t("You are in.") : t("Want to join as a helper?")}</p>`;
}
