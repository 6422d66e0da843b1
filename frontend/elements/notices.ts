import { html, type TemplateResult } from "lit";
import * as days from "../days.ts";
import type { Notice } from "../home/types.ts";
import { icon } from "../icons.ts";
import { n, t } from "../text.ts";
import { Part } from "./part.ts";

/** Who else can read what I read: one quiet line that stays until I have seen it; several fold into it. */
export class Notices extends Part {
  protected override render(): TemplateResult {
    const others = this.home.notices.value.filter((notice) => notice.device === "" || notice.device !== this.screen.start.device);
    return html`${others.length > 1 ? this.#several(others) : others.map((notice) => this.#line(notice))}`;
  }

  #line(notice: Notice): TemplateResult {
    const { settings } = this.screen.start.urls;
    return html`<section class="notice" aria-label=${label([notice])}>
      ${
        notice.about === "new_device"
          ? html`<p>${this.#words(notice)} ${t("Not you?")}</p><a class="btn plain tight" href=${settings}>${t("Sign it out")}</a>`
          : notice.about === "new_token"
            ? html`<p>${this.#words(notice)} ${t("Not you?")}</p><a class="btn plain tight" href=${`${settings}#tokens`}>${t("Revoke it")}</a>`
            : notice.about === "new_tablet"
              ? html`<p>${this.#words(notice)} ${t("Not ours?")}</p><a class="btn plain tight" href=${`${settings}#tablets`}>${t("Take it off")}</a>`
              : html`<p>${this.#words(notice)} ${t("If that was not you, look at your devices in the settings.")}</p><a class="btn plain tight" href=${settings}>${t("Settings")}</a>`
      }
      <button class="btn tight" type="button" @click=${() => this.#away([notice])}>${t("Dismiss")}</button>
    </section>`;
  }

  /** However many there are, the board begins where it always does: each is read when the line is folded open. */
  #several(notices: readonly Notice[]): TemplateResult {
    const { settings } = this.screen.start.urls;
    return html`<section class="notice folds several" aria-label=${label(notices)}>
      <details>
        <summary>${icon("down", "small")} <span>${inOne(notices)}</span></summary>
        <ul>${notices.map((notice) => html`<li>${this.#words(notice)}</li>`)}</ul>
      </details>
      ${
        notices.some(isTablet)
          ? html`<a class="btn plain tight" href=${settings}>${t("Settings")}</a>`
          : html`<a class="btn plain tight" href=${`${settings}#devices`}>${t("My devices")}</a>`
      }
      <button class="btn tight" type="button" @click=${() => this.#away(notices)}>${t("Dismiss all")}</button>
    </section>`;
  }

  /** Each by itself: what is refused (a device cannot hide that it came) stays, and why is said once for all of them. */
  #away(notices: readonly Notice[]): void {
    for (const { id } of notices)
      void this.home.dismiss(id).then((done) => {
        if (done) return;
        const refused = this.home.parked.value.filter(({ act }) => act.verb === "dismiss");
        for (const again of refused.slice(1)) this.home.putAside(again);
      });
  }

  #words(notice: Notice): string {
    const values = { day: days.day(notice.day, this.home.today.value), what: notice.what };
    if (notice.about === "new_token") return t("A token was made in your name: {what} ({day}).", values);
    if (notice.about === "new_tablet") return t("{what} has been a family tablet since {day}: it shows what all of us see.", values);
    if (notice.about === "sign_in_link") return t("A sign-in link was made for you on this server ({day}).", values);
    return notice.what === ""
      ? t("A new device has been signed in as you since {day}.", values)
      : t("{what} has been signed in as you since {day}.", values);
  }
}

const isTablet = (notice: Notice) => notice.about === "new_tablet";

const label = (notices: readonly Notice[]) => (notices.some(isTablet) ? t("About who reads here") : t("About your sign-in"));

/** Several, in one sentence. */
function inOne(notices: readonly Notice[]): string {
  const count = notices.length;
  if (notices.some(isTablet)) return n("One thing is new about who reads here.", "{count} things are new about who reads here.", count);
  const said = notices.every(({ about }) => about === "new_device")
    ? n("One new device is signed in as you.", "{count} new devices are signed in as you.", count)
    : n("One thing happened with your sign-in.", "{count} things happened with your sign-in.", count);
  return `${said} ${t("Not you?")}`;
}
