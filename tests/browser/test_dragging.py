"""A task in the hand: by mouse, by finger, put back, and what the other does meanwhile."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.window import Window
from tests.conftest import Person, write

pytestmark = pytest.mark.once


def test_dragging_by_mouse(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title)
    write(sam, "Already here", place="week")
    laptop.order("list", ["One", "Two", "Three"])
    drag(laptop, laptop.row("One"), laptop.row("Three"))
    laptop.order("list", ["Two", "Three", "One"])
    phone.order("list", ["Two", "Three", "One"])
    drag(laptop, laptop.row("Two"), laptop.row("Already here"))
    laptop.order("week", ["Already here", "Two"])
    phone.order("week", ["Already here", "Two"])
    drag(laptop, laptop.row("Two"), laptop.place("done").first)
    laptop.sees("Two", "done")
    phone.sees("Two", "done")
    expect(laptop.page.locator("tandem-card .card")).to_have_count(0)


def test_from_far_down_our_list_into_this_week_which_stays_in_sight(laptop: Window, phone: Window, sam: Person) -> None:
    write(sam, "Already here", place="week")
    for number in range(60):
        write(sam, f"Line {number}")
    laptop.row("Line 5").scroll_into_view_if_needed()
    expect(laptop.row("Line 50")).not_to_be_in_viewport()
    expect(laptop.row("Already here")).to_be_in_viewport()
    lift(laptop, laptop.row("Line 5"))
    week = laptop.place("week").bounding_box()
    assert week
    laptop.page.mouse.move(week["x"] + 40, week["y"] + week["height"] + 200, steps=6)  # on the paper below it
    laptop.page.mouse.up()
    laptop.order("week", ["Already here", "Line 5"])
    phone.order("week", ["Already here", "Line 5"])
    for number in range(12):
        write(sam, f"Much {number}", place="week")
    expect(
        laptop.row("Already here")
    ).not_to_be_in_viewport()  # too long to stay: then it scrolls, so that all can be reached


def test_a_drag_put_back_by_escape_writes_nothing(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Two", "One"):
        write(sam, title)
    laptop.order("list", ["One", "Two"])
    phone.order("list", ["One", "Two"])
    with phone.nothing_arrives():
        lift(laptop, laptop.row("One"))
        over(laptop, laptop.row("Two"))
        laptop.page.keyboard.press("Escape")
        laptop.page.mouse.up()
        laptop.order("list", ["One", "Two"])
        expect(laptop.page.locator("tandem-card .card")).to_have_count(0)
        laptop.is_saved()


def test_what_is_in_my_hand_stays_there_while_the_other_edits_and_moves(
    laptop: Window, phone: Window, sam: Person, robin: Person
) -> None:
    one, two = write(sam, "One"), write(sam, "Two")
    laptop.order("list", ["Two", "One"])
    lift(laptop, laptop.row("Two"))
    over(laptop, laptop.row("One"))
    robin.patch(f"tasks/{two}/", {"title": "Two, but longer"})
    robin.post(f"tasks/{one}/moved/", {"place": "not_now", "after": None})
    write(robin, "New")
    laptop.sees("One", "not_now")
    laptop.sees("New", "list")
    over(laptop, laptop.row("New"))
    laptop.page.mouse.up()
    laptop.order("list", ["New", "Two, but longer"])
    phone.order("list", ["New", "Two, but longer"])


def test_what_is_in_my_hand_when_the_other_lets_it_go_does_no_harm(laptop: Window, sam: Person, robin: Person) -> None:
    write(sam, "One"), (two := write(sam, "Two"))
    laptop.order("list", ["Two", "One"])
    lift(laptop, laptop.row("Two"))
    over(laptop, laptop.row("One"))
    robin.post(f"tasks/{two}/let-go/")
    laptop.hears("Robin let go of Two")
    laptop.page.mouse.up()
    expect(laptop.page.locator("html.carrying, .carried")).to_have_count(0)
    laptop.sees("Two", "list")  # put down by a hand: that hand's will, and it can be taken back
    laptop.write("Life goes on")


def lift(window: Window, row: Locator) -> None:
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    assert box
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 12)
    window.page.mouse.down()
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20, steps=2)
    expect(window.page.locator(".carried")).to_have_count(1)


def over(window: Window, target: Locator) -> None:
    """The pointer goes to the lower edge of the target: what it holds would lie below."""
    box = target.bounding_box()
    assert box
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 4, steps=6)
    # rows gave way under the hand: once more to where the target stands now
    box = target.bounding_box()
    assert box
    window.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3, steps=2)


def drag(window: Window, row: Locator, target: Locator) -> None:
    lift(window, row)
    over(window, target)
    window.page.mouse.up()
    expect(window.page.locator(".carried")).to_have_count(0)


def test_dragging_by_finger(laptop: Window, phone: Window, sam: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title, place="week")
    phone.order("week", ["One", "Two", "Three"])
    with Finger(phone) as finger:
        finger.hold(phone.row("One"))
        finger.go(phone.row("Three"))
    phone.order("week", ["Two", "Three", "One"])
    laptop.order("week", ["Two", "Three", "One"])
    laptop.is_tinted("One", "amber")
    with Finger(phone) as finger:  # on to a tab at the foot
        finger.hold(phone.row("Three"))
        finger.go(phone.page.locator("[data-tab=not_now]"))
        expect(phone.page.locator("[data-tab=not_now].aim")).to_be_visible()
    laptop.order("not_now", ["Three"])
    laptop.order("week", ["Two", "One"])
    expect(phone.page.locator("tandem-card .card")).to_have_count(0)


def test_a_finger_that_only_scrolls_carries_nothing(phone: Window, sam: Person) -> None:
    for n in range(30):
        write(sam, f"Line {n}", place="week")
    phone.sees("Line 0", "week")
    before = phone.titles("week")
    with Finger(phone) as finger:
        finger.down(phone.row("Line 26"))
        for _step in range(6):
            finger.by(-40)
    phone.page.wait_for_function("() => scrollY > 50")
    expect(phone.page.locator(".carried, html.carrying")).to_have_count(0)
    assert phone.titles("week") == before


class Finger:
    """One finger on the glass, by touch events as a phone makes them."""

    def __init__(self, window: Window) -> None:
        self.page = window.page
        self.cdp = window.context.new_cdp_session(window.page)
        self.x = self.y = 0.0

    def __enter__(self) -> Finger:
        return self

    def __exit__(self, *_: object) -> None:
        self._send("touchEnd")
        expect(self.page.locator(".carried")).to_have_count(0)
        self.cdp.detach()

    def down(self, at: Locator) -> None:
        at.scroll_into_view_if_needed()
        box = at.bounding_box()
        assert box
        self.x, self.y = box["x"] + box["width"] / 2, box["y"] + 12
        self._send("touchStart")

    def hold(self, at: Locator) -> None:
        self.down(at)
        expect(self.page.locator(".carried")).to_have_count(1)

    def by(self, dy: float) -> None:
        self.y += dy
        self._send("touchMove")

    def go(self, to: Locator) -> None:
        for _again in range(2):  # rows give way under the hand
            box = to.bounding_box()
            assert box
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 4
            for step in (0.25, 0.5, 0.75, 1):
                self.x, self.y = self.x + (x - self.x) * step, self.y + (y - self.y) * step
                self._send("touchMove")

    def _send(self, kind: str) -> None:
        points = [] if kind == "touchEnd" else [{"x": self.x, "y": self.y}]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
