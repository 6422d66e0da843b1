import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import * as days from "../../days.ts";
import type { Borrowed } from "../../home/meeting-types.ts";
import type { Id } from "../../home/types.ts";
import { n, t } from "../../text.ts";
import { Part } from "../part.ts";
import { nameOf } from "../person.ts";
import { mySeat } from "./lending.ts";

/**
 * What was said as mine on somebody else's phone: a quiet line of my own that stays beyond the meeting, with the way to
 * put it right. `denied`: those of which I said that it was not me, at our meeting's door.
 */
export class BorrowedPhone extends Part {
  static override properties: PropertyDeclarations = { denied: { type: Boolean } };
  declare denied: boolean;

  protected override render(): TemplateResult {
    const seat = mySeat(this.home);
    const rows = this.home.meeting.borrowed.value.filter(
      ({ denied, meeting }) => denied === (this.denied ?? false) && !(seat?.on && seat.meeting === meeting),
    );
    return html`${rows.map((row) => (row.denied ? this.#notMe(row) : this.#told(row)))}`;
  }

  #told(row: Borrowed): TemplateResult {
    const { home, screen } = this;
    const closed = home.meeting.closed.value.some(({ id }) => id === row.meeting);
    const notMe = (): void => {
      void home.meet({ verb: "not_me", meeting: row.meeting });
      screen.toast(t("Said. Nobody seats you on their phone now; at “Our meeting” you can allow it again."));
    };
    const values = { owner: nameOf(home, row.on), day: days.day(row.day, home.today.value) };
    return html`<section class="notice borrowed" aria-label=${t("On another phone")}>
      <p>${t("You were at our meeting on {owner}’s phone ({day}).", values)}
        ${this.#lines(row.lines, (count) => n("One line came on our list as yours:", "{count} lines came on our list as yours:", count))}
        ${row.ordered ? t("An order was put in as yours.") : nothing}
        ${this.#lines(row.kept, (count) => n("One line is in your head:", "{count} lines are in your head:", count))}</p>
      ${closed ? html`<a class="btn plain tight" href=${`${screen.start.urls.meetings}${row.meeting}/`}>${t("What came of it")}</a>` : nothing}
      <button class="btn plain tight" type="button" @click=${notMe}>${t("That was not me")}</button>
      <button class="btn tight" type="button" @click=${() => this.#putAway(row)}>${t("Put it away")}</button>
    </section>`;
  }

  /** Each opens its card, where its author changes it or lets it go. */
  #lines(ids: readonly Id[], words: (count: number) => string): TemplateResult | typeof nothing {
    const tasks = ids.map((id) => this.home.tasks.value.get(id)).filter((task) => task !== undefined);
    if (tasks.length === 0) return nothing;
    const open = (event: Event, id: Id): void => {
      event.preventDefault();
      this.screen.open(id);
    };
    const links = tasks.map(
      ({ id, title }, at) =>
        html`${at > 0 ? ", " : ""}<a href=${this.screen.addressOf(id)} @click=${(event: Event) => open(event, id)} dir="auto">${title}</a>`,
    );
    return html`${words(tasks.length)} ${links}.`;
  }

  #notMe(row: Borrowed): TemplateResult {
    const owner = nameOf(this.home, row.on);
    const { now, closed } = this.home.meeting;
    const isThere = [now.value, ...closed.value].some((meeting) => meeting?.id === row.meeting);
    const wasMe = (): void => {
      void this.home.meet({ verb: "was_me", meeting: row.meeting });
    };
    return html`<section class="notice borrowed" aria-label=${t("On another phone")}>
      <p>${t("You said that it was not you on {owner}’s phone. Nobody seats you on theirs now.", { owner })}</p>
      ${isThere ? html`<button class="btn plain tight" type="button" @click=${wasMe}>${t("It was me after all")}</button>` : nothing}
      <button class="btn plain tight" type="button" @click=${() => this.#putAway(row)}>${t("Allow it again")}</button>
    </section>`;
  }

  #putAway(row: Borrowed): void {
    void this.home.meet({ verb: "put_away", borrowed: row.id });
  }
}
