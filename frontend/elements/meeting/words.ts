import type { Form, Meeting } from "../../home/meeting-types.ts";
import { t } from "../../text.ts";

/** What a step is called; the keys are the server's (`steps[].words`). */
export function stepName(words: string): string {
  const names: Readonly<Record<string, () => string>> = {
    arrive: () => t("Arrive"),
    appreciations: () => t("Say thank you"),
    team_thanks: () => t("What went well"),
    how: () => t("How was it"),
    vision_and_status: () => t("Vision and status"),
    tidy: () => t("Tidy the list"),
    heads: () => t("Empty your heads"),
    topics: () => t("What somebody brings up"),
    rank: () => t("What first"),
    who: () => t("Who and how"),
    good: () => t("Something good"),
    team_good: () => t("Something to look forward to"),
    close: () => t("To end with"),
  };
  return names[words]?.() ?? words;
}

export const FORMS: readonly Form[] = ["full", "short", "children", "team"];

export function formName(form: Form): string {
  return {
    full: () => t("About 25 minutes"),
    short: () => t("The short one, about 12 minutes"),
    children: () => t("With children, about 15 minutes"),
    team: () => t("As a team, about 25 minutes"),
  }[form]();
}

/** "5 of 9" */
export function whereWeAre(meeting: Meeting): { readonly at: number; readonly of: number } {
  return { at: meeting.steps.findIndex(({ step }) => step === meeting.step) + 1, of: meeting.steps.length };
}
