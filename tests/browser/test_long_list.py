"""A list of hundreds of rows: drawn in part, found whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP
from tests.conftest import Person

pytestmark = pytest.mark.once


def test_hundreds_of_rows_are_drawn_in_part_and_found_all_the_same(opens: Opens, sam: Person) -> None:
    for start in (0, 160):
        drafts = [{"title": f"Thing {number}"} for number in range(start, start + 160)]
        assert sam.post("tasks/many/", drafts).status_code == 201
    window = opens(sam, LAPTOP)
    rows = window.page.locator("[data-place=list] [data-task]")
    expect(rows).to_have_count(300)
    hidden = {f"Thing {number}" for number in range(320)} - set(rows.locator(".title").all_text_contents())
    assert len(hidden) == 20
    window.page.keyboard.press("/")
    window.page.get_by_role("searchbox").fill(sorted(hidden)[0])
    expect(rows.first).to_contain_text(sorted(hidden)[0])
    window.page.keyboard.press("Escape")
    window.page.get_by_role("button", name="Show 20 more").click()
    expect(rows).to_have_count(320)
    expect(
        window.page.get_by_role("button", name="more", exact=False).and_(window.page.locator(".older"))
    ).to_have_count(0)
