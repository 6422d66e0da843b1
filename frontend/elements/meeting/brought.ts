import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Ask, Task } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { askSentence } from "../ask-words.ts";
import { Part } from "../part.ts";
import { mark } from "../person.ts";
import { isOpen } from "../words.ts";

/** What one may prepare alone, and what waits for our meeting: my week, things to bring, asks, what was parked. */
export class Brought extends Part {
  protected override render(): TemplateResult {
    const { home, screen } = this;
    const tasks = [...home.tasks.value.values()].filter((task) => task.bring && isOpen(task.place));
    const asks = [...home.asks.value.values()].flat().filter((ask) => ask.state === "parked" && home.tasks.value.has(ask.task));
    return html`<section class="brought" aria-labelledby="brought-name">
      <h2 id="brought-name" tabindex="-1">${t("Before we meet")}</h2>
      <p><a class="btn" href="${screen.start.urls.mine}week/">${icon("lock", "small")} ${t("How was my week?")}</a></p>
      ${
        tasks.length + asks.length > 0
          ? html`<h3 class="label">${t("Comes to our meeting")}</h3><ul class="sheet lines">
              ${repeat(
                tasks,
                ({ id }) => id,
                (task) => this.#task(task),
              )}
              ${asks.map((ask) => this.#ask(ask))}
            </ul>`
          : html`<p class="quiet">${t("To bring something, open its card: More, then “Bring to our meeting”.")}</p>`
      }
      <tandem-meeting-notes .screen=${screen}></tandem-meeting-notes>
      <tandem-meeting-topics .screen=${screen} quiet></tandem-meeting-topics>
    </section>`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  #task(task: Task): TemplateResult {
    const leave = (): void => {
      void this.home.meet({ verb: "to_meeting", task: task.id, bring: false });
    };
    return html`<li><p><a class="t" href=${this.screen.addressOf(task.id)} dir="auto">${task.title}</a>
        ${task.private ? html`<span class="only">${icon("lock", "small")} ${t("Only you see this, until you empty your heads.")}</span>` : nothing}</p>
      <button class="btn plain tight" type="button" aria-label=${t("Leave it out: {title}", { title: task.title })} @click=${leave}>${t("Leave it out")}</button></li>`;
  }

  #ask(ask: Ask): TemplateResult {
    const title = this.home.tasks.value.get(ask.task)?.title ?? "";
    return html`<li><p><a class="t" href=${this.screen.addressOf(ask.task)} dir="auto">${title}</a> <span class="fine">${mark(this.home, ask.by, "", "small")} ${askSentence(this.home, ask)}</span></p></li>`;
  }
}
