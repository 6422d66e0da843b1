import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Home } from "../home/home.ts";
import { Storage } from "../home/storage.ts";
import { type Fault, ModelServer, type Request, ROBIN, SAM, scopeOf, until } from "./server.ts";

const writes = (server: ModelServer) => server.requests.filter((request) => request.method !== "GET");
const titleOf = (request: Request) => (request.body as { title?: string }).title ?? "";
const cannot = (status: number, code: string, after?: string): Fault => ({
  status,
  body: { code, title: `It is ${code}.`, detail: "Your words are kept.", status },
  ...(after ? { headers: { "Retry-After": after } } : {}),
});

/** Hurries a home along: every pause ends at once. */
async function hurry(home: Home, true_: () => boolean): Promise<void> {
  await until(() => {
    home.wake();
    return true_();
  });
}

test("what waits for too long is said, with the cause, and no more once it is saved", async () => {
  const server = new ModelServer();
  server.act(SAM, "POST", "tasks/", { id: "dishes", title: "Dishes" });
  const home = server.home(SAM, null, undefined, { patience: 20 });
  server.fault = () => cannot(503, "disk_full");
  const done = home.done("dishes");
  assert.deepEqual([home.isLate.value, home.late.value.size], [false, 0]);
  await until(() => home.isLate.value);
  assert.deepEqual([...home.late.value], ["dishes"]);
  assert.equal(home.trouble.value?.title, "It is disk_full.");
  server.fault = () => null;
  home.wake();
  assert.equal(await done, true);
  assert.deepEqual([home.isLate.value, home.late.value.size, home.trouble.value], [false, 0, null]);
});

test("a write that has just begun is not late because another one is", async () => {
  const server = new ModelServer();
  const home = server.home(SAM, null, undefined, { patience: 60 });
  server.fault = () => cannot(503, "disk_full");
  void home.add({ id: "first", title: "First" });
  await until(() => home.isLate.value);
  void home.add({ id: "second", title: "Second" });
  assert.deepEqual([...home.late.value], ["first"]);
  await until(() => home.late.value.size === 2);
});

test("pauses grow although the server names a time", async () => {
  const server = new ModelServer();
  const home = server.home(SAM);
  server.fault = () => cannot(503, "again", "0");
  void home.add({ title: "Bread" });
  await until(() => writes(server).length === 3);
  const asked = performance.now();
  await until(() => writes(server).length === 4);
  assert.ok(performance.now() - asked > 1_000, "the fourth try comes no sooner than after a second");
});

test("a write that alone keeps failing is set aside with its text, and the rest goes on", async () => {
  const server = new ModelServer();
  const home = server.home(SAM, new Storage("home", SAM, scopeOf(SAM)));
  server.fault = (request) => (titleOf(request) === "poison" ? cannot(500, "our_fault") : null);
  const poisoned = home.add({ id: "p", title: "poison", notes: "a long thought" });
  const builds = home.edit("p", { notes: "a longer thought" });
  const good = home.add({ title: "Bread" });
  await hurry(home, () => home.kept.value === 0);
  assert.deepEqual(await Promise.all([poisoned, builds, good]), [false, false, true]);
  assert.equal(home.trouble.value, null);
  assert.deepEqual(
    home.parked.value.map(({ text, problem }) => [text, problem.code]),
    [
      ["poison\na long thought", "our_fault"],
      ["a longer thought", "our_fault"],
    ],
  );
  const key = writes(server).find((request) => titleOf(request) === "poison")?.key;
  home.close();

  const later = server.home(SAM, new Storage("home", SAM, scopeOf(SAM)));
  await later.ready;
  const [parked] = later.parked.value;
  assert.ok(parked, "it is still there after a page load");
  server.fault = () => null;
  assert.equal(await later.again(parked), true);
  assert.deepEqual(later.parked.value, []);
  assert.deepEqual([server.task("p").title, server.task("p").notes], ["poison", "a longer thought"]);
  assert.equal(
    writes(server)
      .filter((request) => titleOf(request) === "poison")
      .at(-1)?.key,
    key,
    "under its own key",
  );
  await later.forget();
});

test("the write that is tried in place of a failing one overtakes nothing that it builds on", async () => {
  const server = new ModelServer();
  const home = server.home(SAM);
  server.fault = (request) => (titleOf(request) === "poison" ? cannot(500, "our_fault") : null);
  void home.add({ title: "poison" });
  void home.add({ id: "x", title: "Cake" });
  void home.edit("x", { notes: "with plums" });
  void home.edit("x", { notes: "with plums and cream" });
  await hurry(home, () => home.kept.value === 0);
  assert.deepEqual(
    home.parked.value.map(({ text }) => text),
    ["poison"],
  );
  assert.equal(server.task("x").notes, "with plums and cream");
  home.close();
});

test("the words of an ask that came too late stay with its person", async () => {
  const server = new ModelServer();
  server.act(SAM, "POST", "tasks/", { id: "dishes", title: "Dishes" });
  const home = server.home(SAM);
  server.fault = (request) => (request.path.endsWith("asks/") ? cannot(409, "over") : null);
  await home.ask("dishes", "ask", ROBIN, "because my back hurts", null);
  assert.deepEqual(
    home.parked.value.map(({ text }) => text),
    ["because my back hurts"],
  );
  home.close();
});

test("one that has no other beside it is set aside too, a little later", async () => {
  const server = new ModelServer();
  const home = server.home(SAM);
  server.fault = () => cannot(500, "our_fault");
  const added = home.add({ title: "poison" });
  await hurry(home, () => home.parked.value.length === 1);
  assert.equal(await added, false);
  home.putAside(home.parked.value[0] as never);
  assert.deepEqual([home.parked.value.length, home.kept.value], [0, 0]);
});

test("where nothing can be saved nothing is set aside, and all of it arrives", async () => {
  const server = new ModelServer();
  const home = server.home(SAM);
  let down = true;
  for (const code of ["disk_full", "schema", "no_database"]) {
    down = true;
    const before = writes(server).length;
    server.fault = () => (down ? cannot(503, code) : null);
    const all = ["one", "two", "three"].map((title) => home.add({ title: `${code} ${title}` }));
    await hurry(home, () => writes(server).length > before + 15);
    assert.deepEqual([home.parked.value.length, home.kept.value], [0, 3]);
    down = false;
    await hurry(home, () => home.kept.value === 0);
    assert.deepEqual(await Promise.all(all), [true, true, true]);
  }
});
