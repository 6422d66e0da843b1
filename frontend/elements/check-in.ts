import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import * as days from "../days.ts";
import type { CheckIn, Felt, Id } from "../home/types.ts";
import { icon } from "../icons.ts";
import { n, t } from "../text.ts";
import { hasKeys } from "./keys.ts";
import { Part } from "./part.ts";
import { didIt, peopleOf } from "./parts.ts";
import { Questions } from "./questions.ts";

/**
 * The quiet question. Docked, never a dialog, never takes the focus, waits while a line is being written.
 * It looks the same whatever was answered.
 */
export class CheckInCard extends Part {
  #questions: Questions | null = null;
  readonly #lineFocused = signal(false);
  #spoken: Id | null = null;
  /** A mouse lies over the card, or a finger on it. */
  #held = false;
  /** The first question ever says what it is for, as long as it stands there. */
  #first: Id | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#questions ??= new Questions(this.home, () => this.#held || this.querySelector(":focus-visible") !== null);
    document.addEventListener("focusin", this.#look);
    document.addEventListener("focusout", this.#look);
    for (const [type, held] of Object.entries(HOLDS)) this.addEventListener(type, held ? this.#hold : this.#release);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("focusin", this.#look);
    document.removeEventListener("focusout", this.#look);
  }

  protected override render(): TemplateResult | typeof nothing {
    const queue = this.#questions?.queue.value ?? [];
    const [current] = queue;
    if (!current || this.#mustWait()) {
      this.#held = false;
      const { on, paused } = this.home.asking.value;
      return on && paused === "new" && !this.#mustWait() ? this.#pausedByItself() : nothing;
    }
    this.#speakOnce(current);
    if (!this.home.asking.value.introduced) this.#first ??= current.id;
    return html`<form class="check-in" aria-label=${t("How it felt")} @submit=${(event: Event) => event.preventDefault()}>
      ${repeat(
        [current],
        ({ id }) => id,
        (one) => this.#question(one, queue.length),
      )}
      ${current.id === this.#first ? this.#introduction() : nothing}
      <div class="foot"><span class="only" id="check-in-only">${icon("lock", "small")} ${t("Only you see this.")}</span>${queue.length > 1 ? html`<span class="fine">${n("One more after this.", "{count} more after this.", queue.length - 1)}</span>` : nothing}${current.id === this.#first ? nothing : this.#bring(current)}</div>
    </form>`;
  }

  /** A note to oneself: what one would like to talk about, instead of a text beside the answer. */
  #bring({ task }: CheckIn): TemplateResult | typeof nothing {
    const { felt, members, me } = this.home;
    if (members.value.get(me)?.role !== "adult") return nothing;
    if (felt.reminders.value.some((note) => note.task === task))
      return html`<span class="fine">${t("Noted for our meeting, for you.")}</span>`;
    return html`<button class="btn plain tight" type="button" @click=${() => void this.home.remind(task)}>${t("Note it for our meeting")}</button>`;
  }

  /** The draft comes first: on a phone the card would hide it, elsewhere it would disturb. */
  #mustWait(): boolean {
    const { drafting, wide, carried } = this.screen;
    return drafting.value || (!wide.value && this.#lineFocused.value) || carried.value !== null;
  }

  readonly #look = (): void => {
    // after focusout nothing has the focus for a moment
    setTimeout(() => {
      this.#lineFocused.value = document.activeElement?.matches(".add input") ?? false;
    });
  };

  #introduction(): TemplateResult {
    return html`<div class="introduction">
      <p class="why" id="check-in-why">${t("Tandem asks so that you notice for yourself how supported you feel: nobody at home sees your answers, only the person who runs this server could read them.")}</p>
      <div class="acts"><button class="btn" type="button" @click=${this.#yes}>${t("Yes, ask me")}</button><button class="btn" type="button" @click=${this.#never}>${t("Don’t ask me")}</button></div>
    </div>`;
  }

