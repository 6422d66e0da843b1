import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Reminder } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";

/** My notes for our meeting: what I wanted to bring up. Mine alone, in the meeting too; I say of it what I want to say. */
export class Notes extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const notes = this.home.felt.reminders.value;
    if (notes.length === 0) return nothing;
    return html`<section class="notes" aria-labelledby="notes-name">
      <h3 class="label" id="notes-name" tabindex="-1">${t("My notes")}</h3>
      <p class="only">${icon("lock", "small")} ${t("Only you see this.")}</p>
      <ul class="lines">${repeat(
        notes,
        ({ id }) => id,
        (note) => this.#note(note),
      )}</ul>
    </section>`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("h3")?.focus({ preventScroll: true });
  }

  #note(note: Reminder): TemplateResult {
    const about = (note.task && this.home.tasks.value.get(note.task)?.title) || "";
    const words = note.words || about || t("Something we had on our list");
    const over = (): void => {
      void this.home.talkOver(note.id, true);
    };
    return html`<li><p>${words}${note.words && about ? html` <span class="fine" dir="auto">${about}</span>` : nothing}</p>
      <button class="btn plain tight" type="button" aria-label=${t("Talked over: {words}", { words })} @click=${over}>${t("Talked over")}</button></li>`;
  }
}
