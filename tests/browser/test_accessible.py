"""For everybody: axe on every page, all of the board by keys, large text on a small screen, motion only if wanted."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from household.models import Device
from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write
from tests.live_server import ROOT, Server

pytestmark = pytest.mark.once

STILL = {"reduced_motion": "reduce"}
DEVICES = pytest.mark.parametrize("device", [PHONE, LAPTOP], ids=["phone", "laptop"])
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def axe() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text()


# What lies under a sticky foot can be scrolled from under it; axe takes it as it happens to stand.
FOOT_AT_THE_END = """() => {
  for (const foot of document.querySelectorAll("tandem-meeting-onward, .onward")) foot.style.position = "static";
}"""


def check(window: Window, what: str) -> None:
    """axe finds nothing in the light; in the dark only colours differ."""
    page = window.page
    page.evaluate(axe())
    page.evaluate(FOOT_AT_THE_END)
    only: dict[str, Any] = {"type": "tag", "values": RULES}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(
            """async (runOnly) => {
              const { violations } = await axe.run(document, { runOnly, preload: false, resultTypes: ["violations"] });
              return violations.flatMap(({ id, nodes }) =>
                nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\\n    ${failureSummary}`));
            }""",
            only,
        )
        assert not found, f"{what}, {scheme}:\n" + "\n".join(found)
        only = {"type": "rule", "values": ["color-contrast"]}
    page.emulate_media(color_scheme="light")
    wide = page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{what}: {wide} px wider than the window"


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
    window.goto(path_of(sam.post("invitations/").json()["link"]))
    check(window, "joining")
    window.goto("/in/never-was/")
    check(window, "a closed link")
    window.goto(path_of(robin.post("devices/link/").json()["link"]))
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
        sam.post(f"devices/{signed_in.pk}/signed-out/")
    expect(window.page.locator(".conn")).to_have_text("Signed out on this device.")
    check(window, "signed out while open")


PROBLEM_JSON = "application/problem+json"
PROBLEM = {"title": "This cannot be.", "detail": "Nothing was saved.", "status": 400, "code": "invalid"}


# ---- by keys alone


class Keys:
    """Somebody without a mouse."""

    def __init__(self, window: Window) -> None:
        self.window, self.page = window, window.page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def is_at(self, place: Locator) -> None:
        expect(place).to_be_focused()

    def to(self, title: str) -> Locator:
        """From row to row with J until the focus is on that task."""
        link = self.window.row(title).locator(".title")
        for _row in range(20):
            if link.evaluate("link => link === document.activeElement"):
                return link
            self.press("j")
        self.press(*["k"] * 20)
        for _row in range(20):
            if link.evaluate("link => link === document.activeElement"):
                return link
            self.press("j")
        raise AssertionError(f"J and K never come to {title}")

    def choose(self, entry: str) -> None:
        """Down the open menu to an entry."""
        item = self.page.get_by_role("menuitem", name=entry, exact=True)
        expect(self.page.locator('.menu [role^="menuitem"]:focus')).to_have_count(1)
        self.tab_to(item, "ArrowDown")
        self.press("Enter")
        expect(self.page.locator(".menu")).to_have_count(0)

    def tab_to(self, target: Locator, key: str = "Tab") -> None:
        for _stop in range(40):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.press(key)
        raise AssertionError("Tab never comes there")


def test_the_whole_board_by_keys_alone(laptop: Window, phone: Window, sam: Person, robin: Person) -> None:
    for person in (sam, robin):
        person.patch("asking/", {"introduced": True})
    keys = Keys(laptop)
    page = laptop.page

    keys.tab_to(page.locator(".add .where"))  # choose where lines go
    keys.press("Enter", "Home", "Enter", "Escape")
    keys.press("n")  # write
    keys.is_at(laptop.line)
    for title in ("Three", "Two", "One"):
        page.keyboard.type(title)
        keys.press("Enter")
    phone.order("week", ["One", "Two", "Three"])
    keys.press("Escape")

    row = keys.to("Two")  # open, edit, and back to the row
    keys.press("Enter")
    expect(page.get_by_role("dialog", name="Two")).to_be_visible()
    keys.tab_to(laptop.field("It should feel like"))
    page.keyboard.type("Like a feast")
    keys.press("Enter")
    expect(phone.row("Two")).to_contain_text("Like a feast")
    keys.press("Escape")
    keys.is_at(row)

    keys.press("Space", "ArrowDown")  # move within the place
    laptop.hears("This week, position 3 of 3.")
    keys.press("Space")
    phone.order("week", ["One", "Three", "Two"])
    keys.is_at(row)
    keys.press("Space", "ArrowRight", "Enter")  # and across
    phone.order("list", ["Two"])
    keys.is_at(row)
    keys.press("Space", "ArrowRight", "Escape")
    laptop.hears("Put back.")
    laptop.order("list", ["Two"])
    keys.is_at(row)
    keys.press("m")  # and by the menu
    keys.is_at(page.get_by_role("menuitem", name="Take"))
    keys.choose("To not now")
    phone.order("not_now", ["Two"])
    expect(page.locator(":focus")).to_have_count(1)

    keys.to("One")
    keys.press("t")  # take, let go of it again
    expect(phone.row("One").get_by_role("img", name="Sam has it")).to_be_visible()
    keys.press("t")
    expect(phone.row("One").get_by_role("button", name="Take One")).to_be_visible()

    keys.press("x")  # done, and back
    phone.sees("One", "done")
    expect(laptop.question).to_contain_text("One")
    keys.press("Control+z")
    phone.order("week", ["One", "Three"])
    keys.to("One")
    keys.press("x")
    phone.sees("One", "done")

    expect(laptop.question).to_contain_text("One")  # the question
    keys.press("f")
    keys.is_at(laptop.question.get_by_role("radio").first)
    keys.press("Space", "ArrowRight", "ArrowRight")
    laptop.is_saved()
    assert [row["felt"] for row in sam.screen().all("check_in")] == [3]
    expect(laptop.question).to_be_visible()  # it stays while the keys are in it
    keys.tab_to(laptop.question.get_by_role("button", name="Close"))
    keys.press("Enter")
    expect(laptop.question).to_have_count(0)
    expect(page.locator(":focus")).to_have_count(1)

    keys.to("One")  # reopen, let go, undo
    keys.press("x")
    phone.sees("One", "week")
    keys.to("Three")
    keys.press("m")
    keys.choose("Let go")
    phone.sees("Three", "let_go")
    keys.press("Control+z")
    phone.sees("Three", "week")

    keys.press("/")  # find, and only mine
    page.keyboard.type("thr")
    expect(page.locator(".found")).to_have_text("One task found")
    laptop.hears("One task found")
    keys.press("Tab", "Tab")
    keys.is_at(page.get_by_role("button", name="Mine"))
    keys.press("Space")
    expect(page.locator(".found")).to_have_text("Nothing found.")
    keys.press("Escape")
    expect(page.locator("search")).to_have_count(0)
    keys.is_at(page.get_by_role("button", name="Find"))

    keys.press("?")  # help
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    keys.is_at(page.get_by_role("button", name="Find"))


def test_from_my_head_to_us_by_keys(laptop: Window, phone: Window) -> None:
    keys = Keys(laptop)
    keys.tab_to(laptop.page.locator(".add .where"))
    keys.press("Enter", "End", "Enter")
    expect(laptop.page.locator(".add .where")).to_contain_text("In my head")
    keys.is_at(laptop.line)
    laptop.page.keyboard.type("A thought")
    keys.press("Enter", "Escape")
    laptop.sees("A thought", "head")
    keys.to("A thought")
    keys.press("Tab")
    keys.is_at(laptop.page.get_by_role("button", name="To our list: A thought"))
    keys.press("Enter")
    phone.sees("A thought", "list")
    expect(laptop.page.locator(":focus")).to_have_count(1)
    keys.press("n")
    laptop.page.keyboard.type("Another")
    keys.press("Enter", "Escape")
    keys.to("Another")
    keys.press("m", "End", "Enter")  # delete for good
    laptop.misses("Another")


def test_focus_returns_after_dialogs_and_menus(laptop: Window, sam: Person) -> None:
    write(sam, "Cook", place="week")
    keys = Keys(laptop)
    menu = laptop.page.locator("[data-menu]")
    keys.tab_to(menu)
    keys.press("Enter")
    keys.is_at(laptop.page.get_by_role("menuitem", name="Invite"))
    keys.press("Escape")
    keys.is_at(menu)
    for entry in ("Invite", "My other device", "Keys"):
        keys.press("Enter")
        laptop.page.keyboard.type(entry[:3])
        keys.press("Enter")
        dialog = laptop.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        for _stop in range(12):  # Tab stays in the dialog
            keys.press("Tab")
            assert laptop.page.evaluate("() => !document.activeElement.closest('.board')")
        keys.press("Escape")
        expect(dialog).to_have_count(0)
        keys.is_at(menu)
    title = keys.to("Cook")
    keys.press("Enter")
    move = laptop.page.locator("tandem-card").get_by_role("button", name="Move")
    keys.tab_to(move)
    keys.press("Enter", "Escape")
    keys.is_at(move)
    keys.press("Escape")
    keys.is_at(title)
    keys.press("Tab")
    keys.tab_to(laptop.row("Cook").get_by_role("button", name="More for Cook"))
    keys.press("Enter")
    keys.is_at(laptop.page.get_by_role("menuitem").first)
    keys.press("Escape")
    keys.is_at(laptop.row("Cook").get_by_role("button", name="More for Cook"))


# ---- large text, small screen, no motion


def too_wide(window: Window, what: str) -> None:
    """Nothing reaches out of a 320 px window at twice the text size, but what scrolls by itself."""
    window.page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    found = window.page.evaluate(REACHES_OUT)
    assert not found, f"{what}:\n" + "\n".join(found)


REACHES_OUT = """() => {
  const scrolls = (element) => {
    for (let up = element.parentElement; up && up !== document.documentElement; up = up.parentElement)
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const seen = [...document.body.querySelectorAll("*")].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest(".hidden, svg, noscript"));
  const out = seen.filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(element);
  });
  const cut = seen.filter((element) => element.matches("button, a, p, h1, h2, label, li") &&
    /hidden|clip/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1);
  const page = document.scrollingElement.scrollWidth > innerWidth ? ["the page itself"] : [];
  return [...page, ...[...out, ...cut].map((element) => element.outerHTML.slice(0, 160))];
}"""


def test_twice_the_text_on_a_small_screen(opens: Opens, sam: Person, robin: Person) -> None:
    lived_in(sam, robin)
    write(sam, "Donaudampfschifffahrtsgesellschaftskapitänspatent verlängern lassen", place="week")
    small = {**PHONE, "viewport": {"width": 320, "height": 640}}
    window = opens(sam, small, **STILL)
    too_wide(window, "the board")
    window.knows_the_question()
    too_wide(window, "the question")
    window.question.get_by_role("button", name="Skip", exact=True).click()
    for place in ("list", "not_now", "done"):
        window.show(place)
        too_wide(window, place)
    window.show("week")
    window.open("Cook")
    too_wide(window, "a card")
    window.close_card()
    window.page.locator("[data-menu]").click()
    too_wide(window, "a menu")
    window.page.get_by_role("menuitem", name="Invite").click()
    expect(window.page.locator(".qr img")).to_be_visible()
    too_wide(window, "inviting")
    for path in ("settings/", "mine/", "ours/", "settings/leave/"):
        window.goto(f"/h/{sam.home}/{path}")
        too_wide(window, path)
    window.goto("/api/")
    too_wide(window, "the reference")
    guest = opens(None, small, to="/")
    too_wide(guest, "first visit")
    guest.goto(path_of(sam.post("invitations/").json()["link"]))
    too_wide(guest, "joining")


@pytest.mark.parametrize("wants", ["reduce", "no-preference"])
def test_motion_only_where_it_is_wanted(opens: Opens, sam: Person, robin: Person, wants: str) -> None:
    task = write(sam, "Two", place="week")
    write(sam, "One", place="week")
    window = opens(sam, LAPTOP, reduced_motion=wants)
    window.page.evaluate(
        """() => {
          globalThis.moved = 0;
          const animate = Element.prototype.animate;
          Element.prototype.animate = function (...how) { moved += 1; return animate.apply(this, how); };
        }"""
    )
    window.menu("Two", "To our list")
    window.order("list", ["Two"])
    robin.patch(f"tasks/{task}/", {"title": "Two, changed"})
    window.is_tinted("Two, changed", "amber")
    moved = window.page.evaluate("() => moved")
    assert (moved == 0) == (wants == "reduce"), moved


def test_every_control_on_the_phone_is_big_enough_for_a_thumb(opens: Opens, sam: Person, robin: Person) -> None:
    """44 px: what is under the finger 20 px from the middle of a control is still that control."""
    lived_in(sam, robin)
    window = opens(sam, PHONE, **STILL)
    window.knows_the_question()
    assert window.page.evaluate(TOO_SMALL) == []
    window.show("list")
    assert window.page.evaluate(TOO_SMALL) == []
    window.open("Water the plants")
    assert window.page.evaluate(TOO_SMALL) == []


TOO_SMALL = """() => [...document.querySelectorAll("button, a, label.tick, .scale label")].filter((control) => {
  const { x, y, width, height } = control.getBoundingClientRect();
  const [cx, cy] = [x + width / 2, y + height / 2];
  const hits = (dx, dy) => {
    const hit = document.elementFromPoint(cx + dx, cy + dy);
    return hit !== null && hit.closest("button, a, label") === control;
  };
  if (!control.checkVisibility() || cy < 24 || cy > innerHeight - 24 || !hits(0, 0)) return false;  // below something
  return ![[-20, 0], [20, 0], [0, -20], [0, 20]].every(([dx, dy]) => hits(dx, dy));
}).map((control) => `${control.outerHTML.slice(0, 120)} ${JSON.stringify(control.getBoundingClientRect())}`)"""


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
