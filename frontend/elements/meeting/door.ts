import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import * as days from "../../days.ts";
import { newId } from "../../home/ids.ts";
import type { Form, Meeting, Seat } from "../../home/meeting-types.ts";
import { standingDate } from "../../home/when-we-meet.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { openMenu } from "../menu.ts";
import { Part } from "../part.ts";
import { adults } from "../parts.ts";
import { mark, nameOf } from "../person.ts";
import { isSeated, lentWords, mySeat } from "./lending.ts";
import { whenWords } from "./when.ts";
import { FORMS, formName, stepName } from "./words.ts";

const AHEAD = [1, 2, 3, 4, 5, 6, 7];

/** Before our meeting: when the next one is, who is here for it, and what one may prepare alone. */
export class Door extends Part {
  /** The form to begin with, where it is not the usual one. */
  readonly #form = signal<Form | null>(null);

  protected override render(): TemplateResult {
    const { screen, home } = this;
    const now = home.meeting.now.value;
    const justClosed = now === null && home.meeting.closed.value[0]?.closed_on === home.today.value;
    const waits = now?.state === "waiting" && now.day === home.today.value; // one of another day waits for nobody any more
    return html`<main class="door">
      <h1 tabindex="-1">${t("Our meeting")}</h1>
      ${justClosed ? this.#closed() : nothing}
      ${now && now.state !== "waiting" ? this.#open(now) : waits ? this.#waiting(now) : this.#next(justClosed)}
      <tandem-meeting-borrowed .screen=${screen}></tandem-meeting-borrowed>
      <tandem-meeting-borrowed .screen=${screen} denied></tandem-meeting-borrowed>
      <tandem-meeting-rhythm .screen=${screen}></tandem-meeting-rhythm>
      <tandem-meeting-brought .screen=${screen}></tandem-meeting-brought>
      ${justClosed ? nothing : html`<tandem-meeting-last .screen=${screen}></tandem-meeting-last>`}
    </main>`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }

  // ---- none yet, or one has just closed

