import { html, type TemplateResult } from "lit";
import type { Drafts } from "../home/drafts.ts";
import { oneLine } from "../home/typed.ts";
import { t } from "../text.ts";
import { drafted } from "./drafted.ts";

/** For lines that go on elsewhere when they are long, as a title goes on in the notes. */
export const NO_LIMIT = Number.POSITIVE_INFINITY;

/** One line to write another; Enter or the button adds it. What is being written is kept as the draft of that name. */
export function adding(
  field: string,
  label: string,
  { drafts, name }: { readonly drafts: Drafts; readonly name: string },
  longest: number,
  add: (text: string) => void,
): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem(field) as HTMLInputElement;
    const text = oneLine(input.value);
    if (text === "") return;
    add(text);
    input.value = "";
    drafts.drop(name);
    input.focus();
  };
  return html`<form class="adding" autocomplete="off" @submit=${submit}>
    <input type="text" name=${field} dir="auto" aria-label=${label} placeholder=${label} enterkeyhint="done" ${drafted(drafts, name, { longest })}>
    <button class="btn tight" type="submit">${t("Add")}</button>
  </form>`;
}
