import * as days from "../days.ts";
import type { Did } from "../home/acts.ts";
import type { Home } from "../home/home.ts";
import type { OpenPlace, Place, Size, Status, Task } from "../home/types.ts";
import { n, p, t } from "../text.ts";

/** From here on it is worth saying since when: days. */
const LONG = 28;

/** What the places are called on the screen. */
export function placeName(place: Place): string {
  const names: Record<Place, string> = {
    week: t("This week"),
    list: t("Our list"),
    not_now: t("Not now"),
    done: t("Done"),
    let_go: p("state", "Let go"),
  };
  return names[place];
}

/** Size in words, never a letter. */
export function sizeName(size: Size): string {
  const names: Record<Size, string> = { "": "", s: t("under 10 min"), m: t("up to 45 min"), l: t("longer") };
  return names[size];
}

/** How it goes, said by the one who has it. */
export function statusName(status: Status): string {
  const names: Record<Status, string> = { "": "", on_it: t("on it"), waiting: t("waiting"), stuck: t("stuck, could use help") };
  return names[status];
}

/** What somebody else did, as one sentence. `title`: of the task; of a change of name, the name before. */
export function told(did: Did, name: string, title: string, place: Place | null): string {
  const values = { name, title, place: place ? placeName(place) : "" };
  const sentences: Record<Did, () => string> = {
    joined_in: () => t("{name} is in: {title}", values),
    stuck: () => t("{name} is stuck with {title} and could use help", values),
    added: () => t("{name} wrote {title}", values),
    done: () => t("{name} did {title}", values),
    let_go: () => t("{name} let go of {title}", values),
    taken: () => t("{name} has {title}", values),
    released: () => t("{name} gave back {title}", values),
    moved: () => t("{name} moved {title} to {place}", values),
    edited: () => t("{name} changed {title}", values),
    reopened: () => t("{name} opened {title} again", values),
    shared: () => t("{name} brought {title}", values),
    rested: () => t("{title} rests in Not now", values),
    joined: () => t("{name} has joined", values),
    renamed: () => t("{was} is called {name} now", { name, was: title }),
    step: () => t("{name} did a step of {title}", values),
    thanked: () => (title ? t("{name} thanks you for {title}", values) : t("{name} thanks you", values)),
    guessed: () => t("{name} guessed too how long {title} takes", values),
    suggested: () => t("{name} suggests what done means for {title}", values),
    agreed: () => t("{name} agrees: what done means for {title}", values),
    kept: () => t("{name} keeps {title} as it was", values),
  };
  return sentences[did]();
}

/** What somebody did to many things at once, or how many changed in all. */
export function toldOfMany(did: Did | null, name: string, count: number): string {
  const sentences: Partial<Record<Did, () => string>> = {
    added: () => n("{name} wrote one line", "{name} wrote {count} lines", count, { name }),
    shared: () => n("{name} brought one thing", "{name} brought {count} things", count, { name }),
    moved: () => n("{name} moved one thing", "{name} moved {count} things", count, { name }),
    let_go: () => n("{name} let go of one thing", "{name} let go of {count} things", count, { name }),
    rested: () => n("One thing rests in Not now", "{count} things rest in Not now", count),
  };
  const said = did && (name || did === "rested") ? sentences[did] : undefined;
  return said ? said() : n("One thing changed meanwhile.", "{count} things changed meanwhile.", count);
}

/** How long it was with us, where that was long: "It was on our list since March." It is said when it goes. */
export function carried(home: Home, task: Task | null): string {
  const now = home.today.value;
  if (task === null || task.starter !== "" || days.daysBetween(task.added_on, task.done_on ?? task.let_go_on ?? now) < LONG) return "";
  const month = days.month(task.added_on, now);
  return task.private ? t("It was in your head since {month}.", { month }) : t("It was on our list since {month}.", { month });
}

/** Where a task may be moved, in the order of the board. */
export const OPEN_PLACES: readonly OpenPlace[] = ["week", "list", "not_now"];

export function isOpen(place: Place): place is OpenPlace {
  return place !== "done" && place !== "let_go";
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** A title within a sentence, marked so that a toast can set it in its own type; the marks (U+2068, U+2069) are not seen. */
export function titled(task: Task | null): string {
  return task ? `\u2068${task.title}\u2069` : "";
}
