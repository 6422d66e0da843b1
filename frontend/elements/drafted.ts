import { noChange } from "lit";
import { Directive, directive, type ElementPart, type PartInfo, PartType } from "lit/directive.js";
import type { Drafts } from "../home/drafts.ts";
import { tooLong } from "./too-long.ts";

type TextField = HTMLInputElement | HTMLTextAreaElement;
interface Options {
  /** What stands in the field before anything is written. */
  readonly start?: string;
  /** How many characters the server takes; a form with more in it is not sent, and the browser says why. */
  readonly longest?: number;
}

/** <input ${drafted(drafts, "ask:…", { longest: 200 })}>: what is written there stays on this device until it is dropped. */
class Drafted extends Directive {
  #drafts: Drafts | undefined;
  #name = "";
  #start = "";
  #longest = Number.POSITIVE_INFINITY;
  #field: TextField | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("drafted() belongs to an element, not to one of its attributes");
  }

  override render(_drafts: Drafts, _name: string, _options: Options = {}): unknown {
    return noChange;
  }

  override update(
    part: ElementPart,
    [drafts, name, { start = "", longest = Number.POSITIVE_INFINITY } = {}]: Parameters<this["render"]>,
  ): unknown {
    const field = part.element as TextField;
    if (this.#field !== field) field.addEventListener("input", this.#keep);
    const another = this.#field !== field || this.#name !== name;
    const before = this.#start;
    [this.#field, this.#drafts, this.#name, this.#start, this.#longest] = [field, drafts, name, start, longest];
    if (another) field.value = drafts.read(name) ?? start;
    else if (start !== before && field.value === before && field !== document.activeElement) field.value = start;
    this.#check();
    return noChange;
  }

  readonly #keep = (): void => {
    const text = this.#field?.value ?? "";
    this.#drafts?.write(this.#name, text === this.#start ? "" : text);
    this.#check();
  };

  #check(): void {
    this.#field?.setCustomValidity(tooLong(this.#field.value, this.#longest));
  }
}

export const drafted = directive(Drafted);
