import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { lengthOf, oneLine } from "../../home/typed.ts";
import { t } from "../../text.ts";
import { tooLong } from "../too-long.ts";
import { Writing } from "../writing.ts";

const LONGEST = 200;

/**
 * One nice thing for this week, in one line that everybody writes in; saved when it is left. Two who write at once both
 * stand there; where there is no room for both, mine is kept in front of me.
 */
export class Good extends Writing {
  /** It may close while somebody writes: what was written is told then, not lost. */
  #meeting = "";
  /** What I wrote last, until it has been seen on the server's line. */
  readonly #wrote = signal("");

  protected override render(): TemplateResult | typeof nothing {
    const now = this.home.meeting.now.value;
    if (!now) return nothing;
    const team = now.form === "team";
    const lost = this.#wrote.value !== "" && !now.good.includes(this.#wrote.value) ? this.#wrote.value : "";
    return html`
      <p class="lead">${team ? t("One thing to look forward to, together or each alone.") : t("One nice thing for this week, together or each alone.")}</p>
      <div class="field good"><label for="good-line">${t("This week")}</label>
        <input id="good-line" dir="auto" autocomplete="off" enterkeyhint="done" placeholder=${t("Pancakes on Saturday")} @input=${this.#typed} @blur=${this.leave} @keydown=${this.#key}></div>
      ${lost ? html`<p class="lost" role="status">${t("Yours is not in the line:")} <em>${lost}</em> <button class="btn tight" type="button" @click=${this.#putIn}>${t("Put it in")}</button></p>` : nothing}
      <p class="fine">${t("It is not one more task. It stands with what we take with us.")}</p>`;
  }

  protected override firstUpdated(): void {
    this.#meeting = this.home.meeting.now.value?.id ?? this.#meeting;
    const [draft, box] = [this.begun(this.#draftName), this.#box];
    if (!draft || !box) return;
    this.base = draft.base;
    box.value = draft.text;
  }

  protected override updated(): void {
    const [box, good] = [this.#box, this.#good];
    if (box && this.base === null && box.value !== good) box.value = good;
  }

  get #box(): HTMLInputElement | null {
    return this.querySelector("input");
  }
  get #good(): string {
    return this.home.meeting.now.value?.good ?? "";
  }

  readonly #typed = (): void => {
    this.base ??= this.#good;
    this.#meeting = this.home.meeting.now.value?.id ?? this.#meeting;
    this.#box?.setCustomValidity(tooLong(this.#box.value, LONGEST));
    if (this.#box) this.keep(this.#draftName, this.#box.value);
  };
  get #draftName(): string {
    return `good:${this.#meeting}`;
  }

  protected override save(): void {
    const [box, base, good] = [this.#box, this.base, this.#good];
    if (!box || base === null) return;
    if (tooLong(box.value, LONGEST)) return;
    const mine = oneLine(box.value);
    this.base = null;
    this.home.drafts.drop(this.#draftName);
    if (mine === base) return;
    const theirs = good !== base && !mine.includes(good) ? good : "";
    const both = theirs && mine ? `${theirs} · ${mine}` : mine || theirs;
    this.#wrote.value = mine;
    if (lengthOf(both) <= LONGEST) this.#say(both);
  }

  readonly #putIn = (): void => {
    const both = [this.#good, this.#wrote.value].filter(Boolean).join(" · ");
    this.#say(lengthOf(both) <= LONGEST ? both : this.#wrote.value);
  };

  #say(good: string): void {
    if (this.#good !== good) void this.home.meet({ verb: "plan_good", meeting: this.#meeting, good });
    this.requestUpdate();
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && this.#box?.reportValidity()) this.#box.blur();
  };
}
