import { html, nothing, type TemplateResult } from "lit";
import * as days from "../../days.ts";
import type { Home } from "../../home/home.ts";
import type { LentSeat, Meeting, Recap } from "../../home/meeting-types.ts";
import type { Task } from "../../home/types.ts";
import { standingDate } from "../../home/when-we-meet.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { copy } from "../copying.ts";
import { canShare } from "../link.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import { placeName } from "../words.ts";
import { whenWords } from "./when.ts";

const A_WEEK = 7;

/** What was decided: chosen, done, let go, something good. Nothing of how anybody felt, and no counts. */
export function recapOf(home: Home, { done, let_go, chosen, left = [], good }: Recap, lent: readonly LentSeat[] = []): TemplateResult {
  const list = (name: string, titles: readonly TemplateResult[]): TemplateResult | typeof nothing =>
    titles.length > 0 ? html`<section><h3 class="label">${name}</h3><ul>${titles}</ul></section>` : nothing;
  const line = ({ title }: { readonly title: string }): TemplateResult => html`<li dir="auto">${title}</li>`;
  return html`<div class="sheet recap">
    ${list(
      t("This week"),
      chosen.map(
        ({ title, owner }) =>
          html`<li><span dir="auto">${title}</span> ${owner ? mark(home, owner, t("{name} has it", { name: nameOf(home, owner) }), "small") : nothing}</li>`,
      ),
    )}
    ${chosen.length === 0 ? html`<p class="quiet">${t("Nothing chosen for this week yet.")}</p>` : nothing}
    ${list(
      t("No longer in This week"),
      left.map(({ title, place }) => html`<li><span dir="auto">${title}</span> <span class="fine">${placeName(place)}</span></li>`),
    )}
    ${list(placeName("done"), done.map(line))}
    ${list(placeName("let_go"), let_go.map(line))}
    ${good ? html`<section><h3 class="label">${t("Something good")}</h3><p class="felt" dir="auto">${good}</p></section>` : nothing}
    ${list(
      t("On one phone"),
      lent.map((seat) => html`<li>${lentSentence(home, seat)}</li>`),
    )}
  </div>`;
}

/** On whose phone somebody was at the table; or that they say it was not them. */
function lentSentence(home: Home, { member, on, denied }: LentSeat): string {
  const values = { name: nameOf(home, member), owner: nameOf(home, on) };
  return denied
    ? t("{name} was entered on {owner}’s phone, and says: that was not me.", values)
    : t("{name} was at the table on {owner}’s phone.", values);
}

/** The day from which things count as of this week: the last meeting's, else a week ago. As on the server. */
function sinceLast(home: Home): string {
  return home.meeting.closed.value[0]?.closed_on ?? days.plusDays(home.today.value, -A_WEEK);
}

/** What was done since the last meeting, of us all. */
export function doneLately(home: Home): readonly Task[] {
  return lately(home, "done", "done_on");
}

/** A day has no hours: what was closed later on the day of the last meeting counts now, what that one told does not. */
function lately(home: Home, place: "done" | "let_go", day: "done_on" | "let_go_on"): readonly Task[] {
  const since = sinceLast(home);
  const last = home.meeting.closed.value[0]?.recap;
  const told = new Set([...(last?.done ?? []), ...(last?.let_go ?? [])].map(({ task }) => task));
  return home.column(place).value.filter((task) => task.starter === "" && (task[day] ?? "") >= since && !told.has(task.id));
}

/** The recap as it would be if our meeting closed now. */
export function recapNow(home: Home, { good, still_open }: Meeting): Recap {
  const line = ({ id, title }: Task) => ({ task: id, title });
  const elsewhere = (place: "list" | "not_now") =>
    home
      .column(place)
      .value.filter((task) => task.starter === "" && still_open.includes(task.id))
      .map((task) => ({ ...line(task), place }));
  const chosen = home.column("week").value.filter((task) => task.starter === "");
  return {
    done: doneLately(home).map(line),
    let_go: lately(home, "let_go", "let_go_on").map(line),
    chosen: chosen.map((task) => ({ ...line(task), owner: task.owner })),
    left: [...elsewhere("list"), ...elsewhere("not_now")],
    good,
  };
}

/** The recap as a message, line by line. */
export function recapText(home: Home, { day, closed_on, recap, lent }: Meeting): string {
  if (!recap) return "";
  const { at } = home.meeting.rhythm.value;
  const next = whenWords(standingDate(home.meeting.rhythm.value, home.today.value), at, home.today.value);
  const block = (name: string, lines: readonly string[]): readonly string[] =>
    lines.length > 0 ? ["", `${name}:`, ...lines.map((line) => `– ${line}`)] : [];
  const chosen = recap.chosen.map(({ title, owner }) => (owner ? `${title} (${nameOf(home, owner)})` : title));
  return [
    `${t("Our meeting")}, ${days.whole(closed_on ?? day)}`,
    ...block(t("This week"), chosen),
    ...block(
      t("No longer in This week"),
      (recap.left ?? []).map(({ title, place }) => `${title} (${placeName(place)})`),
    ),
    ...block(
      placeName("done"),
      recap.done.map(({ title }) => title),
    ),
    ...block(
      placeName("let_go"),
      recap.let_go.map(({ title }) => title),
    ),
    ...block(t("Something good"), recap.good ? [recap.good] : []),
    ...block(
      t("On one phone"),
      lent.map((seat) => lentSentence(home, seat)),
    ),
    "",
    t("Next: {when}.", { when: next }),
  ].join("\n");
}

/** The newest recap, for a month; as a message, too. */
export class LastRecap extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const [last] = this.home.meeting.closed.value;
    if (!last?.recap) return nothing;
    const day = days.day(last.closed_on ?? last.day, this.home.today.value);
    return html`<section class="last" aria-labelledby="last-name"><h2 id="last-name" tabindex="-1">${t("Our last meeting, {day}", { day })}</h2>${recapOf(this.home, last.recap, last.lent)}
      <div class="acts">${canShare() ? html`<button class="btn plain tight" type="button" @click=${() => void this.#share(last)}>${t("Share it")}</button>` : nothing}
        <button class="btn plain tight" type="button" @click=${(event: Event) => void this.#copy(last, event)}>${icon("copy", "small")} ${t("Copy it")}</button>
        <a class="btn plain tight" href=${`${this.screen.start.urls.meetings}${last.id}/`}>${t("On paper, or into the calendar")}</a></div></section>`;
  }

  async #copy(last: Meeting, event: Event): Promise<void> {
    const copied = await copy(recapText(this.home, last), (event.currentTarget as HTMLElement).parentElement ?? undefined);
    this.screen.toast(copied ? t("Copied.") : t("Could not copy it here."));
  }

  async #share(last: Meeting): Promise<void> {
    // Closing the system's sheet without sharing rejects; nothing happened then.
    await navigator.share({ title: t("Our meeting"), text: recapText(this.home, last) }).catch(() => undefined);
  }
}
