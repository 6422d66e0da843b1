"""Kim's own phone: signed in by a code, joins, ticks, and finds nothing to take, move or settle for the adults."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tasks.models import Part
from tests.browser.axe import check
from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write


@pytest.fixture
def kims(opens: Opens, sam: Person, kim: Person) -> Window:
    """The phone becomes Kim's by the link that Sam made."""
    write(sam, "Dinner", place="week", done_means="Everybody has eaten")
    path = "/" + sam.on_device(f"helpers/{kim.id}/device-link/").json()["link"].split("/", 3)[3]
    window = opens(None, PHONE, to=path)
    window.page.get_by_role("button", name="Sign in as Kim").click()
    window.is_live()
    return window


def test_joining_dinner_as_a_helper_reaches_the_laptop(kims: Window, opens: Opens, sam: Person, kim: Person) -> None:
    laptop = opens(sam, LAPTOP)
    card = kims.open("Dinner")
    expect(card).to_contain_text("Want to join as a helper?")
    card.get_by_role("button", name="I’m in").click()
    expect(card.get_by_role("button", name="I’m out")).to_be_visible()
    expect(card).to_contain_text("You are in.")
    kims.is_saved()
    assert [(part.member_id, part.how) for part in Part.objects.all()] == [(kim.id, "helper")]
    sam.post(f"tasks/{Part.objects.get().task_id}/taken/")
    expect(card).to_contain_text("Sam has it.")
    card.get_by_role("button", name="I’m out").click()
    expect(card.get_by_role("button", name="I’m in")).to_be_visible()
    kims.is_saved()
    assert not Part.objects.exists()
    card.get_by_role("button", name="Done").click()
    laptop.sees("Dinner", "done")
    laptop.hears("Kim did Dinner")


def test_nothing_is_offered_that_would_be_refused(kims: Window) -> None:
    card = kims.open("Dinner")
    verbs = card.get_by_role("group", name="What to do").get_by_role("button")
    assert verbs.all_inner_texts() == ["I’m in", "Done"]
    for label in ("Title", "Done means"):
        expect(kims.field(label)).not_to_be_editable()
    for label in ("It should feel like", "Notes"):  # nothing to read, and not Kim's to write
        expect(kims.field(label)).to_be_hidden()
    expect(card.locator("[data-fact]")).to_have_count(0)
    kims.close_card()
    kims.row("Dinner").get_by_role("button", name="More for Dinner").click()
    assert kims.page.get_by_role("menuitem").all_inner_texts() == ["I’m in", "Done"]
    kims.page.keyboard.press("Escape")
    expect(kims.page.locator(".take")).to_have_count(0)
    kims.write("Oat milk", "week")
    kims.open("Oat milk")
    expect(kims.field("Title")).to_be_editable()
    expect(kims.field("Done means")).to_be_hidden()
    kims.edit("Title", "Two oat milks")
    kims.is_saved()
    expect(kims.page.locator(".kept")).to_have_count(0)


def test_a_helper_is_asked_nothing_and_reads_nothing_between_adults(kims: Window, sam: Person, robin: Person) -> None:
    secret = write(robin, "SECRET thought", private=True)
    robin.post(f"tasks/{secret}/done/")
    sam.on_device("invitations/")
    kims.tick("Dinner")
    kims.show("done")
    kims.sees("Dinner", "done")
    kims.is_saved()
    expect(kims.page.locator(".check-in")).to_have_count(0)
    kims.page.locator("[data-menu]").click()
    entries = kims.page.get_by_role("menuitem").all_inner_texts()
    assert not {"Invite", "My answers"} & set(entries)
    received = kims.received()
    assert "SECRET" not in received and "invitation" not in received and "check_in" not in received


def test_the_pages_about_people_can_be_used_by_everybody(opens: Opens, sam: Person, kim: Person) -> None:
    window = opens(sam, PHONE, reduced_motion="reduce")
    window.goto(f"/h/{sam.home}/settings/")
    people = window.page.locator("#people")
    people.get_by_label("First name").fill("Ben")
    people.get_by_label("Who is it?").select_option("guest")
    people.get_by_role("button", name="Add a profile").click()
    expect(people).to_contain_text("Ben")
    check(window, "settings")
    people.get_by_role("link", name=re.compile("Kim")).click()
    check(window, "a profile")
    window.page.get_by_role("button", name="Link for their device").click()
    expect(window.page.get_by_role("heading", level=1)).to_have_text("Their own device")
    check(window, "their device")
    window.goto(f"/h/{sam.home}/settings/")
    window.page.get_by_role("button", name="Link for the tablet").click()
    check(window, "the tablet's link")
    link = window.page.get_by_label("Link for the tablet").input_value()
    window.goto("/" + link.split("/", 3)[3])
    check(window, "the link on the tablet")
