import type { Form, PulseItem } from "../../home/meeting-types.ts";
import type { Felt } from "../../home/types.ts";
import { t } from "../../text.ts";

/** The five items of the week, RESULTS.md 1.4; a team is not at home. */
export function itemWords(item: PulseItem, form: Form): string {
  return {
    supported: () => (form === "team" ? t("This week I felt supported.") : t("This week I felt supported at home.")),
    heard: () => t("When I brought something up, I felt heard."),
    respected: () => t("My time and effort were respected."),
    team: () => t("We worked like a team."),
    fairness: () => t("The way we shared the work felt …"),
  }[item]();
}

/** A step in words. Fairness has its good end in the middle. */
export function stepWord(item: PulseItem, felt: Felt): string {
  const steps =
    item === "fairness"
      ? [
          () => t("Far too much on me"),
          () => t("A bit too much on me"),
          () => t("About right"),
          () => t("A bit too much on others"),
          () => t("Far too much on others"),
        ]
      : [() => t("Not at all"), () => t("A little"), () => t("Somewhat"), () => t("Mostly"), () => t("Completely")];
  return steps[felt - 1]?.() ?? "";
}

export const STEPS_OF_FIVE: readonly Felt[] = [1, 2, 3, 4, 5];
