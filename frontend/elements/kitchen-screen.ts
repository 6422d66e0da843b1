import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { firstOfWeek } from "../days.ts";
import type { Home } from "../home/home.ts";
import type { Id, Member, Step, Task } from "../home/types.ts";
import { t } from "../text.ts";

/** Whose storage and whose acts these are where nobody has tapped: no member has this id. */
export const TABLET = "tablet";
/** After so long without a tap it is nobody any more: the next one to come is not taken for the last. */
const MINUTE_MS = 60_000;
/** How long what was ticked keeps its line, with "Who did it?" and "Undo". */
export const STAYS_MS = 30_000;

/** What the tablet shows: who stands before it, what was ticked just now, which line is open. Nothing of it is kept. */
export class KitchenScreen {
  readonly home: Home;
  /** Who tapped their name. */
  readonly who = signal<Id | null>(null);
  readonly opened = signal<Id | null>(null);
  /** Ticked a moment ago: they keep their line. */
  readonly ticked = signal<ReadonlySet<Id>>(new Set());
  readonly people: ReadonlySignal<readonly Member[]>;
  readonly week: ReadonlySignal<readonly Task[]>;
  readonly list: ReadonlySignal<readonly Task[]>;
  readonly doneThisWeek: ReadonlySignal<readonly Task[]>;
  /** What the polite live region says. */
  readonly said = signal("");
  #neutral: ReturnType<typeof setTimeout> | undefined;
  readonly #leaving = new Map<Id, ReturnType<typeof setTimeout>>();

  constructor(make: (as: () => Id | null) => Home) {
    const home = make(() => this.who.peek());
    this.home = home;
    this.people = computed(() => [...home.members.value.values()].filter((member) => !member.left).sort(adultsFirst));
    this.week = computed(() => this.#withTicked(home.column("week").value, "week"));
    this.list = computed(() => this.#withTicked(home.column("list").value, "list"));
    this.doneThisWeek = computed(() => {
      const first = firstOfWeek(home.today.value);
      const over = [...home.column("done").value, ...home.column("let_go").value];
      return over.filter((task) => (task.done_on ?? task.let_go_on ?? "") >= first && !this.ticked.value.has(task.id));
    });
    home.on((event) => {
      // The server says what has happened, and nothing of the home stays here.
      if (event.type === "signed_out") location.reload();
      else if (event.type === "not_ours") location.assign("/");
      else if (event.type === "refused") this.#refused(event.parked.problem.title);
    });
    addEventListener("pointerdown", () => this.#stay());
    addEventListener("keydown", () => this.#stay());
  }

  /** Taps a name; the same again, and it is nobody. */
  choose(id: Id): void {
    this.who.value = this.who.value === id ? null : id;
    this.#stay();
    const name = this.home.members.value.get(this.who.value ?? "")?.name;
    this.say(name ? t("Now it is {name}.", { name }) : t("Tap who you are."));
  }

  #stay(): void {
    clearTimeout(this.#neutral);
    this.#neutral = setTimeout(() => {
      this.who.value = null;
    }, MINUTE_MS);
  }

  get chosen(): Member | null {
    return this.home.members.value.get(this.who.value ?? "") ?? null;
  }

  tick(task: Task): void {
    if (task.place === "done") {
      void this.home.reopen(task.id);
      this.#leave(task.id);
      this.say(t("Open again: {title}", { title: task.title }));
      return;
    }
    this.#was.set(task.id, { place: task.place, rank: task.rank });
    clearTimeout(this.#leaving.get(task.id));
    this.#leaving.set(
      task.id,
      setTimeout(() => this.#leave(task.id), STAYS_MS),
    );
    batch(() => {
      this.ticked.value = new Set(this.ticked.value).add(task.id);
      void this.home.done(task.id);
    });
    this.say(this.who.value ? t("Done: {title}", { title: task.title }) : t("Done: {title}. Who did it?", { title: task.title }));
  }

  /** "Who did it?": said once, for this one tick; who stands here stays as it was. */
  did(task: Task, member: Member): void {
    batch(() => {
      const before = this.who.value;
      this.who.value = member.id;
      void this.home.done(task.id);
      this.who.value = before;
    });
    this.say(t("{name} did it.", { name: member.name }));
  }

  join(task: Task): void {
    void this.home.join(task.id, "helper");
    this.say(t("{name} is in.", { name: this.chosen?.name ?? "" }));
  }

  leave(task: Task): void {
    void this.home.leave(task.id);
    this.say(t("Not now."));
  }

  tickStep(step: Step): void {
    const done = step.done_on !== null;
    void (done ? this.home.untickStep(step.task, step.id) : this.home.tickStep(step.task, step.id));
    this.say(done ? t("Open again: {title}", { title: step.title }) : t("Done: {title}", { title: step.title }));
  }

  write(title: string): void {
    void this.home.add({ title, place: "list" });
    this.say(t("Written to {place}.", { place: t("Our list") }));
  }

  say(sentence: string): void {
    this.said.value = sentence === this.said.value ? `${sentence}\u00a0` : sentence;
  }

  #refused(title: string): void {
    for (const parked of this.home.parked.value) this.home.putAside(parked);
    this.say(t("Not saved: {reason}", { reason: t(title) }));
  }

  readonly #was = new Map<Id, Pick<Task, "place" | "rank">>();

  #leave(id: Id): void {
    clearTimeout(this.#leaving.get(id));
    this.#leaving.delete(id);
    if (!this.ticked.value.has(id)) return;
    const ticked = new Set(this.ticked.value);
    ticked.delete(id);
    this.ticked.value = ticked;
    this.#was.delete(id);
  }

  /** What was ticked here a moment ago stands where it stood. */
  #withTicked(rows: readonly Task[], place: Task["place"]): readonly Task[] {
    const tasks = this.home.tasks.value;
    const kept = [...this.ticked.value].flatMap((id) => {
      const [task, was] = [tasks.get(id), this.#was.get(id)];
      return task?.place === "done" && was?.place === place ? [{ task, rank: was.rank }] : [];
    });
    if (kept.length === 0) return rows;
    const all = [...rows.map((task) => ({ task, rank: task.rank })), ...kept];
    return all.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ task }) => task);
  }
}

function adultsFirst(a: Member, b: Member): number {
  return Number(a.role !== "adult") - Number(b.role !== "adult") || a.name.localeCompare(b.name);
}
