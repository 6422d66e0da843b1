import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import * as days from "../days.ts";
import type { Invitation } from "../home/types.ts";
import { n, t } from "../text.ts";
import { DialogPart } from "./dialog.ts";
import { canShare, linkToHand } from "./link.ts";
import { nameOf } from "./person.ts";
import type { Handed } from "./screen.ts";

/** Brings someone home: a link for one person, as a picture, to copy, to share. The same one each time, while it is open. */
export class Invite extends DialogPart {
  readonly #trouble = signal("");

  protected override heading(): string {
    return t("Bring someone home");
  }
  protected override why(): string {
    return t("They point their camera here, type a name, and they are in.");
  }

  protected override firstUpdated(): void {
    super.firstUpdated();
    if (!this.#invitation(this.screen.handed.value)) void this.#make();
  }

  protected override content(): TemplateResult {
    const handed = this.screen.handed.value;
    const invitation = this.#invitation(handed);
    const link = invitation ? handed : null;
    const others = this.home.invitations.value.filter(({ id }) => id !== link?.id);
    return html`
      ${this.#trouble.value ? html`<p role="alert">${this.#trouble.value}</p><button class="btn" type="button" @click=${() => void this.#make()}>${t("Try again")}</button>` : nothing}
      ${handed && !link ? html`<p class="say">${t("This link has been used or withdrawn.")}</p>` : nothing}
      ${link ? linkToHand(this.screen, link, t("Invitation link")) : nothing}
      ${link ? html`<p class="fine">${this.#terms(invitation)} ${t("They will be your equal here: neither of you can remove the other.")}</p>` : nothing}
      <div class="acts">
        ${link && canShare() ? html`<button class="btn primary wide" type="button" @click=${() => void this.#share(link)}>${t("Share the link")}</button>` : nothing}
        ${handed ? html`<button class="btn plain wide" type="button" @click=${() => void this.#renew()}>${link ? t("Make a new link, the old one stops") : t("Make a new link")}</button>` : nothing}
      </div>
      <p class="fine">${t("A child or a guest gets a profile instead:")} <a href=${`${this.screen.start.urls.settings}#people`}>${t("People, in the settings")}</a></p>
      ${others.length > 0 ? html`<ul class="links" aria-label=${t("Other open invitations")}>${others.map((other) => this.#other(other))}</ul>` : nothing}`;
  }

  /** While somebody can still come in by it. */
  #invitation(handed: Handed | null): Invitation | undefined {
    return this.home.invitations.value.find(({ id }) => id === handed?.id);
  }

  #terms(invitation: Invitation | undefined): string {
    if (!invitation) return t("For one person.");
    const last = days.lastDay(invitation.until, this.home.info.value.time_zone);
    const soon = days.daysBetween(this.home.today.value, last);
    const until = soon > 0 && soon < 7 ? days.weekday(last, "long") : days.day(last, this.home.today.value);
    return n("For one person, until {day}.", "For {count} people, until {day}.", invitation.uses_left, { day: until });
  }

  #other(other: Invitation): TemplateResult {
    return html`<li>${t("{name}’s invitation is still open.", { name: nameOf(this.home, other.by) })} ${this.#terms(other)}
      <button class="btn plain tight" type="button" @click=${() => void this.home.withdraw(other.id)}>${t("Withdraw")}</button></li>`;
  }

  async #make(): Promise<boolean> {
    this.#trouble.value = "";
    const answer = await this.home.invite(1);
    if (!answer.ok) {
      this.#trouble.value = `${t(answer.problem.title)} ${t("No link was made.")}`;
      return false;
    }
    const made = answer.data.items.find((item): item is Invitation => item.kind === "invitation" && !("gone" in item));
    this.screen.handed.value = { link: answer.data.link, qr: answer.data.qr, id: made?.id ?? null };
    return true;
  }

  async #renew(): Promise<void> {
    const old = this.#invitation(this.screen.handed.value);
    if (!(await this.#make())) return;
    if (old) void this.home.withdraw(old.id);
    this.screen.say(t("A new link. The old one no longer works."));
  }

  async #share(link: Handed): Promise<void> {
    const title = this.home.info.value.name;
    // Closing the system's sheet without sharing rejects; nothing happened then.
    await navigator.share({ title, text: t("Join me in {home} on Tandem.", { home: title }), url: link.link }).catch(() => undefined);
  }
}
