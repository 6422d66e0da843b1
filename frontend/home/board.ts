/** The read side: what a screen shows, derived from the rows and the clock. Nothing here is kept twice. */

import { computed, type ReadonlySignal } from "@preact/signals-core";
import { today } from "../days.ts";
import { type Clock, isPast } from "./clock.ts";
import { isGone, type Rows } from "./merge.ts";
import { byRank, isOpen } from "./order.ts";
import { isTimeFor } from "./pace.ts";
import type {
  Area,
  Ask,
  Asking,
  CheckIn,
  Credit,
  Day,
  Guess,
  HomeItem,
  Id,
  Intention,
  Invitation,
  ItemOf,
  Kind,
  Member,
  Notice,
  Place,
  Step,
  Task,
  TaskPart,
  Thanks,
  Token,
} from "./types.ts";

const NO_HOME: HomeItem = { kind: "home", id: "", rev: 0, name: "", time_zone: "UTC", rest_after: null };
const NO_ASKING: Asking = {
  ...{ kind: "asking", id: "", rev: 0, on: false, introduced: true },
  ...{ pace: "each", at: "20:30", quiet_from: null, quiet_to: null, paused: "" },
};

export class Board {
  readonly info: ReadonlySignal<HomeItem>;
  readonly today: ReadonlySignal<Day>;
  readonly members: ReadonlySignal<ReadonlyMap<Id, Member>>;
  readonly areas: ReadonlySignal<readonly Area[]>;
  readonly intentions: ReadonlySignal<readonly Intention[]>;
  readonly tasks: ReadonlySignal<ReadonlyMap<Id, Task>>;
  readonly inMyHead: ReadonlySignal<readonly Task[]>;
  readonly checkIns: ReadonlySignal<readonly CheckIn[]>;
  readonly asking: ReadonlySignal<Asking>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  readonly invitations: ReadonlySignal<readonly Invitation[]>;
  readonly tokens: ReadonlySignal<readonly Token[]>;
  /** Who is in a task, and what is asked about it, by task. */
  readonly parts: ReadonlySignal<ReadonlyMap<Id, readonly TaskPart[]>>;
  readonly asks: ReadonlySignal<ReadonlyMap<Id, readonly Ask[]>>;
  /** Who said that they are low this week. */
  readonly low: ReadonlySignal<ReadonlySet<Id>>;
  /** By task; steps in their order. */
  readonly steps: ReadonlySignal<ReadonlyMap<Id, readonly Step[]>>;
  readonly credits: ReadonlySignal<ReadonlyMap<Id, readonly Credit[]>>;
  readonly thanks: ReadonlySignal<ReadonlyMap<Id, readonly Thanks[]>>;
  readonly guesses: ReadonlySignal<ReadonlyMap<Id, readonly Guess[]>>;
  readonly #columns = new Map<Place, ReadonlySignal<readonly Task[]>>();

  constructor(rows: ReadonlySignal<Rows>, clock: Clock) {
    const all = <K extends Kind>(kind: K) => {
      const map = computed(() => rows.value[kind] as ReadonlyMap<Id, ItemOf<K>>);
      return computed(() => [...map.value.values()].filter((row) => !isGone(row)));
    };
    const [homes, askings, members, tasks] = [all("home"), all("asking"), all("member"), all("task")];
    const [areas, checkIns, invitations, notices] = [all("area"), all("check_in"), all("invitation"), all("notice")];

    this.info = computed(() => homes.value[0] ?? NO_HOME);
    this.asking = computed(() => askings.value[0] ?? NO_ASKING);
    this.today = computed(() => today(this.info.value.time_zone, clock.now.value));
    this.members = computed(() => new Map(members.value.map((member) => [member.id, member])));
    this.tasks = computed(() => new Map(tasks.value.filter((task) => !isPast(task, clock.now.value)).map((task) => [task.id, task])));
    this.areas = steady(() => areas.value.toSorted((a, b) => a.name.localeCompare(b.name)));
    const intentions = all("intention");
    this.intentions = steady(() => intentions.value.toSorted((a, b) => a.position - b.position || compare(a.id, b.id)));
    this.inMyHead = steady(() => [...this.tasks.value.values()].filter((task) => task.private && isOpen(task.place)).sort(byRank));
    this.checkIns = steady(() =>
      checkIns.value
        .filter((asked) => asked.state === "asked" && !isPast(asked, clock.now.value))
        .filter((asked) => isTimeFor(asked, this.asking.value, this.info.value.time_zone, clock.now.value))
        .sort((a, b) => compare(a.until, b.until)),
    );
    this.notices = steady(() => notices.value.toSorted((a, b) => compare(a.day, b.day)));
    this.invitations = steady(() => invitations.value.filter((row) => row.uses_left > 0 && !isPast(row, clock.now.value)));
    this.tokens = all("token");
    const [parts, asks, lows] = [all("part"), all("ask"), all("low")];
    const now = clock.now;
    this.parts = computed(() => byTask(parts.value));
    this.asks = computed(() => {
      const here = asks.value.filter((ask) => ask.state !== "withdrawn" && ask.state !== "lapsed" && !isPast(ask, now.value));
      return byTask(here);
    });
    this.low = computed(() => new Set(lows.value.filter((low) => !isPast(low, now.value)).map((low) => low.member)));
    const [steps, credits, thanks, guesses] = [all("step"), all("credit"), all("thanks"), all("guess")];
    this.steps = computed(() => byTask(steps.value.toSorted(byRank)));
    this.credits = computed(() => byTask(credits.value));
    this.thanks = computed(() => byTask(thanks.value.toSorted((a, b) => compare(a.on, b.on) || compare(a.id, b.id))));
    this.guesses = computed(() => byTask(guesses.value));
  }

  /** What all of us see in a place, by rank; done and let go: the newest day first. */
  column(place: Place): ReadonlySignal<readonly Task[]> {
    let column = this.#columns.get(place);
    if (!column) {
      column = steady(() => {
        const here = [...this.tasks.value.values()].filter((task) => task.place === place && !task.private);
        return here.sort(isOpen(place) ? byRank : byDay);
      });
      this.#columns.set(place, column);
    }
    return column;
  }
}

function byTask<T extends { readonly task: Id | null }>(rows: readonly T[]): ReadonlyMap<Id, readonly T[]> {
  const found = new Map<Id, T[]>();
  for (const row of rows) {
    if (row.task === null) continue;
    const there = found.get(row.task);
    if (there) there.push(row);
    else found.set(row.task, [row]);
  }
  return found;
}

/** A list that stays the very same while its rows do: nobody draws a column again because of another one. */
function steady<T>(list: () => readonly T[]): ReadonlySignal<readonly T[]> {
  let last: readonly T[] = [];
  return computed(() => {
    const next = list();
    if (next.length !== last.length || next.some((row, i) => row !== last[i])) last = next;
    return last;
  });
}

function byDay(a: Task, b: Task): number {
  return compare(b.done_on ?? b.let_go_on ?? "", a.done_on ?? a.let_go_on ?? "") || byRank(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
