import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Id, Member } from "../home/types.ts";

export interface Toast {
  readonly key: number;
  readonly by: Member | null;
  readonly text: string;
  /** At most one act: take it back, look at what could not be saved, show what the filter hides, or put words to a topic. */
  readonly act: "undo" | "look" | "show_all" | "words" | null;
  readonly topic: Id | null;
  /** Something was let go: a leaf. */
  readonly leaf: boolean;
  /** The task I have just done: who it was can be said in one tap. */
  readonly done: Id | null;
}
export type ToastOptions = Partial<Pick<Toast, "by" | "act" | "topic" | "leaf" | "done">>;

/** What this screen says: the polite live region, and the toasts. A wide board shows a few, a phone one at a time. */
export class Toasting {
  readonly toasts = signal<readonly Toast[]>([]);
  /** What the polite live region says. */
  readonly said = signal("");
  readonly #wide: ReadonlySignal<boolean>;
  #count = 0;
  /** On a phone: waits until an "Undo" has had its time. */
  #next: Toast | null = null;

  constructor(wide: ReadonlySignal<boolean>) {
    this.#wide = wide;
  }

  say(sentence: string): void {
    const plain = sentence.replace(/\u2068([^\u2069]*)\u2069/g, "$1");
    // The same sentence twice is spoken twice: a no-break space makes it another text.
    this.said.value = plain === this.said.value ? `${plain}\u00a0` : plain;
  }

  toast(text: string, options: ToastOptions = {}): void {
    this.#count += 1;
    const toast: Toast = { by: null, act: null, topic: null, leaf: false, done: null, ...options, key: this.#count, text };
    const shown = this.toasts.value;
    if (!this.#wide.value) {
      // A phone has room for one: the newest, but what can be taken back stays its time.
      if (toast.by && shown.some(({ act }) => act === "undo")) this.#next = toast;
      else this.toasts.value = [toast];
      return;
    }
    const others = shown.filter(({ act, by }) => act === "look" || (act === null && (by !== null) !== (toast.by !== null)));
    this.toasts.value = [...others, toast];
  }

  dropUndo(): void {
    this.#keepToasts((toast) => toast.act !== "undo");
  }

  drop(key: number): void {
    this.#keepToasts((toast) => toast.key !== key);
  }

  #keepToasts(which: (toast: Toast) => boolean): void {
    const left = this.toasts.value.filter(which);
    if (left.length === this.toasts.value.length) return;
    this.toasts.value = left.length === 0 && this.#next ? [this.#next] : left;
    if (left.length === 0) this.#next = null;
  }
}
