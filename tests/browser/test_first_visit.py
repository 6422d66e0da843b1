"""From nothing to a live board for two; other devices, signing out, leaving. No mail, no password, no configuration."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import expect

from household.models import Device, Household, Member
from tests.browser.conftest import PLAIN_HOST, Opens
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write
from tests.live_server import Server

PLAIN = "plain http, not localhost"


@pytest.fixture(params=["localhost", PLAIN])
def address(request: pytest.FixtureRequest, server: Server) -> str:
    """Also as a phone reaches it in the same network: there a browser has no clipboard and no crypto.randomUUID."""
    return server.url if request.param == "localhost" else server.url.replace("localhost", PLAIN_HOST)


def start(opens: Opens, url: str = "", device: dict[str, object] = LAPTOP) -> Window:
    """Three actions: a name for the home, a name for oneself, one button."""
    window = opens(None, device, url=url)
    window.page.get_by_label("What do you call your home?").fill("Linden Street 7")
    window.page.get_by_label("And you?").fill("Sam")
    window.page.get_by_role("button", name="Start our home").click()
    return window.is_live()


def link_in_the_dialog(window: Window, label: str) -> str:
    """The link that is shown; the picture beside it says the same."""
    field = window.page.get_by_role("dialog").get_by_label(label)
    expect(field).to_have_value(re.compile("http"))
    link = field.input_value()
    code = segno.make(link, error="m", micro=False)
    seen = window.page.locator(".qr img").evaluate(MODULES, len(code.matrix))
    assert seen == [[dark & 1 for dark in row] for row in code.matrix]
    return link


def path_of(link: str) -> str:
    """A link names the address that phones reach; this server listens on this machine only."""
    return urlsplit(link).path


MODULES = """async (image, size) => {  // the picture as a camera sees it: dark or light, square by square
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * 4;
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, size * 4, size * 4);
  context.drawImage(image, 0, 0, size * 4, size * 4);
  const { data } = context.getImageData(0, 0, size * 4, size * 4);
  const dark = (x, y) => Number(data[((y * 4 + 2) * size * 4 + x * 4 + 2) * 4] < 128);
  return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => dark(x, y)));
}"""


def test_three_actions_to_a_live_board_and_two_for_the_partner(opens: Opens, address: str) -> None:
    laptop = start(opens, address)
    if PLAIN_HOST in address:
        bare = "() => [isSecureContext, typeof crypto.randomUUID, typeof navigator.clipboard]"
        assert laptop.page.evaluate(bare) == [False, "undefined", "undefined"]
    cards = laptop.page.locator(".columns [data-task], .tray [data-task]")
    assert 5 <= cards.count() <= 7
    assert len(laptop.titles("head")) == 1
    laptop.page.locator(".top").get_by_role("button", name="Invite").click()
    link = link_in_the_dialog(laptop, "Invitation link")
    laptop.page.get_by_role("button", name="Copy").click()
    laptop.hears("Copied.")
    laptop.page.keyboard.press("Escape")

    phone = opens(None, PHONE, to=path_of(link), url=address)
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Linden Street 7")
    expect(phone.page.locator("main")).to_contain_text("Sam asks you in.")
    phone.page.reload()  # looking at a link uses nothing up: chat programs look too
    phone.page.get_by_label("Your first name").fill("Robin")
    phone.page.get_by_role("button", name="Join").click()
    phone.is_live()
    laptop.hears("Robin has joined")
    expect(laptop.page.locator(".top").get_by_role("button", name="Invite")).to_have_count(0)
    phone.write("From the phone", "week")
    laptop.sees("From the phone", "week")
    laptop.is_tinted("From the phone", "amber")
    laptop.write("From the laptop", "week")
    phone.sees("From the laptop", "week")
    assert "Bring me to our list" not in phone.page.content()

    late = opens(None, LAPTOP, to=path_of(link), url=address)  # for one person
    late.accept("404", "410")
    expect(late.page.get_by_role("button", name="Join")).to_have_count(0)
    assert "Linden Street" not in late.page.content()


def test_starter_cards_teach_by_being_done_and_one_shows_the_question(opens: Opens) -> None:
    phone = start(opens, device=PHONE)
    phone.tick("Invite the person you live with")
    phone.sees("Invite the person you live with", "done")
    expect(phone.question).to_have_count(0)
    phone.tick("Tick me to see the question")
    expect(phone.question).to_contain_text("Tick me to see the question")
    phone.knows_the_question()
    phone.question.get_by_text("Mostly").click()
    phone.is_saved()


def test_the_link_stops_when_it_is_renewed(laptop: Window, opens: Opens) -> None:
    laptop.home_menu("Invite")
    old = link_in_the_dialog(laptop, "Invitation link")
    laptop.page.get_by_role("button", name="Make a new link, the old one stops").click()
    laptop.hears("A new link. The old one no longer works.")
    new = link_in_the_dialog(laptop, "Invitation link")
    assert new != old
    laptop.is_saved()
    guest = opens(None, PHONE, to=path_of(old))
    guest.accept("404", "410")
    expect(guest.page.get_by_role("button", name="Join")).to_have_count(0)
    guest.goto(path_of(new))
    expect(guest.page.get_by_role("button", name="Join")).to_be_visible()


def test_what_is_missing_in_a_form_is_said_beside_its_field(opens: Opens) -> None:
    window = opens(None)
    window.accept("400")
    window.page.get_by_label("What do you call your home?").fill("Linden Street 7")
    window.page.get_by_role("button", name="Start our home").click()
    name = window.page.get_by_label("And you?")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description(re.compile("."))
    expect(window.page.get_by_label("What do you call your home?")).to_have_value("Linden Street 7")
    assert not Household.objects.exclude(name__in=["Linden Street 7", "Next door"]).exists()


def test_my_other_device_is_me_too(opens: Opens, laptop: Window, phone: Window, sam: Person) -> None:
    laptop.write("Only in my head", "head")
    laptop.home_menu("My other device")
    link = link_in_the_dialog(laptop, "Link for my other device")
    laptop.page.keyboard.press("Escape")
    with phone.nothing_arrives():
        tablet = opens(None, LAPTOP, to=path_of(link))
        expect(tablet.page.get_by_role("heading", level=1)).to_have_text("Hello Sam")
        tablet.page.get_by_role("button", name="Sign in as Sam").click()
        tablet.is_live()
        tablet.sees("Only in my head", "head")
        expect(laptop.page.get_by_role("region", name="About your sign-in")).to_contain_text(
            "has been signed in as you since today"
        )
        tablet.write("Written on the tablet", "head")
        laptop.sees("Written on the tablet", "head")
    laptop.page.get_by_role("button", name="Dismiss").click()
    expect(laptop.page.get_by_role("region", name="About your sign-in")).to_have_count(0)

    laptop.goto(f"/h/{sam.home}/settings/")
    tablet.accept("401", OFFLINE_SOCKET)
    laptop.page.get_by_role("button", name="Sign out all others").click()
    expect(tablet.page.get_by_role("heading", level=1)).to_have_text("This device is signed out.")
    assert "Only in my head" not in tablet.page.content()
    tablet.page.reload()
    expect(tablet.page.locator("main")).to_contain_text("is locked in this browser")
    assert Device.objects.filter(user=sam.member.user).count() == 1


OFFLINE_SOCKET = "WebSocket connection"
ROWS_KEPT = """() => new Promise((done) => {
  const open = indexedDB.open("tandem");
  open.onupgradeneeded = () => done(0);
  open.onsuccess = () => {
    const counting = open.result.transaction("rows").objectStore("rows").count();
    counting.onsuccess = () => done(counting.result);
  };
})"""


def test_leaving_goes_at_once_and_the_other_is_sent_nothing(
    opens: Opens, phone: Window, sam: Person, robin: Person
) -> None:
    write(sam, "Dishes", place="week")
    sam.post(f"tasks/{write(sam, 'Mine', place='week')}/taken/")
    write(sam, "Only in my head", private=True)
    laptop, second = opens(sam), opens(sam, PHONE)
    expect(phone.sees("Mine", "week").get_by_role("img", name="Sam has it")).to_be_visible()
    second.accept("401", "404", OFFLINE_SOCKET)
    with phone.nothing_arrives():
        laptop.home_menu("Settings")
        laptop.page.get_by_role("link", name="Leave Linden Street 7 …").click()
        laptop.page.get_by_role("button", name="Leave Linden Street 7 now").click()
        expect(laptop.page.get_by_role("heading", level=1)).to_have_text("You have left Linden Street 7")
        expect(laptop.page.locator("main")).to_contain_text("Only in my head")
        with laptop.page.expect_download() as download:
            laptop.page.get_by_role("link", name="Download the copy").click()
        assert "Only in my head" in download.value.path().read_text()
        expect(second.page.locator("tandem-board")).to_have_count(0)  # it left the board by itself
        second.page.goto(f"{second.url}/h/{sam.home}/")
        assert "Dishes" not in second.page.content()
        assert second.page.evaluate(ROWS_KEPT) == 0
    assert Member.objects.filter(household_id=sam.home, left_on=None).count() == 2
    phone.write("Life goes on", "week")
    expect(phone.row("Mine").get_by_role("button", name="Take Mine")).to_be_visible()
    assert "Only in my head" not in phone.received()
