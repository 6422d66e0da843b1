import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Ranking } from "../../home/meeting-types.ts";
import type { Id } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { n, t } from "../../text.ts";
import { type MenuItem, openMenu } from "../menu.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import { isOpen } from "../words.ts";
import { apart, isChild, placeWords } from "./apart.ts";
import { ofAll } from "./of-all.ts";
import { beyond, firstOf, placed, placesShown } from "./ordering.ts";
import { Sorter } from "./sorter.ts";
import { stays } from "./stays.ts";

const CUT = "cut";

/** The joint draft with everybody's places and the line where the week ends; moved together until all agree. */
export class JointOrder extends Part {
  readonly #sorter = new Sorter(this, (id, after) => this.#put(id, after));
  /** Which difference lies open here; at first the widest. "": none. */
  readonly #open = signal<Id | null>(null);

  protected override render(): TemplateResult | typeof nothing {
    const ranking = this.home.meeting.ranking.value;
    if (!ranking?.shown) return nothing;
    if (ranking.order.length === 0)
      return html`<p class="say">${t("There is nothing to put in order this week.")}</p><tandem-meeting-add .screen=${this.screen}></tandem-meeting-add>${stays(this.screen, ranking)}`;
    const held = this.#sorter.held.value;
    const order = held ? placed(ranking.order, held.id, held.after) : ranking.order;
    const open = this.#open.value ?? (ranking.agreed ? "" : (ranking.differences[0]?.task ?? ""));
    const lines = [...order.slice(0, ranking.cut), CUT, ...order.slice(ranking.cut)];
    const name = ranking.agreed ? t("Our week") : t("Our draft");
    return html`<h2>${name}</h2>
      <p class="lead">${ranking.agreed ? t("What is above the line is ours for this week. It can still be moved.") : html`${this.#same(ranking)} ${t("This is only a start: move what you like.")}`}</p>
      <ol class="sheet draft" aria-label=${name}>${repeat(
        lines,
        (id) => id,
        (id, at) => (id === CUT ? this.#cut(ranking) : this.#line(ranking, id, at, open === id, held?.id === id)),
      )}</ol>
      <tandem-meeting-add .screen=${this.screen}></tandem-meeting-add>
      ${stays(this.screen, ranking)}
      <div class="seal">${
        ranking.agreed
          ? html`<p class="say">${icon("check")} ${t("Agreed. This is our week.")}</p>`
          : html`<button class="btn primary wide" type="button" @click=${() => this.#agree(ranking)}>${t("This is our week")}</button>`
      }<p class="hidden" role="status">${ranking.agreed ? t("Agreed. This is our week.") : ""}</p></div>`;
  }

  /** Of two, how many pairs; of more it would be a sum that says nothing to anybody. */
  #same({ same, opposite, places }: Ranking): string {
    const count = same + opposite;
    if (count === 0) return "";
    if (Object.keys(places).length === 2)
      return n("You ordered {same} of {count} pair the same way.", "You ordered {same} of {count} pairs the same way.", count, { same });
    if (same > opposite * 3) return t("You see most of it the same way.");
    return same > opposite ? t("You see more than half of it the same way.") : t("You see much of it differently.");
  }

  #line(ranking: Ranking, id: Id, at: number, open: boolean, held: boolean): TemplateResult {
    const title = this.#title(id);
    const within = at < ranking.cut;
    const difference = ranking.agreed ? undefined : ranking.differences.find(({ task }) => task === id);
    const task = this.home.tasks.value.get(id);
    const gone = task && !isOpen(task.place) ? (task.place === "done" ? t("done since") : t("let go since")) : "";
    return html`<li data-row=${id} class="${within ? "" : "after"} ${held ? "gap" : ""}">
      <span class="n">${within ? at + 1 : ""}</span>
      <span class="t"><bdi>${title}</bdi>${gone ? html` <span class="fine">${gone}</span>` : nothing}${ofAll(this.home, task)}</span>
      <button class="icon-btn" type="button" data-grip aria-haspopup="menu" aria-label=${t("Move {title}", { title })} @click=${(event: Event) => this.#menu(event, ranking, id)} @keydown=${(event: KeyboardEvent) => this.#key(event, ranking, id)}>${icon("grip")}</button>
      <div class="why">
        ${ranking.agreed ? nothing : placesShown(ranking, id, (who) => isChild(this.home, who)).map(({ member, place }) => html`<span class="place-of">${mark(this.home, member, placeWords(this.home, member, place), "small")}<span aria-hidden="true">${place ?? "–"}</span></span>`)}
        ${ranking.lifted.includes(id) ? html`<span>${this.#lifted(ranking, id)}</span>` : nothing}
        ${difference ? html`<button class="apart-too" type="button" aria-expanded=${open} aria-label=${t("You see this differently: {title}", { title })} @click=${() => this.#toggle(id, open)}>${t("You see this differently")} ${icon(open ? "up" : "down", "small")}</button>` : nothing}
      </div>
      ${difference && open ? apart(this.screen, ranking, difference, within, () => this.#next(ranking, id)) : nothing}
    </li>`;
  }

  #lifted(ranking: Ranking, id: Id): string {
    const first = firstOf(ranking, id);
    const [member] = first;
    if (member === undefined) return "";
    if (first.includes(this.home.me)) return t("In because it is your first");
    return t("In because it is {name}’s first", { name: nameOf(this.home, member) });
  }

  /** Where the week ends: it can be moved up and down; what is above it is chosen. */
  #cut(ranking: Ranking): TemplateResult {
    const to = (cut: number) => () => this.#cutAt(cut);
    return html`<li class="cut"><span class="words">${t("this week ends here")}</span>
      <button class="icon-btn" type="button" ?disabled=${ranking.cut === 0} aria-label=${t("One thing less this week")} @click=${to(ranking.cut - 1)}>${icon("up")}</button>
      <button class="icon-btn" type="button" ?disabled=${ranking.cut >= Math.min(12, ranking.order.length)} aria-label=${t("One thing more this week")} @click=${to(ranking.cut + 1)}>${icon("down")}</button></li>`;
  }

  #title(id: Id): string {
    return this.home.tasks.value.get(id)?.title ?? t("no longer on our list");
  }

  protected override refocus(): void {
    const next =
      this.querySelector<HTMLElement>(".apart-too[aria-expanded=true], .seal .btn") ?? this.querySelector<HTMLElement>("[data-grip]");
    next?.focus({ preventScroll: true });
  }

  #toggle(id: Id, open: boolean): void {
    this.#open.value = open ? "" : id;
  }

  /** Talked over: the next one that is seen differently. */
  #next({ differences }: Ranking, id: Id): void {
    this.#open.value = differences[differences.findIndex(({ task }) => task === id) + 1]?.task ?? "";
  }

  #put(id: Id, after: Id | null): void {
    const { now, ranking } = this.home.meeting;
    const before = ranking.peek();
    if (!now.peek() || !before) return;
    const order = placed(before.order, id, after);
    if (order.some((other, at) => other !== before.order[at]))
      void this.home.meet({ verb: "put_in_order", meeting: before.meeting, put: id, after });
    const position = order.indexOf(id) + 1;
    const values = { title: this.#title(id), position, count: order.length };
    const within = position <= before.cut;
    this.screen.say(
      within
        ? t("{title}: place {position} of {count}, this week.", values)
        : t("{title}: place {position} of {count}, not this week.", values),
    );
  }

  #cutAt(cut: number): void {
    const ranking = this.home.meeting.ranking.peek();
    if (!ranking) return;
    void this.home.meet({ verb: "cut", meeting: ranking.meeting, cut });
    this.screen.say(n("This week: one thing.", "This week: {count} things.", cut));
  }

  #agree({ meeting }: Ranking): void {
    void this.home.meet({ verb: "agree_order", meeting });
  }

  #menu(event: Event, { order, cut }: Ranking, id: Id): void {
    const within = order.indexOf(id) < cut;
    const entry = (text: string, name: "up" | "down" | "top" | "bottom", after: Id | null | undefined): readonly MenuItem[] =>
      after === undefined ? [] : [{ text, icon: name, act: () => this.#put(id, after) }];
    const last = order.at(-1);
    openMenu(event.currentTarget as HTMLElement, this.#title(id), [
      ...entry(t("To the top"), "top", order.indexOf(id) > 1 ? null : undefined),
      ...entry(t("Up"), "up", beyond(order, id, -1)),
      ...entry(t("Down"), "down", beyond(order, id, 1)),
      ...entry(t("Out"), "bottom", within && last !== id ? last : undefined),
    ]);
  }

  #key(event: KeyboardEvent, { order }: Ranking, id: Id): void {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const after = beyond(order, id, by);
    if (after !== undefined) this.#put(id, after);
  }
}
