import { batch } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { Part } from "./part.ts";
import { mark } from "./person.ts";
import type { Toast } from "./toasting.ts";
import { whoDid } from "./who-did.ts";

const SHOWN_MS = 6_000;

/** One sentence and at most one act, for six seconds; stays while it is pointed at or has the focus. */
export class Toasts extends Part {
  readonly #leaving = new Map<number, ReturnType<typeof setTimeout>>();

  protected override render(): TemplateResult {
    this.setAttribute("role", "status");
    const toasts = this.screen.telling.toasts.value;
    for (const toast of toasts) if (!this.#leaving.has(toast.key)) this.#leave(toast.key);
    return html`${repeat(
      toasts,
      (toast) => toast.key,
      (toast) => this.#one(toast),
    )}`;
  }

  #one(toast: Toast): TemplateResult {
    const stay = () => this.#stay(toast.key);
    const leave = () => this.#leave(toast.key);
    return html`<div class="toast" @pointerenter=${stay} @focusin=${stay} @pointerleave=${leave} @focusout=${leave}>
      ${toast.by ? mark(this.home, toast.by.id, "", this.screen.wide.value ? "" : "small") : nothing}
      ${toast.leaf ? html`<span class="falls">${icon("leaf")}</span>` : nothing}
      <p dir="auto">${sentence(toast.text)}</p>
      ${toast.act === "undo" ? html`<button class="btn plain tight" type="button" @click=${() => void this.screen.undo()}>${t("Undo")}</button>` : nothing}
      ${toast.done ? whoDid(this.screen, toast.done, () => this.screen.telling.drop(toast.key)) : nothing}
      ${toast.act === "show_all" ? html`<button class="btn plain tight" type="button" @click=${() => this.#showAll(toast)}>${t("Show all")}</button>` : nothing}
      ${toast.act === "words" ? html`<button class="btn plain tight" type="button" @click=${() => this.#words(toast)}>${t("Say more")}</button>` : nothing}
      ${toast.act === "look" ? html`<button class="btn plain tight" type="button" @click=${() => this.#look(toast)}>${t("Look")}</button>` : nothing}
    </div>`;
  }

  #showAll(toast: Toast): void {
    this.screen.telling.drop(toast.key);
    this.screen.showAll();
  }

  /** In the three parts, where whoever parked it likes to. */
  #words(toast: Toast): void {
    this.screen.telling.drop(toast.key);
    batch(() => {
      this.screen.topic.value = toast.topic;
      this.screen.dialog.value = "park";
    });
  }

  #look(toast: Toast): void {
    this.screen.telling.drop(toast.key);
    this.screen.look();
  }

  #stay(key: number): void {
    clearTimeout(this.#leaving.get(key));
  }

  #leave(key: number): void {
    this.#stay(key);
    this.#leaving.set(
      key,
      setTimeout(() => {
        this.#leaving.delete(key);
        this.screen.telling.drop(key);
      }, SHOWN_MS),
    );
  }
}

const TITLED = /\u2068([^\u2069]*)\u2069/;

/** Titles are read, so they stand in serif; screen.ts has marked where they begin and end. */
export function sentence(text: string): readonly (string | TemplateResult)[] {
  return text.split(TITLED).map((part, at) => (at % 2 === 1 ? html`<span class="title" dir="auto">${part}</span>` : part));
}
