import { batch, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Home } from "../home/home.ts";
import type { Scope } from "../home/scope.ts";
import type { Id, OpenPlace, Place, Task } from "../home/types.ts";
import { thisTab } from "../shelf.ts";
import { t } from "../text.ts";
import { goBack, goTo } from "./layers.ts";
import { type Lent, lentBefore } from "./meeting/lending.ts";
import { Toasting, type ToastOptions } from "./toasting.ts";
import { leftTorn } from "./torn.ts";
import { travel } from "./travel.ts";
import { isOpen, titled } from "./words.ts";

/** What a phone shows one at a time; "done" shows what was let go as well. */
export type Tab = OpenPlace | "done";
export const TABS: readonly Tab[] = ["week", "list", "not_now", "done"];
export type Dialog = "ask" | "yes_but" | "invite" | "device" | "keys" | "over" | "park" | "pause";
/** Where the next line goes: a place of us all, or my head. */
export type Goes = OpenPlace | "head";

export interface Filter {
  readonly words: string;
  readonly mine: boolean;
  readonly area: Id | null;
}
/** In `area`: only what lies in none. */
export const NO_AREA: Id = "";
export const NO_FILTER: Filter = { words: "", mine: false, area: null };

/** A task in the hand: where it would lie if put down now. */
export interface Carried {
  readonly id: Id;
  readonly place: Tab;
  readonly after: Id | null;
  readonly by: "pointer" | "keys";
}
/** A ticked task keeps its line for a blink, so that the tick can be seen before the row travels. */
interface Stay {
  readonly place: Place;
  readonly rank: string;
}
/** A link that was handed out: its secret is shown once, so this page remembers it while it can be used. */
export interface Handed {
  readonly link: string;
  readonly qr: string;
  readonly id: Id | null;
}

/** What the page says about itself in <script id="start">. */
export interface Start {
  readonly home: Id;
  readonly me: Id;
  readonly device: Id | null;
  readonly now: number;
  readonly scope: Scope;
  readonly urls: {
    readonly board: string;
    readonly mine: string;
    readonly meetings: string;
    readonly ours: string;
    readonly thanks: string;
    readonly settings: string;
    readonly another: string;
    readonly sitting: string;
    readonly meeting: string;
  };
  /** All homes I am in, this one too. */
  readonly homes: readonly { readonly id: Id; readonly name: string; readonly url: string }[];
}

const STAYS_MS = 420;
export const WIDE = "(min-width: 48rem)";

/** What this screen shows of the home: which place, which card, what is in the hand. Nothing of it leaves the device. */
export class Screen {
  readonly home: Home;
  readonly start: Start;
  readonly shown = signal<Tab>("week");
  readonly goesTo = signal<Goes>("week");
  readonly card = signal<Id | null>(null);
  readonly dialog = signal<Dialog | null>(null);
  /** The page of an area, or of all of them. */
  readonly area = signal<Id | "all" | null>(null);
  /** What the ask form is about, and which ask the "Yes, but …" answers. */
  readonly asking = signal<{ readonly task: Id; readonly how: "ask" | "together" } | null>(null);
  readonly answering = signal<Id | null>(null);
  /** The parked topic that is being said in other words; null: a new one. */
  readonly topic = signal<Id | null>(null);
  /** Who has this phone in their hand, in our meeting; and who has had it, for what. */
  readonly lent: Signal<Lent | null>;
  readonly lentBefore = signal<ReadonlySet<string>>(new Set());
  readonly finding = signal(false);
  /** The task whose size I want to guess. */
  readonly guessing = signal<Id | null>(null);
  readonly filter = signal<Filter>(NO_FILTER);
  readonly carried = signal<Carried | null>(null);
  readonly aim = signal<Tab | null>(null);
  readonly staying = signal<ReadonlyMap<Id, Stay>>(new Map());
  /** "Robin wrote this just now", by task. */
  readonly notes = signal<ReadonlyMap<Id, string>>(new Map());
  /** Tasks older than what the board holds, fetched when asked for. */
  readonly older = signal<ReadonlyMap<Id, Task>>(new Map());
  /** Fields of tasks (`task:field`) in which two wordings wait for a choice. */
  readonly torn: Signal<ReadonlySet<string>>;
  /** The invitation of this session. */
  readonly handed = signal<Handed | null>(null);
  /** Something is written in the add line and not added yet. */
  readonly drafting = signal(false);
  readonly wide: ReadonlySignal<boolean>;
  readonly telling: Toasting;
  /** Its sentence is said elsewhere, or it needs none. */
  quiet = false;
  readonly #scroll = new Map<Tab, number>();

