/**
 * Keeps a home up to date: a socket that catches up by `since`, a heartbeat that notices a dead or half-open one within
 * 20 s, back-off with jitter, at once when the network or the page comes back, and the same news by polling where
 * sockets cannot be opened. Everything it starts ends with the function it returns.
 */

import type { Home } from "./home/home.ts";
import { reaches } from "./home/merge.ts";
import type { Id, News } from "./home/types.ts";

const BEAT = 8_000;
/** After a sleep nobody waits for two beats to learn that the socket is dead. */
const PROBE = 2_000;
const OPENING = 10_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;
const POLL = 5_000;
/** So often a socket may fail to open before news are polled. */
const BLOCKED_AFTER = 2;
/** A socket that lived so long was a good one: the next begins without back-off. */
const GOOD_LIFE = 10_000;

type Timer = ReturnType<typeof setTimeout> | undefined;
export interface LiveOptions {
  readonly open?: (url: string) => WebSocket;
  /** Where online, visibilitychange and pageshow are heard. */
  readonly page?: EventTarget;
  readonly now?: () => number;
}
type Frame =
  | ({ readonly type: "news" } & News)
  | { readonly type: "pong"; readonly cursor: string; readonly now?: number }
  | { readonly type: "presence"; readonly meeting: Id; readonly here: readonly Id[] };

export function goLive(home: Home, options: LiveOptions = {}): () => void {
  const line = new Line(home, options);
  const page = options.page ?? window;
  const wake = () => line.wake();
  const names = ["online", "offline", "visibilitychange", "pageshow"];
  for (const name of names) page.addEventListener(name, wake);
  line.connect();
  return () => {
    for (const name of names) page.removeEventListener(name, wake);
    line.end();
  };
}

class Line {
  readonly #home: Home;
  readonly #open: (url: string) => WebSocket;
  readonly #now: () => number;
  #socket: WebSocket | null = null;
  /** Something came since the last ping. */
  #heard = false;
  #bornAt = 0;
  /** When the oldest ping without an answer was sent, by performance.now(). */
  #pinged: number | null = null;
  #upToDate = false;
  /** Tries without a good socket; decides the back-off. */
  #tries = 0;
  /** Opened in vain, one after the other; decides about polling. */
  #failed = 0;
  #polled: "no" | "well" | "badly" = "no";
  #since: string | null = null;
  #ended = false;
  #retry: Timer;
  #beat: Timer;
  #poll: Timer;
  #fetching: Promise<boolean> | null = null;

  constructor(home: Home, options: LiveOptions) {
    this.#home = home;
    this.#open = options.open ?? ((url) => new WebSocket(url));
    this.#now = options.now ?? Date.now;
  }

