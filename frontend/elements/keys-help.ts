import { html, type TemplateResult } from "lit";
import { t } from "../text.ts";
import { DialogPart } from "./dialog.ts";

/** What the keys do. They never fire while something is being written. */
export class KeysHelp extends DialogPart {
  protected override heading(): string {
    return t("Keys");
  }
  protected override why(): string {
    return t("They rest while you are writing.");
  }

  protected override content(): TemplateResult {
    const keys: readonly (readonly [readonly string[], string])[] = [
      [["N"], t("Write a line")],
      [["/"], t("Find")],
      [["J", "K"], t("Next and previous task; the arrow keys too")],
      [["←", "→"], t("The place beside")],
      [["Enter"], t("Open the task")],
      [["X"], t("Done, or open again")],
      [["T"], t("Take, or give back")],
      [["M"], t("Everything else: move, let go …")],
      [[t("Space")], t("Lift the task; arrows move it, Space puts it down, Escape puts it back")],
      [["F"], t("To the question that waits")],
      [[t("Ctrl"), "Z"], t("Undo")],
      [["?"], t("These keys")],
    ];
    return html`<dl class="keys">${keys.map(([names, what]) => html`<dt>${names.map((name) => html`<kbd class="key always">${name}</kbd>`)}</dt><dd>${what}</dd>`)}</dl>`;
  }
}
