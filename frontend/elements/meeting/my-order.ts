import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Ballot } from "../../home/meeting-types.ts";
import type { Id } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { n, t } from "../../text.ts";
import { openMenu } from "../menu.ts";
import { Part } from "../part.ts";
import { nameOf } from "../person.ts";
import type { Talking } from "../talking.ts";
import { isOpen } from "../words.ts";
import { ofAll } from "./of-all.ts";
import { beyond, placed } from "./ordering.ts";
import { Sorter } from "./sorter.ts";

/** My own order, in silence: kept as it is moved, sealed by me, and shown to nobody before everybody's is. */
export class MyOrder extends Part<Talking> {
  readonly #sorter = new Sorter(this, (id, after) => this.#put(id, after));

  /** Whose order it is, and where it is kept: mine, on the server, as it is moved. */
  protected get ballot(): Ballot | null {
    return this.home.meeting.ballot.value;
  }
  protected get whose(): Id {
    return this.home.me;
  }
  protected save(order: readonly Id[], sealed: boolean): void {
    const { meeting } = this.ballot ?? {};
    if (meeting) void this.home.meet({ verb: "rank_mine", meeting, order, sealed });
  }

  protected override render(): TemplateResult | typeof nothing {
    const { ballot } = this;
    if (!ballot) return nothing;
    if (ballot.offered.length === 0) return html`<p class="say">${t("There is nothing to put in order this week.")}</p>`;
    const held = ballot.sealed ? null : this.#sorter.held.value;
    const order = held ? placed(ballot.order, held.id, held.after) : ballot.order;
    const again = ballot.reopened && !ballot.sealed;
    const left = ballot.sealed ? 0 : ballot.places - order.length;
    return html`<p class="lead">${this.#howMany(ballot.places)} ${this.#alone()}</p>
      ${again ? html`<p class="say" role="status">${t("Somebody left the table, so nothing was opened. Your order is kept, and nobody has seen it. Seal it once more to go on with those who are here.")}</p>` : nothing}
      <ol class="sheet order" aria-label=${t("My order")}>
        ${repeat(
          order,
          (id) => id,
          (id, at) => this.#chosen(ballot, id, at, held?.id === id),
        )}
        ${left > 0 ? html`<li class="free"><span class="n">${order.length + 1}</span><span class="t">${n("One place is still free", "{count} places are still free", left)}</span></li>` : nothing}
      </ol>
      ${ballot.sealed ? this.#sealed(ballot) : left === 0 ? this.#seal(ballot) : nothing}
      ${ballot.sealed ? nothing : this.#loose(ballot)}
      ${left === ballot.places ? html`<div class="seal"><button class="btn" type="button" @click=${() => this.save([], true)}>${this.#toWhom()}</button></div>` : nothing}`;
  }

  #howMany(places: number): string {
    const wishes = this.home.members.value.get(this.whose)?.role !== "adult";
    if (wishes && places === 1) return t("Choose the one thing you would like most.");
    if (places === 1) return t("Choose the one thing that would help most.");
    const words: Readonly<Record<number, string>> = { 2: t("two"), 3: t("three"), 4: t("four"), 5: t("five") };
    const count = words[places] ?? places;
    if (wishes) return t("Choose {count} and put first what you would like most.", { count });
    return t("Choose {count} and put first what would help most.", { count });
  }

