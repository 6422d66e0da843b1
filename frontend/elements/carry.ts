import type { Id, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { isHelper } from "./helping.ts";
import { rowsOf } from "./listing.ts";
import type { Carried, Screen, Tab } from "./screen.ts";
import { rowOf, travel } from "./travel.ts";
import { isOpen, OPEN_PLACES, placeName } from "./words.ts";

const HOLD_MS = 380;
const SLACK_PX = 5;
const EDGE_PX = 80;

/**
 * Carrying a task by mouse, finger or keys. While it is in the hand the list shows where it would lie (`screen.carried`);
 * nothing is written before it is put down. The pointer is captured by the board, because rows come and go under it.
 */
export class Carry {
  readonly #board: HTMLElement;
  readonly #screen: Screen;
  #press: { readonly id: Id; readonly pointer: number; readonly x: number; readonly y: number; readonly touch: boolean } | null = null;
  #hold: ReturnType<typeof setTimeout> | undefined;
  #hand: HTMLElement | null = null;
  /** The task as it was when it was lifted. */
  #lifted: Task | null = null;
  #grip = { x: 0, y: 0 };
  #at = { x: 0, y: 0 };
  #scrolling = 0;

  constructor(board: HTMLElement, screen: Screen) {
    this.#board = board;
    this.#screen = screen;
    board.addEventListener("pointerdown", this.#down);
    board.addEventListener("pointermove", this.#move);
    board.addEventListener("pointerup", this.#up);
    board.addEventListener("pointercancel", (event) => this.#isMine(event) && this.#cancel());
    // Only while something is in the hand: a finger must be able to scroll at any other time.
    board.addEventListener("touchmove", (event) => this.#hand && event.preventDefault(), { passive: false });
    board.addEventListener("contextmenu", (event) => (this.#press?.touch || this.#hand) && event.preventDefault());
    document.addEventListener("keydown", this.#key, { capture: true });
  }

  // ---- by pointer

  readonly #down = (event: PointerEvent): void => {
    if (this.#screen.carried.value?.by === "keys") this.#screen.carried.value = null;
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>(".columns li[data-task]");
    const task = row && this.#screen.home.tasks.value.get(row.dataset.task ?? "");
    if (this.#hand || !task || isHelper(this.#screen.home) || event.button !== 0 || !event.isPrimary) return;
    if (target.closest("button, .tick")) return;
    const touch = event.pointerType !== "mouse";
    this.#press = { id: task.id, pointer: event.pointerId, x: event.clientX, y: event.clientY, touch };
    if (touch) this.#hold = setTimeout(() => this.#lift(), HOLD_MS);
  };

  /** Only the pointer that lifted it steers it and puts it down: a second finger or a resting palm does neither. */
  #isMine(event: PointerEvent): boolean {
    return event.pointerId === this.#press?.pointer;
  }

  readonly #move = (event: PointerEvent): void => {
    if (!this.#isMine(event)) return;
    this.#at = { x: event.clientX, y: event.clientY };
    if (this.#hand) this.#follow();
    if (this.#hand || !this.#press || Math.hypot(event.clientX - this.#press.x, event.clientY - this.#press.y) < SLACK_PX) return;
    if (this.#press.touch) this.#forget();
    else this.#lift();
  };

  readonly #up = (event: PointerEvent): void => {
    if (!this.#isMine(event)) return;
    const carried = this.#screen.carried.value;
    if (!this.#hand || !carried) {
      this.#forget();
      return;
    }
    // the click that follows must not open the card
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }));
    const tab = this.#screen.aim.value;
    this.#settle(tab ? { ...carried, place: tab, after: null } : carried);
  };

  #lift(): void {
    const press = this.#press;
    const row = press && rowOf(press.id);
    const task = press && this.#screen.home.tasks.value.get(press.id);
    if (!press || !row || !task) return;
    this.#lifted = task;
    this.#at = { x: press.x, y: press.y };
    const rect = row.getBoundingClientRect();
    this.#grip = { x: press.x - rect.left, y: press.y - rect.top };
    this.#hand = copyOf(row, rect);
    this.#board.setPointerCapture(press.pointer);
    document.documentElement.classList.add("carrying");
    getSelection()?.removeAllRanges();
    if (press.touch) navigator.vibrate?.(8);
    this.#screen.carried.value = { ...this.#origin(task), by: "pointer" };
    this.#scrolling = requestAnimationFrame(this.#scroll);
    this.#follow();
  }

  #follow(): void {
    if (!this.#hand) return;
    const under = document.elementFromPoint(this.#at.x, this.#at.y);
    const tab = under?.closest<HTMLElement>("[data-tab]")?.dataset.tab as Tab | undefined;
    this.#screen.aim.value = tab ?? null;
    // Over the tabs the hand gives way, so that they can be read.
    const y = tab ? this.#at.y - this.#hand.offsetHeight - 48 : this.#at.y - this.#grip.y;
    this.#hand.style.transform = `translate(${this.#at.x - this.#grip.x}px, ${y}px) rotate(0.6deg)`;
    const column = under?.closest<HTMLElement>(".column") ?? this.#above(under);
    if (column && !tab) this.#aimAt(column);
  }

  /** The empty paper below a short place belongs to it, too. */
  #above(under: Element | null): HTMLElement | undefined {
    if (!under?.matches("html, body, tandem-board, .board, .columns")) return undefined;
    return [...this.#board.querySelectorAll<HTMLElement>(".column")].findLast((column) => {
      const { left, right, top } = column.getBoundingClientRect();
      return left < this.#at.x && this.#at.x < right && top < this.#at.y;
    });
  }

  /** The task goes below the last row whose middle lies above the pointer. */
  #aimAt(column: HTMLElement): void {
    const carried = this.#screen.carried.value;
    const place = column.dataset.place as Tab;
    if (!carried) return;
    let after: Id | null = null;
    for (const row of place === "done" ? [] : column.querySelectorAll<HTMLElement>(":scope > .tasks > li")) {
      const { top, height } = row.getBoundingClientRect();
      if (row.dataset.task !== carried.id && top + height / 2 < this.#at.y) after = row.dataset.task ?? null;
    }
    if (carried.place !== place || carried.after !== after) this.#screen.carried.value = { ...carried, place, after };
  }

  readonly #scroll = (): void => {
    if (!this.#hand) return;
    const dock = innerHeight - Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--dock") || "0");
    const above = EDGE_PX - this.#at.y;
    const below = this.#at.y < dock ? this.#at.y - (dock - EDGE_PX) : 0;
    const speed = above > 0 ? -above / 5 : below > 0 ? below / 5 : 0;
    if (speed !== 0) {
      scrollBy(0, Math.max(-16, Math.min(16, speed)));
      this.#follow();
    }
    this.#scrolling = requestAnimationFrame(this.#scroll);
  };

  // ---- by keys

  /** Space on a row's title lifts it; arrows move it, Space or Enter puts it down, Escape puts it back. */
  readonly #key = (event: KeyboardEvent): void => {
    const { carried } = this.#screen;
    if (!carried.value) return;
    const rtl = getComputedStyle(this.#board).direction === "rtl";
    const acts: Record<string, () => void> = {
      ArrowUp: () => this.#step(-1),
      ArrowDown: () => this.#step(1),
      ArrowLeft: () => this.#across(rtl ? 1 : -1),
      ArrowRight: () => this.#across(rtl ? -1 : 1),
      " ": () => this.#putDown(),
      Enter: () => this.#putDown(),
      Tab: () => this.#putDown(),
      Escape: () => this.#cancel(),
    };
    const act = carried.value.by === "keys" || event.key === "Escape" ? acts[event.key] : undefined;
    if (!act) return;
    act();
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  };

  lift(task: Task): void {
    if (task.private || isHelper(this.#screen.home)) return;
    this.#lifted = task;
    const origin = this.#origin(task);
    // A finished task starts its way at the top of this week.
    const carried: Carried = isOpen(task.place) ? { ...origin, by: "keys" } : { id: task.id, place: "week", after: null, by: "keys" };
    this.#screen.carried.value = carried;
    this.#refocus(carried);
    this.#screen.say(
      t("{title} is lifted. {position} Arrow keys move it, Space puts it down, Escape puts it back.", {
        title: task.title,
        position: this.#position(carried),
      }),
    );
  }

  #step(by: -1 | 1): void {
    const carried = this.#screen.carried.value;
    if (!carried) return;
    const others = this.#others(carried);
    const at = others.findIndex(({ id }) => id === carried.after) + 1 + by;
    if (at < 0 || at > others.length) return;
    this.#show({ ...carried, after: others[at - 1]?.id ?? null });
  }

  #across(by: -1 | 1): void {
    const carried = this.#screen.carried.value;
    const place = carried && OPEN_PLACES[(OPEN_PLACES as readonly Tab[]).indexOf(carried.place) + by];
    if (!carried || !place) return;
    const index = this.#others(carried).findIndex(({ id }) => id === carried.after);
    const moved: Carried = { ...carried, place };
    if (!this.#screen.wide.value) this.#screen.show(place);
    this.#show({ ...moved, after: this.#others(moved)[index]?.id ?? this.#others(moved).at(-1)?.id ?? null });
  }

  #show(carried: Carried): void {
    this.#screen.carried.value = carried;
    this.#refocus(carried);
    this.#screen.say(this.#position(carried));
  }

  #putDown(): void {
    const carried = this.#screen.carried.value;
    if (!carried) return;
    const { place } = this.#screen.home.tasks.value.get(carried.id) ?? {};
    this.#write(carried);
    if (place === this.#lifted?.place) this.#screen.say(t("Put down. {position}", { position: this.#position(carried) }));
    this.#screen.carried.value = null;
    this.#refocus(carried);
  }

  #position(carried: Carried): string {
    const others = this.#others(carried);
    const position = others.findIndex(({ id }) => id === carried.after) + 2;
    return t("{place}, position {position} of {count}.", { place: placeName(carried.place), position, count: others.length + 1 });
  }

  #others(carried: Carried): readonly Task[] {
    return rowsOf(this.#screen, carried.place).filter(({ id }) => id !== carried.id);
  }

  #refocus({ id }: Carried): void {
    requestAnimationFrame(() => {
      const title = rowOf(id)?.querySelector<HTMLElement>(".title");
      title?.focus({ preventScroll: true });
      rowOf(id)?.scrollIntoView({ block: "nearest" });
    });
  }

  // ---- both

  #origin(task: Task): Omit<Carried, "by"> {
    const place: Tab = task.place === "let_go" ? "done" : task.place;
    const rows = rowsOf(this.#screen, place);
    return { id: task.id, place, after: rows[rows.findIndex(({ id }) => id === task.id) - 1]?.id ?? null };
  }

  /** What somebody else has done with it meanwhile stands: then nothing is written, and the screen says so. */
  #write(carried: Carried): void {
    const { home } = this.#screen;
    const task = home.tasks.value.get(carried.id);
    if (!task || !this.#lifted) return;
    if (carried.place === "done") {
      if (task.place !== "done") void home.done(task.id);
      return;
    }
    const origin = this.#untouched(task);
    if (origin.place === carried.place && origin.after === carried.after) return;
    this.#screen.put(this.#lifted, carried.place, carried.after);
  }

  /** Where the task lies without the hand. */
  #untouched(task: Task): Omit<Carried, "by"> {
    const carried = this.#screen.carried.peek();
    this.#screen.carried.value = null;
    const origin = this.#origin(task);
    this.#screen.carried.value = carried;
    return isOpen(task.place) ? origin : { ...origin, place: "done", after: null };
  }

  /** The copy glides into its gap, then the real row lies there. */
  #settle(carried: Carried): void {
    const hand = this.#hand;
    const gap = rowOf(carried.id)?.getBoundingClientRect();
    this.#hand = null;
    this.#release();
    if (this.#screen.aim.value) {
      this.#screen.aim.value = null;
      this.#screen.carried.value = null;
      hand?.remove();
      void travel(() => this.#write(carried), carried.id);
      return;
    }
    this.#write(carried);
    const land = () => {
      hand?.remove();
      this.#screen.carried.value = null;
    };
    if (!hand || !gap || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      land();
      return;
    }
    const landing = hand.animate(
      { transform: `translate(${gap.left}px, ${gap.top}px)` },
      { duration: 160, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)" },
    );
    landing.onfinish = landing.oncancel = land;
  }

  #cancel(): void {
    const carried = this.#screen.carried.value;
    this.#hand?.remove();
    this.#hand = null;
    this.#release();
    this.#screen.aim.value = null;
    this.#screen.carried.value = null;
    if (!carried) return;
    this.#screen.say(t("Put back."));
    if (carried.by === "keys") this.#refocus(carried);
  }

  #release(): void {
    cancelAnimationFrame(this.#scrolling);
    document.documentElement.classList.remove("carrying");
    const pointer = this.#press?.pointer;
    if (pointer !== undefined && this.#board.hasPointerCapture(pointer)) this.#board.releasePointerCapture(pointer);
    this.#forget();
  }

  #forget(): void {
    clearTimeout(this.#hold);
    this.#press = null;
  }
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** What is seen in the hand: the row's picture, without its element's life. */
function copyOf(row: HTMLElement, rect: DOMRect): HTMLElement {
  const hand = document.createElement("div");
  const inner = document.createElement("div");
  const task = row.firstElementChild;
  inner.className = task?.className ?? "";
  for (const child of task?.children ?? []) inner.append(child.cloneNode(true));
  hand.append(inner);
  hand.className = `carried ${row.parentElement?.classList.contains("slim") ? "slim" : ""}`;
  hand.setAttribute("aria-hidden", "true");
  hand.inert = true;
  hand.style.width = `${rect.width}px`;
  document.body.append(hand);
  return hand;
}
