import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { effect } from "@preact/signals-core";
import type { HomeEvent } from "../home/acts.ts";
import type { Home } from "../home/home.ts";
import type { CheckIn, Task } from "../home/types.ts";
import { DAY, KIM, ModelServer, ROBIN, SAM, until } from "./server.ts";

const titles = (home: Home, place: "list" | "week" | "done" | "not_now" = "list") => home.column(place).value.map((task) => task.title);

/** Sam's screen on a board of three, with what it is told. */
function board(members?: string[]) {
  const server = new ModelServer(members);
  for (const id of ["c", "b", "a"]) server.act(ROBIN, "POST", "tasks/", { id, title: id });
  const home = server.home(SAM);
  const told: HomeEvent[] = [];
  home.on((event) => told.push(event));
  server.broadcast = (to, news) => void (to === SAM && home.takeNews(news));
  return {
    server,
    home,
    told,
    partner: () => told.flatMap((event) => (event.type === "partner" ? [`${event.by?.name ?? "?"} ${event.did}`] : [])),
  };
}

test("every verb shows at once where it will stand", async () => {
  const { home, server } = board();
  void home.move("c", "list", null);
  assert.deepEqual(titles(home), ["c", "a", "b"]);
  void home.move("a", "list", "b");
  assert.deepEqual(titles(home), ["c", "b", "a"]);
  void home.move("b", "week", "nobody is there");
  void home.move("c", "week", "b");
  assert.deepEqual(titles(home, "week"), ["b", "c"]);
  void home.add([{ title: "one" }, { title: "two" }, { title: "three" }]);
  assert.deepEqual(titles(home), ["one", "two", "three", "a"]);
  void home.done("a");
  assert.equal(home.tasks.value.get("a")?.done_on, home.today.value);
  void home.take("b");
  assert.equal(home.tasks.value.get("b")?.owner, SAM);
  const before = { list: titles(home), week: titles(home, "week"), done: titles(home, "done") };
  await until(() => home.kept.value === 0);
  assert.deepEqual({ list: titles(home), week: titles(home, "week"), done: titles(home, "done") }, before);
  assert.deepEqual(titles(server.home(ROBIN)), before.list);
});

test("what is in my head stays mine until I bring it", async () => {
  const { home, server } = board();
  await home.add({ id: "gift", title: "Gift for Robin", private: true });
  assert.deepEqual(
    home.inMyHead.value.map((task) => task.title),
    ["Gift for Robin"],
  );
  assert.equal(titles(home).length, 3);
  assert.ok(!JSON.stringify(server.news(ROBIN, "")).includes("Gift"));
  void home.share("gift", "week");
  assert.deepEqual(titles(home, "week"), ["Gift for Robin"]);
  assert.equal(home.inMyHead.value.length, 0);
  await until(() => home.kept.value === 0);
  assert.equal(await home.undo(), true);
  assert.equal(home.inMyHead.value.length, 1);
});

test("while my edit is under way the other's wording of that field does not take mine from the screen", async () => {
  const { home, server } = board();
  let free = () => {};
  server.hold = () => new Promise((resolve) => (free = resolve));
  const seen: string[] = [];
  const stop = effect(() => {
    const title = home.tasks.value.get("a")?.title ?? "";
    if (seen.at(-1) !== title) seen.push(title);
  });
  await home.ready;
  server.fault = (request) => {
    if (request.method === "PATCH") server.act(ROBIN, "PATCH", "tasks/a/", { title: "robin's" });
    return null;
  };
  const edited = home.edit("a", { title: "mine" });
  await until(() => server.requests.length === 1);
  assert.equal(home.tasks.value.get("a")?.title, "mine");
  free();
  assert.equal(await edited, false);
  assert.deepEqual(seen, ["a", "mine", "robin's"]);
  const [parked] = home.parked.value;
  assert.deepEqual(parked?.conflicts, [{ field: "title", mine: "mine", theirs: "robin's" }]);
  server.fault = () => null;
  server.hold = async () => {};
  assert.ok(parked);
  assert.equal(await home.again(parked), true);
  assert.equal(server.task("a").title, "mine");
  assert.deepEqual(home.parked.value, []);
  stop();
});

test("both wrote the very same: there is nothing to choose", async () => {
  const { home, server } = board();
  server.fault = (request) => {
    if (request.method === "PATCH") server.act(ROBIN, "PATCH", "tasks/a/", { title: "same" });
    return null;
  };
  assert.equal(await home.edit("a", { title: "same " }), true);
  assert.deepEqual(home.parked.value, []);
});

