import { html, nothing, type TemplateResult } from "lit";
import type { Id } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { adults } from "../parts.ts";
import { nameOf } from "../person.ts";
import { isSeated, onMyPhone } from "./lending.ts";

/** Whoever has no device at hand sits on mine: seated, ready, or not any more. */
export class Lend extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { home } = this;
    const now = home.meeting.now.value;
    if (!now || !isSeated(home)) return nothing;
    const there = new Set(home.meeting.seats.value.map(({ member }) => member));
    const away = adults(home).filter(({ id }) => !there.has(id));
    const lent = onMyPhone(home);
    if (away.length + lent.length === 0) return nothing;
    const act = (verb: "lend" | "lent_ready" | "lent_back", member: Id) => (): void => {
      void home.meet({ verb, meeting: now.id, member });
    };
    return html`
      ${lent.map(({ member, ready }) => {
        const name = nameOf(home, member);
        return html`<div class="acts">
          ${now.state === "waiting" && !ready ? html`<button class="btn" type="button" @click=${act("lent_ready", member)}>${t("{name} is ready, too", { name })}</button>` : nothing}
          <button class="btn plain tight" type="button" @click=${act("lent_back", member)}>${t("{name} is not on this phone any more", { name })}</button>
        </div>`;
      })}
      ${away.map(({ id, name }) => html`<div class="acts"><button class="btn plain tight" type="button" data-seat=${id} @click=${act("lend", id)}>${icon("device", "small")} ${t("{name} is here with me, on this phone", { name })}</button></div>`)}`;
  }

  protected override refocus(): void {
    (this.querySelector<HTMLElement>("button") ?? this.closest("main")?.querySelector<HTMLElement>("h1"))?.focus({ preventScroll: true });
  }
}
