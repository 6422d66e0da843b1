"""At the door of our meeting and away from the table: when, what is brought, a pause, later, back again."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.meetings import asked, at, both, meets, more, press
from tests.browser.window import LAPTOP, PHONE
from tests.conftest import Person, write
from tests.meetings import opened


def test_the_usual_day_is_changed_where_it_stands_and_not_today_leaves_no_mark(
    opens: Opens, sam: Person, robin: Person
) -> None:
    laptop, phone = both(opens, sam, robin)
    usual = laptop.page.locator(".rhythm")
    usual.locator("summary").click()
    laptop.page.get_by_label("Day", exact=True).select_option("Thursday")
    laptop.page.get_by_label("Time", exact=True).fill("19:30")
    laptop.page.get_by_label("Time", exact=True).press("Enter")  # a time is said once it is typed, not digit by digit
    laptop.page.get_by_label("Things a week").select_option("4")
    laptop.page.get_by_label("Usual length").select_option("The short one, about 12 minutes")
    for window in (laptop, phone):
        expect(window.page.locator(".rhythm summary")).to_have_text("Usually Thursday at 19:30 · 4 things a week")
    expect(phone.page.get_by_role("button", name="The short one, about 12 minutes")).to_be_visible()
    press(laptop, "Begin now")
    expect(phone.page.get_by_role("button", name="I’m here, not ready yet")).to_be_visible()
    press(phone, "Not today")
    phone.page.get_by_role("menuitem", name="Tomorrow").tap()
    for window in (laptop, phone):
        expect(window.page.locator(".next .lead")).to_have_text("Next: tomorrow at 19:30.")
        expect(window.page.locator(".seats")).to_have_count(0)


def test_what_is_brought_is_told_from_the_card_and_left_out_at_the_door(
    opens: Opens, sam: Person, robin: Person
) -> None:
    write(sam, "The boiler")
    write(sam, "A surprise", private=True)
    ask = asked(sam, robin, write(sam, "The bike"))
    robin.post(f"asks/{ask}/declined/")
    assert sam.post(f"asks/{ask}/parked/").status_code == 200  # there was no yes: it waits for our meeting
    laptop, phone = opens(sam, LAPTOP), meets(opens, robin, PHONE)
    expect(phone.page.locator(".brought .lines")).to_contain_text("The bike")
    sam.post(f"asks/{ask}/withdrawn/")
    expect(phone.page.locator(".brought .lines")).to_have_count(0)
    laptop.open("The boiler")
    laptop.menu("The boiler", "Bring to our meeting")
    expect(laptop.page.locator("tandem-card .card")).to_contain_text("Comes to our meeting.")
    expect(phone.page.locator(".brought .lines")).to_contain_text("The boiler")
    laptop.close_card()
    laptop.menu("A surprise", "Bring to our meeting")
    laptop.is_saved()
    laptop.goto(f"/h/{sam.home}/meeting/")
    expect(laptop.page.locator(".brought .lines li")).to_have_count(2)
    phone.takes_what_was_sent()
    assert "A surprise" not in phone.received()
    phone.page.get_by_role("button", name="Leave it out: The boiler").tap()
    expect(laptop.page.locator(".brought .lines li")).to_have_count(1)
    expect(laptop.page.locator(".brought .lines")).to_contain_text("Only you see this, until you empty your heads.")


def test_a_child_is_told_of_no_meeting(opens: Opens, sam: Person, robin: Person, kim: Person) -> None:
    tablet = opens(None, LAPTOP, to=None)
    tablet.goto("/" + sam.on_device(f"helpers/{kim.id}/device-link/").json()["link"].split("/", 3)[3])
    tablet.page.get_by_role("button", name="Sign in as Kim").click()
    tablet.is_live()
    with tablet.nothing_arrives():
        opened(sam, robin)
    expect(tablet.page.locator(".going-on")).to_have_count(0)
    tablet.accept("404")
    tablet.goto(f"/h/{kim.home}/meeting/")
    expect(tablet.page.locator("tandem-meeting")).to_have_count(0)


def test_i_leave_the_table_and_come_back_and_go_anywhere(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="tidy")
    laptop, phone = both(opens, sam, robin)
    more(phone, "Go on without me")
    expect(phone.page.locator("main.door")).to_contain_text("It is open, at “Tidy the list”.")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    at(laptop, "tidy")
    press(laptop, "More for our meeting")
    laptop.page.get_by_role("menuitemradio", name="Something good").click()
    at(laptop, "good")
    press(phone, "Join")
    at(phone, "good")
    more(phone, "End early")
    for window in (laptop, phone):
        at(window, "close")
    press(phone, "Back")
    at(laptop, "good")


def test_a_pause_on_one_is_a_pause_on_both(opens: Opens, sam: Person, robin: Person) -> None:
    opened(sam, robin, at="tidy")
    laptop, phone = both(opens, sam, robin)
    press(phone, "Pause")
    phone.page.get_by_role("menuitem", name=re.compile("^20 minutes, back at ")).tap()
    for window in (laptop, phone):
        expect(window.page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^Back at \d\d?:\d\d"))
    press(laptop, "Pause")
    laptop.page.get_by_role("menuitem", name="Until …").click()
    laptop.page.get_by_label("Back at").fill("20:55")
    laptop.page.get_by_role("dialog").get_by_role("button", name="Pause").click()
    for window in (laptop, phone):
        expect(window.page.get_by_role("heading", level=1)).to_have_text("Back at 20:55")
    press(laptop, "Go on")
    for window in (laptop, phone):
        at(window, "tidy")
