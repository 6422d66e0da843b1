import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type { Home } from "../home/home.ts";
import { goLive } from "../live.ts";
import { type Fault, ModelServer, ROBIN, SAM } from "./server.ts";

/** The server's side of a socket, or the lack of one. */
class FakeSocket {
  static all: FakeSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readyState = 0;
  closed = false;
  readonly sent: string[] = [];
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
    this.readyState = 3;
  }
  get since(): string {
    return new URL(this.url).searchParams.get("since") ?? "";
  }
  accept(server: ModelServer): void {
    this.readyState = 1;
    this.onopen?.();
    this.frame({ type: "news", ...server.news(SAM, this.since) });
  }
  pong(cursor: string): void {
    this.frame({ type: "pong", cursor });
  }
  frame(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  fail(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const last = () => FakeSocket.all.at(-1) as FakeSocket;
/** Lets answers that are already there be read; timers stand still meanwhile. */
const settle = async () => {
  for (let i = 0; i < 60; i++) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
};

let server: ModelServer;
let home: Home;
let page: EventTarget;
let stop: () => void;
const gets = () => server.requests.filter((request) => request.method === "GET").length;

beforeEach(async () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2026-11-23T10:00:00Z") });
  FakeSocket.all = [];
  server = new ModelServer();
  server.act(ROBIN, "POST", "tasks/", { id: "a", title: "A" });
  home = server.home(SAM);
  page = new EventTarget();
  stop = goLive(home, { open: (url) => new FakeSocket(url) as unknown as WebSocket, page });
  await settle();
});
afterEach(() => {
  stop();
  home.close();
  mock.timers.reset();
});

test("the first frame makes it live; it asks for what came after its cursor", () => {
  assert.equal(last().since, home.cursor);
  assert.equal(home.connection.value, "catching_up");
  last().accept(server);
  assert.equal(home.connection.value, "live");
});

test("a half-open socket is noticed within 20 s and replaced", () => {
  last().accept(server);
  mock.timers.tick(8_000);
  assert.deepEqual(last().sent, ['{"type":"ping"}']);
  last().pong(home.cursor);
  const silentFrom = Date.now();
  while (home.connection.value === "live") mock.timers.tick(500);
  assert.ok(Date.now() - silentFrom < 20_000, `noticed after ${Date.now() - silentFrom} ms`);
  assert.ok(FakeSocket.all[0]?.closed);
  mock.timers.tick(1_000);
  assert.equal(FakeSocket.all.length, 2);
  last().accept(server);
  assert.equal(home.connection.value, "live");
});

test("while the server pongs it stays live, with one ping every 8 s", () => {
  last().accept(server);
  for (let i = 0; i < 10; i++) {
    mock.timers.tick(8_000);
    last().pong(home.cursor);
  }
  assert.equal(last().sent.length, 10);
  assert.equal(FakeSocket.all.length, 1);
});

test("a lost frame is found by the gap, or by the pong's cursor", async () => {
  last().accept(server);
  server.act(ROBIN, "POST", "tasks/a/taken/"); // lost
  const since = server.cursor(SAM);
  server.act(ROBIN, "POST", "tasks/", { id: "b", title: "B" });
  last().frame({ type: "news", ...server.news(SAM, since) });
  await settle();
  assert.equal(home.tasks.value.get("a")?.owner, ROBIN);
  assert.equal(home.cursor, server.cursor(SAM));
  assert.equal(gets(), 1);
  server.act(ROBIN, "POST", "tasks/b/done/"); // lost
  last().pong(server.cursor(SAM));
  await settle();
  assert.equal(home.tasks.value.get("b")?.place, "done");
  last().pong(home.cursor);
  await settle();
  assert.equal(gets(), 2);
});

test("back-off grows to 15 s at most, with one socket and one timer at a time", () => {
  last().accept(server);
  mock.timers.tick(11_000);
  const waits: number[] = [];
  for (let i = 0; i < 9; i++) {
    const count = FakeSocket.all.length;
    const from = Date.now();
    last().fail();
    while (FakeSocket.all.length === count) mock.timers.tick(25);
    waits.push(Date.now() - from);
    assert.equal(FakeSocket.all.length, count + 1);
  }
  assert.ok((waits[0] ?? 0) <= 650 && (waits[0] ?? 0) >= 300, `${waits}`);
  assert.ok(Math.max(...waits) <= 15_025 && (waits.at(-1) ?? 0) > 10_000, `${waits}`);
});

test("the network is back, the page is looked at: at once", () => {
  last().accept(server);
  for (let i = 0; i < 5; i++) {
    last().fail();
    mock.timers.tick(16_000);
  }
  last().fail();
  const count = FakeSocket.all.length;
  page.dispatchEvent(new Event("online"));
  assert.equal(FakeSocket.all.length, count + 1);
  page.dispatchEvent(new Event("visibilitychange"));
  page.dispatchEvent(new Event("pageshow"));
  assert.equal(FakeSocket.all.length, count + 1, "sockets piled up");
});

test("a phone that slept two hours is fresh within two seconds and a bit", () => {
  last().accept(server);
  mock.timers.setTime(Date.now() + 7_200_000);
  server.act(ROBIN, "POST", "tasks/a/done/");
  page.dispatchEvent(new Event("visibilitychange"));
  mock.timers.tick(2_001);
  assert.notEqual(home.connection.value, "live");
  mock.timers.tick(700);
  last().accept(server);
  assert.equal(home.tasks.value.get("a")?.place, "done");
});

test("where sockets cannot be opened the same news are polled every 5 s, honestly live", async () => {
  last().fail();
  mock.timers.tick(700);
  assert.equal(gets(), 0);
  last().fail();
  mock.timers.tick(1);
  await settle();
  assert.equal(gets(), 1);
  assert.equal(home.connection.value, "live");
  server.act(ROBIN, "POST", "tasks/a/done/");
  for (let i = 0; i < 20; i++) {
    mock.timers.tick(1_000);
    await settle();
    if (last().readyState === 0) last().fail();
  }
  assert.equal(home.tasks.value.get("a")?.place, "done");
  assert.ok(gets() >= 4 && gets() <= 6, `${gets()} polls in 20 s`);
  const sockets = FakeSocket.all.length;
  while (FakeSocket.all.length === sockets) mock.timers.tick(500);
  last().accept(server);
  const polls = gets();
  mock.timers.tick(20_000);
  await settle();
  assert.equal(gets(), polls, "still polling beside a good socket");
});

test("with the server away it says offline, and is live again soon after it is back", async () => {
  server.fault = (): Fault => "unheard";
  last().accept(server);
  for (let i = 0; i < 30; i++) {
    last().fail();
    mock.timers.tick(2_000);
    await settle();
  }
  assert.equal(home.connection.value, "offline");
  server.fault = () => null;
  mock.timers.tick(5_001);
  await settle();
  assert.equal(home.connection.value, "live");
});

test("a proxy that swallows the upgrade is given up after 10 s", () => {
  mock.timers.tick(10_001);
  assert.ok(FakeSocket.all[0]?.closed);
  mock.timers.tick(1_000);
  assert.equal(FakeSocket.all.length, 2);
});

test("4401: the page is told to sign in, nothing hammers, a later look tries again", () => {
  last().accept(server);
  last().fail(4401);
  assert.equal(home.signedOut.value, true);
  assert.equal(home.connection.value, "offline");
  mock.timers.tick(60_000);
  assert.equal(FakeSocket.all.length, 1);
  page.dispatchEvent(new Event("visibilitychange"));
  last().accept(server);
  assert.equal(home.signedOut.value, false);
});

test("4403: this home is no longer ours, and nothing is tried again", async () => {
  const told: string[] = [];
  home.on((event) => told.push(event.type));
  last().accept(server);
  last().fail(4403);
  await settle();
  assert.deepEqual(told, ["not_ours"]);
  mock.timers.tick(60_000);
  page.dispatchEvent(new Event("online"));
  assert.equal(FakeSocket.all.length, 1);
});

test("4400: it asks for everything anew", () => {
  last().accept(server);
  last().fail(4400);
  mock.timers.tick(1_000);
  assert.equal(last().since, "");
});

test("after the end nothing is left running", async () => {
  last().fail();
  mock.timers.tick(700);
  last().fail();
  stop();
  const before = [FakeSocket.all.length, gets()];
  mock.timers.tick(120_000);
  await settle();
  page.dispatchEvent(new Event("online"));
  assert.deepEqual([FakeSocket.all.length, gets()], before);
});
