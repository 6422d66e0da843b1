import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { newId } from "../home/ids.ts";
import type { ListedArea } from "../home/sitting.ts";
import type { Id, Responsibility } from "../home/types.ts";
import { icon } from "../icons.ts";
import { n, t } from "../text.ts";
import { Part } from "./part.ts";
import { isOpen } from "./words.ts";

/** What our home carries, by area, without whose mark it was; and from here to our list. */
export class SittingOurs extends Part {
  static override properties = { list: { attribute: false } };
  declare list: readonly ListedArea[];
  readonly #chosen = signal<ReadonlySet<Id>>(new Set());
  /** What I brought by the last tap. */
  readonly #brought = signal<readonly Id[]>([]);

  protected override render(): TemplateResult {
    const ours = this.#inOrder(this.home.sitting.ours.value);
    const left = ours.filter((row) => row.task === "");
    const chosen = left.filter((row) => this.#chosen.value.has(row.id));
    const brought = this.#brought.value.filter((id) => ours.some((row) => row.id === id && row.task !== ""));
    return html`<main class="ours">
        <div class="headline">
          <h1 tabindex="-1">${t("What our home carries")}</h1>
          <p class="lead">${t("This is what somebody here has marked, without any names. Bring what you want to look at together to our list; everything else may stay as it is.")}</p>
          ${ours.length > 0 && left.length === 0 ? html`<p class="lead">${t("All of it is on our list.")}</p>` : nothing}
        </div>
        ${ours.length === 0 ? html`<section class="sheet empty"><p class="say">${t("Nothing was marked.")}</p><p class="quiet">${t("That is fine too. You can walk through it whenever you like.")}</p></section>` : nothing}
        <div class="by-area">${this.list.map((area) => this.#area(area, ours))}</div>
        <section class="after">
          <p class="quiet">${t("Thought of something else? Walk through it again: what you mark joins this page.")}</p>
          <div class="acts"><a class="btn" href=${`#${this.list[0]?.key ?? ""}`}>${t("Walk through it again")}</a><button class="btn" type="button" @click=${this.#close}>${t("Close this sitting")}</button></div>
          <p class="fine">${t("Closing puts this page away for all of you. What is on our list stays there, and you can open it again.")}</p>
        </section>
      </main>
      ${
        chosen.length === 0 && brought.length > 0
          ? html`<section class="foot" aria-label=${t("To our list")}><p>${n("One thing is on our list now.", "{count} things are on our list now.", brought.length)}</p><button class="btn plain tight" type="button" @click=${() => void this.#takeBack(brought)}>${t("Undo")}</button></section>`
          : nothing
      }
      ${
        chosen.length > 0
          ? html`<section class="foot" aria-label=${t("To our list")}><button class="btn" type="button" @click=${this.#none}>${t("Choose none")}</button><button class="btn primary next" type="button" @click=${() => this.#bring(chosen)}>${n("Bring one to our list", "Bring {count} to our list", chosen.length)}</button></section>`
          : nothing
      }`;
  }

  /** By area; what was only in a head first, then as the list has it, own words last. */
  #inOrder(ours: readonly Responsibility[]): readonly Responsibility[] {
    const keys = this.list.flatMap((area) => area.entries.map(({ key }) => key));
    const order = new Map(keys.map((key, at) => [key, at]));
    const areas = new Map(this.list.map(({ key }, at) => [key, at]));
    const place = (row: Responsibility): readonly number[] => [
      areas.get(row.area) ?? areas.size,
      row.in_a_head ? 0 : 1,
      order.get(row.key) ?? order.size,
    ];
    return ours.toSorted((a, b) => {
      const [one, other] = [place(a), place(b)];
      const at = one.findIndex((part, i) => part !== other[i]);
      return at < 0 ? a.words.localeCompare(b.words) : (one[at] ?? 0) - (other[at] ?? 0);
    });
  }

  #area(area: ListedArea, ours: readonly Responsibility[]): TemplateResult | typeof nothing {
    const here = ours.filter((row) => row.area === area.key);
    const left = here.filter((row) => row.task === "");
    if (here.length === 0) return nothing;
    return html`<section class="area" aria-labelledby=${`area-${area.key}`}>
      <header><h2 id=${`area-${area.key}`} dir="auto">${area.name}</h2>${left.length > 1 ? html`<button class="btn plain tight" type="button" aria-label=${t("All to our list: {area}", { area: area.name })} @click=${() => this.#bring(left)}>${t("All to our list")}</button>` : nothing}</header>
      <ul class="sheet responsibilities">${repeat(
        here,
        ({ id }) => id,
        (row) => this.#row(row, area),
      )}</ul>
    </section>`;
  }

  #row(row: Responsibility, area: ListedArea): TemplateResult {
    const text = titleOf(row, area);
    const said = row.in_a_head ? `${text}, ${t("was only in one head")}` : text;
    return html`<li class="${row.in_a_head ? "in-head" : ""} ${row.task ? "brought" : ""}" data-responsibility=${row.id}>
      ${
        row.task
          ? html`${this.#tick(row, text)}<div class="words"><span dir="auto">${text}</span>${this.#head(row)}</div>${this.#state(row, row.task)}`
          : html`<label class="tick-line"><span class="tick"><input type="checkbox" aria-label=${t("Choose {title}", { title: said })} .checked=${live(this.#chosen.value.has(row.id))} @change=${() => this.#choose(row.id)}><span class="box">${icon("check")}</span></span><span class="words"><span dir="auto">${text}</span>${this.#head(row)}</span></label>
          <button class="icon-btn" type="button" aria-label=${t("To our list: {title}", { title: text })} title=${t("To our list")} @click=${() => this.#bring([row])}>${icon("plus")}</button>`
      }
    </li>`;
  }

  /** While its task lies on our list as it was brought, it can go back. */
  #tick(row: Responsibility, text: string): TemplateResult {
    const task = this.home.tasks.value.get(row.task);
    if (task?.place !== "list" || task.owner !== null) return html`<span class="tick">${icon("check", "small")}</span>`;
    const label = t("Off our list again: {title}", { title: text });
    return html`<button class="tick" type="button" aria-label=${label} title=${t("Off our list again")} @click=${() => void this.#takeBack([row.id])}>${icon("check", "small")}</button>`;
  }

  #head(row: Responsibility): TemplateResult | typeof nothing {
    return row.in_a_head ? html`<span class="said">${t("was only in one head")}</span>` : nothing;
  }

  /** Where it is now; a task that is no longer on this device was done or let go some time ago. */
  #state(row: Responsibility, id: Id): TemplateResult {
    const task = this.home.tasks.value.get(id);
    if (task && !isOpen(task.place)) return html`<span class="state">${task.place === "done" ? t("done since") : t("let go since")}</span>`;
    if (!task)
      return html`<span class="state">${row.rev > 0 && this.home.kept.value === 0 ? t("was on our list") : t("on our list")}</span>`;
    return html`<a class="state" href=${this.screen.addressOf(id)}>${t("on our list")}</a>`;
  }

