/** Who sits on whose phone, in words; and which seat is mine. */

import { html, type TemplateResult } from "lit";
import type { Home } from "../../home/home.ts";
import type { Seat } from "../../home/meeting-types.ts";
import type { Id } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { thisTab } from "../../shelf.ts";
import { t } from "../../text.ts";
import { mark, nameOf } from "../person.ts";

/** Where I sit, on this device or on somebody's phone. */
export function mySeat(home: Home): Seat | undefined {
  return home.meeting.seats.value.find(({ member }) => member === home.me);
}

/** Am I at the table with a device of my own? */
export function isSeated(home: Home): boolean {
  return mySeat(home)?.on === null;
}

/** Those who sit on my phone. */
export function onMyPhone(home: Home): readonly Seat[] {
  return home.meeting.seats.value.filter(({ on }) => on === home.me);
}

/** "Robin is at the table on Sam’s phone." */
export function lentWords(home: Home, { member, on }: Pick<Seat, "member" | "on">): string {
  const [name, owner] = [nameOf(home, member), nameOf(home, on)];
  if (member === home.me) return t("You are at the table on {owner}’s phone.", { owner });
  return on === home.me
    ? t("{name} is at the table on this phone.", { name })
    : t("{name} is at the table on {owner}’s phone.", { name, owner });
}

/** A plain fact at the table, on every screen. */
export function lentLines(home: Home): readonly TemplateResult[] {
  return home.meeting.seats.value
    .filter(({ on }) => on !== null)
    .map((seat) => html`<p class="lent-line">${mark(home, seat.member, "", "small")} <span>${lentWords(home, seat)}</span></p>`);
}

/** What is said alone, on one phone: that one is ready, and what is sealed. */
export type Sealed = "ready" | "heads" | "rank";
/** Who has my phone, for what; and whether they have come to it, or are done. No word of theirs is in it. */
export interface Lent {
  readonly member: Id;
  readonly what: Sealed;
  readonly stage: "give" | "theirs" | "back";
}

export function lentKey(home: Id): string {
  return `tandem:lent:${home}`;
}

/** A page that is loaded again in somebody's hand does not show its owner's. */
export function lentBefore(home: Id): Lent | null {
  const kept = thisTab.get(lentKey(home));
  return kept ? (JSON.parse(kept) as Lent) : null;
}

/** The way to hand the phone to whoever sits on it, for what only they say. */
export function handOver(
  home: Home,
  what: Sealed,
  give: (lent: Lent) => void,
  before: ReadonlySet<string>,
  to = onMyPhone(home),
): readonly TemplateResult[] {
  const live = home.connection.value === "live";
  return to.map(({ member }) => {
    const name = nameOf(home, member);
    if (!live)
      return html`<p class="quiet">${t("The phone can be handed to {name} when it is connected again: nothing of theirs may stay on it.", { name })}</p>`;
    const words = before.has(`${what} ${member}`) ? t("Hand the phone to {name} again", { name }) : t("Hand the phone to {name}", { name });
    return html`<p><button class="btn" type="button" data-lend=${member} @click=${() => give({ member, what, stage: "give" })}>${icon("device", "small")} ${words}</button></p>`;
  });
}
