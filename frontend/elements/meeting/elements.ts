/** The elements of our meeting's page; app.ts defines them. */

import { AddToOrder } from "./add-to-order.ts";
import { Arrive } from "./arrive.ts";
import { MeetingBalance } from "./balance.ts";
import { BorrowedPhone } from "./borrowed.ts";
import { Brought } from "./brought.ts";
import { Children } from "./children.ts";
import { Close } from "./close.ts";
import { Door } from "./door.ts";
import { FamilyPage } from "./family.ts";
import { GoingOn } from "./going-on.ts";
import { Good } from "./good.ts";
import { Heads } from "./heads.ts";
import { How } from "./how.ts";
import { JointOrder } from "./joint-order.ts";
import { Lend } from "./lend.ts";
import { LentPhone } from "./lent.ts";
import { LentHeads } from "./lent-heads.ts";
import { LentOrder } from "./lent-order.ts";
import { MeetingMenu } from "./menu.ts";
import { MyOrder } from "./my-order.ts";
import { Notes } from "./notes.ts";
import { Onward } from "./onward.ts";
import { OwnWeek } from "./own-week.ts";
import { MeetingPage } from "./page.ts";
import { Park } from "./park.ts";
import { PauseUntil } from "./pause-until.ts";
import { Paused } from "./paused.ts";
import { Problems } from "./problems.ts";
import { Rank } from "./rank.ts";
import { LastRecap } from "./recap.ts";
import { RhythmLine } from "./rhythm.ts";
import { ShownToAll } from "./shown.ts";
import { MeetingSoon } from "./soon.ts";
import { Appreciations } from "./thanks.ts";
import { Tidy } from "./tidy.ts";
import { TimeBar } from "./time.ts";
import { Topics } from "./topics.ts";
import { Vision } from "./vision.ts";
import { Who } from "./who.ts";
import { WorthIt } from "./worth.ts";

export const MEETING: Readonly<Record<string, CustomElementConstructor>> = {
  "tandem-meeting-add": AddToOrder,
  "tandem-meeting-arrive": Arrive,
  "tandem-meeting-balance": MeetingBalance,
  "tandem-meeting-soon": MeetingSoon,
  "tandem-meeting-borrowed": BorrowedPhone,
  "tandem-meeting-brought": Brought,
  "tandem-meeting-close": Close,
  "tandem-meeting-door": Door,
  "tandem-meeting-going-on": GoingOn,
  "tandem-meeting-good": Good,
  "tandem-meeting-how": How,
  "tandem-meeting-last": LastRecap,
  "tandem-meeting-children": Children,
  "tandem-meeting-family": FamilyPage,
  "tandem-meeting-lend": Lend,
  "tandem-meeting-lent": LentPhone,
  "tandem-meeting-lent-heads": LentHeads,
  "tandem-meeting-lent-order": LentOrder,
  "tandem-meeting-problems": Problems,
  "tandem-meeting-menu": MeetingMenu,
  "tandem-meeting-notes": Notes,
  "tandem-meeting-onward": Onward,
  "tandem-meeting-park": Park,
  "tandem-meeting-pause": PauseUntil,
  "tandem-meeting-paused": Paused,
  "tandem-meeting-rhythm": RhythmLine,
  "tandem-meeting-shown": ShownToAll,
  "tandem-meeting-thanks": Appreciations,
  "tandem-meeting-time": TimeBar,
  "tandem-meeting-topics": Topics,
  "tandem-meeting-vision": Vision,
  "tandem-meeting-week": OwnWeek,
  "tandem-meeting-worth": WorthIt,
  "tandem-meeting-tidy": Tidy,
  "tandem-meeting-heads": Heads,
  "tandem-meeting-my-order": MyOrder,
  "tandem-meeting-joint-order": JointOrder,
  "tandem-meeting-rank": Rank,
  "tandem-meeting-who": Who,
  "tandem-meeting": MeetingPage,
};
