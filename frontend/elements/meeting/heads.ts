import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { Drafts } from "../../home/drafts.ts";
import { fitted, TITLE_LENGTH } from "../../home/lines.ts";
import type { Meeting } from "../../home/meeting-types.ts";
import { linesIn, oneLine } from "../../home/typed.ts";
import type { Id, Task } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { thisTab } from "../../shelf.ts";
import { t } from "../../text.ts";
import { Writing } from "../writing.ts";
import { handOver, type Lent } from "./lending.ts";
import { pairs } from "./pairs.ts";

const DRAFT = "thought";
const HALF = "half-thought";
const SHOWN = 12;
const A_PRESS_MS = 300;

/**
 * Empty your heads: each line is a private task at once, sealed like any other in a head. All that is to be brought
 * comes in one moment, when everybody's head is empty; what stays private stays so, and nobody learns that it is there.
 */
export class Heads extends Writing {
  protected override render(): TemplateResult | typeof nothing {
    const { now, hand } = this.home.meeting;
    if (!now.value) return nothing;
    if (now.value.heads_shown) return this.#brought(now.value);
    return hand.value?.heads_ready ? this.#ready() : this.#writing(now.value);
  }

  #writing(now: Meeting): TemplateResult {
    const half = this.#half; // it stands in the field
    const lines = this.home.inMyHead.value.filter((task) => task !== half);
    const fresh = lines.filter((task) => task.bring || task.added_on >= now.day);
    const older = lines.filter((task) => !fresh.includes(task));
    const again = this.home.meeting.hand.value?.reopened.includes("heads");
    return html`${again ? html`<p class="say" role="status">${t("Somebody left the table, so nothing has gone to our list yet. Your lines are kept. To go on with those who are here, say once more that your head is empty.")}</p>` : nothing}<p class="lead">${t("What is in your head that is not on our list? A line for each. Nobody sees any of it before everybody’s head is empty.")}</p>
      <form class="add-thought" @submit=${this.#submit}>
        <label class="hidden" for="thought">${t("What is in your head?")}</label>
        <input id="thought" name="thought" dir="auto" autocomplete="off" enterkeyhint="done" placeholder=${t("What is in your head?")} .value=${live(this.#draft)} @input=${this.#typed} @paste=${this.#paste} @blur=${this.#leave}>
        <button class="btn" type="submit">${t("Add")}</button>
      </form>
      ${this.#lines(fresh, false)}
      <div class="seal">
        <button class="btn primary wide" type="button" @click=${this.#empty}>${t("My head is empty")}</button>
        <p class="only">${icon("lock", "small")} ${t("Shown when everybody is ready.")}</p>
        ${this.#handOver()}
      </div>
      ${older.length > 0 ? html`<section><h2>${t("In my head before")}</h2>${this.#lines(older, false)}</section>` : nothing}`;
  }

