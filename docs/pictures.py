"""The README's pictures, of the real server with the example home. `bin/pictures` takes them all, or those it names.

Nothing is hidden or painted over; what moves has come to rest, except where a picture shows a change on its way.
"""

from __future__ import annotations

import asyncio
import base64
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from bench.server import ROOT, Tandem
from docs import icons
from docs.chromium import open_chromium

DOCS = ROOT / "docs"
LAPTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
AT_REST = """async () => {
  await document.fonts.ready;
  const moving = document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity);
  await Promise.allSettled(moving.map((one) => one.finished));
}"""


class Home:
    """A new example home on a server of its own, and the browsers of the people in it."""

    def __init__(self, browser: Browser, server: Tandem) -> None:
        self.browser, self.url = browser, f"http://localhost:{server.port}"
        made = server.demo()
        self.id = made["home"]
        self.links = {member["name"]: member["sign_in_url"] for member in made["members"]}

    def board(self, who: str, device: dict[str, Any], theme: str = "light") -> Page:
        """Somebody signs in on a device by their link, as anybody would; their board, live."""
        settings: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Europe/Berlin", "color_scheme": theme}
        page = self.browser.new_context(**settings, **device).new_page()
        page.goto(self.links[who])
        page.get_by_role("button").first.click()
        page.wait_for_url(f"{self.url}/h/{self.id}/")
        expect(page.locator(".conn")).to_have_text("Live")
        return page


def row(page: Page, title: str) -> Locator:
    """A task's line on the board."""
    return page.locator("[data-task]").filter(has=page.locator(".title").get_by_text(title, exact=True))


def take(page: Page, name: str) -> None:
    """The picture, once everything on the page is at rest."""
    page.evaluate(AT_REST)
    page.screenshot(path=DOCS / f"{name}.png")


def board_laptop(home: Home) -> None:
    take(home.board("Sam", LAPTOP), "board-laptop")


def board_laptop_dark(home: Home) -> None:
    take(home.board("Sam", LAPTOP, "dark"), "board-laptop-dark")


def board_phone(home: Home) -> None:
    take(home.board("Robin", PHONE), "board-phone")


def card_phone(home: Home) -> None:
    page = home.board("Robin", PHONE)
    row(page, "Book the dentist for Mia").locator(".title").tap()
    expect(page.locator("tandem-card .card")).to_be_visible()
    take(page, "card-phone")


def check_in_phone(home: Home) -> None:
    page = home.board("Robin", PHONE)
    row(page, "Change the bed linen").locator("label.tick").tap()
    expect(page.locator("form.check-in")).to_contain_text("Change the bed linen")
    expect(page.locator(".toast")).to_have_count(0, timeout=15_000)
    take(page, "check-in-phone")


def two_screens(home: Home) -> None:
    """Robin ticks on the phone; on Sam's laptop the line has just changed. Both at that moment, side by side."""
    height = 760
    laptop = home.board("Sam", {"viewport": {"width": 1200, "height": height}})
    phone = home.board("Robin", PHONE | {"viewport": {"width": 390, "height": height}, "device_scale_factor": 1})
    row(phone, "Sort the post on the hall table").locator("label.tick").tap()
    expect(laptop.locator("tandem-task.changed")).to_contain_text("Sort the post on the hall table")
    for page in (laptop, phone):  # what is said of it has come in; the tint has just begun to fade
        page.locator(".toast").evaluate("toast => Promise.all(toast.getAnimations().map((one) => one.finished))")
    shots = [base64.b64encode(page.screenshot()).decode() for page in (laptop, phone)]
    table = home.browser.new_page(viewport={"width": 1200 + 390 + 3 * 24, "height": height + 2 * 24})
    table.set_content(SIDE_BY_SIDE.format(*shots))
    table.screenshot(path=DOCS / "two-screens.png")


SIDE_BY_SIDE = """<!doctype html>
<style>
  body {{ margin: 0; padding: 24px; display: flex; gap: 24px; background: #e4dccd }}
  img {{ border-radius: 12px }}
</style>
<img src="data:image/png;base64,{0}"><img src="data:image/png;base64,{1}">
"""

PICTURES: dict[str, Callable[[Home], None]] = {
    function.__name__.replace("_", "-"): function
    for function in (board_laptop, board_laptop_dark, board_phone, card_phone, check_in_phone, two_screens)
}


@contextmanager
def serving() -> Iterator[Tandem]:
    """The real server on a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        server = Tandem("pictures", Path(folder))
        try:
            asyncio.run(server.start())
            yield server
        finally:
            server.end()


def main(names: list[str]) -> None:
    if names == ["icons"]:
        return icons.main()
    if unknown := set(names) - PICTURES.keys():
        raise SystemExit(f"No picture is called {', '.join(unknown)}; there are: {', '.join(PICTURES)}, icons")
    with serving() as server, open_chromium() as browser:
        for name in names or PICTURES:
            PICTURES[name](Home(browser, server))
            for context in browser.contexts:
                context.close()
            print(f"docs/{name}.png")


if __name__ == "__main__":
    main(sys.argv[1:])
