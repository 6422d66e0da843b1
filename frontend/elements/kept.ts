import { html, nothing, type TemplateResult } from "lit";
import { isPassing } from "../api.ts";
import type { Parked } from "../home/acts.ts";
import { t } from "../text.ts";
import { copy } from "./copying.ts";
import { cameFirst, refusal } from "./meanwhile.ts";
import { Part } from "./part.ts";
import { sentence } from "./toasts.ts";

/** Writes the server refused: what happened, the words, and three ways on. Nothing goes away by itself. */
export class Kept extends Part {
  protected override render(): TemplateResult {
    // Where the other's wording stands against mine and the card is open, the card itself shows both.
    const open = this.screen.card.value;
    const parked = this.home.parked.value.filter(
      (write) => !(write.conflicts.length > 0 && "task" in write.act && write.act.task === open),
    );
    return html`${parked.map((write) => this.#one(write))}`;
  }

  #one(write: Parked): TemplateResult {
    const task = "task" in write.act ? write.act.task : null;
    const first = cameFirst(write);
    const title = task && !write.text && !first ? this.home.tasks.value.get(task)?.title : "";
    return html`<section class="kept" aria-label=${t("Not saved")}>
      <p>${sentence(refusal(this.screen, write))} ${write.text ? t("Your words are kept.") : t(write.problem.detail)}</p>
      ${title ? html`<p class="quiet">${t("It is about “{title}”.", { title })}</p>` : nothing}
      ${write.text ? html`<p class="words" tabindex="0" role="group" aria-label=${t("Your words")} dir="auto">${write.text}</p>` : nothing}
      <div class="acts">
        ${first ? nothing : html`<button class="btn tight" type="button" @click=${() => void this.home.again(write)}>${t("Try again")}</button>`}
        ${task && (first || write.conflicts.length > 0) ? html`<button class="btn tight" type="button" @click=${() => this.screen.open(task)}>${t("Look")}</button>` : nothing}
        ${write.text ? html`<button class="btn tight" type="button" @click=${() => void this.#copy(write.text)}>${t("Copy")}</button>` : nothing}
        <button class="btn plain tight" type="button" @click=${() => this.home.putAside(write)}>${first ? t("All right") : isPassing(write.problem) ? t("Take back") : t("Put aside")}</button>
      </div>
    </section>`;
  }

  async #copy(text: string): Promise<void> {
    this.screen.say((await copy(text)) ? t("Copied.") : t("Could not copy. Select the text and copy it by hand."));
  }
}
