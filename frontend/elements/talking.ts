import type { Home } from "../home/home.ts";

/** What a part needs of the screen that it is on, where it may be on the family's tablet as well. */
export interface Talking {
  readonly home: Home;
  say(sentence: string): void;
}
