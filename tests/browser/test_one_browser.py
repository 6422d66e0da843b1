"""Several people in one browser, one after the other: nothing of one is painted, kept or read for the next, and what
somebody wrote and could not send comes back for them alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from playwright.sync_api import Page, Route, expect

from household.models import SignInLink
from tasks.api.tasks import Tasks
from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, Window
from tests.conftest import Person, write
from tests.live_server import until

OFFLINE = (
    "401",
    "503",
    "403",
    "WebSocket connection",
    "ERR_INTERNET_DISCONNECTED",
    "ERR_FAILED",
    "Failed to load resource",
)
THOUGHT = "SECRET thought of Sam"
UNSENT = "UNSENT line of Sam"
DRAFT = "DRAFT of Sam"

# All that a script of a page could read in this browser: every store with its keys, and both storages.
READABLE = """async () => {
  const plain = (value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
  const found = [{ ...sessionStorage }, { ...localStorage }, document.cookie, await caches?.keys?.() ?? []];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
    });
    for (const store of db.objectStoreNames)
      for (const what of ["getAll", "getAllKeys"])
        found.push(await new Promise((done) => {
          const all = db.transaction(store).objectStore(store)[what]();
          all.onsuccess = () => done(all.result.map(plain));
        }));
    db.close();
  }
  return JSON.stringify(found);
}"""
# How many writes wait in this browser.
WAITING = """async () => {
  const opening = indexedDB.open("tandem");
  const db = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
  const count = await new Promise((done) => {
    const counting = db.transaction("writes").objectStore("writes").count();
    counting.onsuccess = () => done(counting.result);
  });
  db.close();
  return count;
}"""
# What the screen has shown since the page began, also for a single frame.
SHOWN = """() => {
  globalThis.shown = "";
  const look = () => { globalThis.shown += document.body?.innerText ?? ""; };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}"""


@dataclass
class Trouble:
    """Whether the server refuses for a while to add anything."""

    lasts: bool = True


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> Trouble:
    trouble, add = Trouble(), Tasks.post

    def post(endpoint: Tasks, request: Any, home: str) -> Any:
        return HttpResponse(status=503) if trouble.lasts else add(endpoint, request, home)

    monkeypatch.setattr(Tasks, "post", post)
    return trouble


@pytest.fixture
def laptop(opens: Opens, sam: Person, robin: Person, request: pytest.FixtureRequest) -> Window:
    """Sam's browser, in which Sam has left a thought, a line that could not be sent and half a line."""
    write(sam, THOUGHT, private=True)
    request.getfixturevalue("trouble")  # from here on
    window = opens(sam, LAPTOP)
    window.accept(*OFFLINE)
    window.context.add_init_script(f"({SHOWN})()")
    window.sees(THOUGHT, "head")
    window.write(UNSENT, "head")
    window.line.fill(DRAFT)
    until(lambda: "tandem:draft" in window.page.evaluate(READABLE), "the draft is kept")
    return window


def readable(page: Page) -> str:
    found: str = page.evaluate(READABLE)
    return found


def is_clean(page: Page) -> None:
    """Nothing of Sam's on the page, in its source or in clear in the browser."""
    everything = readable(page) + page.content() + (page.evaluate("globalThis.shown") or "")
    for words in (THOUGHT, UNSENT, DRAFT):
        assert words not in everything


def sign_in(window: Window, who: Person) -> None:
    """By a link of their own, as somebody does who comes to this browser."""
    assert who.member.user
    _link, secret = SignInLink.make(who.member.user, who.member)
    window.goto(f"/device/{secret}/")
    window.page.get_by_role("button", name=f"Sign in as {who.member.name}").click()


def sign_out_here(window: Window, sam: Person) -> None:
    window.goto(f"/h/{sam.home}/settings/")
    window.page.get_by_role("button", name=re.compile(r"^Sign out\s*:")).first.click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("You are signed out here.")


def sign_out_from_elsewhere(window: Window, sam: Person) -> None:
    sam.on_device("devices/signed-out/", {"this": True})
    expect(window.page.get_by_role("heading", level=1)).to_have_text("This device is signed out.")
    # the page covers itself at once; then the server's own page takes its place
    expect(window.page.get_by_role("heading", name="With another device of yours")).to_be_visible()


def nobody_signs_out(window: Window, sam: Person) -> None:
    """Robin just opens a link of theirs over Sam's board."""


def lose_the_network(window: Window, sam: Person) -> None:
    window.context.set_offline(True)
    expect(window.page.locator(".conn")).not_to_have_attribute("data-now", "live", timeout=30_000)
    window.context.set_offline(False)


