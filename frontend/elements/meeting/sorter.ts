import { signal } from "@preact/signals-core";
import type { Id } from "../../home/types.ts";

const SLACK_PX = 5;
const EDGE_PX = 96;

/** A line in the hand: behind what it would lie if put down now. */
interface Held {
  readonly id: Id;
  readonly after: Id | null;
}
interface Press {
  readonly row: HTMLElement;
  readonly pointer: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Moving a line (`[data-row]`) by its grip (`[data-grip]`), by finger or mouse. While it is in the hand the list shows
 * where it would lie (`held`); nothing is written before it is put down. The host keeps the pointer: lines move under it.
 */
export class Sorter {
  readonly held = signal<Held | null>(null);
  readonly #host: HTMLElement;
  readonly #put: (id: Id, after: Id | null) => void;
  #press: Press | null = null;
  #hand: HTMLElement | null = null;
  #grip = { x: 0, y: 0 };
  #y = 0;
  #scrolling = 0;

  constructor(host: HTMLElement, put: (id: Id, after: Id | null) => void) {
    this.#host = host;
    this.#put = put;
    host.addEventListener("pointerdown", this.#down);
    host.addEventListener("pointermove", this.#move);
    host.addEventListener("pointerup", this.#up);
    host.addEventListener("pointercancel", (event) => event.pointerId === this.#press?.pointer && this.cancel());
  }

  /** Puts it back. */
  cancel(): void {
    this.#drop();
    this.held.value = null;
  }

  /** Escape puts it back, wherever the focus went on the way. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    this.cancel();
  };

  readonly #down = (event: PointerEvent): void => {
    const row = (event.target as HTMLElement).closest("[data-grip]")?.closest<HTMLElement>("[data-row]");
    if (this.#hand || !row || event.button !== 0 || !event.isPrimary) return;
    this.#press = { row, pointer: event.pointerId, x: event.clientX, y: event.clientY };
  };

  readonly #move = (event: PointerEvent): void => {
    const press = this.#press;
    if (!press || event.pointerId !== press.pointer) return; // only the pointer that lifted it steers it
    this.#y = event.clientY;
    if (!this.#hand && Math.hypot(event.clientX - press.x, event.clientY - press.y) >= SLACK_PX) this.#lift(press);
    this.#follow();
  };

  readonly #up = (event: PointerEvent): void => {
    if (event.pointerId !== this.#press?.pointer) return;
    const held = this.held.value;
    const lifted = this.#hand !== null;
    this.#drop();
    if (!lifted || !held) return;
    // the click that follows must not open the menu
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    this.#put(held.id, held.after);
    this.held.value = null;
  };

  #lift({ row, pointer, x, y }: Press): void {
    const rect = row.getBoundingClientRect();
    this.#grip = { x: x - rect.left, y: y - rect.top };
    this.#hand = copyOf(row, rect);
    this.#host.setPointerCapture(pointer);
    document.documentElement.classList.add("carrying");
    document.addEventListener("keydown", this.#key, { capture: true });
    getSelection()?.removeAllRanges();
    const id = row.dataset.row ?? "";
    const rows = this.#rows();
    this.held.value = { id, after: rows[rows.findIndex((other) => other.dataset.row === id) - 1]?.dataset.row ?? null };
    this.#scrolling = requestAnimationFrame(this.#scroll);
  }

  /** It lies behind the last line whose middle is above the finger. */
  #follow(): void {
    const held = this.held.value;
    if (!this.#hand || !held) return;
    this.#hand.style.transform = `translate(${this.#hand.dataset.left ?? 0}px, ${this.#y - this.#grip.y}px)`;
    let after: Id | null = null;
    for (const row of this.#rows()) {
      const { top, height } = row.getBoundingClientRect();
      if (row.dataset.row !== held.id && top + height / 2 < this.#y) after = row.dataset.row ?? null;
    }
    if (after !== held.after) this.held.value = { ...held, after };
  }

  readonly #scroll = (): void => {
    if (!this.#hand) return;
    const foot = innerHeight - EDGE_PX;
    const speed = this.#y < EDGE_PX ? (this.#y - EDGE_PX) / 6 : this.#y > foot ? (this.#y - foot) / 6 : 0;
    if (speed !== 0) {
      scrollBy(0, speed);
      this.#follow();
    }
    this.#scrolling = requestAnimationFrame(this.#scroll);
  };

  #rows(): readonly HTMLElement[] {
    return [...this.#host.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.querySelector("[data-grip]"));
  }

  #drop(): void {
    cancelAnimationFrame(this.#scrolling);
    document.documentElement.classList.remove("carrying");
    document.removeEventListener("keydown", this.#key, { capture: true });
    const pointer = this.#press?.pointer;
    if (pointer !== undefined && this.#host.hasPointerCapture(pointer)) this.#host.releasePointerCapture(pointer);
    this.#press = null;
    this.#hand?.remove();
    this.#hand = null;
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** What is seen in the hand: the line's picture, without its life. */
function copyOf(row: HTMLElement, rect: DOMRect): HTMLElement {
  const hand = document.createElement("div");
  hand.className = `carried in-order ${row.className}`;
  hand.append(...[...row.children].map((child) => child.cloneNode(true)));
  for (const named of hand.querySelectorAll("[id]")) named.removeAttribute("id");
  hand.setAttribute("aria-hidden", "true");
  hand.inert = true;
  hand.dataset.left = `${rect.left}`;
  hand.style.inlineSize = `${rect.width}px`;
  document.body.append(hand);
  return hand;
}
