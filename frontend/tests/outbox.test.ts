import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { effect } from "@preact/signals-core";
import type { Home } from "../home/home.ts";
import { NOTHING } from "../home/merge.ts";
import { Storage } from "../home/storage.ts";
import { ModelServer, ROBIN, SAM, scopeOf, until } from "./server.ts";

const titles = (home: Home, place: "list" | "week" | "done" = "list") => home.column(place).value.map((task) => task.title);
const writes = (server: ModelServer) => server.requests.filter((request) => request.method !== "GET");

test("an act shows at once and is confirmed without a flicker", async () => {
  const server = new ModelServer();
  server.act(SAM, "POST", "tasks/", { id: "dishes", title: "Dishes" });
  const home = server.home(SAM);
  const seen: string[] = [];
  const stop = effect(() => void seen.push(home.tasks.value.get("dishes")?.place ?? "nowhere"));
  const confirmed = home.done("dishes");
  assert.deepEqual(seen, ["list", "done"]);
  assert.equal(home.kept.value, 1);
  assert.equal(await confirmed, true);
  assert.equal(home.kept.value, 0);
  assert.ok(!seen.slice(1).includes("list"), `flickered: ${seen}`);
  stop();
  home.close();
});

test("five writes, the second fails: it and all behind it stay, in order, and arrive once", async () => {
  const server = new ModelServer();
  const home = server.home(SAM);
  let down = true;
  server.fault = (request) => (down && (request.body as { title?: string }).title === "two" ? { status: 503 } : null);
  const all = ["one", "two", "three", "four", "five"].map((title) => home.add({ title }));
  await until(() => home.kept.value === 4 && writes(server).length === 2);
  assert.deepEqual(titles(home), ["five", "four", "three", "two", "one"]);
  assert.equal(home.unsent.value.size, 4);
  down = false;
  home.wake();
  assert.deepEqual(await Promise.all(all), [true, true, true, true, true]);
  assert.deepEqual(
    writes(server).map((request) => (request.body as { title: string }).title),
    ["one", "two", "two", "three", "four", "five"],
  );
  assert.equal(writes(server)[1]?.key, writes(server)[2]?.key);
  home.close();
});

test("a write that comes in while another is on its way is next", async () => {
  const server = new ModelServer();
  const home = server.home(SAM);
  let free = () => {};
  server.hold = () => new Promise((resolve) => (free = resolve));
  const first = home.add({ id: "a", title: "first" });
  await until(() => writes(server).length === 1);
  const second = home.edit("a", { title: "first, better" });
  free();
  await first;
  await until(() => writes(server).length === 2);
  assert.deepEqual(titles(home), ["first, better"]);
  free();
  assert.equal(await second, true);
  assert.equal(server.task("a").title, "first, better");
  home.close();
});

test("an answer that got lost on the way does not do it twice", async () => {
  const server = new ModelServer();
  const home = server.home(SAM);
  let once = true;
  server.fault = () => {
    const fault = once ? "answer lost" : null;
    once = false;
    return fault;
  };
  const added = home.add({ title: "Bread" });
  await until(() => writes(server).length === 1);
  home.wake();
  assert.equal(await added, true);
  assert.deepEqual(titles(home), ["Bread"]);
  assert.equal([...server.rows.keys()].filter((name) => name.startsWith("task/")).length, 1);
  home.close();
});

test("a refused write is rolled back with its words, and what builds on it with it; the rest goes on", async () => {
  const server = new ModelServer();
  const home = server.home(SAM);
  const refused: string[] = [];
  home.on((event) => event.type === "refused" && refused.push(event.parked.text));
  const results = await Promise.all([
    home.add({ id: "bad", title: "please refuse this", notes: "long thought" }),
    home.edit("bad", { notes: "longer thought" }),
    home.done("bad"),
    home.add({ title: "Bread" }),
  ]);
  assert.deepEqual(results, [false, false, false, true]);
  assert.deepEqual(titles(home), ["Bread"]);
  assert.equal(home.tasks.value.has("bad"), false);
  const [first, second] = home.parked.value;
  assert.equal(first?.text, "please refuse this\nlong thought");
  assert.equal(first?.problem.code, "invalid");
  assert.equal(second?.because, first?.key);
  assert.deepEqual(refused, ["please refuse this\nlong thought", "longer thought", ""]);
  assert.equal(home.undoable.value, null);
  for (const parked of home.parked.value) home.putAside(parked);
  assert.deepEqual(home.parked.value, []);
  home.close();
});

test("429 waits as long as the server asks; 401 keeps everything and tells the page", async () => {
  const server = new ModelServer();
  let time = 1_000_000;
  const home = server.home(SAM, null, () => time);
  const told: string[] = [];
  home.on((event) => told.push(event.type));
  server.fault = () => ({ status: 429, headers: { "Retry-After": "30" } });
  const added = home.add({ title: "Bread" });
  await until(() => writes(server).length === 1);
  home.wake();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(writes(server).length, 1, "asked again before its time");
  time += 31_000;
  server.fault = () => ({ status: 401 }); // a proxy's or a hotspot's: no code of ours
  home.wake();
  await until(() => writes(server).length === 2);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(home.signedOut.value, false);
  server.fault = () => ({ status: 401, body: { code: "not_signed_in" } });
  time += 31_000;
  await until(() => {
    home.wake();
    return home.signedOut.value;
  });
  assert.deepEqual(told, ["own", "signed_out"]);
  assert.deepEqual(titles(home), ["Bread"]);
  server.fault = () => null;
  home.wake();
  assert.equal(await added, true);
  assert.equal(home.signedOut.value, false);
  home.close();
});

