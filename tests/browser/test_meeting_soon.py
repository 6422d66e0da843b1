"""The line that says when we meet: the day before and on the day, moved by one tap, without a mark."""

from __future__ import annotations

import datetime

from playwright.sync_api import expect

from tasks.models import Moment, Rhythm
from tests.browser.axe import STILL, check
from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE
from tests.conftest import Person
from tests.live_server import until


def meets_in(sam: Person, days: int) -> datetime.date:
    """The next meeting, so many days from today."""
    day = sam.fresh().household.today() + datetime.timedelta(days=days)
    assert sam.patch("rhythm/", {"at": "20:30", "weekday": day.weekday()}).status_code == 200
    Rhythm.objects.update(next_on=day)
    return day


def test_a_day_before_it_says_so_and_another_day_takes_it_away_on_both(
    opens: Opens, sam: Person, robin: Person
) -> None:
    meets_in(sam, 1)
    phone, laptop = opens(sam, PHONE, **STILL), opens(robin, LAPTOP)
    for window in (phone, laptop):
        expect(window.page.locator(".meeting-soon p")).to_contain_text("Our meeting: tomorrow, 20:30.")
    check(phone, "the line above the places")
    expect(phone.page.get_by_role("link", name="Prepare")).to_have_attribute("href", f"/h/{sam.home}/meeting/")
    moments = Moment.objects.count()
    laptop.page.get_by_role("button", name="Another day").click()
    laptop.page.get_by_role("menuitem").nth(3).click()
    for window in (phone, laptop):
        expect(window.page.locator(".meeting-soon p")).to_have_count(0)
    wanted = sam.fresh().household.today() + datetime.timedelta(days=5)
    until(lambda: Rhythm.objects.get().next_on == wanted, "it is moved")
    assert Moment.objects.count() == moments


def test_on_the_day_it_is_not_today_and_a_child_sees_none_of_it(opens: Opens, sam: Person, kim: Person) -> None:
    meets_in(sam, 0)
    window = opens(sam, LAPTOP)
    expect(window.page.locator(".meeting-soon p")).to_contain_text("Our meeting: today, 20:30.")
    window.page.get_by_role("button", name="Not today").click()
    window.page.get_by_role("menuitem", name="Tomorrow").click()
    expect(window.page.locator(".meeting-soon p")).to_contain_text("Our meeting: tomorrow, 20:30.")
    assert "rhythm" not in {item["kind"] for item in kim.news()["items"]}


def test_further_away_it_is_not_spoken_of(opens: Opens, sam: Person) -> None:
    meets_in(sam, 3)
    window = opens(sam, PHONE)
    expect(window.page.locator("tandem-meeting-soon")).to_have_count(1)
    expect(window.page.locator(".meeting-soon")).to_have_count(0)
