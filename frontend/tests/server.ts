/** A model of the server, small enough to be read: streams with versions, revs, tombstones, keys, the verbs' rules. */

import { afterEach } from "node:test";
import { Api } from "../api.ts";
import { Home, type HomeOptions } from "../home/home.ts";
import { between, byRank, isOpen } from "../home/order.ts";
import type { Scope } from "../home/scope.ts";
import { base64Of } from "../home/seal.ts";
import type { Storage } from "../home/storage.ts";
import type { Gone, Id, Item, News, OpenPlace, Problem, Task } from "../home/types.ts";

type Stream = "everyone" | "adults" | Id;
interface Entry {
  readonly stream: Stream;
  readonly version: number;
  readonly item: Item | Gone;
}
export interface Request {
  readonly by: Id;
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly body: unknown;
}
/** What goes wrong with a request: nobody hears it, it is done but nobody hears the answer, or another answer. */
export type Fault =
  | "unheard"
  | "answer lost"
  | { readonly status: number; readonly body?: object; readonly headers?: Record<string, string> }
  | null;

class Refusal extends Error {
  readonly problem: Problem;
  constructor(status: number, code: string, items: readonly (Item | Gone)[] = []) {
    super(code);
    this.problem = { status, code, title: `refused: ${code}`, detail: "Your words are kept.", items };
  }
}

export const SAM = "sam";
export const ROBIN = "robin";
export const KIM = "kim";
export const DAY = "2026-11-23";

/** Every screen a test opened closes after it: a timer left over would keep the test run waiting. */
const opened: Home[] = [];
afterEach(() => {
  for (const home of opened.splice(0)) home.close();
});

/** What the server gives the pages of one person. */
export function scopeOf(member: Id): Scope {
  return { name: `scope-of-${member}`, key: base64Of(new TextEncoder().encode(member.padEnd(32, "."))) };
}

export class ModelServer {
  epoch = "e1";
  readonly log: Entry[] = [];
  readonly rows = new Map<string, { stream: Stream; item: Item | Gone }>();
  readonly versions = new Map<Stream, number>();
  /** Where a task stood before it was done or let go. */
  readonly stood = new Map<Id, [OpenPlace, Id | null]>();
  readonly keys = new Map<string, string[]>();
  readonly requests: Request[] = [];
  fault: (request: Request) => Fault = () => null;
  /** Before an answer is given; a test holds it back here. */
  hold: (request: Request) => Promise<void> = async () => {};
  /** Called after each change with each member's frame. */
  broadcast: (to: Id, news: News) => void = () => {};
  #changed: (Item | Gone)[] = [];

  constructor(members: readonly Id[] = [SAM, ROBIN]) {
    this.save("everyone", { kind: "home", id: "home", rev: 0, name: "Our home", time_zone: "Europe/Berlin", rest_after: 8 });
    const colours = ["sea", "amber", "plum"] as const;
    members.forEach((id, i) => {
      const role = id === KIM ? "child" : "adult";
      this.save("everyone", { kind: "member", id, rev: 0, name: id, colour: colours[i] ?? "moss", role, left: false });
      this.save(id, {
        ...({ kind: "asking", id: `asking-${id}`, rev: 0, on: true, introduced: false } as const),
        ...({ pace: "each", at: "20:30", quiet_from: null, quiet_to: null, paused: "" } as const),
      });
    });
  }

  get members(): Id[] {
    return [...this.rows.values()].flatMap(({ item }) => (item.kind === "member" ? [item.id] : []));
  }

  /** A change of one stream's row: next rev, next version. A row that crosses is gone in the old stream. */
  save(stream: Stream, item: Item): Item {
    const name = `${item.kind}/${item.id}`;
    const before = this.rows.get(name);
    const crosses = before !== undefined && before.stream !== stream;
    // Both revs are above what any screen holds: the tombstone's, and for who sees both streams the row's above it.
    const saved = { ...item, rev: (before?.item.rev ?? 0) + (crosses ? 2 : 1) };
    if (crosses) this.#log(before.stream, { kind: item.kind, id: item.id, rev: saved.rev - 1, gone: true });
    this.rows.set(name, { stream, item: saved });
    this.#log(stream, saved);
    return saved;
  }

  erase(item: Item): void {
    const before = this.rows.get(`${item.kind}/${item.id}`);
    const stream = before?.stream ?? "everyone";
    const gone: Gone = { kind: item.kind, id: item.id, rev: (before?.item.rev ?? 0) + 1, gone: true };
    this.rows.set(`${item.kind}/${item.id}`, { stream, item: gone });
    this.#log(stream, gone);
  }

  cursor(of: Id): string {
    const streams = of === KIM ? ["everyone", of] : ["everyone", "adults", of];
    return [this.epoch, ...streams.map((stream) => this.versions.get(stream) ?? 0)].join(".");
  }

