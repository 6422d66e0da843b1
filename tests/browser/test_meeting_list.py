"""Our list in our meeting: one card after the other, then who has what and how."""

from __future__ import annotations

from playwright.sync_api import expect

from tasks.models import Task
from tests.browser.conftest import Opens
from tests.browser.meetings import asked, both, card_of, row
from tests.conftest import Person, write
from tests.meetings import opened


def test_one_card_after_the_other_on_both_screens(opens: Opens, sam: Person, robin: Person) -> None:
    for title, place in (("Sort photos", "list"), ("Curtains", "list"), ("Landlord", "week"), ("Fresh", "list")):
        write(sam, title, place=place)
    Task.objects.exclude(title="Fresh").update(touched_on="2026-10-01", added_on="2026-03-01")
    Task.objects.filter(title="Curtains").update(carried=2)
    opened(sam, robin, at="tidy")
    laptop, phone = both(opens, sam, robin)
    for window in (laptop, phone):
        expect(window.page.locator(".one-card")).to_contain_text("Still true?")
        expect(card_of(window)).to_have_text("Curtains")
    phone.page.get_by_role("button", name="Let go", exact=True).tap()
    phone.hears("Let go. One less to carry.")
    for window in (laptop, phone):
        expect(card_of(window)).to_have_text("Landlord")
    laptop.page.get_by_role("button", name="Keep", exact=True).click()
    for window in (laptop, phone):
        expect(card_of(window)).to_have_text("Sort photos")
    phone.page.get_by_role("button", name="Not now", exact=True).tap()
    for window in (laptop, phone):
        expect(window.page.locator(".step")).to_contain_text("All of it has been looked at.")
    laptop.page.get_by_role("button", name="Fresh").click()  # any other can be looked at as well
    expect(card_of(laptop)).to_be_focused()
    expect(card_of(laptop)).to_have_text("Fresh")
    laptop.is_saved()
    places = {task["title"]: task["place"] for task in robin.screen().all("task")}
    assert places == {"Sort photos": "not_now", "Curtains": "let_go", "Landlord": "week", "Fresh": "list"}


def test_who_has_it_is_said_by_oneself_and_seen_by_both(opens: Opens, sam: Person, robin: Person) -> None:
    ids = {title: write(sam, title, place="week") for title in ("Hallway", "Dentist", "Tax papers")}
    parked = write(sam, "Curtains")
    sam.post(f"asks/{asked(sam, robin, parked)}/parked/")
    opened(sam, robin, at="who")
    laptop, phone = both(opens, sam, robin)
    row(phone, "Dentist").get_by_role("button", name="Take: Dentist").tap()
    expect(row(laptop, "Dentist")).to_contain_text("Robin has it.")
    expect(row(laptop, "Dentist").get_by_role("button", name="Offer: Dentist")).to_be_visible()
    row(laptop, "Hallway").get_by_role("button", name="Ask: Hallway").click()
    dialog = laptop.page.get_by_role("dialog", name="Ask")
    dialog.get_by_label("It would help me because").fill("my back hurts")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog).to_have_count(0)
    note = row(phone, "Hallway").locator(".note")
    expect(note).to_contain_text("my back hurts")
    note.get_by_role("button", name="Yes, but …").tap()
    phone.page.get_by_text("together", exact=True).tap()
    phone.page.get_by_role("button", name="Say so").tap()
    row(laptop, "Hallway").get_by_role("button", name="OK").click()
    for window in (laptop, phone):
        expect(row(window, "Hallway")).to_contain_text("You do it together.")
    # what had waited for this meeting
    row(phone, "Curtains").get_by_role("button", name="Yes, I’ve got it").tap()
    expect(row(laptop, "Curtains")).to_have_count(0)
    # what done means and how long, in place
    row(laptop, "Tax papers").get_by_role("button", name="Done means, how long Tax papers").click()
    laptop.page.get_by_label("Done means", exact=True).fill("Sent, with a copy")
    laptop.page.get_by_label("Done means", exact=True).blur()
    laptop.page.locator("[data-fact=size]").click()
    laptop.page.get_by_role("menuitemradio", name="longer").click()
    expect(row(phone, "Tax papers")).to_contain_text("longer · Sent, with a copy")
    for title in ("Dentist", "Tax papers"):
        sam.patch(f"tasks/{ids[title]}/", {"size": "l"})
    row(phone, "Tax papers").get_by_role("button", name="Take: Tax papers").tap()
    expect(phone.page.locator(".full")).to_contain_text("That is a full week for you.")
    expect(laptop.page.locator(".full")).to_contain_text("That is a full week for Robin.")
