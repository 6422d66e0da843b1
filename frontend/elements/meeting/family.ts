import { html, nothing, type TemplateResult } from "lit";
import type { FamilyTable, Opened } from "../../home/meeting-types.ts";
import { oneLine } from "../../home/typed.ts";
import type { Id } from "../../home/types.ts";
import { t } from "../../text.ts";
import { drafted } from "../drafted.ts";
import { Part } from "../part.ts";
import { mark, nameOf } from "../person.ts";
import type { Screen } from "../screen.ts";
import type { Talking } from "../talking.ts";
import { isOpen } from "../words.ts";
import { stepName } from "./words.ts";

const LONGEST = 200;

/** Our meeting as a child sees it: I’m here, my problem, my three, what came of it. */
export abstract class Family<S extends Talking> extends Part<S> {
  protected abstract get me(): Id;
  protected abstract order(table: FamilyTable): TemplateResult;
  protected abstract later(): TemplateResult;

  protected family(): TemplateResult {
    const table = this.home.meeting.table.value;
    if (!table) return html`<p class="lead">${t("Our meeting is over. Until next time.")}</p>`;
    return table.here.includes(this.me) ? this.#here(table) : this.#away(table);
  }

  #away({ meeting }: FamilyTable): TemplateResult {
    return html`<p class="lead">${t("We sit together and plan our week. Would you like to come?")}</p>
      <div class="acts"><button class="btn primary" type="button" @click=${() => void this.home.meet({ verb: "be_here", meeting })}>${t("I’m here")}</button>
        ${this.later()}</div>`;
  }

  #here(table: FamilyTable): TemplateResult {
    return html`<p class="label" role="status">${t("Now: {step}", { step: stepName(table.step) })}</p>
      ${this.#step(table)}
      <div class="acts leave"><button class="btn plain tight" type="button" @click=${() => void this.home.meet({ verb: "go_later", meeting: table.meeting })}>${t("I’m going to play")}</button></div>`;
  }

  #step(table: FamilyTable): TemplateResult {
    const { step } = table;
    const draft = this.home.meeting.draft.value; // on a device of its own, with an order of its own
    if (step === "rank" && (table.shown || draft))
      return this.#shown(table.shown ? table.order : (draft?.order ?? []), draft?.places ?? {});
    if (step === "rank") return this.order(table);
    if (step === "who") return this.#joining(table);
    if (step === "good" || step === "close") return this.#good(table, step === "close");
    const lead = {
      arrive: () => t("Good that you are here."),
      appreciations: () => t("Whom would you like to thank, and what for? Say it aloud."),
    }[step as string];
    return html`${lead ? html`<p class="lead">${lead()}</p>` : nothing}${this.#problem(table)}`;
  }

  // ---- one problem, in one line

  #problem({ meeting, problems }: FamilyTable): TemplateResult {
    const { me } = this;
    const others = Object.entries(problems).filter(([child]) => child !== me);
    const draft = `problem:${meeting}:${me}`;
    const save = (event: Event): void => {
      event.preventDefault();
      const field = this.querySelector<HTMLInputElement>("#my-problem");
      const words = oneLine(field?.value ?? "");
      if (!field?.validity.valid) return;
      this.home.drafts.drop(draft);
      if (words === (this.home.meeting.table.value?.problems[me] ?? "")) return;
      void this.home.meet({ verb: "put_up", meeting, words });
      this.screen.say(words ? t("We talk about it together.") : t("Taken back."));
    };
    return html`<form class="problem" @submit=${save}>
        <label for="my-problem">${t("Does something bother you? One line, and we talk about it.")}</label>
        <div class="add-thought"><input id="my-problem" dir="auto" autocomplete="off" enterkeyhint="done" @blur=${save} ${drafted(this.home.drafts, draft, { start: problems[me] ?? "", longest: LONGEST })}><button class="btn" type="submit">${t("Put it up")}</button></div>
        ${problems[me] ? html`<p class="say">${t("We talk about it together.")}</p>` : nothing}
      </form>
      ${others.length > 0 ? html`<ul class="sheet topics">${others.map(([child, words]) => html`<li><p class="by">${mark(this.home, child, "", "small")} <span dir="auto">${nameOf(this.home, child)}</span></p><p class="felt" dir="auto">${words}</p></li>`)}</ul>` : nothing}`;
  }

  // ---- my three, and what came of all

  protected none(): TemplateResult {
    return html`<p class="lead">${t("There is nothing to put in order for you today.")}</p>`;
  }

  #shown(order: readonly Id[], places: Opened["places"]): TemplateResult {
    const children = Object.keys(places).sort();
    const line = (id: Id): TemplateResult => {
      const chosen = children.flatMap((child) => {
        const at = (places[child] ?? []).indexOf(id);
        return at < 0 ? [] : [{ child, at: at + 1 }];
      });
      return html`<li><span class="t" dir="auto">${this.#title(id)}</span> <span class="fine">${chosen.map(({ child, at }) => html`<span class="place-of">${mark(this.home, child, t("{name}: place {place}", { name: nameOf(this.home, child), place: at }), "small")}<span aria-hidden="true">${at}</span></span> `)}</span></li>`;
    };
    return html`<p class="lead">${t("This came of all of us together:")}</p><ol class="sheet plain-lines">${order.map(line)}</ol>`;
  }

  #title(id: Id): string {
    return this.home.tasks.value.get(id)?.title ?? t("no longer on our list");
  }

  // ---- who joins what: an invitation, with two answers that weigh the same

  #joining({ order }: FamilyTable): TemplateResult {
    const { home } = this;
    const tasks = order.map((id) => home.tasks.value.get(id)).filter((task) => task !== undefined && isOpen(task.place));
    if (tasks.length === 0) return html`<p class="lead">${t("The adults look at who does what. You can listen, or play.")}</p>`;
    return html`<p class="lead">${t("Where would you like to help?")}</p><ul class="sheet lines">${tasks.map((task) => {
      if (!task) return nothing;
      const joined = (home.parts.value.get(task.id) ?? []).some(({ member }) => member === this.me);
      const act = (): void => void (joined ? home.leave(task.id) : home.join(task.id, "helper"));
      return html`<li><p><span class="t" dir="auto">${task.title}</span>${joined ? html` <span class="fine">${t("You are in.")}</span>` : nothing}</p>
        <button class="btn tight" type="button" aria-label=${`${joined ? t("I’m out") : t("I’m in")}: ${task.title}`} @click=${act}>${joined ? t("I’m out") : t("I’m in")}</button></li>`;
    })}</ul>`;
  }

  #good({ good }: FamilyTable, over: boolean): TemplateResult {
    return html`${good ? html`<p class="lead">${t("Something good")}</p><p class="felt" dir="auto">${good}</p>` : html`<p class="lead">${t("What would be nice this week? Say it aloud.")}</p>`}
      ${over ? html`<p class="say">${t("Thank you for being there.")}</p>` : nothing}`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("button, h1")?.focus({ preventScroll: true });
  }
}

/** On a device of its own. */
export class FamilyPage extends Family<Screen> {
  protected override render(): TemplateResult {
    return html`<main class="step family" data-step=${this.home.meeting.table.value?.step ?? ""}>
      <h1 tabindex="-1">${t("Our meeting")}</h1>${this.family()}
    </main>`;
  }

  protected override get me(): Id {
    return this.home.me;
  }

  protected override later(): TemplateResult {
    return html`<a class="btn" href=${this.screen.start.urls.board}>${t("Later")}</a>`;
  }

  protected override order(): TemplateResult {
    if (!this.home.meeting.ballot.value) return this.none();
    return html`<tandem-meeting-my-order .screen=${this.screen}></tandem-meeting-my-order>`;
  }
}