test("an edit sends only what the person changed, guarded by what the editor opened with", async () => {
  const { home, server } = board();
  await home.edit("a", { title: "a", notes: " new\r\nlines " }, { title: "a", notes: "" });
  assert.deepEqual(server.requests[0]?.body, { notes: "new\nlines", was: { notes: "" } });
  await home.edit("a", { title: "opened with this" }, { title: "opened with this" });
  assert.equal(server.requests.length, 1);
});

test("the other's acts are told by name, one's own are not, and nothing on the first load", async () => {
  const { home, server, partner } = board();
  assert.deepEqual(partner(), []);
  server.act(ROBIN, "POST", "tasks/a/done/");
  server.act(ROBIN, "POST", "tasks/a/reopened/");
  server.act(ROBIN, "POST", "tasks/b/taken/");
  server.act(ROBIN, "POST", "tasks/b/released/");
  server.act(ROBIN, "PATCH", "tasks/b/", { title: "b!" });
  server.act(ROBIN, "POST", "tasks/b/moved/", { place: "week", after: null });
  server.act(ROBIN, "POST", "tasks/c/let-go/");
  server.act(ROBIN, "POST", "tasks/", { id: "d", title: "d" });
  server.act(ROBIN, "POST", "tasks/", { id: "e", title: "e", private: true });
  server.act(ROBIN, "POST", "tasks/e/shared/");
  const did = ["done", "reopened", "taken", "released", "edited", "moved", "let_go", "added", "shared"];
  assert.deepEqual(
    partner(),
    did.map((each) => `robin ${each}`),
  );
  assert.equal(home.changedBy.value.get("b")?.colour, "amber");
  await home.done("a");
  await home.edit("b", { title: "mine" });
  assert.equal(partner().length, did.length, "own acts were told as the partner's");
});

test("an area I put away empties its tasks' field: that is mine too, even where its news come before the answer", () => {
  const { home, server, partner } = board();
  server.save("everyone", { kind: "area", id: "garden", rev: 0, name: "Garden", feel: "", intention: null });
  server.act(ROBIN, "PATCH", "tasks/a/", { area: "garden" });
  home.takeNews(server.news(SAM, home.cursor));
  const before = partner().length;
  void home.eraseArea("garden");
  assert.equal(home.tasks.value.get("a")?.area, null);
  server.act(SAM, "PATCH", "tasks/a/", { area: null });
  assert.equal(partner().length, before);
});

test("a doubled or late frame tells nothing twice", () => {
  const { home, server, partner } = board();
  const since = home.cursor;
  server.act(ROBIN, "POST", "tasks/a/done/");
  home.takeNews(server.news(SAM, since));
  home.takeNews(server.news(SAM, since));
  assert.deepEqual(partner(), ["robin done"]);
});

test("with three at home the row says who moved it", () => {
  const { home, server, partner } = board([SAM, ROBIN, KIM]);
  server.act(KIM, "POST", "tasks/a/moved/", { place: "week", after: null });
  server.act(KIM, "POST", "tasks/a/done/");
  assert.deepEqual(partner(), ["kim moved", "kim done"]);
  assert.equal(home.changedBy.value.get("a")?.colour, "plum");
});

test("much at once is counted, not read out", () => {
  const { home, server, told } = board();
  const since = home.cursor;
  server.broadcast = () => {};
  for (let i = 0; i < 5; i++) server.act(ROBIN, "POST", "tasks/", { id: `x${i}`, title: "x" });
  home.takeNews(server.news(SAM, since));
  assert.deepEqual(
    told.map((event) => event.type === "caught_up" && [event.count, event.did, event.by?.id]),
    [[5, "added", ROBIN]],
  );
  assert.equal(home.changedBy.value.size, 5);
});

test("much at once of several kinds is one number, and can be looked up", () => {
  const { home, server, told } = board();
  const since = home.cursor;
  server.broadcast = () => {};
  for (let i = 0; i < 3; i++) server.act(ROBIN, "POST", "tasks/", { id: `x${i}`, title: "x" });
  server.act(ROBIN, "POST", "tasks/a/done/");
  home.takeNews(server.news(SAM, since));
  assert.deepEqual(told, [{ type: "caught_up", count: 4, did: null, by: null }]);
  assert.equal(home.since.events.value.length, 4);
});