  #closed(): TemplateResult {
    const { screen } = this;
    return html`<p class="lead">${t("That was our meeting. What we decided stands below; what was shared of how it was is gone.")}</p>
      <tandem-meeting-last .screen=${screen}></tandem-meeting-last>
      <tandem-meeting-worth .screen=${screen} closed></tandem-meeting-worth>`;
  }

  #next(justClosed: boolean): TemplateResult {
    const { home } = this;
    const rhythm = home.meeting.rhythm.value;
    const when = whenWords(standingDate(rhythm, home.today.value), rhythm.at, home.today.value);
    const guide = rhythm.next_guide;
    const begin = (): void => {
      void home.meet({ verb: "meet", meeting: newId(), form: this.#chosen });
    };
    return html`<section class="next" aria-label=${t("The next one")}>
      <p class="lead">${t("Next: {when}.", { when })}</p>
      ${guide && adults(home).length > 1 ? html`<p class="guide">${mark(home, guide, "", "small")} ${guide === home.me ? t("You guide.") : t("{name} guides.", { name: nameOf(home, guide) })}</p>` : nothing}
      <div class="acts">
        <button class="btn ${justClosed ? "" : "primary"}" type="button" @click=${begin}>${justClosed ? t("Begin another one") : t("Begin now")}</button>
        <button class="btn plain" type="button" aria-haspopup="menu" @click=${this.#choose}>${formName(this.#chosen)} ${icon("down", "small")}</button>
        ${this.#notToday(standingDate(rhythm, home.today.value) === home.today.value)}
      </div>
    </section>`;
  }

  get #chosen(): Form {
    return this.#form.value ?? this.home.meeting.rhythm.value.form;
  }
  readonly #choose = (event: Event): void => {
    const entries = FORMS.map((form) => {
      const act = (): void => {
        this.#form.value = form;
      };
      return { text: formName(form), chosen: form === this.#chosen, act };
    });
    openMenu(event.currentTarget as HTMLElement, t("How long this time?"), entries);
  };

  /** Another day, without a mark and without a reason. */
  #notToday(today: boolean): TemplateResult {
    const open = (event: Event): void => {
      const entries = AHEAD.map((ahead) => {
        const day = days.plusDays(this.home.today.value, ahead);
        const text = ahead === 1 ? t("Tomorrow") : days.whole(day);
        return { text, icon: "day" as const, act: () => void this.home.meet({ verb: "not_today", on: day }) };
      });
      openMenu(event.currentTarget as HTMLElement, t("Another day this time"), entries);
    };
    return html`<button class="btn plain" type="button" aria-haspopup="menu" @click=${open}>${today ? t("Not today") : t("Another day")}</button>`;
  }

  // ---- it waits

  #waiting(now: Meeting): TemplateResult {
    const { home } = this;
    const seats = home.meeting.seats.value;
    const mine = isSeated(home) ? mySeat(home) : undefined;
    const lent = mySeat(home)?.on ? mySeat(home) : undefined;
    const be = (verb: "be_here" | "be_ready" | "go_later" | "not_me") => () => void home.meet({ verb, meeting: now.id });
    return html`<section class="next" aria-label=${t("It is about to begin")}>
      <p class="lead">${this.#opensWhen()}</p>
      <ul class="seats">${seats.map((seat) => this.#seat(seat))}</ul>
      <tandem-meeting-lend .screen=${this.screen}></tandem-meeting-lend>
      <tandem-meeting-children .screen=${this.screen}></tandem-meeting-children>
      <p class="fine">${formName(now.form)}</p>
      <div class="acts">
        ${mine?.ready ? nothing : html`<button class="btn primary" type="button" @click=${be("be_ready")}>${lent ? t("I’m ready, on this device") : t("I’m ready")}</button>`}
        ${mine || lent ? html`<button class="btn" type="button" @click=${be("go_later")}>${t("Later")}</button>` : html`<button class="btn" type="button" @click=${be("be_here")}>${t("I’m here, not ready yet")}</button>`}
        ${lent ? html`<button class="btn plain" type="button" @click=${be("not_me")}>${t("That is not me")}</button>` : nothing}
        ${this.#notToday(true)}
      </div>
    </section>`;
  }

  #opensWhen(): string {
    const { length } = adults(this.home);
    if (length === 1) return t("It opens when you are ready.");
    if (length === 2) return t("It begins when both of you are ready.");
    return t("It opens when everybody who is here is ready, two of you at least.");
  }

  #seat({ member, ready, on }: Seat): TemplateResult {
    if (on) {
      const words = lentWords(this.home, { member, on });
      return html`<li>${mark(this.home, member)} <span>${words}${ready ? html` ${t("Ready.")}` : nothing}</span></li>`;
    }
    const name = nameOf(this.home, member);
    const mine = member === this.home.me;
    const words = mine
      ? ready
        ? t("You are ready.")
        : t("You are here.")
      : ready
        ? t("{name} is ready.", { name })
        : t("{name} is here.", { name });
    return html`<li>${mark(this.home, member)} <span>${words}</span></li>`;
  }

  // ---- it is open, and I am not in it

  #open(now: Meeting): TemplateResult {
    const join = (): void => {
      void this.home.meet({ verb: "be_ready", meeting: now.id });
    };
    const lent = mySeat(this.home);
    const say = (verb: "go_later" | "not_me") => (): void => {
      void this.home.meet({ verb, meeting: now.id });
    };
    const step = stepName(now.steps.find(({ step: at }) => at === now.step)?.words ?? now.step);
    return html`<section class="next" aria-label=${t("It is open")}>
      <p class="lead">${now.state === "paused" ? t("It has paused at “{step}”.", { step }) : t("It is open, at “{step}”.", { step })}</p>
      <ul class="seats">${this.home.meeting.seats.value.map(({ member }) => html`<li>${mark(this.home, member)} <span dir="auto">${nameOf(this.home, member)}</span></li>`)}</ul>
      ${lent ? html`<p class="say">${lentWords(this.home, lent)}</p>` : nothing}
      <div class="acts"><button class="btn primary" type="button" @click=${join}>${icon("take", "small")} ${lent ? t("Go on here, on this device") : t("Join")}</button>
        ${lent ? html`<button class="btn" type="button" @click=${say("go_later")}>${t("Without me")}</button><button class="btn plain" type="button" @click=${say("not_me")}>${t("That is not me")}</button>` : nothing}</div>
    </section>`;
  }
}
