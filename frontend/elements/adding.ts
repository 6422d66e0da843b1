import { html, type TemplateResult } from "lit";
import { t } from "../text.ts";

/** One line to write another; Enter or the button adds it. */
export function adding(name: string, label: string, longest: number, add: (text: string) => void): TemplateResult {
  const submit = (event: Event): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).elements.namedItem(name) as HTMLInputElement;
    if (input.value.trim() === "") return;
    add(input.value);
    input.value = "";
    input.focus();
  };
  return html`<form class="adding" autocomplete="off" @submit=${submit}>
    <input type="text" name=${name} aria-label=${label} placeholder=${label} maxlength=${longest} enterkeyhint="done">
    <button class="btn tight" type="submit">${t("Add")}</button>
  </form>`;
}
