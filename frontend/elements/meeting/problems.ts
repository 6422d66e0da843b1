import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";

/** What children put up, each in one line of their own; gone with the meeting. */
export class Problems extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { home } = this;
    const problems = Object.entries(home.meeting.table.value?.problems ?? {}).sort();
    if (problems.length === 0) return nothing;
    return html`<h2 class="label">${t("What the children put up")}</h2>
      <ul class="sheet topics">${problems.map(
        ([child, words]) =>
          html`<li><p class="by">${mark(home, child, "", "small")} <span dir="auto">${nameOf(home, child)}</span></p><p class="felt" dir="auto">${words}</p></li>`,
      )}</ul>`;
  }
}
