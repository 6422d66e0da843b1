"""A task in the hand: by mouse, by finger, put back, and what the other does meanwhile."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.window import OFFLINE, Window
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


@pytest.mark.parametrize("by", ["mouse", "keys"])
@pytest.mark.parametrize("meanwhile", ["done", "let-go", "moved"])
def test_what_is_in_my_hand_stays_as_the_other_has_made_it_meanwhile(
    laptop: Window, sam: Person, robin: Person, meanwhile: str, by: str
) -> None:
    write(sam, "One", place="week")
    two = write(sam, "Two", place="week")
    laptop.order("week", ["Two", "One"])
    if by == "mouse":
        lift(laptop, laptop.row("Two"))
        over(laptop, laptop.row("One"))
    else:
        laptop.row("Two").locator(".title").focus()
        laptop.page.keyboard.press("Space")
        laptop.page.keyboard.press("ArrowDown")
    robin.post(f"tasks/{two}/{meanwhile}/", {"place": "not_now"} if meanwhile == "moved" else {})
    laptop.hears({"done": "Robin did Two", "let-go": "Robin let go of Two", "moved": "Robin moved Two"}[meanwhile])
    if by == "mouse":
        laptop.page.mouse.up()
    else:
        laptop.page.keyboard.press("Space")
    said = {"done": "Robin did Two meanwhile", "let-go": "Robin let Two go meanwhile"}
    laptop.hears(said.get(meanwhile, "Robin changed Two meanwhile"))
    expect(laptop.page.locator("html.carrying, .carried")).to_have_count(0)
    laptop.sees("Two", {"done": "done", "let-go": "let_go", "moved": "not_now"}[meanwhile])
    laptop.order("week", ["One"])
    laptop.is_saved()


def test_what_was_moved_on_the_train_stays_done(laptop: Window, sam: Person, robin: Person) -> None:
    """It waits on this device until the net is back; by then Robin has done it. It is said in words that stay."""
    laptop.accept(OFFLINE)
    dishes = write(sam, "Dishes", place="week")
    laptop.sees("Dishes", "week")
    laptop.context.set_offline(True)
    laptop.menu("Dishes", "To our list")
    laptop.sees("Dishes", "list")
    robin.post(f"tasks/{dishes}/done/")
    laptop.context.set_offline(False)
    notice = laptop.page.locator("tandem-kept .kept")
    expect(notice).to_contain_text("Robin did Dishes meanwhile.", timeout=20_000)
    expect(notice.get_by_role("button", name="Try again")).to_have_count(0)
    laptop.sees("Dishes", "done")
    notice.get_by_role("button", name="All right").click()
    expect(notice).to_have_count(0)


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

    def send(self, kind: str, *points: tuple[float, float, int]) -> None:
        """Any touch event: each finger on the glass by where it is and its number."""
        fingers = [{"x": x, "y": y, "id": number} for x, y, number in points]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def test_a_second_finger_neither_steers_nor_puts_down(phone: Window, sam: Person) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title, place="week")
    phone.order("week", ["One", "Two", "Three"])
    with Finger(phone) as finger:
        finger.hold(phone.row("One"))
        first = (finger.x, finger.y, 0)
        finger.send("touchStart", first, (200, 700, 1))
        for y in (600, 500, 400):
            finger.send("touchMove", first, (200, y, 1))
        finger.send("touchMove", first)  # the second one is lifted
        expect(phone.page.locator(".carried")).to_have_count(1)
        phone.order("week", ["One", "Two", "Three"])
        finger.go(phone.row("Three"))
    phone.order("week", ["Two", "Three", "One"])
