import assert from "node:assert/strict";
import { test } from "node:test";
import { Api, isPassing } from "../api.ts";

function answering(response: () => Response | Promise<Response>, patience?: number) {
  const seen: { url: string; init: RequestInit }[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    seen.push({ url: String(input), init: init ?? {} });
    return response();
  };
  return { seen, api: new Api("h", { fetch, csrf: () => "secret", ...(patience ? { patience } : {}) }) };
}

test("a write carries token and key and outlives its page; a read carries none of them", async () => {
  const { api, seen } = answering(() => Response.json({ items: [] }));
  await api.request("POST", "tasks/a/done/", {}, { key: "k" });
  await api.news("e.1.2.3");
  const [write, read] = seen.map(({ init }) => new Headers(init.headers));
  assert.equal(seen[0]?.url, "/api/homes/h/tasks/a/done/");
  assert.deepEqual([write?.get("X-CSRFToken"), write?.get("Idempotency-Key"), seen[0]?.init.keepalive], ["secret", "k", true]);
  assert.deepEqual([read?.get("X-CSRFToken"), read?.get("Idempotency-Key"), seen[1]?.init.keepalive], [null, null, undefined]);
  await api.request("POST", "tasks/", { notes: "x".repeat(40_000) });
  assert.equal(seen[2]?.init.keepalive, undefined);
});

test("problems come as they were said, or as one of our own where nobody said anything", async () => {
  const problem = { title: "Robin has it.", detail: "You can let go of this one.", status: 409, code: "taken" };
  const refused = await answering(() => Response.json(problem, { status: 409 })).api.request("POST", "x/");
  assert.deepEqual(!refused.ok && refused.problem, problem);
  const proxy = await answering(() => new Response("<html>", { status: 502 })).api.request("POST", "x/");
  assert.deepEqual(!proxy.ok && [proxy.problem.status, proxy.problem.code, isPassing(proxy.problem)], [502, "", true]);
  const captive = await answering(() => new Response("<html>please sign in to the hotel", { status: 200 })).api.request("POST", "x/");
  assert.equal(!captive.ok && isPassing(captive.problem), true, "a hotel's page is not the server's yes");
  const away = await answering(() => Promise.reject(new TypeError("network"))).api.request("POST", "x/");
  assert.deepEqual(!away.ok && [away.problem.status, isPassing(away.problem)], [0, true]);
});

test("Retry-After in seconds and as a date", async () => {
  const busy = (after: string) =>
    answering(() => new Response("{}", { status: 429, headers: { "Retry-After": after } })).api.request("POST", "x/");
  const [seconds, date] = [await busy("7"), await busy(new Date(Date.now() + 60_000).toUTCString())];
  assert.equal(!seconds.ok && seconds.after, 7);
  assert.ok(!date.ok && (date.after ?? 0) > 55 && (date.after ?? 0) <= 60);
});

test("an answer that does not come counts as a network fault", async () => {
  const { api, seen } = answering(
    () =>
      new Promise<Response>((_, reject) => {
        seen[0]?.init.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      }),
    20,
  );
  const answer = await api.request("POST", "x/");
  assert.equal(!answer.ok && answer.problem.status, 0);
});

test("only what may pass is tried again", () => {
  const passing = [0, 401, 408, 425, 429, 500, 502, 503].map((status) => ({ status, title: "", detail: "", code: "" }));
  assert.ok(passing.every(isPassing));
  assert.ok(isPassing({ status: 403, title: "", detail: "", code: "csrf" }));
  for (const status of [400, 403, 404, 409, 410, 422]) assert.ok(!isPassing({ status, title: "", detail: "", code: "x" }), String(status));
});
