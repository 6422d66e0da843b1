import { batch } from "@preact/signals-core";
import { html, type TemplateResult } from "lit";
import { newId } from "../../home/ids.ts";
import type { Topic, TopicWords } from "../../home/meeting-types.ts";
import { oneLine } from "../../home/typed.ts";
import { t } from "../../text.ts";
import { DialogPart } from "../dialog.ts";
import { drafted } from "../drafted.ts";
import type { Screen } from "../screen.ts";

const LONGEST = 200;
const PARTS = ["feel", "about", "like"] as const;

/** Opens the sheet in which something hard is parked; with a topic of mine: in which it is said in other words. */
export function openPark(screen: Screen, topic: Topic | null = null): void {
  batch(() => {
    screen.topic.value = topic?.id ?? null;
    screen.dialog.value = "park";
  });
}

/** Something hard, in three parts, for another time (a softened start, RESULTS.md 4.1). What was begun stays until it is parked. */
export class Park extends DialogPart {
  protected override heading(): string {
    return this.#topic ? t("In other words") : t("Park it for another time");
  }
  protected override why(): string {
    return t("It waits for our meeting and is shown to all adults at home. Nobody has to answer it now.");
  }

  protected override content(): TemplateResult {
    const { feel = "", about = "", like = "" } = this.#topic ?? {};
    const words: TopicWords = { feel, about, like };
    const field = (part: keyof TopicWords, label: string, hint: string): TemplateResult =>
      html`<div class="field"><label for="park-${part}">${label}</label><input id="park-${part}" name=${part} dir="auto" autocomplete="off" placeholder=${hint} ?required=${part === "about"} ${drafted(this.home.drafts, this.#draft(part), { start: words[part], longest: LONGEST })}></div>`;
    return html`<form class="park" @submit=${this.#park}>
      ${field("feel", t("I feel …"), t("alone with it"))}
      ${field("about", t("about …"), t("the mornings"))}
      ${field("like", t("I’d like …"), t("one morning a week to myself"))}
      <button class="btn primary wide" type="submit">${this.#topic ? t("Keep these words") : t("Park it")}</button>
    </form>`;
  }

  get #topic(): Topic | undefined {
    return this.home.meeting.topics.value.find(({ id }) => id === this.screen.topic.value);
  }
  #draft(part: keyof TopicWords): string {
    return `park:${this.screen.topic.value ?? ""}:${part}`;
  }

  #words(form: HTMLFormElement): TopicWords {
    const said = new FormData(form);
    const [feel = "", about = "", like = ""] = PARTS.map((part) => oneLine(String(said.get(part) ?? "")));
    return { feel, about, like };
  }

  readonly #park = (event: SubmitEvent): void => {
    event.preventDefault();
    const words = this.#words(event.currentTarget as HTMLFormElement);
    if (!words.about) return;
    const topic = this.#topic;
    this.home.drafts.drop(...PARTS.map((part) => this.#draft(part)));
    this.close();
    if (topic) void this.home.meet({ verb: "reword_topic", topic: topic.id, words });
    else void this.home.meet({ verb: "park_topic", topic: newId(), words, on: this.home.today.value });
    this.screen.toast(topic ? t("Kept in these words.") : t("Parked. It waits for our meeting."));
  };
}
