import { html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import type { Id, Strip, Strips } from "../../home/types.ts";
import { icon } from "../../icons.ts";
import { t } from "../../text.ts";
import { Part } from "../part.ts";
import { nameOf } from "../person.ts";

/**
 * How the work lies between two, in this meeting and only if both want to see it. Words and a place on a line, never a
 * number. `offered`: the conversation is about it, so the question stands there; else there is only a quiet way to it.
 * Until both said yes it looks the same, whatever the other said or did not say.
 */
export class MeetingBalance extends Part {
  static override properties: PropertyDeclarations = {
    ...Part.properties,
    meeting: { attribute: false },
    offered: { attribute: false },
    asking: { state: true },
  };
  declare meeting: Id;
  declare offered: boolean;
  declare asking: boolean;

  constructor() {
    super();
    this.asking = false;
  }

  protected override render(): TemplateResult {
    const { strips, wishes } = this.home.felt;
    const shown = strips.value.get(this.meeting);
    if (shown) return this.#shown(shown);
    if (wishes.value.has(this.meeting)) return this.#wished();
    if (!this.offered && !this.asking) {
      const ask = () => {
        this.asking = true;
      };
      return html`<section class="balance"><button class="btn plain tight" type="button" @click=${ask}>${t("Look at how the work lies between us")}</button></section>`;
    }
    return html`<section class="balance" aria-labelledby="balance-name">
      <h3 id="balance-name">${t("Would you like to look at how the work lies between you?")}</h3>
      <p class="quiet">${t("Noticing, planning, doing and helping, in words, from the last four weeks. It appears only if you both want it, and it is gone when the meeting closes. A no looks the same as no answer.")}</p>
      <div class="acts">
        <button class="btn" type="button" @click=${this.#wish(true)}>${t("Yes, show us")}</button>
        <button class="btn" type="button" @click=${this.#no}>${t("Not this time")}</button>
      </div>
    </section>`;
  }

  #wished(): TemplateResult {
    return html`<section class="balance">
      <p class="only">${icon("lock", "small")} ${t("You would like to see it. It appears if you both do.")}</p>
      <div class="acts"><button class="btn plain tight" type="button" @click=${this.#wish(false)}>${t("Rather not")}</button></div>
    </section>`;
  }

  #shown({ strips }: Strips): TemplateResult {
    return html`<section class="balance" aria-labelledby="balance-name">
      <h3 id="balance-name">${t("How the work lies between us")}</h3>
      ${strips ? html`<ul class="strips">${strips.map((strip) => html`<li><span class="part">${partName(strip.part)}</span> <span class="band">${this.#band(strip)}</span>${this.#line(strip)}</li>`)}</ul>` : html`<p>${t("Too little is written down to say. That is no answer in either direction.")}</p>`}
      <p class="quiet">${t("The list does not see everything. What is missing?")}</p>
      <div class="acts"><button class="btn plain tight" type="button" @click=${this.#wish(false)}>${t("Put it away")}</button></div>
    </section>`;
  }

  #band({ band, to }: Strip): string {
    const name = to === null ? "" : nameOf(this.home, to);
    if (band === "leans") return t("leans to {name}", { name });
    if (band === "mostly") return t("mostly {name}", { name });
    return band === "even" ? t("about even") : t("too little written down");
  }

  /** The same to the eye: five places on a line, the first name left for both, whoever looks. */
  #line({ band, to }: Strip): TemplateResult | typeof nothing {
    if (band === "little") return nothing;
    const adults = [...this.home.members.value.values()].filter(({ role, left }) => role === "adult" && !left);
    const [first, second] = adults.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    if (!first || !second) return nothing;
    const far = band === "even" ? 0 : band === "leans" ? 1 : 2;
    const at = 2 + (to === first.id ? -far : far);
    return html`<span class="line" aria-hidden="true"><span data-person=${first.colour} dir="auto">${first.name}</span>${[0, 1, 2, 3, 4].map((place) => html`<i class=${place === at ? "here" : ""}></i>`)}<span data-person=${second.colour} dir="auto">${second.name}</span></span>`;
  }

  readonly #wish = (wants: boolean) => (): void => {
    this.asking = false;
    void this.home.wishBalance(this.meeting, wants);
  };

  /** A no is told to nobody, and not kept: it is the same as silence. */
  readonly #no = (): void => {
    this.asking = false;
    this.offered = false;
  };
}

function partName(part: Strip["part"]): string {
  return { noticed: t("Noticing"), planned: t("Planning"), done: t("Doing"), helped: t("Helping") }[part];
}
