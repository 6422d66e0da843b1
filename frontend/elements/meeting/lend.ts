import { html, nothing, type TemplateResult } from "lit";
import type { Id } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { adults } from "../parts.ts";
import { nameOf } from "../person.ts";
import { handOver, isSeated, type Lent, onMyPhone } from "./lending.ts";

/** Whoever has no device at hand sits on mine, or not any more; that they are ready they say with it in their hand. */
export class Lend extends Part {
  protected override render(): TemplateResult | typeof nothing {
    const { home, screen } = this;
    const now = home.meeting.now.value;
    if (!now || !isSeated(home)) return nothing;
    const there = new Set(home.meeting.seats.value.map(({ member }) => member));
    const away = adults(home).filter(({ id }) => !there.has(id));
    const lent = onMyPhone(home);
    if (away.length + lent.length === 0) return nothing;
    const give = (to: Lent): void => {
      screen.lent.value = to;
    };
    const act = (verb: "lend" | "lent_back", member: Id) => (): void => {
      void home.meet({ verb, meeting: now.id, member });
    };
    return html`
      ${lent.map((seat) => {
        const { member, ready } = seat;
        const name = nameOf(home, member);
        return html`${now.state === "waiting" && !ready ? handOver(home, "ready", give, screen.lentBefore.value, [seat]) : nothing}<div class="acts">
          <button class="btn plain tight" type="button" @click=${act("lent_back", member)}>${t("{name} is not on this phone any more", { name })}</button>
        </div>`;
      })}
      ${away.map(({ id, name }) => html`<div class="acts"><button class="btn plain tight" type="button" data-seat=${id} @click=${act("lend", id)}>${icon("device", "small")} ${t("{name} is here with me, on this phone", { name })}</button></div>`)}`;
  }

  protected override refocus(): void {
    (this.querySelector<HTMLElement>("button") ?? this.closest("main")?.querySelector<HTMLElement>("h1"))?.focus({ preventScroll: true });
  }
}
