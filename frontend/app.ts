/** The board's page: reads what the server put into it, makes the home and the screen, goes live. */

import { keepFromComposing } from "./composing.ts";
import { AddLine } from "./elements/add-line.ts";
import { AreaPage } from "./elements/area.ts";
import { Areas } from "./elements/areas.ts";
import { AskForm } from "./elements/ask.ts";
import { Asked } from "./elements/asked.ts";
import { Board } from "./elements/board.ts";
import { Card } from "./elements/card.ts";
import { CheckInCard } from "./elements/check-in.ts";
import { Column } from "./elements/column.ts";
import { ConnectionState } from "./elements/connection.ts";
import { Credits } from "./elements/credits.ts";
import { DoneColumn } from "./elements/done.ts";
import { Facts } from "./elements/facts.ts";
import { Field } from "./elements/field.ts";
import { FilterBar } from "./elements/filter.ts";
import { Guess } from "./elements/guess.ts";
import { listen } from "./elements/hearing.ts";
import { History } from "./elements/history.ts";
import { HomeMenu } from "./elements/home-menu.ts";
import { Invite } from "./elements/invite.ts";
import { Kept } from "./elements/kept.ts";
import { KeysHelp } from "./elements/keys-help.ts";
import { Line } from "./elements/line.ts";
import { MEETING } from "./elements/meeting/elements.ts";
import type { MeetingPage } from "./elements/meeting/page.ts";
import { Menu } from "./elements/menu.ts";
import { Notices } from "./elements/notices.ts";
import { OtherDevice } from "./elements/other-device.ts";
import { Over } from "./elements/over.ts";
import { Places } from "./elements/places.ts";
import { guardPresses } from "./elements/pressed.ts";
import { Screen, type Start } from "./elements/screen.ts";
import { closeWithSignIn } from "./elements/signed-out.ts";
import { SinceLine } from "./elements/since.ts";
import { SittingPage } from "./elements/sitting.ts";
import { SittingArea } from "./elements/sitting-area.ts";
import { SittingOffer } from "./elements/sitting-offer.ts";
import { SittingOpened } from "./elements/sitting-opened.ts";
import { SittingOurs } from "./elements/sitting-ours.ts";
import { SittingWalk } from "./elements/sitting-walk.ts";
import { Steps } from "./elements/steps.ts";
import { TaskRow } from "./elements/task.ts";
import { ThanksLines } from "./elements/thanks.ts";
import { Toasts } from "./elements/toasts.ts";
import { Tray } from "./elements/tray.ts";
import { YesBut } from "./elements/yes-but.ts";
import { Home } from "./home/home.ts";
import { claim } from "./home/scope.ts";
import type { ListedArea } from "./home/sitting.ts";
import type { News } from "./home/types.ts";
import { goLive } from "./live.ts";

const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  "tandem-add": AddLine,
  "tandem-area": AreaPage,
  "tandem-areas": Areas,
  "tandem-ask-form": AskForm,
  "tandem-asked": Asked,
  "tandem-card": Card,
  "tandem-check-in": CheckInCard,
  "tandem-column": Column,
  "tandem-connection": ConnectionState,
  "tandem-credits": Credits,
  "tandem-done": DoneColumn,
  "tandem-facts": Facts,
  "tandem-field": Field,
  "tandem-filter": FilterBar,
  "tandem-guess": Guess,
  "tandem-history": History,
  "tandem-home-menu": HomeMenu,
  "tandem-invite": Invite,
  "tandem-kept": Kept,
  "tandem-keys-help": KeysHelp,
  "tandem-line": Line,
  "tandem-menu": Menu,
  "tandem-notices": Notices,
  "tandem-other-device": OtherDevice,
  "tandem-over": Over,
  "tandem-places": Places,
  "tandem-since": SinceLine,
  "tandem-sitting": SittingPage,
  "tandem-sitting-area": SittingArea,
  "tandem-sitting-offer": SittingOffer,
  "tandem-sitting-opened": SittingOpened,
  "tandem-sitting-ours": SittingOurs,
  "tandem-sitting-walk": SittingWalk,
  "tandem-steps": Steps,
  "tandem-task": TaskRow,
  "tandem-thanks": ThanksLines,
  "tandem-toasts": Toasts,
  "tandem-tray": Tray,
  "tandem-yes-but": YesBut,
  "tandem-board": Board,
  ...MEETING,
};

keepFromComposing();
const start = read<Start>("start");
await claim(start.scope.name);
const home = new Home({ home: start.home, me: start.me, scope: start.scope, news: read<News>("news"), now: start.now });
const board = document.querySelector<Board>("tandem-board");
if (board) board.screen = listen(new Screen(home, start));
const sitting = document.querySelector<SittingPage>("tandem-sitting");
if (sitting) {
  sitting.list = read<readonly ListedArea[]>("inventory");
  sitting.screen = listen(new Screen(home, start));
}
const meeting = document.querySelector<MeetingPage>("tandem-meeting");
if (meeting) meeting.screen = listen(new Screen(home, start), "table");
for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
guardPresses();
goLive(home);
closeWithSignIn(home);

function read<T>(script: string): T {
  return JSON.parse(document.getElementById(script)?.textContent ?? "null") as T;
}
