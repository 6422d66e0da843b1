/** Refused writes: what of the person's words they hold, and what the other one wrote meanwhile. Pure. */

import type { Act, Conflict, Parked, Write } from "./acts.ts";
import type { Problem, Task, TaskFields } from "./types.ts";

/** `write` set aside because `refused` (itself, or what it builds on) met `problem`. */
export function park(write: Write, refused: Write, problem: Problem): Parked {
  return { ...write, problem, because: refused.key, text: wordsOf(write.act), conflicts: conflictsOf(write.act, problem) };
}

/** Both of us wrote the very same: nothing to choose between, the server has what I wanted. */
export function isResolved(write: Write, problem: Problem): boolean {
  const { act } = write;
  if (act.verb !== "edit" || problem.code !== "changed_meanwhile") return false;
  const theirs = theirsOf(act.task, problem);
  return theirs !== null && fieldsOf(act).every((field) => theirs[field] === act.fields[field]);
}

/** The act to send where the person keeps their own wording: it now knows of the other one. */
export function insisting(parked: Parked): Act {
  const { act, problem } = parked;
  if (act.verb === "edit_area") return { ...act, was: {} };
  if (act.verb === "reword_intention") return { ...act, was: null };
  const theirs = act.verb === "edit" ? theirsOf(act.task, problem) : null;
  if (act.verb !== "edit" || !theirs) return act;
  return { ...act, was: Object.fromEntries(fieldsOf(act).map((field) => [field, theirs[field]])) };
}

function wordsOf(act: Act): string {
  if (act.verb === "add") return act.tasks.map((task) => [task.title, task.notes].filter(Boolean).join("\n")).join("\n");
  if (act.verb === "edit") {
    const { title, notes, done_means, feel } = act.fields;
    return [title, notes, done_means, feel].filter(Boolean).join("\n");
  }
  if (act.verb === "add_words") return act.words;
  if (act.verb === "park_topic" || act.verb === "reword_topic") {
    const { feel, about, like } = act.words;
    return [feel, about, like].filter(Boolean).join("\n");
  }
  if (act.verb === "plan_good") return act.good;
  if (act.verb === "put_up") return act.words;
  if (act.verb === "add_area") return act.name;
  if (act.verb === "add_intention" || act.verb === "reword_intention") return act.words;
  if (act.verb === "edit_area") return [act.fields.name, act.fields.feel].filter(Boolean).join("\n");
  if (act.verb === "add_steps") return act.steps.map((step) => step.title).join("\n");
  if (act.verb === "remind" || act.verb === "say_reminder") return act.words;
  if (act.verb === "rename_step") return act.title;
  if (act.verb === "ask" || act.verb === "say_why") return act.because;
  if (act.verb === "yes_but") return act.words;
  if (act.verb === "thank" || act.verb === "say_thanks") return act.words;
  return act.verb === "rename_me" || act.verb === "rename_home" ? (act.fields.name ?? "") : "";
}

function conflictsOf(act: Act, problem: Problem): Conflict[] {
  if (act.verb !== "edit" || problem.code !== "changed_meanwhile") return [];
  const theirs = theirsOf(act.task, problem);
  if (!theirs) return [];
  return fieldsOf(act)
    .filter((field) => theirs[field] !== act.was[field] && theirs[field] !== act.fields[field])
    .map((field) => ({ field, mine: act.fields[field] ?? null, theirs: theirs[field] }));
}

function theirsOf(task: string, problem: Problem): Task | null {
  const found = problem.items?.find((item) => item.kind === "task" && item.id === task);
  return found && !("gone" in found) && found.kind === "task" ? found : null;
}

function fieldsOf(act: Extract<Act, { verb: "edit" }>): (keyof TaskFields)[] {
  return Object.keys(act.fields) as (keyof TaskFields)[];
}
