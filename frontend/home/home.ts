/**
 * The home on this screen: the server's rows, my writes on top of them, and the verbs. It shows an act at once, keeps it
 * on this device, sends it, and confirms or rolls it back. Whoever draws it reads signals and calls verbs, nothing else.
 */

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { type Answer, Api, type Invited, type Items, isPassing, type TokenMade } from "../api.ts";
import { type Shelf, thisDevice, thisPage } from "../shelf.ts";
import { tasksOf } from "./about.ts";
import type { Act, Change, Connection, HomeEvent, Parked, Start, Undoable, Write } from "./acts.ts";
import { Board } from "./board.ts";
import { Clock } from "./clock.ts";
import { Drafts } from "./drafts.ts";
import { Felt } from "./felt.ts";
import { OurMeeting } from "./meeting.ts";
import { furtherOf, type Held, mergeItems, mergeNews, NOTHING, present, type Rows } from "./merge.ts";
import { Outbox } from "./outbox.ts";
import { insisting } from "./parked.ts";
import { askEvents, MANY, partnerEvents, theSame } from "./partner.ts";
import { apply } from "./pending.ts";
import type { Scope } from "./scope.ts";
import { pageAge, ServerTime } from "./server-time.ts";
import { Since } from "./since.ts";
import { Sitting } from "./sitting.ts";
import { type Kept, Storage } from "./storage.ts";
import { Tint } from "./tint.ts";
import type { Gone, Id, Instant, Item, News, Place, Problem, Task } from "./types.ts";
import { UndoStack } from "./undo.ts";
import { Verbs } from "./verbs.ts";
import { Waiting } from "./waiting.ts";
import { isStale, seeing } from "./was.ts";

const LONGEST_READ = 2_000;
const A_SECOND = 1_000;

export interface HomeOptions {
  readonly api?: Api;
  readonly now?: () => number;
  /** null: keep nothing on this device. */
  readonly storage?: Storage | null;
  /** On the family's tablet: who tapped their name just now, null for nobody. */
  readonly as?: () => Id | null;
  /** ms after which an unsaved write is said to be unsaved. */
  readonly patience?: number;
}

export class Home extends Verbs {
  readonly id: Id;
  readonly me: Id;
  /** Whose page this is. */
  readonly scope: Scope;
  readonly api: Api;
  /** Resolves when what this device kept (rows, unsent writes) has been read. */
  readonly ready: Promise<void>;
  /** Tasks with a write of mine that the server has not confirmed yet: "not sent yet" while offline. */
  readonly unsent: ReadonlySignal<ReadonlySet<Id>>;
  /** Writes the server has not confirmed yet. */
  readonly kept: ReadonlySignal<number>;
  /** Whether some of them have waited for more than five seconds; the tasks they are about. */
  readonly isLate: ReadonlySignal<boolean>;
  readonly late: ReadonlySignal<ReadonlySet<Id>>;
  readonly undoable: ReadonlySignal<Undoable | null>;
  /** What I am writing and have not sent. On the family's tablet it is kept as long as the page is open. */
  readonly drafts: Drafts;
  /** The first sitting: my marks, and what was opened. */
  readonly sitting: Sitting;
  /** Our meeting. */
  readonly meeting: OurMeeting;
  /** My notes for our meeting, and how the work lies between two once both wanted to see it. */
  readonly felt: Felt;
  readonly #held;
  readonly #rows: ReadonlySignal<Rows>;
  readonly #clock: Clock;
  readonly #board: Board;
  readonly #outbox: Outbox;
  readonly #waiting: Waiting;
  readonly #storage: Storage | null;
  readonly #undo = new UndoStack();
  readonly #tint: Tint;
  /** What the others did while nobody looked at this device. */
  readonly since = new Since();
  readonly #connection = signal<Connection>("catching_up");
  readonly #signedOut = signal(false);
  readonly #listeners = new Set<(event: HomeEvent) => void>();
  /** This device's clock, for what is only between now and a moment ago here. */
  readonly #now: () => number;
  readonly #time: ServerTime;
  /** How often everything was loaded anew. */
  #loaded = 0;
  readonly #as: (() => Id | null) | undefined;

