/** Whether this page is still its person's. It is a picture of what they may see: without them nobody sees it. */

import { whenClaimedByAnother } from "./home/scope.ts";

/** So often a page without a live line asks, while it is looked at. */
const ASK_MS = 20_000;

/** The page is white at once. */
export function hide(): void {
  document.documentElement.hidden = true;
}

/** "Back" loads the page anew instead of showing it as it was left, perhaps by somebody who has signed out since. */
export function neverComesBack(): void {
  addEventListener("pagehide", ({ persisted }) => {
    if (persisted) hide();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}

/** Calls `gone` when this person is signed out: in another tab, or from another device. */
export function stillMine(scope: string, gone: () => void): void {
  const ask = async (): Promise<void> => {
    if (document.visibilityState !== "visible") return;
    if ((await asked(scope)) === 401) gone();
  };
  whenClaimedByAnother(scope, gone);
  addEventListener("visibilitychange", ask);
  setInterval(ask, ASK_MS);
}

/** Whether somebody is signed in in this browser. */
export async function isSignedIn(): Promise<boolean> {
  return (await asked("")) === 200;
}

/** How the server answers this browser, or a page of that scope; 0: not at all. */
async function asked(scope: string): Promise<number> {
  const headers = { Accept: "application/json", ...(scope ? { "Tandem-Scope": scope } : {}) };
  return fetch("/api/homes/", { headers, cache: "no-store" }).then(
    ({ status }) => status,
    () => 0,
  );
}
