import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Topic } from "../../home/meeting-types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import { openPark } from "./park.ts";

/** What somebody parked, in their own words: talked over, or opened again. Not tasks: nobody has them, nothing is late. */
export class Topics extends Part {
  static override properties = { quiet: { type: Boolean } };
  /** Where it is not what the step is about: nothing to see where nothing is parked. */
  declare quiet: boolean;

  protected override render(): TemplateResult | typeof nothing {
    const topics = this.home.meeting.topics.value;
    if (topics.length === 0 && this.quiet) return nothing;
    const asked = this.quiet ? {} : (this.home.meeting.table.value?.problems ?? {});
    return html`
      ${this.quiet ? html`<h2 class="label" tabindex="-1">${t("To talk over")}</h2>` : html`<p class="lead">${t("One at a time: one speaks, the other says back what was heard. Then what each would like.")}</p>`}
      ${this.quiet ? nothing : html`<tandem-meeting-problems .screen=${this.screen}></tandem-meeting-problems>`}
      ${
        topics.length > 0
          ? html`<ul class="sheet topics">${repeat(
              topics,
              ({ id }) => id,
              (topic) => this.#line(topic),
            )}</ul>`
          : Object.keys(asked).length > 0
            ? nothing
            : html`<p class="say">${t("Nothing waits to be talked over.")}</p>`
      }
      ${this.quiet ? nothing : html`<div class="acts"><button class="btn" type="button" @click=${() => openPark(this.screen)}>${icon("plus", "small")} ${t("Bring something up")}</button></div>`}`;
  }

  #line(topic: Topic): TemplateResult {
    const { home } = this;
    const settled = topic.settled_on !== null;
    const turn = (): void => {
      void home.meet(settled ? { verb: "reopen_topic", topic: topic.id } : { verb: "settle_topic", topic: topic.id, on: home.today.value });
    };
    const about = topic.about;
    return html`<li class=${settled ? "over" : ""} data-topic=${topic.id}>
      <p class="by">${mark(home, topic.author, "", "small")} <span dir="auto">${nameOf(home, topic.author)}</span></p>
      ${topicWords(topic)}
      <div class="acts">
        <button class="btn tight" type="button" aria-label=${settled ? t("Open again: {about}", { about }) : t("Talked over: {about}", { about })} @click=${turn}>${settled ? t("Open again") : t("Talked over")}</button>
        ${topic.author === home.me && !settled ? html`<button class="btn plain tight" type="button" aria-label=${t("In other words: {about}", { about })} @click=${() => openPark(this.screen, topic)}>${t("In other words")}</button>` : nothing}
      </div>
    </li>`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("li button")?.focus({ preventScroll: true });
  }
}

/** I feel … about … I’d like … */
export function topicWords({ feel, about, like }: Topic): TemplateResult {
  return html`<dl class="three">
    ${feel ? html`<div><dt>${t("I feel …")}</dt><dd dir="auto">${feel}</dd></div>` : nothing}
    <div><dt>${t("about …")}</dt><dd dir="auto">${about}</dd></div>
    ${like ? html`<div><dt>${t("I’d like …")}</dt><dd dir="auto">${like}</dd></div>` : nothing}
  </dl>`;
}
