import { noChange } from "lit";
import { AsyncDirective } from "lit/async-directive.js";
import { directive, type ElementPart, type PartInfo, PartType } from "lit/directive.js";

type Choice = HTMLInputElement | HTMLSelectElement;

/**
 * <input type="date" ${entered(day, save)}>: one write, of the value that was meant: when the field is left, goes from the
 * screen, or by Enter. While it has the focus it keeps what is being typed. In a list, what is chosen by pointer counts at once.
 */
class Entered extends AsyncDirective {
  #field: Choice | undefined;
  #value = "";
  #save: (value: string) => void = () => undefined;
  #typing = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error("entered() belongs to an element, not to one of its attributes");
  }

  override render(_value: string, _save: (value: string) => void): unknown {
    return noChange;
  }

  override update(part: ElementPart, [value, save]: Parameters<this["render"]>): unknown {
    const field = part.element as Choice;
    const first = this.#field !== field;
    [this.#field, this.#value, this.#save] = [field, value, save];
    if (first) this.#listen(field);
    if (first || field !== document.activeElement) field.value = value;
    return noChange;
  }

  #listen(field: Choice): void {
    field.addEventListener("blur", this.#leave);
    field.addEventListener("keydown", this.#key);
    field.addEventListener("change", this.#chosen);
    this.reconnected();
  }

  readonly #key = (event: Event): void => {
    if ((event as KeyboardEvent).key === "Enter") this.#leave();
    else this.#typing = true;
  };

  readonly #chosen = (): void => {
    if (this.#field instanceof HTMLSelectElement && !this.#typing) this.#leave();
  };

  /** A day that is only half typed is not a day: the field goes back to what it was. */
  readonly #leave = (): void => {
    const [field, before] = [this.#field, this.#value];
    this.#typing = false;
    if (!field || field.value === before) return;
    if (!field.validity.valid) {
      field.value = before;
      return;
    }
    this.#value = field.value;
    this.#save(field.value);
  };

  readonly #hidden = (): void => {
    if (document.visibilityState === "hidden") this.#leave();
  };

  override disconnected(): void {
    this.#leave();
    removeEventListener("pagehide", this.#leave);
    document.removeEventListener("visibilitychange", this.#hidden);
  }

  override reconnected(): void {
    addEventListener("pagehide", this.#leave);
    document.addEventListener("visibilitychange", this.#hidden);
  }
}

export const entered = directive(Entered);
