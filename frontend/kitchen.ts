/** The family tablet's page: what all of us see, acting as whoever tapped who they are. */

import { stayAwake } from "./awake.ts";
import { keepFromComposing } from "./composing.ts";
import { ConnectionState } from "./elements/connection.ts";
import { Kitchen } from "./elements/kitchen.ts";
import { KitchenMeeting } from "./elements/kitchen-meeting.ts";
import { KitchenRow } from "./elements/kitchen-row.ts";
import { KitchenScreen, TABLET } from "./elements/kitchen-screen.ts";
import { TabletOrder } from "./elements/meeting/tablet-order.ts";
import { Menu } from "./elements/menu.ts";
import { guardPresses } from "./elements/pressed.ts";
import { closeWithSignIn } from "./elements/signed-out.ts";
import { Home } from "./home/home.ts";
import { claim, type Scope } from "./home/scope.ts";
import type { Id, News } from "./home/types.ts";
import { goLive } from "./live.ts";

keepFromComposing();
const start = read<{ readonly home: Id; readonly scope: Scope; readonly now: number }>("start");
await claim(start.scope.name);
const screen = new KitchenScreen(
  (as) => new Home({ home: start.home, me: TABLET, scope: start.scope, news: read<News>("news"), now: start.now }, { as }),
);
const kitchen = document.querySelector<Kitchen>("tandem-kitchen");
if (kitchen) kitchen.screen = screen;
customElements.define("tandem-connection", ConnectionState);
customElements.define("tandem-menu", Menu);
customElements.define("tandem-kitchen-row", KitchenRow);
customElements.define("tandem-tablet-order", TabletOrder);
customElements.define("tandem-kitchen-meeting", KitchenMeeting);
customElements.define("tandem-kitchen", Kitchen);
guardPresses();
goLive(screen.home);
closeWithSignIn(screen.home);
stayAwake();

function read<T>(script: string): T {
  return JSON.parse(document.getElementById(script)?.textContent ?? "null") as T;
}
