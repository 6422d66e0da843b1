"""The quick exit: one tap or Escape, and "back" does not lead to the page again."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opens
from tests.browser.window import LAPTOP, PHONE

pytestmark = pytest.mark.once


@pytest.mark.parametrize("by", ["tap", "Escape"])
def test_it_is_left_in_one_act_and_back_does_not_lead_there(opens: Opens, by: str) -> None:
    window = opens(None, PHONE if by == "tap" else LAPTOP, to="/")
    page = window.page
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere", content_type="text/html"))
    window.goto("/help/")
    if by == "tap":
        page.get_by_role("link", name="Leave this page").tap()
    else:
        page.keyboard.press("Escape")
    page.wait_for_url("https://www.wikipedia.org/")
    page.go_back()
    assert not page.url.endswith("/help/")
