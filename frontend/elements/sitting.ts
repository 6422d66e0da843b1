import { effect, signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { ListedArea } from "../home/sitting.ts";
import type { Inventory } from "../home/types.ts";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { Part } from "./part.ts";

/** Where one is: the beginning, an area (`#laundry`), the end, or what was opened. */
export const END = "end";

/**
 * The page of the first sitting. Each walks through it alone; what was marked opens for all once everyone is through.
 * The address names the area, so that "back" is the area before.
 */
export class SittingPage extends Part {
  static override properties = { list: { attribute: false } };
  declare list: readonly ListedArea[];
  readonly #at = signal(location.hash.slice(1));
  #sizes: ResizeObserver | null = null;
  #unwatch: (() => void) | null = null;

  protected override render(): TemplateResult | typeof nothing {
    if (!this.screen) return nothing;
    const { screen, home } = this;
    return html`<div class="sitting">
        <header class="bar">
          <a class="btn plain tight" href=${screen.start.urls.board}>${icon("back")} ${t("To the board")}</a>
          <div class="home"><span class="home-name" dir="auto">${home.info.value.name}</span><tandem-connection .screen=${screen}></tandem-connection></div>
        </header>
        <tandem-kept .screen=${screen}></tandem-kept>
        ${home.signedOut.value ? html`<tandem-notices .screen=${screen}></tandem-notices>` : nothing}
        ${this.#view()}
      </div>
      <tandem-toasts .screen=${screen}></tandem-toasts>
      <p class="hidden" role="status" data-said>${screen.said.value}</p>`;
  }

  #view(): TemplateResult {
    const { screen, list } = this;
    const { sitting } = this.home;
    const at = this.#at.value;
    const area = list.findIndex(({ key }) => key === at);
    const open = sitting.inventory.value?.open ?? false;
    if (area >= 0) return html`<tandem-sitting-area .screen=${screen} .list=${list} .at=${area}></tandem-sitting-area>`;
    if (open && at !== END) return html`<tandem-sitting-ours .screen=${screen} .list=${list}></tandem-sitting-ours>`;
    return html`<tandem-sitting-walk .screen=${screen} .list=${list} .end=${at === END}></tandem-sitting-walk>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#moved);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#moved);
    this.#sizes?.disconnect();
    this.#unwatch?.();
  }

  protected override firstUpdated(): void {
    document.title = `${t("First sitting")} · ${this.home.info.value.name} · Tandem`;
    this.#sizes = new ResizeObserver(() => {
      document.documentElement.style.setProperty("--dock", `${this.querySelector<HTMLElement>(".foot")?.offsetHeight ?? 0}px`);
    });
    this.#sizes.observe(this);
    // The moment everyone is through, or somebody closes it: what then stands there is there for all, wherever they were.
    const { inventory } = this.home.sitting;
    let was = inventory.value;
    this.#unwatch = effect(() => {
      const now = inventory.value;
      if (now && now.open !== (was?.open ?? false)) this.#turned(now, now.round === was?.round);
      was = now;
    });
  }

  #turned({ open }: Inventory, again: boolean): void {
    history.replaceState(null, "", location.pathname);
    this.#moved();
    if (!open) this.screen.say(t("That sitting is closed."));
    else this.screen.say(again ? t("This sitting is open again.") : t("Everyone is through. This is what our home carries."));
  }

  /** Another area is another page: it begins at its top, and its heading is read. */
  readonly #moved = (): void => {
    this.#at.value = location.hash.slice(1);
    void this.updateComplete.then(() =>
      requestAnimationFrame(() => {
        scrollTo(0, 0);
        this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
      }),
    );
  };
}