  constructor(start: Start, options: HomeOptions = {}) {
    super();
    this.id = start.home;
    this.me = start.me;
    this.scope = start.scope;
    this.api = options.api ?? new Api(start.home, { scope: start.scope.name });
    this.#now = options.now ?? Date.now;
    this.#time = new ServerTime(this.#now);
    const age = start.now === undefined ? null : pageAge();
    if (start.now !== undefined && age) this.#time.heard(start.now, age.asked, age.answered);
    this.#as = options.as;
    this.drafts = this.draftsOn(options.as ? thisPage : thisDevice);
    this.#storage = options.storage === undefined ? new Storage(start.home, start.me, start.scope) : options.storage;
    this.#held = signal<Held>(mergeNews({ rows: NOTHING, cursor: "" }, start.news));
    this.#tint = new Tint(this.#now);
    this.#outbox = new Outbox({
      send: (write) => this.#send(write),
      merge: (items) => this.#merge(items),
      refused: (parked) => {
        this.#undo.forget(parked.key);
        this.#tell({ type: "refused", parked });
      },
      signedOut: (out) => this.signOut(out),
      tooOld: () => this.#tell({ type: "too_old" }),
      storage: this.#storage,
      now: this.#now,
    });
    const { writes } = this.#outbox;
    this.#rows = computed(() =>
      writes.value.reduce(
        (rows, write) => apply(rows, write.act, write.as === undefined ? this.me : (write.as ?? "")),
        this.#held.value.rows,
      ),
    );
    this.#clock = new Clock(this.#rows, () => this.now());
    this.#board = new Board(this.#rows, this.#clock);
    this.sitting = new Sitting(this.#rows);
    this.meeting = new OurMeeting(this.#rows, this.#clock);
    this.felt = new Felt(this.#rows, this.#clock);
    this.unsent = computed(() => new Set(writes.value.flatMap((write) => tasksOf(write.act))));
    this.kept = computed(() => writes.value.length);
    this.#waiting = new Waiting(writes, options.patience);
    this.isLate = computed(() => this.#waiting.late.value.length > 0);
    this.late = computed(() => new Set(this.#waiting.late.value.flatMap((write) => tasksOf(write.act))));
    this.undoable = computed(() => this.#undo.top(this.#rows.value, Math.max(this.#clock.now.value, this.now())));
    this.ready = this.#open();
  }

  // ---- what a screen reads (board.ts) ----
  get info() {
    return this.#board.info;
  }
  /** The server's time in ms, whatever this device's clock shows: for all that is compared with what the server says. */
  now(): number {
    return this.#time.now();
  }
  /** That time as the server writes it, or so many ms later. */
  instant(later = 0): Instant {
    return new Date(this.now() + later).toISOString();
  }
  /** Today in the home's time zone. */
  get today() {
    return this.#board.today;
  }
  get members() {
    return this.#board.members;
  }
  get areas() {
    return this.#board.areas;
  }
  get intentions() {
    return this.#board.intentions;
  }
  get tasks() {
    return this.#board.tasks;
  }
  get inMyHead() {
    return this.#board.inMyHead;
  }
  get checkIns() {
    return this.#board.checkIns;
  }
  get asking() {
    return this.#board.asking;
  }
  get notices() {
    return this.#board.notices;
  }
  get invitations() {
    return this.#board.invitations;
  }
  get tokens() {
    return this.#board.tokens;
  }
  get parts() {
    return this.#board.parts;
  }
  get asks() {
    return this.#board.asks;
  }
  get low() {
    return this.#board.low;
  }
  get steps() {
    return this.#board.steps;
  }
  get credits() {
    return this.#board.credits;
  }
  get thanks() {
    return this.#board.thanks;
  }
  get guesses() {
    return this.#board.guesses;
  }
  column(place: Place): ReadonlySignal<readonly Task[]> {
    return this.#board.column(place);
  }
  get connection(): ReadonlySignal<Connection> {
    return this.#connection;
  }
  get signedOut(): ReadonlySignal<boolean> {
    return this.#signedOut;
  }
  get parked(): ReadonlySignal<readonly Parked[]> {
    return this.#outbox.parked;
  }
  /** Why nothing is saved just now, where the server said why. */
  get trouble(): ReadonlySignal<Problem | null> {
    return this.#outbox.trouble;
  }
  get changedBy(): ReadonlySignal<ReadonlyMap<Id, Change>> {
    return this.#tint.changed;
  }
  on(listener: (event: HomeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  // ---- verbs are in verbs.ts; these are about them ----
  /** Takes back my newest act that still stands. False: there was none, or the server refused. */
  async undo(): Promise<boolean> {
    const acts = this.#undo.pop(this.#rows.value, this.now());
    const sent = acts.map((act) => this.act(act, false));
    return acts.length > 0 && (await Promise.all(sent)).every(Boolean);
  }
  putAside(parked: Parked): void {
    this.#outbox.putAside(parked);
  }
  /** Sends it again, with all that was parked because of it; after changed_meanwhile this means "keep mine". */
  async again(parked: Parked): Promise<boolean> {
    const together = this.parked.value.filter((other) => other.because === parked.because);
    const sent = together.map((other) => {
      if (isPassing(other.problem)) return this.#outbox.retry(other);
      const act = insisting(other);
      if (isStale(seeing(act, this.#rows.value), this.#rows.value)) return this.#tooLate(act, this.#rows.value); // its words stay
      this.#outbox.putAside(other);
      return this.act(act, true, other.as);
    });
    return (await Promise.all(sent)).every(Boolean);
  }

  // ---- online only: the answer holds a secret that is shown once ----
  invite(uses = 1): Promise<Answer<Invited>> {
    return this.#mergeOf(this.api.invite(uses));
  }
  makeToken(name: string): Promise<Answer<TokenMade>> {
    return this.#mergeOf(this.api.makeToken(name));
  }

  /** What somebody puts in on my phone, or a child on the tablet: sent at once or not at all, so that nothing of it is kept here. */
  handIn(method: "POST" | "PATCH", path: string, body: unknown, key: string, as = this.#as?.() ?? ""): Promise<Answer<Items>> {
    return this.#mergeOf(this.api.request<Items>(method, path, body, { key, as }));
  }

  /** What whoever stands at the tablet laid out there: only for the page to show, kept nowhere. */
  lookUp<T>(path: string): Promise<Answer<T>> {
    return this.api.request<T>("GET", path, undefined, { as: this.#as?.() ?? "" });
  }

  // ---- for live.ts ----
  get cursor(): string {
    return this.#held.value.cursor;
  }
  /** News of any kind. True: something before them is missing, fetch news. */
  takeNews(news: News): boolean {
    const before = this.#held.value;
    const { gap, replaced, rows, cursor } = mergeNews(before, news);
    if (rows === before.rows && cursor === before.cursor) return gap;
    const asked = replaced ? [] : askEvents(before.rows, rows, news.items, this.me);
    const told = new Set(asked.map(({ task }) => task.id)); // an answer says the rest
    const others = replaced ? [] : partnerEvents(before.rows, rows, news.items, this.me).filter(({ task }) => !told.has(task?.id ?? ""));
    const events = [...others, ...asked];
    if (replaced) this.#loaded += 1;
    batch(() => {
      this.#held.value = { rows, cursor };
      this.#tint.show(events);
    });
    void (replaced ? this.#storage?.replace({ rows, cursor }) : this.#storage?.save(news.items, cursor));
    const alike = asked.length === 0 ? theSame(others) : null;
    if (events.length > MANY || !isLookedAt()) this.since.add(others);
    if (events.length > MANY) this.#tell({ type: "caught_up", count: events.length, did: alike?.did ?? null, by: alike?.by ?? null });
    else for (const event of events) this.#tell(event);
    return gap;
  }
  /** The server's clock showed `server`, read between `asked` and `answered`, both ms ago. */
  heardTime(server: number, asked: number, answered: number): void {
    const before = this.now();
    this.#time.heard(server, asked, answered);
    if (Math.abs(this.now() - before) > A_SECOND) this.#clock.look();
  }
  connected(connection: Connection): void {
    this.#connection.value = connection;
    if (connection === "live") this.#outbox.kick();
  }
  /** The device woke, or the network may be back. */
  wake(): void {
    this.#clock.look();
    this.#outbox.kick();
  }
  /** Not signed in, or somebody else is by now: the page hides, unsent writes stay. */
  signOut(out: boolean): void {
    if (out && !this.#signedOut.value) this.#tell({ type: "signed_out" });
    this.#signedOut.value = out;
  }
  /** This home is not ours any more: its copy leaves this device, then the page leaves. */
  async lost(): Promise<void> {
    this.close();
    try {
      await this.forget();
    } finally {
      this.#tell({ type: "not_ours" });
    }
  }
  /** Signed out on this device: what it kept goes, but for unsent writes. Resolves when that is done. */
  async forgetRows(): Promise<void> {
    this.close();
    await this.#storage?.forgetRows();
  }
  /** What is being written, for as long as that shelf keeps it. */
  draftsOn(shelf: Shelf): Drafts {
    return new Drafts(this.id, this.me, this.scope, shelf);
  }
  /** Clears this home from this device. */
  async forget(): Promise<void> {
    await this.#storage?.wipe();
  }
  close(): void {
    this.#outbox.close();
    this.#waiting.close();
    this.#clock.close();
    this.#tint.close();
  }

  // ---- inside ----
  async #open(): Promise<void> {
    const brought = this.#held.value;
    const reading = this.#storage?.load();
    const kept = await inTime(reading);
    if (kept) this.#takeKept(kept, brought);
    else {
      this.#outbox.open([], []);
      void reading?.then((late) => this.#takeKept(late, brought));
    }
    await this.#storage?.replace(this.#held.value);
  }
  /** What this device had kept, beside what the page brought: also when the device was slow to read it. */
  #takeKept({ held, writes, parked }: Kept, brought: Held): void {
    this.since.opened(held, brought, this.me);
    batch(() => {
      this.#held.value = furtherOf(this.#held.value, held);
      this.#outbox.open(writes, parked);
    });
  }
  protected override act(given: Act, undoable = true, as = this.#as?.()): Promise<boolean> {
    const before = this.#rows.value;
    const act = seeing(given, before);
    if (isStale(act, before)) return this.#tooLate(act, before);
    const { key, confirmed } = this.#outbox.enqueue(act, as);
    if (undoable) this.#undo.push(key, act, before, this.me, this.now(), this.today.value);
    const [id = null, ...more] = tasksOf(act);
    const task = more.length > 0 ? null : (present(this.#rows.value, "task", id) ?? present(before, "task", id));
    this.#tell({ type: "own", verb: act.verb, task });
    return confirmed;
  }
  #tooLate(act: Act, rows: Rows): Promise<boolean> {
    const task = present(rows, "task", tasksOf(act)[0] ?? "");
    if (task) this.#tell({ type: "too_late", task });
    return Promise.resolve(false);
  }
  /** An answer that was on its way while everything was loaded anew may tell of what has gone since: the news tell better. */
  async #send(write: Write): Promise<Answer<Items>> {
    const loaded = this.#loaded;
    const answer = await this.api.request<Items>(write.method, write.path, write.body, { key: write.key, as: write.as ?? "" });
    return answer.ok && loaded !== this.#loaded ? { ...answer, data: { items: [] } } : answer;
  }
  /** An answer: the same merge, no cursor, so that nobody's earlier change can be skipped. */
  #merge(items: readonly (Item | Gone)[]): void {
    const { rows, cursor } = this.#held.value;
    const merged = mergeItems(rows, items);
    if (merged === rows) return;
    this.#held.value = { rows: merged, cursor };
    void this.#storage?.save(items, cursor);
  }
  async #mergeOf<T extends { readonly items: readonly (Item | Gone)[] }>(asked: Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = await asked;
    if (answer.ok) this.#merge(answer.data.items);
    return answer;
  }
  #tell(event: HomeEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** A page behind another one, or on a screen that is off, shows nobody anything. */
function isLookedAt(): boolean {
  return typeof document === "undefined" || document.visibilityState !== "hidden";
}

/** A device store that hangs (blocked by another tab) must not hold back what is done here. */
async function inTime<T>(reading: Promise<T> | undefined): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, LONGEST_READ, undefined);
  });
  const kept = await Promise.race([reading, late]);
  clearTimeout(timer);
  return kept;
}
