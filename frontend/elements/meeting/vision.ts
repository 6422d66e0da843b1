import { html, type TemplateResult } from "lit";
import type { Intention, Task } from "../../home/types.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { doneLately } from "./recap.ts";

/** For a team: what we want, beside what happened since last time (the leadership part of the essay). */
export class Vision extends Part {
  protected override render(): TemplateResult {
    const { home } = this;
    const wanted = home.intentions.value;
    const done = doneLately(home);
    const areas = new Map(home.areas.value.map(({ id, intention }) => [id, intention]));
    const towards = (task: Task): string | null => task.intention ?? areas.get(task.area ?? "") ?? null;
    const others = done.filter((task) => !wanted.some(({ id }) => id === towards(task)));
    return html`<section class="vision" aria-labelledby="vision-name">
      <h2 id="vision-name">${t("What we want, and what happened")}</h2>
      ${wanted.length === 0 ? html`<p class="quiet">${t("You have not written down what you want yet. Our areas is the place for it.")}</p>` : ""}
      ${wanted.map((one) =>
        this.#beside(
          one,
          done.filter((task) => towards(task) === one.id),
        ),
      )}
      ${others.length > 0 ? html`<div class="sheet beside"><p class="label">${t("Also done")}</p><ul>${others.map(({ title }) => html`<li dir="auto">${title}</li>`)}</ul></div>` : ""}
    </section>`;
  }

  #beside({ words }: Intention, done: readonly Task[]): TemplateResult {
    return html`<div class="sheet beside"><p class="felt" dir="auto">${words}</p>
      ${done.length > 0 ? html`<ul>${done.map(({ title }) => html`<li dir="auto">${title}</li>`)}</ul>` : html`<p class="quiet">${t("Nothing was done towards it since last time. What would be a first step?")}</p>`}
    </div>`;
  }
}
