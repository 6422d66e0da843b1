"""For everybody: axe on every page, and what a page is called."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from household.models import Device
from tests.browser.axe import DEVICES, STILL, check
from tests.browser.conftest import Opens
from tests.browser.window import Window
from tests.conftest import Person, write
from tests.live_server import Server

pytestmark = pytest.mark.once


def path_of(link: str) -> str:
    return urlsplit(link).path


def lived_in(sam: Person, robin: Person) -> str:
    """A board with something in every place; an open task of it."""
    area = sam.post("areas/", {"name": "Kitchen"}).json()["items"][0]["id"]
    cook = write(sam, "Cook", place="week", feel="No rush", area=area, size="m", due="2026-11-30", done_means="Eaten")
    sam.post(f"tasks/{write(sam, 'Pack the bag', place='week')}/taken/")
    robin.post(f"tasks/{write(robin, 'Water the plants')}/taken/")
    write(robin, "Paint the hall", place="not_now", feel="Bright")
    robin.post(f"tasks/{write(sam, 'Pay the rent')}/done/")
    sam.post(f"tasks/{write(sam, 'Iron the napkins')}/let-go/")
    write(sam, "Ask for Fridays off", private=True)
    return cook


# ---- axe


@DEVICES
def test_pages_before_one_is_in(
    opens: Opens, server: Server, sam: Person, robin: Person, device: dict[str, Any]
) -> None:
    window = opens(None, device, to="/", **STILL)
    check(window, "first visit")
    window.accept("400", "401", "404", "410")
    window.page.get_by_role("button", name="Start our home").click()
    check(window, "first visit, with what is missing")
    window.goto(path_of(sam.on_device("invitations/").json()["link"]))
    check(window, "joining")
    window.goto("/in/never-was/")
    check(window, "a closed link")
    window.goto(path_of(robin.on_device("devices/link/").json()["link"]))
    check(window, "my other device")
    window.goto(f"/h/{sam.home}/")
    check(window, "signed out")
    window.goto("/nowhere/")
    check(window, "nothing here")
    window.goto("/api/")
    check(window, "the reference")


@DEVICES
def test_pages_of_a_home(opens: Opens, sam: Person, robin: Person, device: dict[str, Any]) -> None:
    lived_in(sam, robin)
    for asked in sam.screen().all("check_in"):
        sam.post(f"check-ins/{asked['id']}/answered/", {"felt": 4})
    window = opens(sam, device, to=f"/h/{sam.home}/settings/", **STILL)
    check(window, "settings")
    window.page.get_by_role("button", name="Invite").click()
    check(window, "an invitation")
    window.goto(f"/h/{sam.home}/settings/")
    window.page.get_by_role("button", name="Link for my other device").click()
    check(window, "a link for my other device")
    window.goto(f"/h/{sam.home}/settings/")
    window.page.locator("#tokens input[type=text]").fill("A script")
    window.page.get_by_role("button", name="Make a token").click()
    check(window, "a new token")
    window.goto(f"/h/{sam.home}/mine/")
    check(window, "my answers")
    window.page.locator(".rows").get_by_role("button", name="Delete").first.click()
    check(window, "no answers any more")
    sam.post("reminders/", {"words": "How we split the evenings"})
    window.goto(f"/h/{sam.home}/mine/")
    check(window, "a note for our meeting")
    window.goto(f"/h/{sam.home}/ours/")
    check(window, "our last weeks")
    window.page.locator("details.mine summary").click()
    check(window, "how it was for me")
    window.goto(f"/h/{sam.home}/settings/")
    window.page.get_by_role("link", name="Leave Linden Street 7 …").click()
    check(window, "leaving")
    window.page.get_by_role("link", name="Read it").click()
    check(window, "the copy before leaving")
    window.page.go_back()
    window.page.get_by_role("button", name="Leave Linden Street 7 now").click()
    check(window, "goodbye")


@DEVICES
def test_the_board(opens: Opens, sam: Person, robin: Person, device: dict[str, Any]) -> None:
    lived_in(sam, robin)
    window = opens(sam, device, **STILL)
    expect(window.question).to_contain_text("Pay the rent")
    check(window, "the board with the first question")
    window.knows_the_question()
    check(window, "the question")
    window.question.get_by_text("Mostly").click()
    check(window, "the question, answered")
    window.question.get_by_role("button", name="Close").click()
    for place in ("list", "not_now", "done") if window.is_phone else ():
        window.show(place)
        check(window, place)
    window.show("week")
    write(robin, "Something new", place="week")
    window.sees("Something new", "week")
    check(window, "the other just wrote")
    window.row("Cook").get_by_role("button", name="More for Cook").click()
    check(window, "the menu of a task")
    window.page.keyboard.press("Escape")
    window.page.locator("[data-menu]").click()
    check(window, "the menu of the home")
    window.page.keyboard.press("Escape")
    window.page.get_by_role("button", name="Find").click()
    window.page.get_by_role("searchbox").fill("coo")
    expect(window.page.locator(".found")).to_have_text("One task found")
    check(window, "finding")
    window.page.get_by_role("button", name="Close search").click()
    window.line.evaluate(PASTE, "One\nTwo\nThree")
    check(window, "pasted lines")
    window.page.get_by_role("button", name="Cancel").click()
    for entry in ("Invite", "My other device", *["Keys"][: not window.is_phone]):
        window.home_menu(entry)
        expect(window.page.get_by_role("dialog")).to_be_visible()
        if entry != "Keys":
            expect(window.page.locator(".qr img")).to_be_visible()
        check(window, entry)
        window.page.keyboard.press("Escape")


PASTE = """(line, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  line.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@DEVICES
def test_cards_and_what_can_go_wrong_on_them(opens: Opens, sam: Person, robin: Person, device: dict[str, Any]) -> None:
    cook = lived_in(sam, robin)
    sam.patch("asking/", {"on": False, "introduced": True})
    window = opens(sam, device, **STILL)
    window.accept("409", "404", "401", "Failed to load resource", "WebSocket")
    window.open("Cook")
    expect(window.page.locator(".history")).to_be_visible()
    check(window, "a card")
    window.field("It should feel like").press_sequentially(" at all")
    robin.patch(f"tasks/{cook}/", {"feel": "Lots of time"})
    expect(window.page.get_by_role("group", name="Two wordings")).to_be_visible()
    check(window, "two wordings")
    window.page.get_by_role("button", name="Take Robin’s").click()
    window.page.get_by_role("button", name="Day:").click()
    check(window, "choosing a day")
    window.page.get_by_role("menuitem", name="Another day …").click()
    check(window, "another day")
    window.close_card()
    for title, place in (("Pay the rent", "done"), ("Iron the napkins", "let_go"), ("Ask for Fridays off", "head")):
        window.show(place)
        window.open(title)
        check(window, f"a card in {place}")
        window.close_card()
    window.goto(f"/h/{sam.home}/tasks/00000000-0000-4000-8000-000000000000/")
    expect(window.page.locator("tandem-card")).to_contain_text("This card is not here.")
    check(window, "a card that is not here")
    window.page.route("**/tasks/", lambda route: route.fulfill(status=400, json=PROBLEM, content_type=PROBLEM_JSON))
    window.goto()
    window.line.fill("Refused")
    window.line.press("Enter")
    expect(window.page.get_by_role("region", name="Not saved")).to_contain_text("Refused")
    check(window, "a refused write")
    for signed_in in Device.objects.filter(user=sam.member.user):
        sam.on_device(f"devices/{signed_in.pk}/signed-out/")
    expect(window.page.locator("main")).to_contain_text("With another device of yours")  # the page has loaded anew
    check(window, "signed out while open")


PROBLEM_JSON = "application/problem+json"
PROBLEM = {"title": "This cannot be.", "detail": "Nothing was saved.", "status": 400, "code": "invalid"}


def test_the_page_is_named_after_what_is_open(laptop: Window, sam: Person) -> None:
    write(sam, "Cook", place="week")
    expect(laptop.page).to_have_title(re.compile("Linden Street 7"))
    laptop.open("Cook")
    expect(laptop.page).to_have_title(re.compile("Cook"))
    laptop.page.go_back()
    expect(laptop.page).to_have_title(re.compile("Linden Street 7"))
    write(sam, "A present for Robin", private=True)
    laptop.open("A present for Robin")  # but never after what is in one's head: others read the tab, too
    expect(laptop.page).to_have_title(re.compile("Linden Street 7"))