  protected override firstUpdated(): void {
    const { round, unseen } = this.home.sitting;
    if (unseen.peek()) void this.home.sit({ verb: "look_at", round: round.peek(), fields: { at: "" } });
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }

  #choose(id: Id): void {
    const chosen = new Set(this.#chosen.value);
    if (!chosen.delete(id)) chosen.add(id);
    this.#chosen.value = chosen;
  }

  readonly #none = (): void => {
    this.#chosen.value = new Set();
  };

  #bring(rows: readonly Responsibility[]): void {
    this.#none();
    void this.home.sit({ verb: "bring", chosen: rows.map(({ id }) => ({ id, task: newId() })) });
    this.#brought.value = rows.map(({ id }) => id);
    this.screen.say(n("One thing is on our list now.", "{count} things are on our list now.", rows.length));
  }

  /** Whether somebody has touched one since, only the server knows: that one stays. */
  async #takeBack(chosen: readonly Id[]): Promise<void> {
    this.#brought.value = [];
    this.screen.say(t("Undone."));
    await this.home.sit({ verb: "unbring", chosen });
    const stay = this.home.sitting.ours.value.filter(({ id, task }) => task !== "" && chosen.includes(id)).length;
    if (stay > 0)
      this.screen.toast(n("One stays on our list: somebody has touched it.", "{count} stay on our list: somebody has touched them.", stay));
  }

  readonly #close = (): void => {
    void this.home.sit({ verb: "close_sitting" });
    scrollTo(0, 0);
  };
}

/** The list's words in my language, or somebody's own. */
function titleOf(row: Responsibility, area: ListedArea): string {
  return row.words || (area.entries.find(({ key }) => key === row.key)?.text ?? row.key);
}
