import { html, LitElement, nothing, type TemplateResult } from "lit";
import { folded } from "../home/typed.ts";
import { type IconName, icon } from "../icons.ts";
import { openLayer } from "./layers.ts";
import { swallowTheClick } from "./pressed.ts";

export interface MenuItem {
  readonly text: string;
  readonly icon?: IconName;
  readonly href?: string;
  /** One of several that exclude each other: is it the chosen one? */
  readonly chosen?: boolean;
  readonly act?: () => void;
  /** How many it holds. */
  readonly count?: number;
}
/** Some that belong together, under a line that says how. */
export interface MenuGroup {
  readonly head: string;
  readonly items: readonly MenuItem[];
}
export type MenuEntry = MenuItem | MenuGroup | "rule";

/** One menu for every ⋯: beside its button on a wide screen, a sheet from below on a phone. Arrows, Home, End, first letters, Escape. */
export class Menu extends LitElement {
  static override properties = { label: {}, entries: { attribute: false } };
  declare label: string;
  declare entries: readonly MenuEntry[];
  anchor: HTMLElement | null = null;
  #typed = "";
  #closed: ((away?: boolean) => void) | null = null;
  /** A link in it was followed. */
  #away = false;
  #forget: ReturnType<typeof setTimeout> | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<div class="menu" role="menu" popover="auto" aria-label=${this.label} @keydown=${this.#key} @toggle=${this.#toggled} @click=${this.#chosen}>
      <p class="label" role="presentation">${this.label}</p>
      ${this.entries.map((entry) => this.#entry(entry))}
    </div>`;
  }

  #entry(entry: MenuEntry): TemplateResult {
    if (entry === "rule") return html`<hr role="separator">`;
    if (!("head" in entry)) return this.#item(entry);
    return html`<div role="group" aria-label=${entry.head}><p class="label" aria-hidden="true">${entry.head}</p>${entry.items.map((item) => this.#item(item))}</div>`;
  }

  #item(item: MenuItem): TemplateResult {
    const at = this.#all.indexOf(item);
    const words = html`${item.icon ? icon(item.icon) : nothing}<span dir="auto">${item.text}</span>${item.count === undefined ? nothing : html` <span class="count">${item.count}</span>`}${item.chosen ? html`<span class="end">${icon("check", "small")}</span>` : nothing}`;
    if (item.href) return html`<a role="menuitem" tabindex="-1" href=${item.href}>${words}</a>`;
    const role = item.chosen === undefined ? "menuitem" : "menuitemradio";
    const checked = item.chosen === undefined ? nothing : item.chosen;
    return html`<button type="button" role=${role} aria-checked=${checked} tabindex="-1" data-at=${at}>${words}</button>`;
  }

  protected override firstUpdated(): void {
    const menu = this.#menu;
    menu.showPopover();
    this.#closed = openLayer(() => menu.hidePopover());
    this.#place();
    this.anchor?.setAttribute("aria-expanded", "true");
    (menu.querySelector<HTMLElement>('[aria-checked="true"]') ?? this.#items[0])?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("pointerdown", this.#beside, true);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("pointerdown", this.#beside, true);
    this.#closed?.(this.#away); // a menu that goes with its row is not told that it closes
  }

  /** A press beside an open menu closes it, which the browser does, and nothing else. */
  readonly #beside = (event: PointerEvent): void => {
    if (this.#menu.contains(event.target as Node)) return;
    event.stopPropagation();
    swallowTheClick();
  };

  get #all(): readonly MenuItem[] {
    return this.entries.flatMap((entry) => (entry === "rule" ? [] : "head" in entry ? entry.items : [entry]));
  }
  get #menu(): HTMLElement {
    return this.firstElementChild as HTMLElement;
  }
  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }

  /** Below its button, growing towards the middle of the screen; above where there is no room below. */
  #place(): void {
    if (!this.anchor || matchMedia("(max-width: 39.99rem)").matches) return;
    const at = this.anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#menu;
    const start = at.left + at.right < innerWidth ? at.left : at.right - width;
    const top =
      at.bottom + height + 12 > innerHeight && at.top - height - 12 > 0
        ? at.top - height - 4
        : Math.min(at.bottom + 4, innerHeight - height - 8);
    this.#menu.style.left = `${Math.max(8, Math.min(start, innerWidth - width - 8))}px`;
    this.#menu.style.top = `${Math.max(8, top)}px`;
  }

  readonly #chosen = (event: MouseEvent): void => {
    const item = (event.target as HTMLElement).closest<HTMLElement>('[role^="menuitem"]');
    if (!item) return;
    const entry = this.#all[Number(item.dataset.at ?? -1)];
    this.#away = item.matches("[href]");
    this.#menu.hidePopover();
    entry?.act?.();
  };

  readonly #toggled = (event: Event): void => {
    if ((event as ToggleEvent).newState !== "closed") return;
    this.anchor?.removeAttribute("aria-expanded");
    this.#closed?.(this.#away);
    this.remove();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const items = this.#items;
    const at = items.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === "Tab") this.#menu.hidePopover();
    else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) this.#byLetter(event.key, items, at);
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  };

  /** Letters typed one after the other are one beginning; a single one goes on to the next that begins with it. */
  #byLetter(letter: string, items: readonly HTMLElement[], at: number): void {
    this.#typed += folded(letter);
    clearTimeout(this.#forget);
    this.#forget = setTimeout(() => {
      this.#typed = "";
    }, 600);
    const starts = (item: HTMLElement) =>
      folded(item.textContent ?? "")
        .trim()
        .startsWith(this.#typed);
    const from = this.#typed.length > 1 ? at : at + 1;
    [...items.slice(from), ...items.slice(0, from)].find(starts)?.focus();
  }
}

/** Opens a menu at `anchor`. It leaves the page when it closes; focus goes back to the button by itself. */
export function openMenu(anchor: HTMLElement, label: string, entries: readonly MenuEntry[]): void {
  const menu = document.createElement("tandem-menu") as Menu;
  menu.label = label;
  menu.entries = entries;
  menu.anchor = anchor;
  // Beside its button: in the same landmark, and not behind what is inert.
  (anchor.closest(".card, .dialog, .top, .add, .tray, main") ?? document.body).append(menu);
}