  /** The one other at the table, where there is just one. */
  get #other(): string | null {
    const others = this.home.meeting.seats.value.filter(({ member }) => member !== this.whose);
    const children = this.home.meeting.table.value?.here.length ?? 0;
    return others.length === 1 && others[0] && children === 0 ? nameOf(this.home, others[0].member) : null;
  }

  #alone(): string {
    const name = this.#other;
    if (name) return t("{name} does the same. Nobody sees an order before both are shown.", { name });
    return t("Everybody does the same. Nobody sees an order before all are shown.");
  }

  #toWhom(): string {
    const name = this.#other;
    return name ? t("I leave it to {name}", { name }) : t("I leave it to the others");
  }

  #chosen(ballot: Ballot, id: Id, at: number, held: boolean): TemplateResult {
    const title = this.#title(id);
    return html`<li data-row=${id} class=${held ? "gap" : ""}>
      <span class="n">${at + 1}</span><span class="t"><bdi>${title}</bdi>${this.#gone(id)}${this.#ofAll(id)}</span>
      ${ballot.sealed ? nothing : html`<button class="icon-btn" type="button" data-grip aria-haspopup="menu" aria-label=${t("Move {title}", { title })} @click=${(event: Event) => this.#menu(event, ballot, id)} @keydown=${(event: KeyboardEvent) => this.#key(event, ballot, id)}>${icon("grip")}</button>`}
    </li>`;
  }

  #seal(ballot: Ballot): TemplateResult {
    return html`<div class="seal">
      <button class="btn primary wide" type="button" @click=${() => this.save(ballot.order, true)}>${t("This is my order")}</button>
      <p class="only">${icon("lock", "small")} ${t("Sealed until everybody is ready.")}</p>
    </div>`;
  }

  /** Sealed: nothing is told of the others, and it can be changed until the very moment. */
  #sealed(ballot: Ballot): TemplateResult {
    return html`<div class="seal">
      <p class="say">${ballot.order.length > 0 ? t("This is your order.") : t("You leave it to the others.")}</p>
      <p class="only">${icon("lock", "small")} ${t("It is shown when everybody is ready.")}</p>
      <button class="btn" type="button" @click=${() => this.save(ballot.order, false)}>${t("Change it again")}</button>
    </div>`;
  }

  #loose(ballot: Ballot): TemplateResult | typeof nothing {
    const loose = ballot.offered.filter((id) => !ballot.order.includes(id));
    if (loose.length === 0) return nothing;
    const full = ballot.order.length >= ballot.places;
    return html`<section><h2>${t("Not among mine")}</h2>
      <p class="quiet">${full ? t("All places are taken. Take one out to choose another.") : t("Leave what you don’t know.")}</p>
      <ul class="sheet loose">${repeat(
        loose,
        (id) => id,
        (id) =>
          html`<li data-task=${id}><button class="title" type="button" ?disabled=${full} aria-label=${t("Choose {title}", { title: this.#title(id) })} @click=${() => this.#choose(ballot, id)}><span><bdi>${this.#title(id)}</bdi>${this.#gone(id)}${this.#ofAll(id)}</span>${full ? nothing : icon("plus")}</button></li>`,
      )}</ul></section>`;
  }

  #title(id: Id): string {
    return this.home.tasks.value.get(id)?.title ?? t("no longer on our list");
  }

  /** An adult sees which of it the children order, too; for a child it is all of it. */
  #ofAll(id: Id): TemplateResult | typeof nothing {
    if (this.home.members.value.get(this.whose)?.role !== "adult") return nothing;
    return ofAll(this.home, this.home.tasks.value.get(id));
  }

  #gone(id: Id): TemplateResult | typeof nothing {
    const task = this.home.tasks.value.get(id);
    return task && !isOpen(task.place)
      ? html` <span class="fine">${task.place === "done" ? t("done since") : t("let go since")}</span>`
      : nothing;
  }

  protected override refocus(row: number): void {
    const rows = this.querySelectorAll<HTMLElement>("[data-task] .title:not(:disabled)");
    const next = row >= 0 ? rows[Math.min(row, rows.length - 1)] : undefined;
    (next ?? this.querySelector<HTMLElement>(".seal .btn:not(:disabled)"))?.focus({ preventScroll: true });
  }

  #choose(ballot: Ballot, id: Id): void {
    if (ballot.order.length >= ballot.places) return;
    this.save([...ballot.order, id], false);
    this.screen.say(this.#position(id));
  }

  #put(id: Id, after: Id | null): void {
    const { ballot } = this;
    if (!ballot || ballot.sealed) return;
    const order = placed(ballot.order, id, after);
    if (order.some((other, at) => other !== ballot.order[at])) this.save(order, false);
    this.screen.say(this.#position(id));
  }

  #out(ballot: Ballot, id: Id): void {
    this.save(
      ballot.order.filter((other) => other !== id),
      false,
    );
    this.screen.say(t("{title} is not among yours.", { title: this.#title(id) }));
  }

  #position(id: Id): string {
    const { order = [], places = 0 } = this.ballot ?? {};
    return t("{title}: place {position} of {count}.", { title: this.#title(id), position: order.indexOf(id) + 1, count: places });
  }

  #menu(event: Event, { order }: Ballot, id: Id): void {
    const { ballot } = this;
    const to = (by: -1 | 1) => beyond(order, id, by);
    const [up, down] = [to(-1), to(1)];
    openMenu(event.currentTarget as HTMLElement, this.#title(id), [
      ...(up === undefined ? [] : [{ text: t("Up"), icon: "up", act: () => this.#put(id, up) } as const]),
      ...(down === undefined ? [] : [{ text: t("Down"), icon: "down", act: () => this.#put(id, down) } as const]),
      { text: t("Out"), icon: "close", act: () => ballot && this.#out(ballot, id) },
    ]);
  }

  #key(event: KeyboardEvent, ballot: Ballot, id: Id): void {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (by !== 0) {
      event.preventDefault();
      const after = beyond(ballot.order, id, by);
      if (after !== undefined) this.#put(id, after);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.#out(ballot, id);
    }
  }
}
