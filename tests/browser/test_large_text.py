"""For everybody: twice the text on a small screen, motion only if wanted, room for a thumb."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import STILL, too_wide
from tests.browser.conftest import Opens
from tests.browser.test_accessible import lived_in, path_of
from tests.browser.window import LAPTOP, PHONE
from tests.conftest import Person, write

pytestmark = pytest.mark.once


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
    guest.goto(path_of(sam.on_device("invitations/").json()["link"]))
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