  constructor(home: Home, start: Start) {
    this.home = home;
    this.start = start;
    this.torn = signal(leftTorn(home));
    this.lent = signal(lentBefore(home.id));
    const query = matchMedia(WIDE);
    const wide = signal(query.matches);
    query.addEventListener("change", () => {
      wide.value = query.matches;
      this.#take(this.shown.value);
    });
    this.wide = wide;
    this.telling = new Toasting(wide);
    const goes = thisTab.get(this.#goesKey) as Goes | null;
    this.goesTo.value = goes ?? (wide.value ? "list" : "week");
    const [, tab] = /^#(week|list|not_now|done)$/.exec(location.hash) ?? [];
    if (tab) this.#take(tab as Tab);
    this.#readAddress();
    addEventListener("popstate", () => this.#readAddress());
    effect(() => thisTab.set(this.#goesKey, this.goesTo.value));
    effect(() => {
      const open = this.card.value;
      const task = open === null ? undefined : home.tasks.value.get(open);
      const area = home.areas.value.find(({ id }) => id === this.area.value)?.name;
      const title = task?.private ? undefined : task?.title; // a tab and the list of visited pages are read by others, too
      document.title = `${title ?? area ?? home.info.value.name} · Tandem`;
    });
  }

  // ---- places and cards

  show(tab: Tab): void {
    if (tab === this.shown.value) {
      scrollTo({ top: 0, behavior: "smooth" });
      return;
    }
    this.#scroll.set(this.shown.value, scrollY);
    this.#take(tab);
    history.replaceState(history.state, "", tab === "week" ? location.pathname : `#${tab}`);
    requestAnimationFrame(() => scrollTo(0, this.#scroll.get(tab) ?? 0));
  }

  #take(tab: Tab): void {
    this.shown.value = tab;
    // A phone shows one place, and a line is written there; a wide board shows them all, so the line stays where it was sent.
    if (!this.wide.value && tab !== "done" && this.goesTo.value !== "head") this.goesTo.value = tab;
  }

  get #goesKey(): string {
    return `tandem:goes:${this.home.id}`;
  }

  addressOf(task: Id): string {
    return `${this.start.urls.board}tasks/${task}/`;
  }

  addressOfArea(area: Id | "all"): string {
    return `${this.start.urls.board}areas/${area === "all" ? "" : `${area}/`}`;
  }

  openArea(area: Id | "all"): void {
    goTo(this.addressOfArea(area), { from: "board" }, () => this.#readAddress());
  }

  /** Opens the card; from a page that has no board (the sitting, the meeting) it is another page. */
  open(task: Id): void {
    if (!document.querySelector("tandem-board")) {
      location.assign(this.addressOf(task));
      return;
    }
    goTo(this.addressOf(task), { from: "board" }, () => this.#readAddress());
  }

  close(): void {
    // what is being written is saved by leaving its field
    if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
    if ((history.state as { from?: string } | null)?.from === "board") {
      goBack();
      return;
    }
    history.replaceState(null, "", this.start.urls.board);
    this.#readAddress();
  }

  #readAddress(): void {
    const [, task = null] = /\/tasks\/([0-9a-f-]+)\/$/.exec(location.pathname) ?? [];
    const left = this.area.value !== null;
    const [isArea = null, area] = /\/areas\/(?:([0-9a-f-]+)\/)?$/.exec(location.pathname) ?? [];
    this.area.value = isArea === null ? null : (area ?? "all");
    const before = this.card.value;
    this.card.value = task;
    if (task === null && before !== null) requestAnimationFrame(() => this.focusTask(before));
    else if (task === null && left && this.area.value === null)
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-menu]")?.focus({ preventScroll: true }));
  }

  /** Focus goes to the task's row; where it is gone, to its place. */
  focusTask(id: Id): void {
    const title = document.querySelector<HTMLElement>(`[data-task="${CSS.escape(id)}"] .title`);
    if (title?.checkVisibility?.() ?? title) title?.focus({ preventScroll: false });
    else document.querySelector<HTMLElement>(`.column[data-place="${this.shown.value}"] h2`)?.focus();
  }

  // ---- acts that are more than one verb

  openAsk(task: Id, how: "ask" | "together"): void {
    batch(() => {
      this.asking.value = { task, how };
      this.dialog.value = "ask";
    });
  }

  openYesBut(ask: Id): void {
    batch(() => {
      this.answering.value = ask;
      this.dialog.value = "yes_but";
    });
  }

  /** Ticks or unticks. The tick is drawn at once; the row travels when it has been seen. */
  tick(task: Task): void {
    const mine = task.each && (this.home.parts.value.get(task.id) ?? []).find(({ member }) => member === this.home.me);
    if (mine && task.place !== "done") return void this.home.myPart(task.id, mine.done_on === null);
    if (task.place === "done") {
      void travel(() => void this.home.reopen(task.id), task.id);
      return;
    }
    const staying = new Map(this.staying.value).set(task.id, { place: task.place, rank: task.rank });
    batch(() => {
      this.staying.value = staying;
      void this.home.done(task.id);
    });
    setTimeout(() => void travel(() => this.#leave(task.id), task.id), STAYS_MS);
  }

  #leave(id: Id): void {
    const staying = new Map(this.staying.value);
    staying.delete(id);
    this.staying.value = staying;
  }

  move(seen: Task, place: OpenPlace, after: Id | null): void {
    void travel(() => this.put(seen, place, after), seen.id);
  }

  /** Moves without travelling: the row is there already. What was done or let go is opened again by it. `seen`: the task
   * when it was picked up. A new order within a place needs no sentence. */
  put(seen: Task, place: OpenPlace, after: Id | null): void {
    this.quiet = seen.place === place;
    void (isOpen(seen.place) ? this.home.move(seen.id, place, after, seen) : this.home.reopen(seen.id, seen, place, after));
    this.quiet = false;
  }

  /** Says which: what was taken back may lie far down, or in a place that is not shown. */
  async undo(): Promise<void> {
    const { undoable } = this.home;
    if (!undoable.value) return this.say(t("Nothing to undo."));
    const { task, verb } = undoable.value;
    this.telling.dropUndo();
    this.toast(task && verb !== "add" ? t("Undone: {title}", { title: titled(task) }) : t("Undone."));
    await travel(() => {
      this.quiet = true;
      void this.home.undo();
      this.quiet = false;
    }, null);
  }

  // ---- saying

  /** What the polite live region says. */
  get said(): Signal<string> {
    return this.telling.said;
  }

  say(sentence: string): void {
    this.telling.say(sentence);
  }

  toast(text: string, options: ToastOptions = {}): void {
    this.telling.toast(text, options);
  }

  /** Nothing is searched for any more. */
  showAll(): void {
    batch(() => {
      this.finding.value = false;
      this.filter.value = NO_FILTER;
    });
    this.say(t("Everything is shown."));
  }

  /** To what could not be saved. */
  look(): void {
    this.dialog.value = null;
    if (this.card.value || this.area.value) this.close();
    setTimeout(() => document.querySelector<HTMLElement>(".kept button")?.focus(), 100);
  }
}
