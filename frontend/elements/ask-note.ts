import { html, nothing, type TemplateResult } from "lit";
import * as days from "../days.ts";
import type { Ask } from "../home/types.ts";
import { t } from "../text.ts";
import { amAdult, askSentence, waitsForMe } from "./ask-words.ts";
import type { Screen } from "./screen.ts";

/**
 * A note pinned into the sheet, in its writer's tint: an ask, an offer, an answer. Its buttons weigh the same. In our
 * meeting (`now`) what waited for it is answered.
 */
export function askNote(screen: Screen, ask: Ask, now = false): TemplateResult {
  const { home } = screen;
  const writer = ask.by !== home.me ? ask.by : ask.answered_by;
  const colour = home.members.value.get(writer ?? "")?.colour;
  const acts = actsOf(screen, ask, now);
  const open = ask.state === "asked" || ask.state === "parked";
  return html`<div class="note ${colour ? "" : "still"}" data-person=${colour ?? nothing} data-ask=${ask.id}>
    <p class="said-by">${askSentence(home, ask)}
      ${open && ask.because ? html`<em>${t("It would help me because {reason}", { reason: ask.because })}</em>` : nothing}
      ${ask.words && ask.state !== "declined" ? html`<em dir="auto">${ask.words}</em>` : nothing}
      ${ask.state === "asked" && ask.by_day ? html`<span class="fine">${days.due(ask.by_day, home.today.value)}</span>` : nothing}</p>
    ${acts.length > 0 ? html`<div class="acts">${acts.map(([text, act]) => html`<button class="btn tight" type="button" @click=${act}>${text}</button>`)}</div>` : nothing}
  </div>`;
}

type Answer = readonly [string, () => void];

function actsOf(screen: Screen, ask: Ask, now: boolean): readonly Answer[] {
  const { home } = screen;
  if (!amAdult(home)) return [];
  const answer = (verb: "accept" | "decline" | "agree" | "park" | "withdraw_ask") => () => void home.answerAsk(ask, verb);
  const parked = now && ask.state === "parked";
  if (ask.by === home.me) {
    if (ask.state === "changed" || (parked && ask.but))
      return [
        [t("OK"), answer("agree")],
        ...(parked ? [] : [[t("Talk about it"), answer("park")] as const]),
        [t("I’ll find another way"), answer("withdraw_ask")],
      ];
    if (ask.state === "declined") return [[t("Bring to our meeting"), answer("park")]];
    return ask.state === "asked" || ask.state === "parked" ? [[t("Take it back"), answer("withdraw_ask")]] : [];
  }
  if (!waitsForMe(home, ask) && !(parked && (ask.to === home.me || ask.to === null))) return [];
  const yes = { ask: t("Yes, I’ve got it"), up: t("Yes, I’ve got it"), offer: t("Yes, please"), together: t("Yes, together") };
  if (ask.how === "up") return [[yes.up, answer("accept")]];
  return [
    [yes[ask.how], answer("accept")],
    [t("Yes, but …"), () => screen.openYesBut(ask.id)],
    [t("Not this time"), answer("decline")],
  ];
}
