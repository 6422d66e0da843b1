import { html, nothing, type TemplateResult } from "lit";
import { LAST_DAY } from "../days.ts";
import { oneLine } from "../home/typed.ts";
import type { Ask, Id } from "../home/types.ts";
import { t } from "../text.ts";
import { askable } from "./ask-words.ts";
import { DialogPart } from "./dialog.ts";
import { drafted } from "./drafted.ts";
import { mark } from "./person.ts";
import { isOpen } from "./words.ts";

const AT_MOST = 3;
/** Of the few words that go with an ask or its answer. */
export const WORDS_LENGTH = 200;

function draftOf({ task, how }: { readonly task: Id; readonly how: string }): string {
  return `ask:${task}:${how}`;
}

/** Asks one person to take a task, or to do it together. They answer as they like; no reason is asked for. */
export class AskForm extends DialogPart {
  protected override heading(): string {
    return this.screen.asking.value?.how === "together" ? t("Do it together") : t("Ask");
  }
  protected override why(): string {
    return t("Nothing happens until there is a yes.");
  }

  protected override content(): TemplateResult {
    const { home } = this;
    const asking = this.screen.asking.value;
    const task = home.tasks.value.get(asking?.task ?? "");
    if (!asking || !task) return html`<p class="say">${t("This is not open any more.")}</p>`;
    const people = askable(home, task);
    const mine = this.#mine();
    const draft = draftOf(asking);
    const title = html`<b class="title" dir="auto">${task.title}</b>`;
    const words = asking.how === "together" ? t("Shall we do {title} together?") : t("Could you take {title}?");
    const waits = this.#waits();
    const [before = "", after = ""] = words.split("{title}");
    return html`<form class="ask-form" @submit=${this.#send}>
      ${
        people.length > 1
          ? html`<fieldset class="who"><legend>${t("Whom?")}</legend>${people.map(
              (person, at) =>
                html`<label><input type="radio" name="to" value=${person.id} ?checked=${mine ? mine.to === person.id : at === 0} required>${mark(home, person.id, "", "small")} <span dir="auto">${person.name}</span></label>`,
            )}</fieldset>`
          : html`<p class="quiet">${mark(home, people[0]?.id ?? null, "", "small")} <bdi>${people[0]?.name}</bdi></p>`
      }
      <p class="say">${before}${title}${after}</p>
      <div class="field"><label for="ask-because">${t("It would help me because … (optional)")}</label><input id="ask-because" name="because" dir="auto" autocomplete="off" ${drafted(home.drafts, `${draft}:because`, { start: mine?.because ?? "", longest: WORDS_LENGTH })}></div>
      <div class="field"><label for="ask-by">${t("By (optional)")}</label><input id="ask-by" name="by" type="date" min=${home.today.value} max=${LAST_DAY} ${drafted(home.drafts, `${draft}:by`, { start: mine?.by_day ?? "" })}></div>
      ${waits}
      <button class="btn primary wide" type="submit">${waits !== nothing ? t("Bring to our meeting") : asking.how === "together" ? t("Ask: together") : t("Ask")}</button>
    </form>`;
  }

  /** What I have asked about it already: its words can be written anew until there is an answer. */
  #mine(): Ask | undefined {
    const { task = "", how = "ask" } = this.screen.asking.value ?? {};
    const mine = (this.home.asks.value.get(task) ?? []).find((ask) => ask.by === this.home.me && ask.how === how);
    return mine && (mine.state === "asked" || mine.state === "parked") && mine.answered_by === null ? mine : undefined;
  }

  #people(): ReturnType<typeof askable> {
    const task = this.home.tasks.value.get(this.screen.asking.value?.task ?? "");
    return task ? askable(this.home, task) : [];
  }

  /** Why it would wait for the meeting; only said where there is one person to ask. */
  #waits(): TemplateResult | typeof nothing {
    const [person, ...more] = this.#people();
    if (!person || more.length > 0) return nothing;
    const open = [...this.home.asks.value.values()]
      .flat()
      .filter(
        (ask) =>
          ask.by === this.home.me && ask.to === person.id && (ask.state === "asked" || ask.state === "changed") && ask.how !== "offer",
      );
    if (this.home.low.value.has(person.id))
      return html`<p class="quiet">${t("{name} is low this week, so this waits for our meeting.", { name: person.name })}</p>`;
    if (open.length < AT_MOST || this.#mine()) return nothing;
    return html`<p class="quiet">${t("{name} has three open asks from you, so this one waits for our meeting.", { name: person.name })}</p>`;
  }

  readonly #send = (event: SubmitEvent): void => {
    event.preventDefault();
    const { home } = this;
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => oneLine(String(said.get(name) ?? ""));
    const asking = this.screen.asking.value;
    const to = text("to") || this.#people()[0]?.id;
    if (!asking || !to) return;
    const [mine, because, day] = [this.#mine(), text("because"), text("by") || null];
    // done or let go meanwhile: nothing is asked, and what was written stays
    const task = home.tasks.value.get(asking.task);
    if (task && isOpen(task.place)) home.drafts.drop(`${draftOf(asking)}:because`, `${draftOf(asking)}:by`);
    this.close();
    if (mine && mine.to === to && mine.by_day === day) void (mine.because === because ? null : home.sayWhy(mine, because));
    else void home.ask(asking.task, asking.how, to, because, day);
  };
}