  news(to: Id, since: string): News {
    const cursor = this.cursor(to);
    const [epoch, ...parts] = since.split(".");
    const streams = to === KIM ? ["everyone", to] : ["everyone", "adults", to];
    if (since === "" || since === "0" || epoch !== this.epoch || parts.length !== streams.length) {
      const items = [...this.rows.values()]
        .filter(({ stream, item }) => streams.includes(stream) && !("gone" in item))
        .map(({ item }) => item);
      return { since, cursor, reset: since !== "" && since !== "0", items };
    }
    const items = this.log.filter(
      (entry) => streams.includes(entry.stream) && entry.version > Number(parts[streams.indexOf(entry.stream)]),
    );
    return { since, cursor, reset: false, items: items.map((entry) => entry.item) };
  }

  /** This server seen by one member, through the real Api. */
  api(member: Id): Api {
    return new Api("home", { csrf: () => "token", fetch: (input, init) => this.#fetch(member, String(input), init ?? {}) });
  }

  home(member: Id, storage: Storage | null = null, now?: () => number, more: HomeOptions = {}): Home {
    const start = { home: "home", me: member, scope: scopeOf(member), news: this.news(member, "") };
    const home = new Home(start, { api: this.api(member), storage, ...(now ? { now } : {}), ...more });
    opened.push(home);
    return home;
  }

  task(id: Id): Task {
    const row = this.rows.get(`task/${id}`)?.item;
    if (row?.kind !== "task" || "gone" in row) throw new Refusal(404, "not_found");
    return row;
  }

  /** One verb by somebody, straight: the frames go out as after a commit. */
  act(by: Id, method: string, path: string, body: Record<string, unknown> = {}): (Item | Gone)[] {
    const before = new Map(this.members.map((member) => [member, this.cursor(member)]));
    this.#changed = [];
    this.#verb(by, method, path, body);
    for (const [member, since] of before) if (this.cursor(member) !== since) this.broadcast(member, this.news(member, since));
    return this.#changed.filter((item) => this.#sees(by, item));
  }

  async #fetch(by: Id, url: string, init: RequestInit): Promise<Response> {
    const path = url.replace("/api/homes/home/", "");
    const body: unknown = init.body ? JSON.parse(String(init.body)) : {};
    const request: Request = { by, method: init.method ?? "GET", path, key: new Headers(init.headers).get("Idempotency-Key"), body };
    this.requests.push(request);
    const fault = this.fault(request);
    if (fault === "unheard") throw new TypeError("network");
    if (fault && typeof fault === "object")
      return new Response(JSON.stringify(fault.body ?? {}), { status: fault.status, headers: fault.headers ?? {} });
    const response = this.#respond(request);
    await this.hold(request);
    if (fault === "answer lost") throw new TypeError("network");
    return response;
  }

  #respond({ by, method, path, key, body }: Request): Response {
    if (path.startsWith("news/")) return json(200, this.news(by, decodeURIComponent(path.split("since=")[1] ?? "")));
    try {
      const seen = key === null ? undefined : this.keys.get(key);
      if (seen) return json(200, { items: seen.map((name) => this.rows.get(name)?.item).filter((item) => item && this.#sees(by, item)) });
      const items = this.act(by, method, path, body as Record<string, unknown>);
      if (key)
        this.keys.set(
          key,
          items.map((item) => `${item.kind}/${item.id}`),
        );
      return json(200, { items });
    } catch (refusal) {
      if (refusal instanceof Refusal) return json(refusal.problem.status, refusal.problem);
      throw refusal;
    }
  }

  #sees(by: Id, item: Item | Gone): boolean {
    const stream = this.rows.get(`${item.kind}/${item.id}`)?.stream ?? "everyone";
    return stream === "everyone" || stream === by || (stream === "adults" && by !== KIM);
  }

  #log(stream: Stream, item: Item | Gone): void {
    const version = (this.versions.get(stream) ?? 0) + 1;
    this.versions.set(stream, version);
    this.log.push({ stream, version, item });
    this.#changed.push(item);
  }

  #rank(task: Id, place: string, isPrivate: boolean, after: Id | null): string {
    const others = [...this.rows.values()].flatMap(({ item }) =>
      item.kind === "task" && !("gone" in item) && item.id !== task ? [item] : [],
    );
    const line = others.filter((other) => other.private === isPrivate && other.place === place).sort(byRank);
    const at = after === null ? -1 : line.findIndex((other) => other.id === after);
    const index = after !== null && at === -1 ? line.length : at + 1;
    return between(line[index - 1]?.rank ?? null, line[index]?.rank ?? null);
  }

