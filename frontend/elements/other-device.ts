import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import type { DeviceLink } from "../api.ts";
import * as days from "../days.ts";
import { t } from "../text.ts";
import { DialogPart } from "./dialog.ts";
import { linkToHand } from "./link.ts";

const DAY_MS = 86_400_000;

/** The same kind of link, for oneself. */
export class OtherDevice extends DialogPart {
  readonly #link = signal<DeviceLink | null>(null);
  readonly #trouble = signal("");

  protected override heading(): string {
    return t("My other device");
  }
  protected override why(): string {
    return t("Point its camera here, or open the link there. It will be signed in as you.");
  }

  protected override firstUpdated(): void {
    super.firstUpdated();
    void this.#make();
  }

  protected override content(): TemplateResult {
    const link = this.#link.value;
    return html`
      ${this.#trouble.value ? html`<p role="alert">${this.#trouble.value}</p>` : nothing}
      ${link ? html`${linkToHand(this.screen, link, t("Link for my other device"))}<p class="fine">${this.#terms(link)}</p>` : nothing}
      <div class="acts"><button class="btn plain wide" type="button" @click=${() => void this.#make()}>${t("Make a new link")}</button></div>`;
  }

  #terms(link: DeviceLink): string {
    const zone = this.home.info.value.time_zone;
    const soon = Date.parse(link.until) - this.home.now() < DAY_MS;
    const until = soon ? days.time(link.until, zone) : days.date(days.dayOf(link.until, zone), this.home.today.value);
    return t("For you alone: it works once, until {until}.", { until });
  }

  async #make(): Promise<void> {
    const answer = await this.home.api.deviceLink();
    this.#trouble.value = answer.ok ? "" : `${t(answer.problem.title)} ${t("No link was made.")}`;
    if (answer.ok) this.#link.value = answer.data;
  }
}
