import assert from "node:assert/strict";
import { test } from "node:test";
import type { HomeEvent } from "../home/acts.ts";
import type { Home } from "../home/home.ts";
import type { Task } from "../home/types.ts";
import { ModelServer, ROBIN, SAM, until } from "./server.ts";

/** What Sam means to do with an open task of this week, having seen it so. */
const VERBS: Readonly<Record<string, (home: Home, seen: Task) => Promise<boolean>>> = {
  moved: (home, seen) => home.move("a", "list", null, seen),
  ordered: (home, seen) => home.move("a", "week", "b", seen),
  taken: (home) => home.take("a"),
  "let go": (home, seen) => home.letGo("a", seen),
};
/** What Robin does before it arrives. */
const MEANWHILE = {
  done: ["done", {}],
  "let go": ["let-go", {}],
  moved: ["moved", { place: "not_now", after: null }],
} as const;
/** Taking does not depend on the place; what is let go twice is let go. */
const COUNTS = new Set(["taken after moved", "let go after let go"]);

function board() {
  const server = new ModelServer();
  for (const id of ["b", "a"]) server.act(ROBIN, "POST", "tasks/", { id, title: id, place: "week" });
  const home = server.home(SAM);
  const told: HomeEvent[] = [];
  home.on((event) => told.push(event));
  return { server, home, told };
}

for (const [verb, act] of Object.entries(VERBS))
  for (const [meanwhile, [path, body]] of Object.entries(MEANWHILE)) {
    const name = `${verb} after ${meanwhile}`;
    if (COUNTS.has(name)) continue;

    test(`${name}: on a screen that knows already nothing is sent, and its person is told`, async () => {
      const { server, home, told } = board();
      const seen = home.tasks.value.get("a");
      assert.ok(seen);
      server.broadcast = (to, news) => void (to === SAM && home.takeNews(news));
      server.act(ROBIN, "POST", `tasks/a/${path}/`, body);
      const { place, owner } = server.task("a");
      told.length = 0;
      assert.equal(await act(home, seen), false);
      assert.deepEqual(
        told.map(({ type }) => type),
        ["too_late"],
      );
      assert.equal(home.kept.value, 0);
      assert.deepEqual([server.task("a").place, server.task("a").owner], [place, owner]);
      assert.equal(home.tasks.value.get("a")?.place, place);
    });

    test(`${name}: sent when the net is back it loses, and its person is told`, async () => {
      const { server, home, told } = board();
      let away = true;
      server.fault = () => (away ? "unheard" : null);
      const seen = home.tasks.value.get("a");
      assert.ok(seen);
      const sent = act(home, seen);
      server.act(ROBIN, "POST", `tasks/a/${path}/`, body);
      const { place, owner } = server.task("a");
      away = false;
      await until(() => home.parked.value.length > 0);
      assert.equal(await sent, false);
      assert.deepEqual([server.task("a").place, server.task("a").owner], [place, owner]);
      assert.equal(home.tasks.value.get("a")?.place, place);
      assert.ok(told.some(({ type }) => type === "refused"));
    });

    test(`${name}: news that come first show the task as it is while mine still waits`, () => {
      const { server, home } = board();
      server.fault = () => "unheard";
      const seen = home.tasks.value.get("a");
      assert.ok(seen);
      void act(home, seen);
      server.broadcast = (to, news) => void (to === SAM && home.takeNews(news));
      server.act(ROBIN, "POST", `tasks/a/${path}/`, body);
      assert.equal(home.tasks.value.get("a")?.place, server.task("a").place);
    });
  }

test("a tick taken back on the train does not take back the other's", async () => {
  const { server, home } = board();
  let away = true;
  server.fault = () => (away ? "unheard" : null);
  void home.done("a");
  void home.undo();
  server.act(ROBIN, "POST", "tasks/a/done/");
  away = false;
  await until(() => home.kept.value === 0);
  assert.equal(server.task("a").done_by, ROBIN);
  assert.equal(home.tasks.value.get("a")?.done_by, ROBIN);
});

test("what the other has done meanwhile is no longer mine to undo", () => {
  const { server, home } = board();
  server.broadcast = (to, news) => void (to === SAM && home.takeNews(news));
  void home.move("a", "list", null);
  server.act(ROBIN, "POST", "tasks/a/done/");
  assert.equal(home.undoable.value, null);
});

test("done is opened again into the place where its person puts it", async () => {
  const { server, home } = board();
  await home.done("a");
  await home.reopen("a", home.tasks.value.get("a"), "week", "b");
  assert.equal(server.task("a").place, "week");
  assert.deepEqual(
    home.column("week").value.map(({ id }) => id),
    ["b", "a"],
  );
});
