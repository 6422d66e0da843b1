"""The first sitting in a window: sit down, mark, look at an area; and what is marked beforehand."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opens
from tests.browser.window import Window
from tests.conftest import Person


def sits(opens: Opens, who: Person, device: dict[str, Any], at: str = "", **more: Any) -> Window:
    window = opens(who, device, to=f"/h/{who.home}/first-sitting/{at}", **more)
    return window.is_live() if not more.get("locale") else window


def line(window: Window, text: str) -> Locator:
    return window.page.locator(".responsibilities > li").filter(has_text=text)


def exists(window: Window, text: str) -> None:
    line(window, text).locator(".tick-line").click()
    expect(line(window, text).get_by_role("checkbox").first).to_be_checked()


def in_head(window: Window, text: str) -> None:
    line(window, text).locator(".head-mark").click()
    expect(line(window, text).get_by_role("checkbox", name=f"{text}: only in my head")).to_be_checked()


def area(window: Window, name: str) -> None:
    expect(window.page.get_by_role("heading", level=1)).to_contain_text(name)


def marked(by: Person, **keys: bool) -> None:
    """By another device: these exist, and whether they are only in the head."""
    marks = [{"key": key.replace("_", "-"), "exists": True, "in_head": head} for key, head in keys.items()]
    by.post("inventory/marks/", {"round": 1, "marks": marks})


def opened(*people: Person) -> None:
    for who in people:
        who.post("inventory/through/", {"round": 1})
