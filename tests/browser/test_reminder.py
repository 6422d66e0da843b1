"""A note to oneself for our meeting, from the question and from a task's menu; nobody else receives a byte of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Person, write

pytestmark = pytest.mark.once


def test_from_the_question_and_from_the_task_and_it_stands_on_my_page(
    opens: Opens, phone: Window, sam: Person, robin: Person
) -> None:
    asked, other = write(sam, "Cook dinner", place="week"), write(sam, "Bedtime", place="week")
    sam.post(f"tasks/{asked}/done/")
    window = opens(sam, LAPTOP)
    phone.sees("Bedtime", "week")
    window.is_asked("Cook dinner")
    window.question.get_by_role("button", name="Yes, ask me").click()
    window.question.get_by_role("button", name="Note it for our meeting").click()
    expect(window.question).to_contain_text("Noted for our meeting, for you.")
    window.menu("Bedtime", "Remind only me at our meeting")
    window.hears("Noted for our meeting. Only you see it")
    window.menu("Bedtime", "Do not remind me at our meeting")
    window.menu("Bedtime", "Remind only me at our meeting")
    window.is_saved()
    window.goto(f"/h/{sam.home}/mine/")
    expect(window.page.locator("#reminders .what")).to_have_text(["Cook dinner", "Bedtime"])
    row = window.page.locator("#reminders li").filter(has_text="Cook dinner")
    row.get_by_role("button", name="Talked over").click()
    expect(window.page.locator("#reminders .what")).to_have_text(["Bedtime"])
    window.page.get_by_label("What about?").fill("Who sings")
    window.page.get_by_role("button", name="Note it for me").click()
    expect(window.page.locator("#reminders .what")).to_have_text(["Bedtime", "Who sings"])
    assert "reminder" not in phone.received()
    assert other


def test_from_the_menu_to_our_last_weeks_and_ones_own_part_is_folded(opens: Opens, sam: Person) -> None:
    sam.post(f"tasks/{write(sam, 'Mend the gate')}/done/")
    window = opens(sam, PHONE)
    window.page.locator("[data-menu]").tap()
    window.page.get_by_role("menuitem", name="Our last weeks").tap()
    expect(window.page.get_by_role("heading", level=1, name="Our last weeks")).to_be_visible()
    expect(window.page.locator(".weeks-done")).to_contain_text("Mend the gate")
    mine = window.page.get_by_text("Only you see this, and it is folded")
    expect(mine).to_be_hidden()
    window.page.get_by_text("How it was for me").tap()
    expect(mine).to_be_visible()
