import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Task } from "../../home/types.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { namesOf, PARTS, partName, peopleOf } from "../parts.ts";
import { mark, nameOf } from "../person.ts";
import { doneLately } from "./recap.ts";
import { shuffled } from "./shuffle.ts";

/** What was done since last time, seen: who noticed, planned, did, helped. Nobody's sum, in nobody's order. */
export class Appreciations extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    const done = shuffled(doneLately(this.home), now.id);
    return html`
      <p class="lead">${t("Look for what the other did, and what nobody would have seen.")}</p>
      <p class="prompt">${t("Thank you for … It helped me because … It shows …")}</p>
      ${
        done.length > 0
          ? html`<ul class="sheet seen">${repeat(
              done,
              ({ id }) => id,
              (task) => this.#task(task),
            )}</ul>`
          : html`<p class="say">${t("Nothing was ticked off since last time. There is still something to say thank you for: say it aloud.")}</p>`
      }`;
  }

  #task(task: Task): TemplateResult {
    const { home } = this;
    const parts = PARTS.flatMap((part) => {
      const people = peopleOf(home, task, part);
      return people.length > 0 ? [{ part, people }] : [];
    });
    return html`<li data-seen=${task.id}>
      <h2 class="t" dir="auto">${task.title}</h2>
      ${parts.length > 0 ? html`<p class="parts">${parts.map(({ part, people }) => html`<span>${partName(part)} ${people.map((id) => mark(home, id, "", "small"))} ${namesOf(people.map((id) => (id === home.me ? t("you") : nameOf(home, id))))}</span>`)}</p>` : nothing}
      <tandem-thanks .screen=${this.screen} .task=${task.id} bare></tandem-thanks>
    </li>`;
  }
}
