import { signal } from "@preact/signals-core";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../icons.ts";
import { t } from "../text.ts";
import { copy } from "./copying.ts";
import type { Screen } from "./screen.ts";

const SAID_MS = 6_000;
/** What came of copying; stands by the line itself, a toast would lie below the dialog. */
const said = signal("");

/** A link to hand over: a picture for a camera, and a line to copy. */
export function linkToHand(screen: Screen, made: { readonly link: string; readonly qr: string }, label: string): TemplateResult {
  const select = (event: Event) => (event.target as HTMLInputElement).select();
  const copying = async (event: Event) => {
    const line = (event.currentTarget as HTMLElement).closest(".copyline");
    const copied = await copy(made.link, line ?? undefined);
    if (!copied) line?.querySelector("input")?.select();
    const sentence = copied ? t("Copied.") : t("Could not copy. The link is selected: copy it by hand.");
    screen.say(sentence);
    said.value = sentence;
    setTimeout(() => {
      said.value = "";
    }, SAID_MS);
  };
  return html`
    <div class="qr"><img src=${made.qr} alt=${t("The link as a picture to scan")}></div>
    <div class="copyline">
      <input type="text" readonly aria-label=${label} .value=${made.link} @focus=${select}>
      <button class="btn plain tight" type="button" @click=${copying}>${icon("copy", "small")} ${t("Copy")}</button>
    </div>
    ${said.value ? html`<p class="fine">${said.value}</p>` : nothing}`;
}

export function canShare(): boolean {
  return typeof navigator.share === "function";
}
