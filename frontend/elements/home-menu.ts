import { html, type TemplateResult } from "lit";
import { t } from "../text.ts";
import { hasKeys } from "./keys.ts";
import { type MenuEntry, openMenu } from "./menu.ts";
import { Part } from "./part.ts";
import { mark, nameOf } from "./person.ts";
import type { Dialog } from "./screen.ts";

/** My mark at the top right: my answers, settings, inviting, my other device, my other homes. */
export class HomeMenu extends Part {
  protected override render(): TemplateResult {
    const { home } = this;
    return html`<button class="icon-btn" type="button" data-menu aria-haspopup="menu" aria-label=${t("{name}: menu", { name: nameOf(home, home.me) })} @click=${this.#open}>${mark(home, home.me)}</button>`;
  }

  readonly #open = (event: Event): void => {
    const anchor = event.currentTarget as HTMLElement;
    const { homes, urls } = this.screen.start;
    const dialog = (name: Dialog) => () => {
      this.screen.dialog.value = name;
    };
    const adult = this.home.members.value.get(this.home.me)?.role === "adult";
    const asked = adult || this.home.members.value.get(this.home.me)?.role === "teen";
    const low = this.home.low.value.has(this.home.me);
    const meeting = adult || this.home.meeting.table.value !== null; // for a child while a table with children is there
    const others = homes
      .filter((other) => other.id !== this.home.id)
      .map((other): MenuEntry => ({ text: other.name, icon: "home", href: other.url }));
    const entries: (MenuEntry | null)[] = [
      adult ? { text: t("Invite"), icon: "invite", act: dialog("invite") } : null,
      adult ? { text: low ? t("I’m not low any more") : t("I’m low this week"), icon: "low", act: () => void this.home.beLow(!low) } : null,
      { text: t("My other device"), icon: "device", act: dialog("device") },
      "rule",
      { text: t("Our areas"), icon: "home", act: () => this.screen.openArea("all") },
      { text: t("Done and let go"), icon: "leaf", act: dialog("over") },
      meeting ? { text: t("Our meeting"), icon: "together", href: urls.meeting } : null,
      adult ? { text: t("First sitting"), icon: "list", href: urls.sitting } : null,
      "rule",
      asked ? { text: t("My answers"), icon: "lock", href: urls.mine } : null,
      adult ? { text: t("Earlier meetings"), icon: "day", href: urls.meetings } : null,
      { text: t("Our last weeks"), icon: "week", href: urls.ours },
      { text: t("Thanks"), icon: "heart", href: urls.thanks },
      { text: t("Settings"), icon: "settings", href: urls.settings },
      hasKeys() ? { text: t("Keys"), icon: "keys", act: dialog("keys") } : null,
      "rule",
      ...others,
      { text: t("Start another home"), icon: "plus", href: urls.another },
    ];
    openMenu(
      anchor,
      nameOf(this.home, this.home.me),
      entries.filter((entry) => entry !== null),
    );
  };
}
