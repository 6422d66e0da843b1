/** The elements of our meeting's page; app.ts defines them. */

import { Onward } from "./onward.ts";
import { MeetingPage } from "./page.ts";

export const MEETING: Readonly<Record<string, CustomElementConstructor>> = {
  "tandem-meeting-onward": Onward,
  "tandem-meeting": MeetingPage,
};
