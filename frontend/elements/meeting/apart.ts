import { html, type TemplateResult } from "lit";
import type { Home } from "../../home/home.ts";
import { newId } from "../../home/ids.ts";
import type { Ranking } from "../../home/meeting-types.ts";
import type { Id } from "../../home/types.ts";
import { t } from "../../text.ts";
import { mark, nameOf } from "../person.ts";
import type { Screen } from "../screen.ts";
import { chosenByEach, placed, placesShown } from "./ordering.ts";

export function isChild(home: Home, member: Id): boolean {
  return home.members.value.get(member)?.role !== "adult";
}

/** "Sam: place 3" */
export function placeWords(home: Home, member: Id, place: number | null): string {
  const name = nameOf(home, member);
  return place === null ? t("{name}: not among theirs", { name }) : t("{name}: place {place}", { name, place });
}

/** Seen differently: who put it where, who speaks first, and what can come of it. Said in turn, not solved by us. */
export function apart(
  screen: Screen,
  ranking: Ranking,
  { task, first }: Ranking["differences"][number],
  within: boolean,
  talked: () => void,
): TemplateResult {
  const { home } = screen;
  const places = placesShown(ranking, task, (who) => isChild(home, who));
  const stops = [...Array.from({ length: chosenByEach(ranking) }, (_, at) => at + 1), null];
  const speaks =
    first === null
      ? t("What would be better if this were done?")
      : first === home.me
        ? t("You first: what would be better if this were done?")
        : t("{name} first: what would be better if this were done?", { name: nameOf(home, first) });
  const act = (text: string, does: () => void): TemplateResult =>
    html`<button class="btn tight" type="button" @click=${() => {
      does();
      talked();
    }}>${text}</button>`;
  return html`<div class="apart">
    <div class="rail" aria-hidden="true">${stops.map(
      (stop) =>
        html`<span><span class="at">${places.filter(({ place }) => place === stop).map(({ member }) => mark(home, member, "", "small"))}</span><small>${stop ?? t("not chosen")}</small></span>`,
    )}</div>
    <p class="say">${speaks}</p>
    <div class="acts">
      ${within ? act(t("Keep it in"), () => undefined) : act(t("Into this week"), () => into(screen, ranking, task))}
      ${within ? act(t("Not this week"), () => notThisWeek(screen, ranking, task)) : act(t("Leave it out"), () => undefined)}
      ${act(t("Park it"), () => park(screen, ranking, task, within))}
    </div>
  </div>`;
}

/** Just this one comes in, at the end of the week; nothing goes out for it. */
function into({ home }: Screen, { meeting, order, cut }: Ranking, task: Id): void {
  const after = order[cut - 1] ?? null;
  if (placed(order, task, after).some((id, at) => id !== order[at])) void home.meet({ verb: "put_in_order", meeting, put: task, after });
  void home.meet({ verb: "cut", meeting, cut: Math.min(12, cut + 1) });
}

/** It goes out of the draft; what is in the week already goes back to our list, too, since they said so. */
function notThisWeek(screen: Screen, ranking: Ranking, task: Id): void {
  out(screen, ranking, task);
  if (screen.home.tasks.value.get(task)?.place === "week")
    void screen.home.meet({ verb: "let_leave", meeting: ranking.meeting, task, leaves: true });
}

/** Just this one goes out; nothing else comes in by itself. */
function out({ home }: Screen, { meeting, order, cut }: Ranking, task: Id): void {
  const after = order[cut - 1] ?? null;
  if (after !== task) void home.meet({ verb: "put_in_order", meeting, put: task, after });
  void home.meet({ verb: "cut", meeting, cut: cut - 1 });
}

/**
 * Something to talk about another time, in one tap: it waits for our next meeting, and is not chosen before that. Words
 * can be put to it, and need not be.
 */
function park(screen: Screen, ranking: Ranking, task: Id, within: boolean): void {
  const { home } = screen;
  const about = home.tasks.value.get(task)?.title ?? "";
  if (within) out(screen, ranking, task);
  if (about === "") return;
  const mine = home.meeting.topics.value.find((topic) => topic.about === about && topic.settled_on === null);
  const topic = mine?.id ?? newId();
  if (!mine) void home.meet({ verb: "park_topic", topic, words: { feel: "", about, like: "" }, on: home.today.value });
  const more = mine && mine.author !== home.me ? {} : { act: "words" as const, topic };
  screen.toast(t("Parked for our next meeting: {title}", { title: about }), more);
}
