import { html, nothing, type TemplateResult } from "lit";

/** Links of a text, to be tapped below the field they are written in. They are set as text: nothing in them is markup. */
export function linked(text: string): TemplateResult | typeof nothing {
  const links = linksIn(text);
  if (links.length === 0) return nothing;
  return html`<p class="linked">${links.map((link) => html`<a href=${link} target="_blank" rel="noopener noreferrer">${link}</a>`)}</p>`;
}

/** http and https only, each once, without the full stop or bracket of the sentence around it. */
export function linksIn(text: string): readonly string[] {
  const found = text.match(/\bhttps?:\/\/[^\s<>"\u201c\u201d\u201e]+/gi) ?? [];
  const links = found.map((link) => {
    const whole = link.replace(/[.,;:!?'’*_]+$/, "");
    return whole.includes("(") ? whole : whole.replace(/[)\]]+[.,;:!?]*$/, "");
  });
  return [...new Set(links.filter((link) => URL.canParse(link)))];
}
