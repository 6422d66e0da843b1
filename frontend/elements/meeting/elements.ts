/** The elements of our meeting's page; app.ts defines them. */

import { Heads } from "./heads.ts";
import { JointOrder } from "./joint-order.ts";
import { MyOrder } from "./my-order.ts";
import { Onward } from "./onward.ts";
import { MeetingPage } from "./page.ts";
import { Rank } from "./rank.ts";
import { Tidy } from "./tidy.ts";
import { Who } from "./who.ts";

export const MEETING: Readonly<Record<string, CustomElementConstructor>> = {
  "tandem-meeting-onward": Onward,
  "tandem-meeting-tidy": Tidy,
  "tandem-meeting-heads": Heads,
  "tandem-meeting-my-order": MyOrder,
  "tandem-meeting-joint-order": JointOrder,
  "tandem-meeting-rank": Rank,
  "tandem-meeting-who": Who,
  "tandem-meeting": MeetingPage,
};
