"""Somebody gets up while the others have sealed: nothing is opened, the page says what is kept, one press goes on."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.meetings import things
from tests.browser.window import PHONE
from tests.conftest import Person
from tests.meetings import joined, one, opened, seal


def test_one_press_goes_on_with_those_who_are_here(opens: Opens, sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    things(sam)
    meeting = opened(sam, robin, lee, at="rank")
    orders = {who.id: one(who, "ballot")["offered"][:5] for who in (sam, robin)}
    for who in (sam, robin):
        seal(who, meeting, orders[who.id])
    phone = opens(sam, PHONE, to=f"/h/{sam.home}/meeting/")
    expect(phone.page.locator(".seal")).to_contain_text("It is shown when everybody is ready.")
    lee.post(f"meetings/{meeting}/later/")
    expect(phone.page.get_by_role("status").filter(has_text="Somebody left the table")).to_be_visible()
    phone.page.get_by_role("button", name="This is my order").tap()
    expect(phone.page.locator(".seal")).to_contain_text("It is shown when everybody is ready.")
    seal(robin, meeting, orders[robin.id])
    expect(phone.page.get_by_role("heading", name="Our draft")).to_be_visible()
    lee.post(f"meetings/{meeting}/here/")
    lees = opens(lee, PHONE, to=f"/h/{sam.home}/meeting/")
    expect(lees.page.get_by_text("The orders were opened without yours.")).to_be_visible()
    expect(lees.page.locator(".order, .draft")).to_have_count(0)
