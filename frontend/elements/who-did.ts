import { html, nothing, type TemplateResult } from "lit";
import type { Id, Member, Task } from "../home/types.ts";
import { t } from "../text.ts";
import { isHelper } from "./helping.ts";
import { openMenu } from "./menu.ts";
import { present, saidOf } from "./parts.ts";
import type { Screen } from "./screen.ts";

/**
 * Who it was, in one tap, right after I ticked it: with somebody, or somebody else. Left alone it was just me.
 * `said`: what to do when it has been said.
 */
export function whoDid(screen: Screen, id: Id, said: () => void = () => undefined): TemplateResult | typeof nothing {
  const { home } = screen;
  const task = home.tasks.value.get(id);
  if (!task || !mayBeSaid(screen, task)) return nothing;
  const others = present(home).filter((member) => member.id !== home.me && !(isHelper(home) && member.role === "adult"));
  const say = (by: readonly Id[], helped: readonly Id[]) => () => {
    void home.did(id, by, helped);
    said();
  };
  const ways = (member: Member): readonly Way[] => [
    // A child joins in; two adults do it together.
    {
      text: t("With {name}", { name: member.name }),
      act: member.role === "child" ? say([home.me], [member.id]) : say([home.me, member.id], []),
    },
    { text: t("{name} did it", { name: member.name }), act: say([member.id], []) },
  ];
  const grownUps = others.filter(({ role }) => role === "adult");
  const [first] = grownUps.length === 1 ? grownUps : others.length === 1 ? others : [];
  const rest = others.filter((member) => member !== first);
  const more = (event: Event): void => openMenu(event.currentTarget as HTMLElement, t("Who did it?"), rest.flatMap(ways));
  return html`<span class="who-did" role="group" aria-label=${t("Who did it?")}>
    ${first ? ways(first).map(({ text, act }) => html`<button class="btn plain tight" type="button" @click=${act}>${text}</button>`) : nothing}
    ${rest.length > 0 ? html`<button class="btn plain tight" type="button" aria-haspopup="menu" @click=${more}>${first ? t("Others …") : t("Who did it?")}</button>` : nothing}
  </span>`;
}

interface Way {
  readonly text: string;
  readonly act: () => void;
}

/** Mine, ours, and nobody said anything yet. */
function mayBeSaid(screen: Screen, task: Task): boolean {
  const { home } = screen;
  if (task.place !== "done" || task.private || task.starter !== "" || task.done_by !== home.me) return false;
  return present(home).length > 1 && saidOf(home, task, "done").length === 0 && saidOf(home, task, "helped").length === 0;
}
