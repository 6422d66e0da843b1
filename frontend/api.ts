/** The one place that talks HTTP with the server: JSON, CSRF token, Idempotency-Key, problem+json. */

import type { Moment, Older } from "./home/acts.ts";
import type { Gone, Id, Item, News, Problem } from "./home/types.ts";
import { msgid } from "./text.ts";

/** What came of a request. `after`: seconds the server asks us to wait (Retry-After). */
export type Answer<T> =
  | { readonly ok: true; readonly status: number; readonly data: T }
  | { readonly ok: false; readonly problem: Problem; readonly after: number | null };

export interface Items {
  readonly items: readonly (Item | Gone)[];
}
export interface HistoryPage {
  readonly moments: readonly Moment[];
  /** So many lines came before these. */
  readonly earlier: number;
}
export interface Invited extends Items {
  readonly link: string;
  readonly qr: string;
}
export interface DeviceLink {
  readonly link: string;
  readonly qr: string;
  readonly until: string;
}
export interface Device {
  readonly id: Id;
  readonly name: string;
  readonly since: string;
  readonly this: boolean;
}
export interface TokenMade extends Items {
  readonly token: string;
}
export type Method = "GET" | "POST" | "PATCH" | "DELETE";

export interface ApiOptions {
  /** The name of the scope this page was made for: where another person is signed in by now, the server answers 401. */
  readonly scope?: string;
  readonly fetch?: typeof fetch;
  readonly csrf?: () => string;
  /** ms after which an unanswered request counts as a network fault */
  readonly patience?: number;
}

/** The server keeps bodies of requests that outlive their page below 64 KiB in all; longer ones go without that protection. */
const OUTLIVES_THE_PAGE = 30_000;

export class Api {
  readonly #base: string;
  readonly #scope: string;
  readonly #fetch: typeof fetch;
  readonly #csrf: () => string;
  readonly #patience: number;

  constructor(home: Id, options: ApiOptions = {}) {
    this.#base = `/api/homes/${home}/`;
    this.#scope = options.scope ?? "";
    this.#fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.#csrf = options.csrf ?? csrfOfThePage;
    this.#patience = options.patience ?? 15_000;
  }

  /** One request. Never throws: no answer at all is a problem with status 0. `key` is the Idempotency-Key. */
  async request<T = Items>(
    method: Method,
    path: string,
    body?: unknown,
    options: { readonly key?: string; readonly as?: string } = {},
  ): Promise<Answer<T>> {
    const headers: Record<string, string> = { Accept: "application/json" };
    const text = body === undefined ? undefined : JSON.stringify(body);
    if (method !== "GET") {
      headers["X-CSRFToken"] = this.#csrf();
      if (text !== undefined) headers["Content-Type"] = "application/json";
      if (options.key) headers["Idempotency-Key"] = options.key;
    }
    if (this.#scope) headers["Tandem-Scope"] = this.#scope;
    if (options.as) headers["Tandem-As"] = options.as;
    const init: RequestInit = { method, headers, credentials: "same-origin", cache: "no-store" };
    if (text !== undefined) init.body = text;
    // "Tick, then close the tab": the request goes on after the page has gone.
    if (method !== "GET" && (text?.length ?? 0) < OUTLIVES_THE_PAGE) init.keepalive = true;
    const stop = new AbortController();
    const patience = setTimeout(() => stop.abort(), this.#patience);
    try {
      const response = await this.#fetch(this.#base + path, { ...init, signal: stop.signal });
      const data: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
      if (response.ok && data !== undefined) return { ok: true, status: response.status, data: data as T };
      // A yes that is not JSON comes from somebody else (a hotel's sign-in page): as good as no answer.
      return { ok: false, problem: problemOf(response.ok ? 0 : response.status, data), after: retryAfter(response) };
    } catch {
      return { ok: false, problem: problemOf(0, undefined), after: null };
    } finally {
      clearTimeout(patience);
    }
  }

  news(since: string): Promise<Answer<News>> {
    return this.request<News>("GET", `news/?since=${encodeURIComponent(since)}`);
  }
  /** A page of a task's history, newest first; `before`: the `earlier` of the page after it. */
  history(task: Id, before?: number): Promise<Answer<HistoryPage>> {
    return this.request("GET", `tasks/${task}/history/${before === undefined ? "" : `?before=${before}`}`);
  }
  /** A page of what was done or let go, behind `before`; with `words`, only what holds them all. */
  older(place: "done" | "let_go", before: Id | "" = "", words = ""): Promise<Answer<Older>> {
    const found = words === "" ? "" : `&words=${encodeURIComponent(words)}`;
    return this.request("GET", `tasks/?place=${place}&before=${before}${found}`);
  }

  // Answers below hold secrets that are shown once: nothing of them is kept on this device.
  invite(uses: number): Promise<Answer<Invited>> {
    return this.request<Invited>("POST", "invitations/", { uses });
  }
  deviceLink(): Promise<Answer<DeviceLink>> {
    return this.request<DeviceLink>("POST", "devices/link/", {});
  }
  devices(): Promise<Answer<readonly Device[]>> {
    return this.request<readonly Device[]>("GET", "devices/");
  }
  signOutDevice(id: Id): Promise<Answer<unknown>> {
    return this.request<unknown>("POST", `devices/${id}/signed-out/`, {});
  }
  /** Signs out all other devices; with `this` this one too. */
  signOutDevices(options: { readonly this?: boolean } = {}): Promise<Answer<unknown>> {
    return this.request<unknown>("POST", "devices/signed-out/", options.this ? { this: true } : {});
  }
  makeToken(name: string): Promise<Answer<TokenMade>> {
    return this.request<TokenMade>("POST", "tokens/", { name });
  }
  leave(): Promise<Answer<{ readonly goodbye: string }>> {
    return this.request("POST", "left/", {});
  }
}

/** The page is too old, cookies are off, or a proxy changes the address: the same write is taken once that is mended. */
const NOT_OURS: ReadonlySet<string> = new Set(["csrf", "cookies_off", "origin"]);

/** May the same request be sent again later and work? Everything else is a refusal of this very write. */
export function isPassing(problem: Problem): boolean {
  const { status, code } = problem;
  return status === 0 || status >= 500 || status === 401 || status === 408 || status === 425 || status === 429 || NOT_OURS.has(code);
}

function csrfOfThePage(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";
}

/** A problem as the server said it, or one of our own where a proxy or nobody answered. Texts are English msgids then. */
function problemOf(status: number, data: unknown): Problem {
  const said = (typeof data === "object" && data !== null ? data : {}) as Partial<Problem>;
  const away = status === 0 || status >= 500;
  return {
    ...said,
    status,
    code: said.code ?? (status === 0 ? "unreachable" : ""),
    title: said.title ?? (away ? msgid("The server cannot be reached.") : msgid("This could not be saved.")),
    detail: said.detail ?? (away ? msgid("What you did is kept here and sent as soon as it answers.") : msgid("Your words are kept here.")),
  };
}

/** Seconds, from either form of the header. */
function retryAfter(response: Response): number | null {
  const header = response.headers.get("Retry-After");
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const moment = Date.parse(header);
  const said = Date.parse(response.headers.get("Date") ?? ""); // by the same clock; this device's may be off
  return Number.isNaN(moment) ? null : Math.max(0, (moment - (Number.isNaN(said) ? Date.now() : said)) / 1000);
}
