import type { Verb } from "../home/acts.ts";
import type { Home } from "../home/home.ts";
import type { Task } from "../home/types.ts";
import { t } from "../text.ts";
import { askSentence } from "./ask-words.ts";
import { matches } from "./listing.ts";
import type { Screen } from "./screen.ts";
import { carried, placeName, titled } from "./words.ts";

/** What I am told of my own act; "" where the screen shows it anyway. */
export function ownSentence(screen: Screen, verb: Verb, task: Task | null): string {
  const { home } = screen;
  const title = titled(task);
  const sentences: Partial<Record<Verb, () => string>> = {
    add: () => (task ? writtenSentence(screen, task) : ""),
    done: () => [t("Done: {title}", { title }), carried(home, task)].filter(Boolean).join(". "),
    reopen: () => t("Open again: {title}", { title }),
    let_go: () => [t("Let go. One less to carry."), carried(home, task)].filter(Boolean).join(" "),
    ask: () => askedSentence(home, task),
    accept: () => t("You said yes: {title}.", { title }),
    yes_but: () => t("Said: yes, but …"),
    decline: () => t("Not this time. It’s back on our list."),
    agree: () => t("Agreed: {title}.", { title }),
    park: () => t("Waits for our meeting."),
    withdraw_ask: () => t("Not asked any more."),
    join: () => t("You are in: {title}.", { title }),
    leave: () => t("You are out: {title}.", { title }),
    my_part: () => (task?.place === "done" ? t("Done: {title}", { title }) : t("Your part is done: {title}", { title })),
    each: () => (task?.each ? t("Everyone does their own: {title}.", { title }) : t("One for all again: {title}.", { title })),
    low: () => (home.low.value.has(home.me) ? t("You are low this week. Asks wait for our meeting.") : t("Not low any more.")),
    take: () => t("You have {title}.", { title }),
    release: () => t("Given back. Nobody has {title} now.", { title }),
    move: () => t("Moved to {place}.", { place: task ? placeName(task.place) : "" }),
    share: () => t("Shared with everyone at home: {place}.", { place: task ? placeName(task.place) : "" }),
    take_back: () => t("Back in your head."),
    erase: () => t("Deleted for good."),
    keep: () => t("Kept on our list."),
    bring_back: () => t("Back on our list."),
    remove_step: () => t("Step removed."),
    did: () => t("Said who did {title}.", { title }),
    credit: () => t("Said who it was."),
    uncredit: () => t("Said who it was."),
    unthank: () => t("Thanks taken away."),
    erase_area: () => t("Put away. Its tasks stay."),
    erase_intention: () => t("Put away. What serves it stays."),
    guess: () => t("Guessed. Only you see it until each of you has."),
    agree_line: () => t("Agreed: this is what done means."),
    keep_line: () => t("It stays as it was."),
    for_family: () =>
      task?.family ? t("For the whole family: in our meeting, children order it too.") : t("Not marked for the whole family any more."),
    to_meeting: () => (task?.bring ? t("Comes to our meeting.") : t("Does not come to our meeting.")),
  };
  return sentences[verb]?.() ?? "";
}

function askedSentence(home: Home, task: Task | null): string {
  const mine = (home.asks.value.get(task?.id ?? "") ?? []).find(
    ({ by, state }) => by === home.me && (state === "asked" || state === "parked"),
  );
  return mine ? askSentence(home, mine) : "";
}

function writtenSentence(screen: Screen, task: Task): string {
  if (!matches(screen, task, screen.filter.value)) return t("Written. The filter hides it.");
  if (isHere(screen, task)) return "";
  return t("Written to {place}.", { place: task.private ? t("In my head") : placeName(task.place) });
}

/** Can the person see the place of this task right now? */
function isHere(screen: Screen, task: Task): boolean {
  if (screen.wide.value) return true;
  return task.private ? screen.shown.value === "week" || screen.shown.value === "list" : task.place === screen.shown.value;
}
