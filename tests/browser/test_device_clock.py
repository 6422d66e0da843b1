"""A device whose clock is wrong: the page goes by the server's time."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.meetings import press
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write
from tests.meetings import opened

MINUTE, DAY = 60_000, 86_400_000
OFF = """
globalThis.off = {ms};
const Clock = Date;
globalThis.Date = class extends Clock {{
  constructor(...parts) {{
    if (parts.length === 0) super(Clock.now() + off);
    else super(...parts);
  }}
  static now() {{ return Clock.now() + off; }}
}};
"""


def with_clock(opens: Opens, who: Person, device: dict[str, object], off: int, path: str = "") -> Window:
    """Somebody's board on a device whose clock is so many ms fast."""
    window = opens(who, device, to=None)
    window.page.add_init_script(OFF.format(ms=off))
    return window.goto(f"/h/{who.home}/{path}").is_live()


@pytest.mark.parametrize("off", [10 * MINUTE, 40 * DAY])
def test_a_step_of_our_meeting_has_the_same_time_on_both(off: int, opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="rank")
    for window in (with_clock(opens, sam, LAPTOP, off, "meeting/"), with_clock(opens, robin, PHONE, 0, "meeting/")):
        expect(window.page.locator(".time")).to_contain_text("about 5 min left")
    press(window, "Pause")
    expect(window.page.get_by_role("menu")).to_contain_text("20 minutes, back at")


@pytest.mark.parametrize("off", [2 * DAY, 40 * DAY, -40 * DAY])
def test_the_question_and_what_is_done_are_there(off: int, opens: Opens, sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes", place="week")
    robin.post(f"tasks/{task}/done/")
    laptop = with_clock(opens, sam, LAPTOP, off)
    expect(laptop.page.locator("tandem-check-in")).to_contain_text("Dishes")
    expect(laptop.row("Dishes", "done")).to_be_visible()
    expect(laptop.row("Dishes", "done")).not_to_contain_text("yesterday")


def test_a_clock_that_is_set_while_the_page_is_open_hides_nothing(opens: Opens, sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes", place="week")
    robin.post(f"tasks/{task}/done/")
    laptop = with_clock(opens, sam, LAPTOP, 0)
    expect(laptop.page.locator("tandem-check-in")).to_contain_text("Dishes")
    laptop.page.evaluate(f"() => {{ off = {2 * DAY}; dispatchEvent(new Event('online')); }}")
    laptop.takes_what_was_sent()
    expect(laptop.page.locator("tandem-check-in")).to_contain_text("Dishes")