  connect(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    if (this.#socket || this.#ended) return;
    this.#bornAt = this.#now();
    this.#upToDate = false;
    this.#heard = true;
    try {
      this.#socket = this.#open(this.#url());
    } catch {
      this.#lost(1006); // a page without sockets at all
      return;
    }
    const socket = this.#socket;
    this.#say();
    socket.onmessage = (message) => socket === this.#socket && this.#hear(JSON.parse(String(message.data)) as Frame);
    socket.onopen = () => socket === this.#socket && this.#beatIn(BEAT);
    socket.onclose = (event) => socket === this.#socket && this.#lost(event.code);
    // Neither opened nor refused: a proxy that swallows upgrades.
    this.#beatIn(OPENING, () => this.#drop());
  }

  /** The page or the network came back (or went): find out now how things stand. */
  wake(): void {
    if (this.#ended) return;
    this.#home.wake();
    if (!this.#socket) {
      this.#tries = 0;
      this.connect();
      if (this.#polled !== "no") this.#pollIn(0);
    } else if (this.#upToDate) this.#ping(PROBE);
  }

  end(): void {
    this.#ended = true;
    this.#drop(false);
    clearTimeout(this.#retry);
    this.#stopPolling();
  }

  #hear(frame: Frame): void {
    this.#heard = true;
    if (frame.type === "presence") this.#home.meeting.here.value = new Set(frame.here);
    if (frame.type === "news") {
      const gap = this.#home.takeNews(frame);
      if (gap) void this.#fetch();
      this.#live();
    } else if (frame.type === "pong") {
      if (frame.now !== undefined && this.#pinged !== null) this.#home.heardTime(frame.now, performance.now() - this.#pinged, 0);
      this.#pinged = null;
      if (!reaches(this.#home.cursor, frame.cursor)) void this.#fetch();
    }
  }

  /** The first frame brought us up to date. */
  #live(): void {
    if (this.#upToDate) return;
    this.#upToDate = true;
    this.#failed = 0;
    this.#since = null;
    this.#home.signOut(false);
    this.#stopPolling();
    this.#beatIn(BEAT);
    this.#say();
  }

  #ping(patience = BEAT): void {
    this.#heard = false;
    if (this.#socket?.readyState === 1) {
      this.#pinged ??= performance.now();
      this.#socket.send('{"type":"ping"}');
    }
    this.#beatIn(patience);
  }

  /** One timer: the next ping, or the verdict on the one before. */
  #beatIn(ms: number, verdict?: () => void): void {
    clearTimeout(this.#beat);
    this.#beat = setTimeout(verdict ?? (() => (this.#heard ? this.#ping() : this.#drop())), ms);
  }

  /** Gives the socket up without waiting for its close: a half-open one never says it. */
  #drop(again = true): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.onmessage = socket.onopen = socket.onclose = null;
    socket.close();
    if (again) this.#lost(1006);
    else this.#forgetSocket();
  }

  #forgetSocket(): void {
    clearTimeout(this.#beat);
    this.#socket = null;
    this.#pinged = null;
  }

  #lost(code: number): void {
    const wasUp = this.#upToDate;
    this.#forgetSocket();
    this.#upToDate = false;
    if (this.#ended) return;
    if (code === 4403) {
      this.#notOurs();
      return;
    }
    if (code === 4401) {
      // Somebody may sign in again in another tab: the next look at this page tries anew.
      this.#home.signOut(true);
      this.#say();
      return;
    }
    if (code === 4400) this.#since = ""; // it could not read our cursor: everything anew
    if (wasUp && this.#now() - this.#bornAt >= GOOD_LIFE) this.#tries = 0;
    if (!wasUp) this.#failed += 1;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.#tries) * (0.75 + Math.random() / 2);
    this.#tries += 1;
    this.#retry = setTimeout(() => this.connect(), Math.min(wait, LONGEST_WAIT));
    if (this.#failed >= BLOCKED_AFTER && this.#polled === "no") {
      this.#polled = "badly";
      this.#pollIn(0);
    }
    this.#say();
  }

  #notOurs(): void {
    this.end();
    this.#home.connected("offline");
    void this.#home.lost();
  }

  #pollIn(ms: number): void {
    clearTimeout(this.#poll);
    this.#poll = setTimeout(async () => {
      const before = this.#polled;
      const well = await this.#fetch();
      if (this.#ended || this.#polled === "no") return;
      this.#polled = well ? "well" : "badly";
      this.#say();
      this.#pollIn(POLL);
      if (well && before === "badly") {
        // The server is there again: perhaps for sockets too.
        this.#tries = Math.min(this.#tries, 1);
        if (this.#retry !== undefined && this.#failed > BLOCKED_AFTER) this.connect();
      }
    }, ms);
  }

  #stopPolling(): void {
    clearTimeout(this.#poll);
    this.#polled = "no";
  }

  /** News since where we stand; one request at a time. True: the server answered. */
  #fetch(): Promise<boolean> {
    this.#fetching ??= this.#fetchNow().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #fetchNow(): Promise<boolean> {
    const answer = await this.#home.api.news(this.#home.cursor);
    if (this.#ended) return false;
    if (answer.ok) {
      this.#home.signOut(false);
      this.#home.takeNews(answer.data);
      return true;
    }
    const { status, code } = answer.problem;
    // Only our server names a code: a proxy's 404 in the middle of a deploy, or its 401, must not clear this device.
    if (code === "") return false;
    if (status === 401) this.#home.signOut(true);
    if (status === 404) this.#notOurs();
    return false;
  }

  #say(): void {
    if (this.#upToDate || this.#polled === "well") this.#home.connected("live");
    else if (this.#home.signedOut.value || this.#tries > 1 || this.#polled === "badly") this.#home.connected("offline");
    else this.#home.connected("catching_up");
  }

  #url(): string {
    const since = encodeURIComponent(this.#since ?? this.#home.cursor);
    const { protocol, host } = typeof location === "undefined" ? { protocol: "http:", host: "localhost" } : location;
    return `${protocol === "https:" ? "wss" : "ws"}://${host}/live/${this.#home.id}/?since=${since}&scope=${this.#home.scope.name}`;
  }
}
