/**
 * The server's time on a device whose clock may be minutes or days off. Each time the server says what it reads on its
 * clock, that bounds how far off the device is: it was read somewhere between the request and the answer. Bounds narrow
 * with every quick answer, a slow one changes nothing, and one that contradicts them replaces them: a clock was moved.
 */
export class ServerTime {
  readonly #device: () => number;
  /** What has to be added to the device's clock, in ms: at least, at most, and what is taken. */
  #low = Number.NEGATIVE_INFINITY;
  #high = Number.POSITIVE_INFINITY;
  #offset = 0;

  constructor(device: () => number = Date.now) {
    this.#device = device;
  }

  /** ms since 1970. */
  now(): number {
    return this.#device() + this.#offset;
  }

  /** The server read `server` on its clock some time between `asked` and `answered`, both ms ago by now on this device. */
  heard(server: number, asked: number, answered: number): void {
    const device = this.#device();
    const [low, high] = [server - (device - answered), server - (device - asked)];
    const contradicts = low > this.#high || high < this.#low;
    this.#low = contradicts ? low : Math.max(low, this.#low);
    this.#high = contradicts ? high : Math.min(high, this.#high);
    this.#offset = Math.min(Math.max(this.#offset, this.#low), this.#high);
  }
}

/** How long ago the page that is open was asked for and began to come; null where it came from this device's own cache. */
export function pageAge(): { readonly asked: number; readonly answered: number } | null {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  if (!page || page.transferSize === 0) return null;
  const now = performance.now();
  return { asked: now - page.requestStart, answered: now - page.responseStart };
}
