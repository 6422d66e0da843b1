import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { LAST_DAY, plusDays } from "../days.ts";
import type { Ask, But } from "../home/types.ts";
import { t } from "../text.ts";
import { WORDS_LENGTH } from "./ask.ts";
import { askSentence, onDay } from "./ask-words.ts";
import { DialogPart } from "./dialog.ts";
import { drafted } from "./drafted.ts";
import { entered } from "./entered.ts";

/** What would make it a yes: later, smaller, together, a swap; a few words where they help. */
export class YesBut extends DialogPart {
  readonly #but = signal<But | null>(null);
  readonly #day = signal<string>("");

  protected override heading(): string {
    return t("Yes, but …");
  }
  protected override why(): string {
    const ask = this.#ask();
    return ask ? askSentence(this.home, ask, this.home.tasks.value.get(ask.task)?.title ?? "") : "";
  }

  #ask(): Ask | undefined {
    return [...this.home.asks.value.values()].flat().find(({ id }) => id === this.screen.answering.value);
  }

  protected override content(): TemplateResult {
    const ask = this.#ask();
    if (!ask) return html`<p class="say">${t("This is not asked any more.")}</p>`;
    const choices: readonly (readonly [But, string])[] = [
      ["later", t("later")],
      ["smaller", t("smaller")],
      ...(ask.how === "together" ? [] : ([["together", t("together")]] as const)),
      ["swap", t("in a swap")],
    ];
    const but = this.#but.value;
    return html`<form class="ask-form" @submit=${(event: SubmitEvent) => this.#send(event, ask)}>
      <fieldset class="who ways"><legend class="hidden">${t("Yes, but …")}</legend>${choices.map(
        ([value, text]) =>
          html`<label><input type="radio" name="but" value=${value} required @change=${() => this.#choose(value)}> <span>${text}</span></label>`,
      )}</fieldset>
      ${but === "later" ? this.#days() : nothing}
      <div class="field"><label for="but-words">${t("A few words (optional)")}</label><input id="but-words" name="words" dir="auto" autocomplete="off" ${drafted(this.home.drafts, `yes-but:${ask.id}`, { longest: WORDS_LENGTH })}></div>
      <button class="btn primary wide" type="submit">${t("Say so")}</button>
    </form>`;
  }

  /** The next days by a tap, any other by the calendar. */
  #days(): TemplateResult {
    const today = this.home.today.value;
    const next = [1, 2, 3, 4].map((ahead) => plusDays(today, ahead));
    const choose = (day: string): void => {
      this.#day.value = day;
    };
    const turn = (day: string) => () => choose(this.#day.value === day ? "" : day);
    return html`<div class="days" role="group" aria-label=${t("When (optional)")}>
      ${next.map((day) => html`<button class="btn tight" type="button" aria-pressed=${this.#day.value === day} @click=${turn(day)}>${onDay(day, today)}</button>`)}
      <div class="field"><label for="but-day">${t("Another day (optional)")}</label><input id="but-day" type="date" min=${today} max=${LAST_DAY} ${entered(this.#day.value, choose)}></div>
    </div>`;
  }

  #choose(but: But): void {
    this.#but.value = but;
    if (but !== "later") this.#day.value = "";
  }

  #send(event: SubmitEvent, ask: Ask): void {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget as HTMLFormElement).get("words") ?? "");
    const [but, day] = [this.#but.value, this.#day.value || null];
    if (!but) return;
    this.home.drafts.drop(`yes-but:${ask.id}`);
    this.close();
    void this.home.yesBut(ask, but, words, day);
  }
}
