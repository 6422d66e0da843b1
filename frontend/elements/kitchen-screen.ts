import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { isPassing } from "../api.ts";
import { firstOfWeek } from "../days.ts";
import type { Parked } from "../home/acts.ts";
import type { Home } from "../home/home.ts";
import type { Line } from "../home/lines.ts";
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
  /** Whoever tapped their name is at our meeting here. */
  readonly meeting = signal(false);
  /** What each child has laid out of its order here; null once it is handed in: then it is not read here any more. */
  readonly laidOut = signal<ReadonlyMap<string, readonly Id[] | null>>(new Map());
  /** Ticked a moment ago: they keep their line. */
  readonly ticked = signal<ReadonlySet<Id>>(new Set());
  /** Several did it together: who, as far as they have been tapped. */
  readonly together = signal<{ readonly task: Id; readonly people: readonly Id[] } | null>(null);
  /** What everyone does for themselves, ticked before anybody said who they are. */
  readonly sharing = signal<Id | null>(null);
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
      if (event.type === "not_ours") location.assign("/");
      else if (event.type === "refused") this.#refused(event.parked);
    });
    addEventListener("pointerdown", () => this.#stay());
    addEventListener("keydown", () => this.#stay());
    addEventListener("input", () => this.#stay(), true); // keys of a phone's own keyboard are often not told
  }

  /** Taps a name; the same again, and it is nobody. */
  choose(id: Id): void {
    this.who.value = this.who.value === id ? null : id;
    this.#stay();
    const name = this.home.members.value.get(this.who.value ?? "")?.name;
    this.say(name ? t("Now it is {name}.", { name }) : t("Tap who you are."));
  }

  /** A child at our meeting, here; or back to the lists. */
  toMeeting(there: boolean): void {
    this.meeting.value = there;
  }

  layOut(meeting: Id, child: Id, order: readonly Id[] | null): void {
    this.laidOut.value = new Map(this.laidOut.value).set(`${meeting} ${child}`, order);
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
    if (task.each) {
      this.#tickShare(task);
      return;
    }
    this.#keepLine(task);
    void this.home.done(task.id);
    this.say(this.who.value ? t("Done: {title}", { title: task.title }) : t("Done: {title}. Who did it?", { title: task.title }));
  }

  /** What was ticked stays where it stands for a while. */
  #keepLine(task: Task): void {
    this.#was.set(task.id, { place: task.place, rank: task.rank });
    clearTimeout(this.#leaving.get(task.id));
    this.#leaving.set(
      task.id,
      setTimeout(() => this.#leave(task.id), STAYS_MS),
    );
    this.ticked.value = new Set(this.ticked.value).add(task.id);
  }

  /** "Who did it?": said once, for this one tick; who stands here stays as it was. */
  did(task: Task, member: Member): void {
    this.#as(member.id, () => void this.home.done(task.id));
    this.say(t("{name} did it.", { name: member.name }));
  }

  /** They did it together; an adult among them says so. */
  didTogether(task: Task, ids: readonly Id[]): void {
    const people = this.people.value.filter(({ id }) => ids.includes(id)); // adults first
    const [first] = people;
    this.together.value = null;
    if (!first) return;
    this.#as(
      first.id,
      () =>
        void this.home.did(
          task.id,
          people.map(({ id }) => id),
        ),
    );
    this.say(t("Said who it was."));
  }

  /** One of those who did it together; the same again: not. */
  tapTogether(task: Task, member: Member): void {
    const people = this.together.value?.people ?? [];
    const { id } = member;
    this.together.value = { task: task.id, people: people.includes(id) ? people.filter((one) => one !== id) : [...people, id] };
  }

  #tickShare(task: Task): void {
    const { chosen } = this;
    if (chosen) this.share(task, chosen);
    else {
      this.sharing.value = task.id;
      this.say(t("Who did theirs?"));
    }
  }

  isShareDone(task: Task, member: Id): boolean {
    return (this.home.parts.value.get(task.id) ?? []).some((part) => part.member === member && part.done_on !== null);
  }

  /** This person's own share of what everyone does is done, or open again. */
  share(task: Task, member: Member): void {
    const done = this.isShareDone(task, member.id);
    this.#as(member.id, () => void this.home.myPart(task.id, !done));
    if (this.home.tasks.value.get(task.id)?.place === "done") {
      this.sharing.value = null;
      this.#keepLine(task);
    }
    this.say(done ? t("Open again: {title}", { title: task.title }) : t("{name} has done theirs", { name: member.name }));
  }

  /** For one act it is this person; who stands here stays as it was. */
  #as(member: Id, act: () => void): void {
    batch(() => {
      const before = this.who.value;
      this.who.value = member;
      act();
      this.who.value = before;
    });
  }

  join(task: Task): void {
    void this.home.join(task.id, "helper");
    this.say(t("{name} is in.", { name: this.chosen?.name ?? "" }));
  }

  leave(task: Task): void {
    void this.home.leave(task.id);
    this.say(t("{name} is out.", { name: this.chosen?.name ?? "" }));
  }

  tickStep(step: Step): void {
    const done = step.done_on !== null;
    void (done ? this.home.untickStep(step.task, step.id) : this.home.tickStep(step.task, step.id));
    this.say(done ? t("Open again: {title}", { title: step.title }) : t("Done: {title}", { title: step.title }));
  }

  /** One line; a very long one is several. */
  write(lines: readonly Line[]): void {
    void this.home.add(lines.map((line) => ({ ...line, place: "list" })));
    this.say(t("Written to {place}.", { place: t("Our list") }));
  }

  say(sentence: string): void {
    this.said.value = sentence === this.said.value ? `${sentence}\u00a0` : sentence;
  }

  /** Nobody looks after this screen: what holds no words and was decided goes; the rest stays in view. */
  #refused(parked: Parked): void {
    if (parked.text === "" && !isPassing(parked.problem)) this.home.putAside(parked);
    this.say(t("Not saved: {reason}", { reason: t(parked.problem.title) }));
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
