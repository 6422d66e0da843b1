"""Lists are live: what was pressed is what is done, or nothing, and what is read stays where it is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write

pytestmark = pytest.mark.once


def test_a_row_that_arrives_under_a_finger_is_not_ticked(phone: Window, sam: Person) -> None:
    for title in ("Two", "One"):
        write(sam, title, place="week")
    phone.order("week", ["One", "Two"])
    x, y = middle_of_tick(phone, "Two")
    touch = phone.context.new_cdp_session(phone.page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    write(sam, "New", place="week")
    phone.order("week", ["New", "One", "Two"])  # "One" lies under the finger now
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    phone.tick("New")  # comes after all that the finger did
    phone.sees("New", "done")
    phone.sees("One", "week")
    phone.sees("Two", "week")


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["mouse", "finger"])
def test_a_second_press_where_the_next_row_has_just_come_does_nothing(
    opens: Opens, sam: Person, device: dict[str, Any]
) -> None:
    for title in ("Three", "Two", "One"):
        write(sam, title, place="week")
    window = opens(sam, device)
    window.order("week", ["One", "Two", "Three"])
    x, y = middle_of_tick(window, "One")
    press = window.page.touchscreen.tap if device is PHONE else window.page.mouse.click
    press(x, y)
    window.order("week", ["Two", "Three"])
    press(x, y)  # the row has gone, its neighbour has just come
    window.page.wait_for_timeout(700)  # longer than a ticked row stays
    window.order("week", ["Two", "Three"])
    press(x, y)  # it lies still: this one is meant
    window.order("week", ["Three"])


@pytest.mark.parametrize("device", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_what_is_read_stays_where_it_is_while_rows_come_above(
    opens: Opens, sam: Person, robin: Person, device: dict[str, Any]
) -> None:
    for number in range(30):
        write(sam, f"Line {number}", place="week")
    window = opens(robin, device)
    window.sees("Line 0", "week")
    window.page.evaluate("scrollTo(0, 600)")
    if device is LAPTOP:
        window.page.mouse.move(300, 400)
    before = top_of(window, "Line 12")
    for number in range(2):
        write(sam, f"New {number}", place="week")
        window.sees(f"New {number}", "week")
    window.page.wait_for_function("() => new Promise((next) => requestAnimationFrame(() => next(true)))")
    assert abs(top_of(window, "Line 12") - before) < 2


def middle_of_tick(window: Window, title: str) -> tuple[float, float]:
    box = window.row(title).locator("label.tick").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def top_of(window: Window, title: str) -> float:
    box = window.row(title).bounding_box()
    assert box
    return box["y"]
