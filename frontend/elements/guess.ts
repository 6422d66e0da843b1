import { html, nothing, type TemplateResult } from "lit";
import type { Guess as GuessItem, Id, Size, Task } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { taskOf } from "./field.ts";
import { Part } from "./part.ts";
import { adults } from "./parts.ts";
import { mark, nameOf } from "./person.ts";
import { isOpen, sizeName } from "./words.ts";

const SIZES: readonly Size[] = ["s", "m", "l"];

/** How long it takes, guessed by each adult alone and seen by all of them at once. */
export class Guess extends Part {
  static override properties = { task: {} };
  declare task: Id;

  protected override render(): TemplateResult | typeof nothing {
    const task = taskOf(this.screen, this.task);
    if (!task || task.private) return nothing;
    const guesses = this.home.guesses.value.get(task.id) ?? [];
    const open = guesses.filter(({ sealed }) => !sealed);
    if (open.length > 0) return this.#together(task, open);
    const [mine] = guesses;
    if (mine) return this.#sealed(task, mine);
    return this.screen.guessing.value === task.id && adults(this.home).length > 1 ? this.#ask(task) : nothing;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("button, p[tabindex]")?.focus({ preventScroll: true });
  }

  #ask(task: Task): TemplateResult {
    const close = (): void => {
      this.screen.guessing.value = null;
    };
    return html`<div class="guess" role="group" aria-label=${t("How long does this take?")}>
      <p>${t("How long does this take? Guess, each for yourself: you see it together when each of you has guessed.")}</p>
      <div class="acts">${this.#sizes((size) => this.#say(task, size))}</div>
      <div class="acts"><span class="only">${icon("lock", "small")} ${t("Until then only you see it.")}</span><button class="btn plain tight" type="button" @click=${close}>${t("Not now")}</button></div>
    </div>`;
  }

  #say(task: Task, size: Size): void {
    void this.home.guess(task.id, size);
    this.screen.guessing.value = null;
  }

  #sealed(task: Task, mine: GuessItem): TemplateResult {
    const back = () => void this.home.unguess(task.id);
    return html`<div class="guess" role="group" aria-label=${t("My guess")}>
      <p tabindex="-1"><b>${t("Your guess: {size}", { size: sizeName(mine.size) })}</b><br>${t("You see it together when each of you has guessed. Tandem tells nobody that you have; say it when you like.")}</p>
      <div class="acts"><span class="only">${icon("lock", "small")} ${t("Until then only you see it.")}</span><button class="btn plain tight" type="button" @click=${back}>${t("Take back")}</button></div>
    </div>`;
  }

  #together(task: Task, open: readonly GuessItem[]): TemplateResult {
    const { home } = this;
    const sizes = SIZES.filter((size) => open.some((guess) => guess.size === size));
    const asks = isOpen(task.place) && sizes.length > 1;
    const away = () => void home.unguess(task.id);
    return html`<div class="guess" role="group" aria-label=${t("How long it takes, as each of us sees it")}>
      <p class="seen">${open.map((guess) => html`<span>${mark(home, guess.member, "", "small")} <bdi>${nameOf(home, guess.member)}</bdi>: ${sizeName(guess.size)}</span>`)}</p>
      <p>${sizes.length > 1 ? t("You see this differently: some of the work may be invisible.") : t("You see this alike.")} ${asks ? t("Which shall stand on the card?") : nothing}</p>
      <div class="acts">
        ${(isOpen(task.place) ? sizes : []).map((size) => html`<button class="btn tight" type="button" aria-pressed=${task.size === size} @click=${() => this.#choose(task, size)}>${task.size === size ? icon("check", "small") : nothing} ${sizeName(size)}</button>`)}
        <button class="btn plain tight" type="button" @click=${away}>${t("Put away")}</button>
      </div>
    </div>`;
  }

  #sizes(act: (size: Size) => void): readonly TemplateResult[] {
    return SIZES.map((size) => html`<button class="btn tight" type="button" @click=${() => act(size)}>${sizeName(size)}</button>`);
  }

  #choose(task: Task, size: Size): void {
    if (task.size !== size) void this.home.edit(task.id, { size }, { size: task.size });
  }
}
