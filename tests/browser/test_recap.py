"""The recap on a phone and a laptop: read by everybody, printed on one page, copied as a message."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import DEVICES, check
from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP
from tests.conftest import Person, write
from tests.meetings import opened


@pytest.fixture
def meeting(sam: Person, robin: Person) -> str:
    """One that is over, with something of everything."""
    for n in range(24):
        sam.post(f"tasks/{write(sam, f'Thing number {n}')}/{'done' if n % 2 else 'let-go'}/")
    for n in range(9):
        write(sam, f"For the week, number {n}", place="week", done_means="One can walk through it without stumbling")
    robin.post("thanks/", {"to": sam.id, "words": "The sink was a joy"})
    sam.post("topics/", {"feel": "tired", "about": "the evenings"})
    meeting = opened(sam, robin)
    sam.patch(f"meetings/{meeting}/", {"good": "Pancakes"})
    sam.post(f"meetings/{meeting}/closed/")
    return meeting


@DEVICES
def test_it_can_be_read_by_everybody(opens: Opens, sam: Person, meeting: str, device: dict[str, object]) -> None:
    window = opens(sam, device, to=f"/h/{sam.home}/meetings/{meeting}/", reduced_motion="reduce")
    expect(window.page.get_by_role("button", name="Copy as a message")).to_be_visible()
    window.page.get_by_text("What the message says").click()
    check(window, "the recap")
    window.goto(f"/h/{sam.home}/meetings/")
    check(window, "all our meetings")


def test_on_paper_it_is_one_page_without_thanks_and_topics(opens: Opens, sam: Person, meeting: str) -> None:
    window = opens(sam, LAPTOP, to=f"/h/{sam.home}/meetings/{meeting}/", color_scheme="dark")
    page = window.page
    expect(page.get_by_text("The sink was a joy")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.emulate_media(media="print")
    for words in ("The sink was a joy", "the evenings", "Board", "Take it along"):
        expect(page.get_by_text(words, exact=True)).to_be_hidden()
    expect(page.get_by_text("Pancakes", exact=True)).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True))) == 1


def test_the_message_is_copied_as_it_reads(opens: Opens, sam: Person, meeting: str) -> None:
    window = opens(sam, LAPTOP, to=None, permissions=["clipboard-read", "clipboard-write"])
    window.goto(f"/h/{sam.home}/meetings/{meeting}/")
    window.page.get_by_role("button", name="Copy as a message").click()
    expect(window.page.get_by_role("button", name="Copied.")).to_be_visible()
    copied = window.page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Our meeting, ")
    assert "– Pancakes" in copied and "sink" not in copied and "evenings" not in copied