  #above(task: Task): Id | null {
    const all = [...this.rows.values()].flatMap(({ item }) => (item.kind === "task" && !("gone" in item) ? [item] : []));
    const line = all.filter((other) => other.private === task.private && other.place === task.place).sort(byRank);
    return line[line.findIndex((other) => other.id === task.id) - 1]?.id ?? null;
  }

  #verb(by: Id, method: string, path: string, body: Record<string, unknown>): void {
    const [noun, id = "", verb = ""] = path.split("/");
    if (noun === "tasks" && id === "" && method === "POST") {
      this.#add(by, body);
      return;
    }
    if (noun === "tasks" && id === "many") {
      for (const line of (body as unknown as Record<string, unknown>[]).toReversed()) this.#add(by, line);
      return;
    }
    if (noun === "asking") {
      const row = this.rows.get(`asking/asking-${by}`)?.item;
      if (row && !("gone" in row)) this.save(by, { ...row, ...body } as Item);
      return;
    }
    if (noun !== "tasks") throw new Refusal(404, "not_found");
    const task = this.task(id);
    if (task.private && task.author !== by) throw new Refusal(404, "not_found");
    const stream = task.private ? by : "everyone";
    const change = (fields: Partial<Task>) =>
      void this.save(fields.private === false ? "everyone" : stream, { ...task, ...fields, changed_by: by });
    const open = { done_on: null, done_by: null, let_go_on: null, let_go_by: null, until: null };
    const to = (place: OpenPlace, after: Id | null) => change({ ...open, place, rank: this.#rank(id, place, task.private, after) });
    const close = (place: "done" | "let_go", fields: Partial<Task>) => {
      if (isOpen(task.place)) this.stood.set(id, [task.place, this.#above(task)]);
      change({ ...open, place, rank: this.#rank(id, place, task.private, null), ...fields });
    };
    const after = (body.after as Id | null | undefined) ?? null;
    const over = (): void => {
      if (!isOpen(task.place)) throw new Refusal(409, "over", [task]);
    };
    const stale = (led: unknown = ""): void => {
      for (const [field, value] of Object.entries((body.was as Partial<Task> | undefined) ?? {}))
        if (task[field as keyof Task] !== value && (field !== "place" || task.place !== led))
          throw new Refusal(409, "changed_meanwhile", [task]);
    };
    switch (`${method} ${verb}`) {
      case "PATCH ": {
        const { was = {}, ...fields } = body as { was?: Record<string, unknown> };
        for (const [field, value] of Object.entries(was))
          if (task[field as keyof Task] !== value) throw new Refusal(409, "changed_meanwhile", [task]);
        if (String((fields as Partial<Task>).title ?? "").includes("refuse")) throw new Refusal(400, "invalid");
        change(fields as Partial<Task>);
        return;
      }
      case "DELETE ":
        if (!task.private) throw new Refusal(409, "shared");
        this.erase(task);
        return;
      case "POST done":
        if (task.place !== "done") close("done", { done_on: DAY, done_by: by });
        return;
      case "POST let-go":
        if (task.place === "let_go") return;
        stale();
        close("let_go", { let_go_on: DAY, let_go_by: by });
        return;
      case "POST reopened":
        if (isOpen(task.place)) return;
        stale();
        to(...(body.place ? ([body.place as OpenPlace, after] as const) : (this.stood.get(id) ?? (["list", null] as const))));
        return;
      case "POST moved":
        over();
        stale(body.place);
        to(body.place as OpenPlace, after);
        return;
      case "POST taken":
        over();
        if (task.owner !== null && task.owner !== by) throw new Refusal(409, "taken");
        if (task.owner === null) change({ owner: by });
        return;
      case "POST released":
        over();
        if (task.owner === by) change({ owner: null });
        return;
      case "POST shared": {
        if (!task.private) return;
        stale(body.place);
        const place = (body.place as OpenPlace | undefined) ?? task.place;
        change({ private: false, place, rank: this.#rank(id, place, false, null) });
        return;
      }
      case "POST private":
        if (task.author !== by || !isOpen(task.place)) throw new Refusal(409, "touched");
        if (!task.private) this.save(by, { ...task, private: true, owner: null, rank: this.#rank(id, task.place, true, null) });
        return;
      default:
        throw new Refusal(404, "not_found");
    }
  }

  #add(by: Id, body: Record<string, unknown>): void {
    const { after = null, place = "list", private: mine = false, ...fields } = body as Partial<Task> & { after?: Id | null };
    if (String(fields.title).includes("refuse")) throw new Refusal(400, "invalid");
    const id = String(fields.id ?? `t${this.log.length}`);
    const words = {
      title: "",
      notes: "",
      done_means: "",
      done_means_new: "",
      done_means_by: null,
      feel: "",
      area: null,
      size: "" as const,
      due: null,
      intention: null,
    };
    const day = {
      each: false,
      status: "" as const,
      done_on: null,
      done_by: null,
      let_go_on: null,
      let_go_by: null,
      until: null,
      added_on: DAY,
      touched_on: DAY,
    };
    const rank = this.#rank(id, place, mine, after);
    this.save(mine ? by : "everyone", {
      kind: "task",
      ...words,
      ...fields,
      id,
      rev: 0,
      place,
      rank,
      private: mine,
      author: by,
      owner: null,
      starter: "",
      changed_by: by,
      rests_on: null,
      rested_on: null,
      bring: false,
      family: false,
      carried: 0,
      still_true: false,
      ...day,
    });
  }
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}

/** Waits for the thing, not for time. */
export async function until(true_: () => boolean, what = "it to happen"): Promise<void> {
  for (let i = 0; i < 2_000; i++) {
    if (true_()) return;
    await new Promise((resolve) => setTimeout(resolve, i < 50 ? 0 : 2));
  }
  throw new Error(`waited in vain for ${what}`);
}
