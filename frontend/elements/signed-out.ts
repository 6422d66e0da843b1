import { html, render } from "lit";
import type { Home } from "../home/home.ts";
import { whenClaimedByAnother } from "../home/scope.ts";
import { t } from "../text.ts";
import { neverComesBack } from "../whose.ts";

/** A page that was loaded anew and is signed out again so soon would go on like that: it waits for a tap. */
const TOO_SOON_MS = 5_000;

/**
 * Closes the page at once when its person is signed out, or somebody else is signed in: nothing of the home stays on the
 * screen, in memory or on the device, but for what could not be sent, locked. Then the server says how to come back.
 */
export function closeWithSignIn(home: Home): void {
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    cover();
    await home.forgetRows();
    if (!wasLoadedAnew() || performance.now() > TOO_SOON_MS) location.reload();
  };
  home.on((event) => event.type === "signed_out" && void close());
  whenClaimedByAnother(home.scope.name, () => void close());
  neverComesBack();
}

function wasLoadedAnew(): boolean {
  return performance.getEntriesByType("navigation").some((entry) => (entry as PerformanceNavigationTiming).type === "reload");
}

/** The elements leave the page, and so put down what is being written in them. */
function cover(): void {
  document.title = "Tandem";
  const main = document.createElement("main");
  main.className = "first";
  document.body.replaceChildren(main);
  render(
    html`<div class="opening" role="alert">
        <h1>${t("This device is signed out.")}</h1>
        <p class="lead">${t("Your home is as it was. What you wrote here and could not send yet is locked in this browser, and is sent when you sign in here again.")}</p>
      </div>
      <p><a class="btn" href=${location.href}>${t("Load the page again")}</a></p>`,
    main,
  );
}
