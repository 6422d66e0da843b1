import { html, nothing, type TemplateResult } from "lit";
import { lengthOf, manyLines } from "../home/typed.ts";
import { n } from "../text.ts";

/** What to say of a text that does not fit, "" where it does. Nothing of it is cut: its writer shortens it. */
export function tooLong(text: string, longest: number): string {
  const over = text.length <= longest ? 0 : lengthOf(manyLines(text)) - longest;
  if (over <= 0) return "";
  return n(
    "One character too many to save. It stays here as you wrote it.",
    "{count} characters too many to save. They stay here as you wrote them.",
    over,
  );
}

/** The same below a field that is saved when it is left. */
export function tooLongNote(text: string, longest: number): TemplateResult | typeof nothing {
  const said = tooLong(text, longest);
  return said ? html`<p class="too-long" role="status">${said}</p>` : nothing;
}
