/** Keeps a screen on while its page is looked at, where the browser can: not on plain http, not on every device. */

export function stayAwake(): void {
  const ask = (): void => {
    // Refused on an empty battery: then the screen goes dark as ever.
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => undefined);
  };
  // The lock ends whenever the page is hidden.
  document.addEventListener("visibilitychange", ask);
  ask();
}
