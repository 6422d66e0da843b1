"""Empty your heads: each types alone, all of it comes in one moment, what is private stays."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.meetings import at_step, both, hears_nothing, meets
from tests.browser.window import PHONE
from tests.conftest import Person, write
from tests.meetings import opened, to_step


def test_heads_are_emptied_in_one_moment_and_what_stays_private_stays(opens: Opens, sam: Person, robin: Person) -> None:
    write(sam, "Call the plumber")
    opened(sam, robin, at="heads")
    laptop, phone = both(opens, sam, robin)
    thought = phone.page.get_by_placeholder("What is in your head?")
    with hears_nothing(laptop):
        for title in ("Call plumber", "SECRET present for Sam", "Gutter"):
            thought.fill(title)
            thought.press("Enter")
            expect(thought).to_have_value("")
        phone.page.locator(".thoughts > li").nth(1).locator(".stay").tap()
        expect(phone.page.get_by_role("checkbox", name="SECRET present for Sam: stays in my head")).to_be_checked()
        thought.fill("Half a wo")
        phone.page.reload()
        phone.is_live()
        expect(thought).to_have_value("Half a wo")  # not even that is lost
        expect(phone.page.locator(".thoughts > li")).to_have_count(3)
        thought.fill("Half a word")
        phone.page.get_by_role("button", name="My head is empty").tap()
        expect(phone.page.get_by_role("button", name="Write on")).to_be_visible()
        expect(phone.page.locator(".thoughts > li")).to_have_text(["Half a word", "Gutter", "Call plumber"])
        phone.page.get_by_role("button", name="Write on").tap()
        expect(thought).to_be_visible()
        phone.page.get_by_role("button", name="My head is empty").tap()
        phone.is_saved()
    assert "plumber" not in laptop.page.locator(".step").inner_text()
    laptop.page.get_by_role("button", name="My head is empty").click()
    for window in (laptop, phone):
        expect(window.page.locator(".plain-lines .t")).to_have_text(
            ["Half a word", "Gutter", "Call plumber", "Call the plumber"]
        )
        expect(window.page.get_by_role("heading", name="Perhaps the same?")).to_be_visible()
    laptop.hears("Robin brought")  # aloud, for who does not see them
    expect(laptop.page.locator(".toast").filter(has_text="Robin")).to_have_count(0)  # they sit at one table
    assert "SECRET" not in laptop.received()
    phone.page.get_by_role("button", name="This one stays: Call the plumber").tap()
    for window in (laptop, phone):
        expect(window.page.locator(".pair.one")).to_contain_text("One thing now: Call the plumber")
        expect(window.page.locator(".plain-lines .t")).to_have_count(3)
    laptop.page.get_by_role("button", name="They are two").click()
    expect(phone.page.locator(".pair.one")).to_have_count(0)
    expect(phone.page.locator(".plain-lines .t")).to_have_count(4)


def test_the_step_goes_on_under_ones_fingers_and_nothing_typed_is_lost(
    opens: Opens, sam: Person, robin: Person
) -> None:
    meeting = opened(sam, robin, at="heads")
    phone = meets(opens, robin, PHONE)
    phone.page.get_by_placeholder("What is in your head?").fill("Closed half w")
    phone.page.goto("about:blank")
    phone.page = phone.context.new_page()  # another tab: what the first had begun lies in the head
    phone.goto(f"/h/{robin.home}/meeting/").is_live()
    expect(phone.page.locator(".thoughts textarea")).to_have_value("Closed half w")
    expect(phone.page.get_by_role("checkbox", name="Closed half w: stays in my head")).to_be_checked()
    phone.page.get_by_placeholder("What is in your head?").fill("Not finis")
    to_step(sam, meeting, "who")
    at_step(phone, "Who and how")
    phone.is_saved()
    mine = [task for task in robin.screen().all("task") if task["title"] == "Not finis"]
    assert [task["private"] for task in mine] == [True] and len(robin.screen().all("task")) == 2
    assert sam.screen().all("task") == []
