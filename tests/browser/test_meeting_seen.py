"""Every view of our meeting looked at: read, used by everybody, with twice the text, in German."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tasks.models import Task
from tests.browser.axe import DEVICES, STILL, check, too_wide
from tests.browser.conftest import Opens
from tests.browser.meetings import (
    ROBINS,
    SAMS,
    TABLET,
    asked,
    at,
    card_of,
    choose,
    lived_in,
    meets,
    more,
    press,
    says,
    things,
)
from tests.browser.test_german import fits
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write
from tests.meetings import joined, one, opened, seal, to_step

pytestmark = pytest.mark.once

Look = Callable[[Window, str], None]
VIEWS = pytest.mark.parametrize("device", [PHONE, TABLET, LAPTOP], ids=["phone", "tablet", "laptop"])
SMALL = {**PHONE, "viewport": {"width": 320, "height": 640}}


@VIEWS
def test_every_view_can_be_read_and_used(opens: Opens, sam: Person, robin: Person, device: dict[str, Any]) -> None:
    talking(opens, sam, robin, device, check)


@DEVICES
def test_every_step_for_everybody(opens: Opens, sam: Person, robin: Person, device: dict[str, Any]) -> None:
    # as high as its page: what the foot covers can be scrolled to, which axe does not know
    choosing(opens, sam, robin, {**device, "viewport": {**device["viewport"], "height": 3000}}, check)


@pytest.mark.parametrize("walk", ["talking", "choosing"])
def test_twice_the_text_on_a_small_screen(opens: Opens, sam: Person, robin: Person, walk: str) -> None:
    {"talking": talking, "choosing": choosing}[walk](opens, sam, robin, SMALL, is_small)


def is_small(window: Window, what: str) -> None:
    too_wide(window, what)
    assert window.page.evaluate("() => innerWidth") == 320, f"{what}: the phone had to make the page smaller"


def talking(opens: Opens, sam: Person, robin: Person, device: dict[str, Any], look: Look) -> None:
    """Every view of a meeting, each looked at."""
    lived_in(sam, robin)
    window = meets(opens, sam, device, **STILL)
    window.page.locator(".rhythm summary").click()
    look(window, "the door")
    press(window, "Begin now")
    expect(window.page.get_by_role("button", name="I’m ready")).to_be_visible()
    look(window, "waiting")
    meeting = one(sam, "meeting")["id"]
    robin.post(f"meetings/{meeting}/ready/")
    press(window, "I’m ready")
    at(window, "arrive")
    look(window, "arriving")
    press(window, "More for our meeting")
    look(window, "the menu")
    window.page.keyboard.press("Escape")
    to_step(sam, meeting, "appreciations")
    window.page.get_by_role("button", name="Thank Robin").first.click()
    expect(window.page.get_by_label("Words for Robin")).to_be_visible()
    look(window, "appreciations")
    to_step(sam, meeting, "how")
    says(window, "supported", "Mostly", share=True)
    look(window, "my week")
    press(window, "I’m ready to show")
    expect(window.page.locator(".sealed")).to_be_visible()
    look(window, "ready to show")
    robin.patch(f"meetings/{meeting}/hand/", {"how_ready": True})
    expect(window.page.locator(".shown")).to_be_visible()
    look(window, "shown")
    more(window, "Park something hard")
    look(window, "parking")
    window.page.keyboard.press("Escape")
    for step in ("good", "close"):
        to_step(sam, meeting, step)
        at(window, step)
        look(window, step)
    robin.post(f"meetings/{meeting}/paused/")
    expect(window.page.locator(".paused")).to_be_visible()
    look(window, "paused")
    robin.post(f"meetings/{meeting}/closed/")
    expect(window.page.locator(".last")).to_be_visible()
    look(window, "closed")


def choosing(opens: Opens, sam: Person, robin: Person, device: dict[str, Any], look: Any) -> None:
    """Every state of these steps, each looked at."""
    ids = things(sam)
    lee = joined(sam, "Lee")
    write(sam, "Parents’ evening", due="2026-11-24")
    Task.objects.filter(title="Bike").update(touched_on="2026-10-01", added_on="2026-03-01", carried=2)
    meeting = opened(sam, robin, lee, at="tidy")
    window = meets(opens, sam, device, **STILL)
    step = window.page.locator(".step")
    expect(card_of(window)).to_have_text("Bike")
    look(window, "tidying")
    to_step(robin, meeting, "heads")
    write(sam, "Donaudampfschifffahrtsgesellschaftskapitänspatent", private=True)
    write(robin, "The bikes", private=True, bring=True)
    write(sam, "Bikes, the", private=True, bring=True)
    expect(window.page.locator(".thoughts > li")).to_have_count(2)
    look(window, "heads")
    for who in (sam, robin, lee):
        who.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
        if who is sam:
            expect(window.page.get_by_role("button", name="Write on")).to_be_visible()
            look(window, "my head is empty")
    expect(window.page.locator(".pair > li")).to_have_count(2)
    look(window, "heads are empty")
    to_step(robin, meeting, "rank")
    expect(window.page.locator(".order .free")).to_have_text("15 places are still free")
    look(window, "nothing chosen")
    choose(window, *SAMS[:2])
    look(window, "two chosen")
    choose(window, *SAMS[2:])
    window.page.get_by_role("button", name="This is my order").click()
    expect(window.page.get_by_role("button", name="Change it again")).to_be_visible()
    look(window, "sealed")
    seal(robin, meeting, [ids[title] for title in ROBINS])
    seal(lee, meeting, [ids[title] for title in reversed(ROBINS)])
    expect(window.page.locator(".apart")).to_be_visible()
    look(window, "our draft")
    window.page.get_by_role("button", name="This is our week").click()
    expect(step).to_contain_text("Agreed. This is our week.")
    look(window, "agreed")
    to_step(robin, meeting, "who")
    robin.post(f"tasks/{ids['Dentist']}/taken/")
    asked(robin, sam, ids["Hallway"])
    asked(robin, sam, ids["Winter clothes"])
    expect(window.page.locator(".who-list .note")).to_have_count(2)
    window.page.get_by_role("button", name="Done means, how long Dentist").press("Enter")
    look(window, "who and how")
    window.page.get_by_role("button", name="Together: Dentist").click()
    expect(window.page.get_by_role("dialog")).to_be_visible()
    look(window, "asking")


@pytest.mark.parametrize("width", [320, 390])
def test_in_german_nothing_is_clipped(opens: Opens, sam: Person, robin: Person, width: int) -> None:
    lived_in(sam, robin)
    phone = {**PHONE, "viewport": {"width": width, "height": 844}}
    window = opens(sam, phone, to=f"/h/{sam.home}/meeting/", locale="de-DE")
    expect(window.page.locator(".conn")).to_have_text("Verbunden")
    window.page.locator(".rhythm summary").tap()
    fits(window)
    for form, steps in (("full", ("arrive", "appreciations", "how", "good", "close")), ("children", ("topics",))):
        meeting = opened(sam, robin, form=form)
        for step in steps:
            if one(sam, "meeting")["step"] != step:
                to_step(sam, meeting, step)
            at(window, step)
            if step == "how":
                window.page.locator(".asked .scale label").first.tap()
            fits(window)
        sam.post(f"meetings/{meeting}/paused/")
        expect(window.page.locator(".paused")).to_be_visible()
        fits(window)
        sam.post(f"meetings/{meeting}/closed/")
        expect(window.page.locator(".last")).to_be_visible()
        fits(window)
