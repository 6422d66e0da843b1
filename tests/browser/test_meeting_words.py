"""Words that are being written in our meeting: whatever the other does meanwhile, none is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.meetings import at, both, lived_in, meets, on, press
from tests.browser.window import LAPTOP
from tests.conftest import Person
from tests.meetings import one, opened, to_step

pytestmark = pytest.mark.once


def test_words_being_written_are_kept_when_the_other_goes_on(opens: Opens, sam: Person, robin: Person) -> None:
    lived_in(sam, robin)
    meeting = opened(sam, robin, at="appreciations")
    laptop, phone = both(opens, sam, robin)
    laptop.page.get_by_role("button", name="Thank Robin").first.click()
    laptop.page.get_by_label("Words for Robin").fill("It made my day")
    on(phone, "how")
    at(laptop, "how")
    laptop.is_saved()
    assert one(robin, "thanks")["words"] == "It made my day"
    to_step(sam, meeting, "good")
    for window in (laptop, phone):
        at(window, "good")
    laptop.page.get_by_label("This week").fill("A walk")
    phone.page.get_by_label("This week").fill("Pancakes")
    phone.page.get_by_label("This week").press("Enter")
    phone.is_saved()
    laptop.takes_what_was_sent()
    expect(laptop.page.get_by_label("This week")).to_have_value("A walk")
    on(phone, "close")
    at(laptop, "close")
    for window in (laptop, phone):
        expect(window.page.locator(".recap")).to_contain_text("Pancakes · A walk")


def test_what_i_was_writing_when_the_other_closed_is_told_not_lost(opens: Opens, sam: Person, robin: Person) -> None:
    meeting = opened(sam, robin, at="good")
    laptop = meets(opens, sam, LAPTOP)
    laptop.accept("409")
    laptop.page.get_by_label("This week").fill("The concert in the park")
    robin.post(f"meetings/{meeting}/closed/")
    expect(laptop.page.locator("main.door")).to_be_visible()
    expect(laptop.page.locator(".kept")).to_contain_text("The concert in the park")


def test_a_topic_that_was_begun_is_there_when_the_sheet_opens_again(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="topics", form="children")
    laptop, phone = both(opens, sam, robin)
    press(laptop, "Bring something up")
    laptop.page.get_by_label("I feel …").fill("tired")
    laptop.page.get_by_label("about …").fill("bedtime")
    laptop.page.keyboard.press("Escape")
    expect(laptop.page.get_by_role("button", name="Bring something up")).to_be_focused()
    press(laptop, "Bring something up")
    expect(laptop.page.get_by_label("I feel …")).to_have_value("tired")
    laptop.page.get_by_label("I’d like …").fill("to take turns")
    press(laptop, "Park it")
    expect(phone.page.locator(".topics")).to_contain_text("to take turns")
    expect(phone.page.get_by_role("button", name=re.compile("^In other words"))).to_have_count(0)
    press(laptop, "In other words: bedtime")
    laptop.page.get_by_label("about …").fill("the evenings")
    press(laptop, "Keep these words")
    expect(phone.page.locator(".topics")).to_contain_text("the evenings")