test("undo takes back the newest act that still stands, and leaves what the other has changed since", async () => {
  const { home, server } = board();
  await home.done("a");
  await home.edit("b", { title: "better" });
  await home.move("c", "week", null);
  assert.equal(home.undoable.value?.verb, "move");
  server.act(ROBIN, "POST", "tasks/c/done/");
  assert.equal(home.undoable.value?.verb, "edit");
  assert.equal(await home.undo(), true);
  assert.deepEqual(titles(home), ["b"]);
  assert.equal(await home.undo(), true);
  assert.deepEqual(titles(home), ["a", "b"]);
  assert.equal(server.task("c").place, "done");
  assert.equal(home.undoable.value, null);
  assert.equal(await home.undo(), false);
});

test("take, give back, let go, reopen and their undos", async () => {
  const { home, server } = board();
  for (const [act, check] of [
    [() => home.take("b"), (task: Task) => task.owner === null],
    [() => home.letGo("b"), (task: Task) => task.place === "list"],
  ] as const) {
    await act();
    await home.undo();
    assert.ok(check(server.task("b")));
  }
  await home.done("b");
  await home.reopen("b", undefined, "week");
  await home.undo();
  assert.equal(server.task("b").place, "done");
  assert.equal(server.task("b").done_on, DAY);
});

test("what leaves by time leaves by itself, by one timer", () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2026-11-23T10:00:00Z") });
  try {
    const server = new ModelServer();
    server.act(ROBIN, "POST", "tasks/", { id: "a", title: "a" });
    server.save("everyone", { ...server.task("a"), place: "done", done_on: DAY, done_by: ROBIN, until: "2026-11-23T10:05:00Z" });
    const asked: CheckIn = {
      kind: "check_in",
      id: "q",
      rev: 0,
      task: "a",
      state: "asked",
      felt: null,
      parts: [],
      until: "2026-11-23T10:02:00Z",
    };
    server.save(SAM, asked);
    const home = server.home(SAM);
    const state = () => [titles(home, "done").length, home.checkIns.value.length];
    assert.deepEqual(state(), [1, 1]);
    mock.timers.tick(2 * 60_000 + 10);
    assert.deepEqual(state(), [1, 0]);
    mock.timers.tick(3 * 60_000);
    assert.deepEqual(state(), [0, 0]);
    assert.equal(home.today.value, "2026-11-23");
    mock.timers.tick(13 * 3_600_000);
    assert.equal(home.today.value, "2026-11-24", "midnight in Berlin");
  } finally {
    mock.timers.reset();
  }
});

test("a column stays the very same list while its rows do", () => {
  const { home, server } = board();
  const list = home.column("list").value;
  server.act(ROBIN, "POST", "tasks/", { title: "later", place: "not_now" });
  assert.equal(home.column("list").value, list);
});

test("a question is answered, skipped, and all at once, on this screen first", () => {
  const { home, server } = board();
  for (const id of ["q1", "q2", "q3"]) {
    server.save(SAM, { kind: "check_in", id, rev: 0, task: "a", state: "asked", felt: null, parts: [], until: "2099-01-01T00:00:00Z" });
  }
  home.takeNews(server.news(SAM, home.cursor));
  void home.answer("q1", 4);
  assert.deepEqual(
    home.checkIns.value.map((asked) => asked.id),
    ["q2", "q3"],
  );
  void home.skipAll();
  assert.deepEqual(home.checkIns.value, []);
});

test("an answer that was on its way over a full load brings nothing back that has gone since", async () => {
  const server = new ModelServer();
  server.act(ROBIN, "POST", "tasks/", { id: "a", title: "a" });
  const home = server.home(SAM);
  await home.ready;
  let answer = () => {};
  server.hold = () => new Promise((resolve) => (answer = resolve));
  const edited = home.edit("a", { notes: "mine" });
  await until(() => server.task("a").notes === "mine");
  server.erase(server.task("a"));
  server.epoch = "restored";
  home.takeNews(server.news(SAM, home.cursor));
  assert.deepEqual(titles(home), []);
  answer();
  assert.equal(await edited, true);
  assert.deepEqual(titles(home), []);
  server.act(ROBIN, "POST", "tasks/", { id: "b", title: "b" });
  home.takeNews(server.news(SAM, home.cursor));
  assert.deepEqual(titles(home), ["b"]);
});
