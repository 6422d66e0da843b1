import { batch, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { HomeEvent, Parked, Verb } from "../home/acts.ts";
import type { Home } from "../home/home.ts";
import type { Id, Member, OpenPlace, Place, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { askSentence } from "./ask-words.ts";
import { matches } from "./listing.ts";
import { type Lent, lentBefore } from "./meeting/lending.ts";
import { leftTorn } from "./torn.ts";
import { travel } from "./travel.ts";
import { carried, placeName, told, toldOfMany } from "./words.ts";

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
export interface Toast {
  readonly key: number;
  readonly by: Member | null;
  readonly text: string;
  /** At most one act: take it back, look at what could not be saved, or show what the filter hides. */
  readonly act: "undo" | "look" | "show_all" | null;
  /** Something was let go: a leaf. */
  readonly leaf: boolean;
  /** The task I have just done: who it was can be said in one tap. */
  readonly done: Id | null;
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

/** What is taken out of an opened card leaves no other trace there than its "Undo". */
const TAKEN: ReadonlySet<Verb> = new Set<Verb>(["remove_step", "unthank", "did", "credit", "uncredit"]);
const STAYS_MS = 420;
const SAID_MS = 10_000;
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
  readonly toasts = signal<readonly Toast[]>([]);
  /** Fields of tasks (`task:field`) in which two wordings wait for a choice. */
  readonly torn: Signal<ReadonlySet<string>>;
  /** The invitation of this session. */
  readonly handed = signal<Handed | null>(null);
  /** What the polite live region says. */
  readonly said = signal("");
  /** Something is written in the add line and not added yet. */
  readonly drafting = signal(false);
  readonly wide: ReadonlySignal<boolean>;
  #toasts = 0;
  /** On a phone: waits until an "Undo" has had its time. */
  #next: Toast | null = null;
  #quiet = false;
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
    const goes = sessionStorage.getItem(this.#goesKey) as Goes | null;
    this.goesTo.value = goes ?? (wide.value ? "list" : "week");
    const [, tab] = /^#(week|list|not_now|done)$/.exec(location.hash) ?? [];
    if (tab) this.#take(tab as Tab);
    this.#readAddress();
    addEventListener("popstate", () => this.#readAddress());
    home.on((event) => this.#hear(event));
    effect(() => sessionStorage.setItem(this.#goesKey, this.goesTo.value));
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
    history.pushState({ from: "board" }, "", this.addressOfArea(area));
    this.#readAddress();
  }

  /** Opens the card; from a page that has no board (the sitting, the meeting) it is another page. */
  open(task: Id): void {
    if (!document.querySelector("tandem-board")) {
      location.assign(this.addressOf(task));
      return;
    }
    history.pushState({ from: "board" }, "", this.addressOf(task));
    this.#readAddress();
  }

  close(): void {
    // what is being written is saved by leaving its field
    if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
    if ((history.state as { from?: string } | null)?.from === "board") {
      history.back();
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
    else document.querySelector<HTMLElement>(`.column[data-place="${this.shown.value}"] > h2`)?.focus();
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

  move(id: Id, place: OpenPlace, after: Id | null): void {
    void travel(() => this.put(id, place, after), id);
  }

  /** Moves without travelling: the row is there already. A new order within a place needs no sentence. */
  put(id: Id, place: OpenPlace, after: Id | null): void {
    this.#quiet = this.home.tasks.value.get(id)?.place === place;
    void this.home.move(id, place, after);
    this.#quiet = false;
  }

  async undo(): Promise<void> {
    if (!this.home.undoable.value) return this.say(t("Nothing to undo."));
    this.#dropUndo();
    this.say(t("Undone."));
    await travel(() => {
      this.#quiet = true;
      void this.home.undo();
      this.#quiet = false;
    }, null);
  }

  // ---- saying

  say(sentence: string): void {
    const plain = sentence.replace(/[\u2068\u2069]/g, "");
    // The same sentence twice is spoken twice: a no-break space makes it another text.
    this.said.value = plain === this.said.value ? `${plain}\u00a0` : plain;
  }

  toast(
    text: string,
    options: { readonly by?: Member | null; readonly act?: Toast["act"]; readonly leaf?: boolean; readonly done?: Id | null } = {},
  ): void {
    this.#toasts += 1;
    const toast: Toast = {
      key: this.#toasts,
      by: options.by ?? null,
      text,
      act: options.act ?? null,
      leaf: options.leaf ?? false,
      done: options.done ?? null,
    };
    const shown = this.toasts.value;
    if (!this.wide.value) {
      // A phone has room for one: the newest, but what can be taken back stays its time.
      if (toast.by && shown.some(({ act }) => act === "undo")) this.#next = toast;
      else this.toasts.value = [toast];
      return;
    }
    const others = shown.filter(({ act, by }) => act === "look" || (act === null && (by !== null) !== (toast.by !== null)));
    this.toasts.value = [...others, toast];
  }

  #dropUndo(): void {
    this.#keepToasts((toast) => toast.act !== "undo");
  }

  dropToast(key: number): void {
    this.#keepToasts((toast) => toast.key !== key);
  }

  #keepToasts(which: (toast: Toast) => boolean): void {
    const left = this.toasts.value.filter(which);
    if (left.length === this.toasts.value.length) return;
    this.toasts.value = left.length === 0 && this.#next ? [this.#next] : left;
    if (left.length === 0) this.#next = null;
  }

  /** Nothing is searched for any more. */
  showAll(): void {
    batch(() => {
      this.finding.value = false;
      this.filter.value = NO_FILTER;
    });
    this.say(t("Everything is shown."));
  }

  #hear(event: HomeEvent): void {
    if (event.type === "own") this.#hearOwn(event.verb, event.task);
    else if (event.type === "caught_up") this.toast(toldOfMany(event.did, event.by?.name ?? "", event.count), { by: event.by });
    else if (event.type === "partner") this.#hearPartner(event);
    else if (event.type === "asked") this.#hearAsked(event);
    else if (event.type === "refused") this.#hearRefused(event.parked);
    else if (event.type === "not_ours") location.assign("/");
  }

  /** An opened card shows two wordings by itself; anything else waits above the board. */
  #hearRefused(parked: Parked): void {
    this.#dropUndo();
    const sentence = t("Not saved: {reason}", { reason: t(parked.problem.title) });
    const whole = parked.text ? `${sentence} ${t("Your words are kept.")}` : sentence;
    const shown = parked.conflicts.length > 0 && "task" in parked.act && parked.act.task === this.card.value;
    if (shown) this.say(whole);
    else this.toast(whole, { act: "look" });
  }

  /** To what could not be saved. */
  look(): void {
    this.dialog.value = null;
    if (this.card.value || this.area.value) this.close();
    setTimeout(() => document.querySelector<HTMLElement>(".kept button")?.focus(), 100);
  }

  #hearPartner({ did, by, task }: Extract<HomeEvent, { type: "partner" }>): void {
    // Joining ticks the card that asked for it: that they have joined is the news.
    if (did === "done" && task?.starter === "invite") return;
    const name = by?.name || t("Someone at home");
    const sentence = told(did, name, titled(task), task?.place ?? null);
    if (this.#isOpen(task)) this.say(sentence);
    else this.toast(sentence, { by });
    if (task && (did === "added" || did === "shared")) this.#note(task.id, t("{name} wrote this just now", { name }));
    if (task && did === "edited") this.#note(task.id, t("{name} changed this just now", { name }));
  }

  /** Somebody asked me, or answered me. */
  #hearAsked({ ask, by, task }: Extract<HomeEvent, { type: "asked" }>): void {
    const title = titled(task);
    const names = ask.by !== this.home.me && ask.state === "asked"; // the sentence itself
    const sentence = names ? askSentence(this.home, ask, title) : `${title}: ${askSentence(this.home, ask)}`;
    if (this.#isOpen(task)) this.say(sentence);
    else this.toast(sentence, { by });
  }

  #note(id: Id, text: string): void {
    this.notes.value = new Map(this.notes.value).set(id, text);
    setTimeout(() => {
      if (this.notes.value.get(id) !== text) return;
      const notes = new Map(this.notes.value);
      notes.delete(id);
      this.notes.value = notes;
    }, SAID_MS);
  }

  #hearOwn(verb: Verb, task: Task | null): void {
    const text = this.#quiet ? "" : this.#ownSentence(verb, task);
    const top = this.home.undoable.value;
    const undo = top !== null && top.verb === verb && top.task?.id === task?.id;
    const hidden = verb === "add" && task !== null && !matches(this, task, this.filter.value);
    if (text && this.#isOpen(task) && verb !== "erase" && !(undo && TAKEN.has(verb))) {
      this.#dropUndo();
      this.say(text);
    } else if (text)
      this.toast(text, {
        act: hidden ? "show_all" : undo ? "undo" : null,
        leaf: verb === "let_go",
        done: verb === "done" && task ? task.id : null,
      });
    // An "Undo" on the screen always means the last act: an act without a sentence takes the older one away.
    else if (undo) this.#dropUndo();
  }

  #ownSentence(verb: Verb, task: Task | null): string {
    const title = titled(task);
    const sentences: Partial<Record<Verb, () => string>> = {
      add: () => (task ? this.#writtenSentence(task) : ""),
      done: () => [t("Done: {title}", { title }), carried(this.home, task)].filter(Boolean).join(". "),
      reopen: () => t("Open again: {title}", { title }),
      let_go: () => [t("Let go. One less to carry."), carried(this.home, task)].filter(Boolean).join(" "),
      ask: () => this.#askedSentence(task),
      accept: () => t("You said yes: {title}.", { title }),
      yes_but: () => t("Said: yes, but …"),
      decline: () => t("Not this time. It’s back on our list."),
      agree: () => t("Agreed: {title}.", { title }),
      park: () => t("Waits for our meeting."),
      withdraw_ask: () => t("Not asked any more."),
      join: () => t("You are in: {title}.", { title }),
      leave: () => t("You are out: {title}.", { title }),
      my_part: () => (task?.place === "done" ? t("Done: {title}", { title }) : t("Your part is done: {title}", { title })),
      each: () => (task?.each ? t("Everyone does their own: {title}.", { title }) : t("One for all again: {title}.", { title })),
      low: () => (this.home.low.value.has(this.home.me) ? t("You are low this week. Asks wait for our meeting.") : t("Not low any more.")),
      take: () => t("You have {title}.", { title }),
      release: () => t("Given back. Nobody has {title} now.", { title }),
      move: () => t("Moved to {place}.", { place: task ? placeName(task.place) : "" }),
      share: () => t("Shared with everyone at home: {place}.", { place: task ? placeName(task.place) : "" }),
      take_back: () => t("Back in your head."),
      erase: () => t("Deleted for good."),
      keep: () => t("Kept on our list."),
      bring_back: () => t("Back on our list."),
      remove_step: () => t("Step removed."),
      did: () => t("Said who did {title}.", { title }),
      credit: () => t("Said who it was."),
      uncredit: () => t("Said who it was."),
      unthank: () => t("Thanks taken away."),
      erase_area: () => t("Put away. Its tasks stay."),
      erase_intention: () => t("Put away. What serves it stays."),
      guess: () => t("Guessed. Only you see it until each of you has."),
      agree_line: () => t("Agreed: this is what done means."),
      keep_line: () => t("It stays as it was."),
      for_family: () =>
        task?.family ? t("For the whole family: in our meeting, children order it too.") : t("Not marked for the whole family any more."),
      to_meeting: () => (task?.bring ? t("Comes to our meeting.") : t("Does not come to our meeting.")),
    };
    return sentences[verb]?.() ?? "";
  }

  #askedSentence(task: Task | null): string {
    const mine = (this.home.asks.value.get(task?.id ?? "") ?? []).find(
      ({ by, state }) => by === this.home.me && (state === "asked" || state === "parked"),
    );
    return mine ? askSentence(this.home, mine) : "";
  }

  #writtenSentence(task: Task): string {
    if (!matches(this, task, this.filter.value)) return t("Written. The filter hides it.");
    if (this.#isHere(task)) return "";
    return t("Written to {place}.", { place: task.private ? t("In my head") : placeName(task.place) });
  }

  /** The card that is open shows by itself what happens with it; nothing lies over its acts. */
  #isOpen(task: Task | null): boolean {
    return task !== null && task.id === this.card.value;
  }

  /** Can the person see the place of this task right now? */
  #isHere(task: Task): boolean {
    if (this.wide.value) return true;
    return task.private ? this.shown.value === "week" || this.shown.value === "list" : task.place === this.shown.value;
  }
}

/** A title within a sentence, marked so that a toast can set it in its own type; the marks (U+2068, U+2069) are not seen. */
function titled(task: Task | null): string {
  return task ? `\u2068${task.title}\u2069` : "";
}