test("tick on a train, close the tab: the next page load still shows it and sends it, once", async () => {
  const server = new ModelServer();
  server.act(SAM, "POST", "tasks/", { id: "dishes", title: "Dishes" });
  server.fault = (request) => (request.method === "GET" ? null : "unheard");
  const first = server.home(SAM, new Storage("home", SAM, scopeOf(SAM)));
  await first.ready;
  void first.done("dishes");
  void first.add({ title: "Bread" });
  first.close();

  server.fault = () => null;
  const again = server.home(SAM, new Storage("home", SAM, scopeOf(SAM)));
  void again.add({ title: "typed before the device was read" });
  await again.ready;
  assert.deepEqual(titles(again, "done"), ["Dishes"]);
  await until(() => again.kept.value === 0);
  assert.equal(server.task("dishes").done_by, SAM);
  assert.deepEqual(titles(again), ["typed before the device was read", "Bread"]);
  again.close();

  const last = server.home(SAM, new Storage("home", SAM, scopeOf(SAM)));
  await last.ready;
  assert.equal(last.kept.value, 0);
  last.close();
  await last.forget();
});

test("what was refused is still there after a page load; another member on this device sees none of it", async () => {
  const server = new ModelServer();
  const home = server.home(SAM, new Storage("home", SAM, scopeOf(SAM)));
  await home.add({ title: "please refuse this" });
  await home.add({ title: "a thought of mine", private: true });
  home.close();
  const robin = server.home(ROBIN, new Storage("home", ROBIN, scopeOf(ROBIN)));
  await robin.ready;
  assert.deepEqual([robin.parked.value, robin.inMyHead.value], [[], []]);
  robin.close();
  const again = server.home(SAM, new Storage("home", SAM, scopeOf(SAM)));
  await again.ready;
  assert.deepEqual(
    again.parked.value.map((parked) => parked.text),
    ["please refuse this"],
  );
  assert.equal(again.inMyHead.value.length, 1);
  await again.lost();
  const after = await new Storage("home", SAM, scopeOf(SAM)).load();
  assert.deepEqual([after.writes, after.parked, after.held.cursor, after.held.rows.task.size], [[], [], "", 0]);
});

test("rows and cursor are kept together; an older tab does not set them back", async () => {
  const server = new ModelServer();
  const [one, two] = [server.home(SAM, new Storage("home", SAM, scopeOf(SAM))), server.home(SAM, new Storage("home", SAM, scopeOf(SAM)))];
  await Promise.all([one.ready, two.ready]);
  const late = server.home(SAM, null);
  server.act(ROBIN, "POST", "tasks/", { id: "a", title: "A" });
  one.takeNews(server.news(SAM, one.cursor));
  await until(() => one.tasks.value.has("a"));
  server.act(ROBIN, "POST", "tasks/a/done/");
  two.takeNews(server.news(SAM, two.cursor));
  await two.ready;
  const stale = new Storage("home", SAM, scopeOf(SAM));
  await stale.replace({ rows: NOTHING, cursor: late.cursor });
  const kept = await stale.load();
  assert.equal(kept.held.cursor, server.cursor(SAM));
  const row = kept.held.rows.task.get("a");
  assert.equal(row && "place" in row && row.place, "done");
  for (const home of [one, two, late]) home.close();
  await stale.wipe();
});

test("a device that is slow to read what it kept brings it late, not never", async () => {
  const server = new ModelServer();
  const before = server.home(SAM, new Storage("slow", SAM, scopeOf(SAM)));
  await before.ready;
  server.fault = () => ({ status: 503 });
  void before.add({ id: "kept", title: "typed in a tunnel" });
  before.close();
  const device = new Storage("slow", SAM, scopeOf(SAM));
  while ((await device.load()).writes.length === 0);
  server.fault = () => null;
  server.act(ROBIN, "POST", "tasks/", { id: "cake", title: "Cake" });
  let answers = () => {};
  class Slow extends Storage {
    override async load() {
      const kept = await super.load();
      await new Promise<void>((resolve) => (answers = resolve));
      return kept;
    }
  }
  const home = server.home(SAM, new Slow("slow", SAM, scopeOf(SAM)));
  await home.ready; // it does not wait for ever
  assert.equal(home.kept.value, 0);
  await home.add({ title: "now" });
  assert.deepEqual(titles(home), ["now", "Cake"]);
  answers();
  await until(() => titles(home).length === 3);
  await until(() => home.kept.value === 0);
  assert.deepEqual(
    writes(server).map((request) => (request.body as { title: string }).title),
    ["typed in a tunnel", "now", "typed in a tunnel"],
  );
  assert.deepEqual(
    home.since.events.value.map(({ did, task }) => [did, task?.id]),
    [["added", "cake"]],
  );
  home.close();
});
