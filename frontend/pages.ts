/** The little that pages made by the server need: copy buttons, sharing, the time zone. Everything works without it too. */

import { keepFromComposing } from "./composing.ts";
import { copy } from "./elements/copying.ts";
import { forgetHome, forgetWrites, hasWrites } from "./home/device.ts";
import { forgetDrafts, hasDrafts } from "./home/drafts.ts";
import { claim, release } from "./home/scope.ts";
import { initial } from "./home/typed.ts";
import { hide, isSignedIn, neverComesBack, stillMine } from "./whose.ts";

keepFromComposing();

/** <button data-copy="the text" data-copied="Copied."> */
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (await copy(button.dataset.copy ?? "")) say(button, button.dataset.copied ?? "");
    else button.closest(".copyline")?.querySelector("input")?.select();
  });
}

/** <button data-share="https://…" data-share-text="…" hidden>; without an address the words alone. */
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-share]")) {
  button.hidden = typeof navigator.share !== "function";
  button.addEventListener("click", () => {
    // Closing the system's sheet without sharing rejects; nothing happened then.
    const text = button.dataset.shareText ?? "";
    const url = button.dataset.share ?? "";
    navigator.share(url ? { text, url } : { text }).catch(() => undefined);
  });
}

/** <button data-print hidden> */
for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const field of document.querySelectorAll<HTMLInputElement>('input[type="hidden"][name="time_zone"]')) {
  if (field.value === "") field.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The swatches show the letter of the name that is being typed. */
const name = document.querySelector<HTMLInputElement>('form:has(.swatches) input[name="name"]');
function letter(): void {
  const first = initial(name?.value ?? "");
  for (const mark of document.querySelectorAll(".swatches .mark:not(.taken)")) mark.textContent = first;
}
name?.addEventListener("input", letter);
if (name) letter();

/** A page of somebody's: it closes when they are signed out, here or from another device. */
const scope = document.querySelector<HTMLMetaElement>('meta[name="scope"]')?.content;
if (scope) {
  void claim(scope);
  neverComesBack();
  stillMine(scope, () => {
    hide();
    location.reload();
  });
}

/**
 * Signed out here (data-forget=""), or left a home ("home/member"): what this browser kept of it goes. With
 * data-unless-signed-in, somebody may have signed in since this page was asked for: then it is theirs.
 */
const forgetting = document.querySelector<HTMLElement>("[data-forget]");
const forget = forgetting?.dataset.forget;
if (forget === "") void nobodyIsHere(forgetting?.dataset.unlessSignedIn !== undefined);
else if (forget !== undefined) {
  const [home = "", me = ""] = forget.split("/");
  forgetDrafts(`/${home}/${me}:`);
  void forgetHome(home, me);
}

async function nobodyIsHere(unlessSignedIn: boolean): Promise<void> {
  if (unlessSignedIn && (await isSignedIn())) location.reload();
  else await offerToDelete(await release());
}

/** <div data-unsent hidden>: what could not be sent is kept, locked, unless they want it gone. */
async function offerToDelete(whose: string): Promise<void> {
  const offer = document.querySelector<HTMLElement>("[data-unsent]");
  if (!offer || !whose || !((await hasWrites(whose)) || hasDrafts(`:${whose}/`))) return;
  offer.hidden = false;
  offer.querySelector("button")?.addEventListener("click", async () => {
    forgetDrafts(`:${whose}/`);
    await forgetWrites(whose);
    offer.textContent = offer.dataset.deleted ?? "";
  });
}

/** The quick exit: another page in place of this one, so that "back" does not lead here. Escape does the same. */
const exit = document.querySelector<HTMLAnchorElement>("a[data-leave]");
function leave(event: Event): void {
  if (!exit || (event instanceof KeyboardEvent && event.key !== "Escape")) return;
  event.preventDefault();
  document.documentElement.hidden = true; // at once, also where the other page is slow
  location.replace(exit.href);
}
if (exit) {
  exit.addEventListener("click", leave);
  document.addEventListener("keydown", leave);
}

/** With a keyboard at hand the first field, or the first that is wrong, is where one writes. */
if (matchMedia("(min-width: 48rem)").matches)
  document.querySelector<HTMLElement>('main.first [aria-invalid="true"], main.first input[type="text"]')?.focus();

function say(button: HTMLButtonElement, sentence: string): void {
  const before = button.textContent;
  button.textContent = sentence;
  setTimeout(() => {
    button.textContent = before;
  }, 2_000);
}
