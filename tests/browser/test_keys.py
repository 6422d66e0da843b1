"""For everybody: all of the board by keys alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.window import Window
from tests.conftest import Person, write

pytestmark = pytest.mark.once


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
