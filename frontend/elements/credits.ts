import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { unsaid } from "../home/on-parts.ts";
import type { Id, Member, CreditPart as PartOfIt, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { taskOf } from "./field.ts";
import { isHelper } from "./helping.ts";
import { Part } from "./part.ts";
import { namesOf, PARTS, partName, peopleOf, present, saidOf } from "./parts.ts";
import { mark, nameOf } from "./person.ts";

/** Who noticed, planned, did and helped: facts to thank for. Read first; changed by a tap on a person. */
export class Credits extends Part {
  static override properties = { task: {} };
  declare task: Id;
  readonly #changing = signal(false);

  protected override render(): TemplateResult | typeof nothing {
    const task = taskOf(this.screen, this.task);
    if (!task || task.private || task.starter !== "" || present(this.home).length < 2) return nothing;
    const changing = this.#changing.value;
    const lines = PARTS.filter((part) => this.#tells(task, part, changing));
    return html`<section aria-labelledby="credits-name">
      <h2 id="credits-name" tabindex="-1">${t("Noticed, planned, helped")}</h2>
      <ul class="credits">${lines.map((part) => (changing ? this.#choice(task, part) : this.#line(task, part)))}</ul>
      <button class="btn plain tight" type="button" @click=${this.#change}>${changing ? t("Ready") : t("Change who it was")}</button>
    </section>`;
  }

  protected override refocus(): void {
    this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  /** Planning is asked about where there is something to plan. */
  #tells(task: Task, part: PartOfIt, changing: boolean): boolean {
    if (part === "done") return task.done_on !== null;
    if (part === "planned" && changing) return task.size === "m" || task.size === "l" || saidOf(this.home, task, part).length > 0;
    return changing || peopleOf(this.home, task, part).length > 0;
  }

  #line(task: Task, part: PartOfIt): TemplateResult {
    const { home } = this;
    const people = peopleOf(home, task, part);
    const offered = saidOf(home, task, part).some(
      ({ member, offered_by, declined }) => member === home.me && offered_by !== home.me && !declined,
    );
    return html`<li><span class="what">${partName(part)}</span>
      <span class="whom">${people.length > 0 ? html`<span class="marks">${people.map((id) => mark(home, id, "", "small"))}</span> ${namesOf(people.map((id) => nameOf(home, id)))}` : t("nobody said yet")}</span>
      ${offered ? html`<button class="btn plain tight" type="button" @click=${() => void home.uncredit(task.id, part, home.me)}>${t("That wasn’t me")}</button>` : nothing}</li>`;
  }

  #choice(task: Task, part: PartOfIt): TemplateResult {
    return html`<li class="choice"><span class="what">${partName(part)}</span>
      <span class="people" role="group" aria-label=${partName(part)}>${present(this.home).map((member) => this.#person(task, part, member))}</span></li>`;
  }

  #person(task: Task, part: PartOfIt, member: Member): TemplateResult {
    const { home } = this;
    const said = saidOf(home, task, part);
    const row = said.find((credit) => credit.member === member.id);
    const on = peopleOf(home, task, part).includes(member.id);
    const notMine = isHelper(home) && member.id !== home.me && member.role === "adult"; // what an adult did they say themselves
    const theirs =
      notMine ||
      (member.id !== home.me &&
        (row ? row.declined || row.offered_by === member.id : said.length === 0 && unsaid(task, part) === member.id));
    const why =
      theirs && row
        ? row.declined
          ? t("{name} said that it wasn’t them", { name: member.name })
          : t("{name} said so themselves", { name: member.name })
        : nothing;
    const act = () => void (on ? home.uncredit(task.id, part, member.id) : home.credit(task.id, part, member.id));
    return html`<button class="who" type="button" data-person=${member.colour} aria-pressed=${on} ?disabled=${theirs} title=${why} @click=${act}>${mark(home, member.id, "", "small")} <bdi>${member.name}</bdi></button>`;
  }

  readonly #change = (): void => {
    this.#changing.value = !this.#changing.value;
  };
}