@pytest.mark.parametrize(
    "first", [sign_out_here, sign_out_from_elsewhere, nobody_signs_out, lose_the_network], ids=lambda how: how.__name__
)
def test_the_next_person_finds_nothing_and_the_first_gets_back_what_was_unsent(
    first: Callable[[Window, Person], None], laptop: Window, trouble: Trouble, sam: Person, robin: Person
) -> None:
    first(laptop, sam)
    sign_in(laptop, robin)
    laptop.is_live()
    is_clean(laptop.page)
    laptop.page.go_back()
    is_clean(laptop.page)
    laptop.goto(f"/h/{robin.home}/")
    laptop.is_live()
    is_clean(laptop.page)
    assert not [task for task in sam.screen().all("task") if task["title"] == UNSENT]
    trouble.lasts = False
    sign_in(laptop, sam)
    laptop.is_live()
    laptop.sees(UNSENT, "head")
    expect(laptop.line).to_have_value(DRAFT)
    until(lambda: any(task["title"] == UNSENT for task in sam.screen().all("task")), "it is sent as Sam's")
    assert [task["title"] for task in sam.screen().all("task")].count(UNSENT) == 1
    assert UNSENT not in str(robin.news())


def test_signed_out_from_elsewhere_the_open_page_hides_and_its_rows_leave_the_browser(
    laptop: Window, sam: Person
) -> None:
    assert THOUGHT in readable(laptop.page)
    sign_out_from_elsewhere(laptop, sam)
    assert THOUGHT not in laptop.page.content()
    until(lambda: THOUGHT not in readable(laptop.page), "the rows leave the browser")
    assert UNSENT not in readable(laptop.page), "what could not be sent stays, locked"
    laptop.page.reload()
    expect(laptop.page.locator("main")).to_contain_text("is locked in this browser")
    is_clean(laptop.page)


def test_another_tab_of_the_first_person_closes_when_somebody_else_comes(
    laptop: Window, sam: Person, robin: Person
) -> None:
    tab = laptop.context.new_page()
    tab.goto(laptop.page.url)
    expect(tab.locator("tandem-tray")).to_contain_text(THOUGHT)
    sign_in(laptop, robin)
    laptop.is_live()
    # the server's answer: Robin's board, or how to come back where Robin was not signed in yet
    expect(tab.get_by_role("button", name="Robin: menu").or_(tab.get_by_text("With another device"))).to_be_visible()
    expect(tab.locator("body")).not_to_contain_text(THOUGHT)
    is_clean(tab)
    laptop.page.bring_to_front()
    is_clean(laptop.page)


def test_two_tabs_of_one_person_send_what_waits_in_both_once(laptop: Window, trouble: Trouble, sam: Person) -> None:
    board = laptop.page.url
    first, laptop.page = laptop.page, laptop.context.new_page()
    laptop.page.goto(board)  # finds what waits in the first tab, and tries it as well
    laptop.sees(UNSENT, "head")
    laptop.line.fill("From the second tab")
    laptop.line.press("Enter")
    trouble.lasts = False
    for page in (first, laptop.page):
        page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: laptop.page.evaluate(WAITING) == 0, "both tabs have sent what waited")
    titles = [task["title"] for task in sam.screen().all("task")]
    assert (titles.count(UNSENT), titles.count("From the second tab")) == (1, 1)


def test_back_after_signing_out_shows_nothing(laptop: Window, sam: Person) -> None:
    laptop.goto(f"/h/{sam.home}/mine/")
    sign_out_here(laptop, sam)
    for _ in range(3):
        laptop.page.go_back()
        laptop.page.wait_for_load_state()
        assert THOUGHT not in laptop.page.content() and UNSENT not in laptop.page.content()


def test_who_signs_out_may_delete_what_could_not_be_sent(laptop: Window, trouble: Trouble, sam: Person) -> None:
    sign_out_here(laptop, sam)
    offer = laptop.page.get_by_role("status")
    expect(offer).to_contain_text("Something you wrote could not be sent yet.")
    offer.get_by_role("button", name="Delete it").click()
    expect(offer).to_have_text("Deleted.")
    trouble.lasts = False
    sign_in(laptop, sam)
    laptop.is_live()
    expect(laptop.page.locator("body")).not_to_contain_text(UNSENT)


def test_what_one_moment_ticked_is_all_kept_when_the_tab_closes(opens: Opens, sam: Person) -> None:
    """Six ticks in one instant on a train, and the tab closed in the same instant."""
    titles = [f"Thing {number}" for number in range(6)]
    for title in titles:
        write(sam, title, place="week")
    window = opens(sam)
    window.accept(*OFFLINE)
    ticks = "document.querySelectorAll('[data-place=week] [data-task] .tick')"
    assert window.page.evaluate(f"{ticks}.length") >= 6
    held: list[Route] = []
    window.context.route("**/done/", lambda route: held.append(route))  # on their way for ever
    tab = window.page
    window.page = window.context.new_page()
    tab.evaluate(f"{{ for (const tick of {ticks}) tick.click(); }}")
    tab.close()
    window.context.unroute("**/done/")
    for route in held:
        route.abort()
    window.goto().is_live()
    until(
        lambda: {task["title"] for task in sam.screen().all("task") if task["place"] == "done"} == set(titles),
        "all six arrive",
    )