  #ready(): TemplateResult {
    return html`<p class="say">${t("Your head is empty.")}</p>
      <p class="only">${icon("lock", "small")} ${t("What you bring is shown when everybody is ready.")}</p>
      ${this.#lines(
        this.home.inMyHead.value.filter((task) => task.bring),
        true,
      )}
      <div class="seal"><button class="btn" type="button" @click=${() => this.#hold(false)}>${t("Write on")}</button>${this.#handOver()}</div>`;
  }

  /** For whoever sits on this phone; what is begun here is kept first. */
  #handOver(): readonly TemplateResult[] {
    const give = (lent: Lent): void => {
      this.#add([this.#draft], true);
      this.screen.lent.value = lent;
    };
    return handOver(this.home, "heads", give, this.screen.lentBefore.value);
  }

  #lines(lines: readonly Task[], sealed: boolean): TemplateResult | typeof nothing {
    if (lines.length === 0) return nothing;
    return html`<ul class="thoughts" aria-label=${t("In my head")}>${repeat(
      lines,
      (task) => task.id,
      (task) => this.#line(task, sealed),
    )}</ul>`;
  }

  #line(task: Task, sealed: boolean): TemplateResult {
    const stays = !task.bring;
    if (sealed) return html`<li data-task=${task.id}><span class="t" dir="auto">${task.title}</span></li>`;
    const toggle = (): void => void this.home.meet({ verb: "to_meeting", task: task.id, bring: stays });
    return html`<li data-task=${task.id} class=${stays ? "stays" : ""}>
      <tandem-line .screen=${this.screen} .value=${task.title} .label=${t("In my head")} .kind=${"thought"} .longest=${TITLE_LENGTH} .needed=${true} .draft=${`thought:${task.id}`} .said=${(title: string, was: string) => void this.home.edit(task.id, { title }, { title: was })}></tandem-line>
      <label class="stay"><input type="checkbox" .checked=${live(stays)} aria-label=${t("{title}: stays in my head", { title: task.title })} @change=${toggle}><span class="face">${icon("lock", "small")} ${t("stays in my head")}</span></label>
      <button class="icon-btn" type="button" aria-label=${t("Let go: {title}", { title: task.title })} @click=${() => void this.home.letGo(task.id)}>${icon("close")}</button>
    </li>`;
  }

  /** All of it is here. */
  #brought(now: Meeting): TemplateResult {
    const list = this.home.column("list").value.filter((task) => task.starter === "");
    return html`<p class="say">${t("What you brought is on our list.")}</p>
      ${pairs(this.screen, now)}
      ${list.length > 0 ? html`<section><h2>${t("On top of our list")}</h2><ul class="sheet plain-lines">${list.slice(0, SHOWN).map((task) => html`<li><span class="t" dir="auto">${task.title}</span></li>`)}</ul></section>` : nothing}`;
  }

  // ---- what is being typed: on this page until the line is left or the page goes, then sealed on the server

  /** Half a line that this page put down when it was left: loaded again, it is written on in the field. */
  get #half(): Task | undefined {
    const title = this.#drafts.read(HALF);
    return title === null ? undefined : this.home.inMyHead.value.find((task) => task.title === title);
  }
  /** Of this tab: in another one what was left half written lies in the head. */
  get #drafts(): Drafts {
    return this.home.draftsOn(thisTab);
  }
  get #draft(): string {
    return this.#drafts.read(DRAFT) ?? "";
  }
  get #field(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("#thought");
  }
  readonly #typed = (): void => {
    this.#drafts.write(DRAFT, this.#field?.value ?? "");
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#add([this.#draft], true);
    this.#field?.focus();
  };

  /** Left: it is kept like a line that was added, but not while a press is under way: nothing moves under a finger. */
  readonly #leave = (): void => {
    setTimeout(() => {
      if (this.isConnected && document.activeElement !== this.#field) this.#add([this.#draft], true);
    }, A_PRESS_MS);
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const lines = linesIn(event.clipboardData?.getData("text") ?? "");
    if (lines.length < 2) return;
    event.preventDefault();
    this.#add([this.#draft, ...lines], true);
  };

  /** The page goes, or the step: half a line stays in my head. */
  protected override save(): void {
    const [line] = fitted(oneLine(this.#draft));
    this.#write(this.#draft, [], false);
    if (line && !line.notes) this.#drafts.write(HALF, line.title);
    else this.#drafts.drop(DRAFT); // it is in my head whole: nothing of it is written on
  }

  /** The line that is being typed, and others below it, are put down; the field is free again. */
  #add([typed = "", ...others]: readonly string[], bring: boolean): void {
    this.#write(typed, others, bring);
    this.#drafts.drop(DRAFT);
    if (this.#field) this.#field.value = "";
  }

  /** What of a line is too long for a title goes into its notes, and is said. */
  #write(typed: string, others: readonly string[], bring: boolean): void {
    const { home } = this;
    const half = this.#half;
    this.#drafts.drop(HALF);
    const [first, ...more] = fitted(oneLine(typed));
    if (half && !first) void home.erase(half.id);
    if (half && first) {
      const { title, notes } = first;
      void home.edit(half.id, notes ? first : { title }, notes ? { title: half.title, notes: half.notes } : { title: half.title });
      if (bring) void home.meet({ verb: "to_meeting", task: half.id, bring });
    }
    const lines = [...(half || !first ? [] : [first]), ...more, ...others.flatMap(fitted)];
    if (lines.length > 0) void home.add(lines.map((line) => ({ ...line, private: true, bring })));
    if ([first, ...lines].some((line) => line?.notes)) this.screen.toast(t("The rest of it is in the notes of that line."));
  }

  readonly #empty = (): void => {
    this.#add([this.#draft], true);
    this.#hold(true);
  };

  #hold(heads_ready: boolean): void {
    const meeting: Id | undefined = this.home.meeting.now.peek()?.id;
    if (meeting) void this.home.meet({ verb: "hold", meeting, fields: { heads_ready } });
  }

  protected override updated(): void {
    // shown while I was typing on: what was not finished stays in my head
    if (!this.#field) this.#add([this.#draft], false);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#drafts.drop(HALF, DRAFT);
  }

  protected override refocus(): void {
    (this.#field ?? this.querySelector<HTMLElement>(".seal .btn") ?? this.closest("main")?.querySelector<HTMLElement>("h1"))?.focus({
      preventScroll: true,
    });
  }
}
