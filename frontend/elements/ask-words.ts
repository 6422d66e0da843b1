import * as days from "../days.ts";
import type { Home } from "../home/home.ts";
import type { Ask, Day, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { nameOf } from "./person.ts";

/** What an ask says to me, in one sentence; `title` where it does not stand beside its task. */
export function askSentence(home: Home, ask: Ask, title = ""): string {
  return ask.by === home.me
    ? toTheAsker(home, ask)
    : ask.to === home.me || ask.to === null
      ? toTheAsked(home, ask, title)
      : between(home, ask);
}

function toTheAsked(home: Home, ask: Ask, title: string): string {
  const name = nameOf(home, ask.by);
  if (ask.state === "parked") return t("{name} would like to talk about this in our meeting.", { name });
  if (ask.state === "changed")
    return `${t("You said yes, but {how}.", { how: otherwise(home, ask) })} ${t("Now {name} says whether that is fine.", { name })}`;
  if (ask.state === "declined") return t("Not this time. It’s back on our list.");
  if (ask.state === "accepted") return accepted(home, ask);
  const values = { name, title };
  switch (ask.how) {
    case "offer":
      return title ? t("{name} can do {title}. Would that help?", values) : t("{name} can do this. Would that help?", values);
    case "up":
      return title ? t("{name} asks: who could take {title}?", values) : t("{name} asks: who could take this?", values);
    case "together":
      return title ? t("{name} asks: shall we do {title} together?", values) : t("{name} asks: shall we do this together?", values);
    default:
      return title ? t("{name} asks: could you take {title}?", values) : t("{name} asks: could you take this?", values);
  }
}

function toTheAsker(home: Home, ask: Ask): string {
  const name = nameOf(home, ask.to);
  switch (ask.state) {
    case "parked":
      return t("Waits for our meeting.");
    case "changed":
      return changed(home, ask);
    case "declined":
      return home.tasks.value.get(ask.task)?.owner === home.me
        ? t("Not this time. It’s still with you.")
        : t("Not this time. It’s back on our list.");
    case "accepted":
      return accepted(home, ask);
    default:
      if (ask.how === "up") return t("Up for anyone. It stays as it is until there is a yes.");
      if (ask.how === "offer") return t("You offered it to {name}.", { name });
      return home.tasks.value.get(ask.task)?.owner === home.me
        ? t("You asked {name}. You have it until there is a yes.", { name })
        : t("You asked {name}. It stays on our list until there is a yes.", { name });
  }
}

function between(home: Home, ask: Ask): string {
  if (ask.how === "offer") return t("{name} offered it to {other}.", { name: nameOf(home, ask.by), other: nameOf(home, ask.to) });
  return t("{name} asked {other}.", { name: nameOf(home, ask.by), other: nameOf(home, ask.to) });
}

/** What a "yes, but" says: on which day, or how else. */
function otherwise(home: Home, ask: Ask): string {
  if (ask.but === "later") return ask.day ? onDay(ask.day, home.today.value) : t("later");
  return { smaller: t("smaller"), together: t("together"), swap: t("in a swap"), "": "" }[ask.but];
}

/** "Robin can do it on Thursday. OK for you?" */
function changed(home: Home, ask: Ask): string {
  const name = nameOf(home, ask.answered_by);
  if (ask.how === "offer") return t("{name} says yes, but {how}. OK for you?", { name, how: otherwise(home, ask) }); // I do it
  switch (ask.but) {
    case "later":
      return ask.day
        ? t("{name} can do it {day}. OK for you?", { name, day: onDay(ask.day, home.today.value) })
        : t("{name} can do it later. OK for you?", { name });
    case "smaller":
      return t("{name} can do it if it is smaller. OK for you?", { name });
    case "swap":
      return t("{name} can do it in a swap. OK for you?", { name });
    default:
      return t("{name} can do it together with you. OK for you?", { name });
  }
}

function accepted(home: Home, ask: Ask): string {
  const owner = home.tasks.value.get(ask.task)?.owner ?? null;
  if (ask.how === "together" || ask.but === "together") return t("You do it together.");
  if (owner === home.me) return t("You have it.");
  const taker = ask.how === "offer" ? ask.by : ask.answered_by;
  if (taker === home.me) return t("You said yes.");
  return t("{name} has it. You can let go of this one.", { name: nameOf(home, taker) });
}

/** "today", "tomorrow", "on Thursday", "on 12 Mar". */
export function onDay(day: Day, today: Day): string {
  const ahead = days.daysBetween(today, day);
  if (ahead === 0) return t("today");
  if (ahead === 1) return t("tomorrow");
  return t("on {day}", { day: ahead > 1 && ahead < 7 ? days.weekday(day, "long") : days.date(day, today) });
}

/** Does it wait for a word of mine: an answer, or whether a change is fine? */
export function waitsForMe(home: Home, ask: Ask): boolean {
  if (ask.by === home.me) return ask.state === "changed";
  return ask.state === "asked" && (ask.to === home.me || ask.to === null);
}

/**
 * Is this ask to be seen by me? What waits for the meeting without a word of its receiver (the fourth, or to somebody
 * who is low) presses nobody until then: only whoever asked sees it, and can take it back (RESULTS.md 6.4).
 */
export function isShown(home: Home, ask: Ask): boolean {
  return ask.state !== "parked" || ask.by === home.me || ask.answered_by !== null;
}

/** The other adults at home, who can be asked. */
export function others(home: Home) {
  return [...home.members.value.values()].filter(({ id, left, role }) => id !== home.me && !left && role === "adult");
}

/** Those who can be asked about a task: the one who has it, or, while it is free or mine, any of the others. */
export function askable(home: Home, task: Task) {
  return others(home).filter(({ id }) => task.owner === null || task.owner === home.me || task.owner === id);
}

export function amAdult(home: Home): boolean {
  return home.members.value.get(home.me)?.role !== "child";
}