  /** Said once: three cards went by. Both ways weigh the same. */
  #pausedByItself(): TemplateResult {
    const choose = (paused: "" | "told") => () => this.#leave(() => void this.home.setAsking({ paused }));
    return html`<section class="check-in paused" aria-label=${t("The questions have paused")}>
      <p class="why">${t("The questions about how it felt went by a few times, so they have paused by themselves. Nobody else knows that.")}</p>
      <div class="end"><button class="btn" type="button" @click=${choose("")}>${t("Ask me again")}</button><button class="btn" type="button" @click=${choose("told")}>${t("Leave it so")}</button></div>
    </section>`;
  }

  /** The question stays where it is; what it is for has been read. */
  readonly #yes = (): void =>
    this.#leave(() => {
      this.#first = null;
      void this.home.setAsking({ introduced: true });
    });

  readonly #never = (): void => {
    this.#leave(() => {
      void this.home.setAsking({ on: false, introduced: true });
      this.#questions?.skipAll();
    });
    this.screen.toast(t("You will not be asked. You can change that in the menu, under My answers."));
  };

  /** Whoever answers or skips has read what it is for. */
  #introduced(): void {
    if (!this.home.asking.value.introduced) void this.home.setAsking({ introduced: true });
  }

  #question(one: CheckIn, waiting: number): TemplateResult {
    const answer = this.#questions?.answers.value.get(one.id);
    const felt = (value: Felt | "not_needed") => () => {
      this.#questions?.answer(one, value);
      this.#introduced();
    };
    const skip = () => {
      this.#questions?.skip(one);
      this.#introduced();
    };
    return html`
      <fieldset aria-describedby=${one.id === this.#first ? "check-in-why" : "check-in-only"}>
        <legend><span class="about">${this.#about(one)}</span> ${t("With this one: how supported did you feel?")}</legend>
        <div class="scale">
          ${steps().map(([value, word]) => html`<label><input type="radio" name="felt" .checked=${answer === value} @change=${felt(value)}><span>${word}</span></label>`)}
        </div>
      </fieldset>
      <div class="end">
        <button class="btn plain tight ${answer === "not_needed" ? "chosen" : ""}" type="button" aria-pressed=${answer === "not_needed"} @click=${felt("not_needed")}>${t("I didn’t need support here")}</button>
        <span class="rest">
          ${waiting > 1 ? html`<button class="btn plain tight" type="button" @click=${this.#skipAll}>${t("Skip all")}</button>` : nothing}
          ${answer === undefined ? html`<button class="btn plain tight" type="button" @click=${() => this.#leave(skip)}>${t("Skip")}</button>` : html`<button class="btn plain tight" type="button" @click=${() => this.#leave(() => this.#questions?.close(one.id))}>${waiting > 1 ? t("Next") : t("Close")}</button>`}
        </span>
      </div>`;
  }

  /** What it is about, by day: no clock time. */
  #about(one: CheckIn): string {
    const task = this.home.tasks.value.get(one.task);
    if (!task) return t("Something that is done");
    const parts = [task.title];
    if (task.done_on) parts.push(t("done {day}", { day: days.day(task.done_on, this.home.today.value) }));
    const doers = peopleOf(this.home, task, "done");
    if (doers.length > 0 && !doers.includes(this.home.me)) parts.push(didIt(this.home, task).replace(/\.$/, ""));
    return parts.join(" · ");
  }

  readonly #skipAll = (): void =>
    this.#leave(() => {
      this.#questions?.skipAll();
      this.#introduced();
    });

  readonly #hold = (): void => {
    this.#held = true;
  };
  /** A mouse that is let go of still lies there. */
  readonly #release = (event: Event): void => {
    this.#held = event.type === "pointerup" && (event as PointerEvent).pointerType === "mouse";
  };

  #leave(act: () => void): void {
    act();
    this.#keepFocus();
  }

  /** Whoever was in the card with the keyboard goes on to the next question, or back to the place. */
  #keepFocus(): void {
    if (!this.contains(document.activeElement)) return;
    void this.updateComplete.then(() => {
      const next = this.querySelector<HTMLElement>("input");
      (next ?? document.querySelector<HTMLElement>(`.column[data-place="${this.screen.shown.value}"] h2`))?.focus({
        preventScroll: true,
      });
    });
  }

  #speakOnce(one: CheckIn): void {
    if (this.#spoken === one.id) return;
    this.#spoken = one.id;
    const title = this.home.tasks.value.get(one.task)?.title ?? "";
    const said = hasKeys() ? t("A question waits: {title}. Press F to go there.", { title }) : t("A question waits: {title}.", { title });
    queueMicrotask(() => this.screen.say(said));
  }
}

/** What begins to hold the card, and what ends it. */
const HOLDS: Readonly<Record<string, boolean>> = {
  pointerenter: true,
  pointerdown: true,
  pointerup: false,
  pointercancel: false,
  pointerleave: false,
};

function steps(): readonly (readonly [Felt, string])[] {
  return [
    [1, t("Not at all")],
    [2, t("A little")],
    [3, t("Somewhat")],
    [4, t("Mostly")],
    [5, t("Completely")],
  ];
}
