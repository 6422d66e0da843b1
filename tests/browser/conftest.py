"""One Chromium for each worker, a fresh context for each person; what goes wrong in any page fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.window import LAPTOP, PHONE, Window
from tests.conftest import Cast, Person
from tests.live_server import Server, until

expect.set_options(timeout=8_000)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
# Plain http under a name that is not localhost, as on a phone in the same network; Django answers to it in tests.
PLAIN_HOST = "testserver"

Opens = Callable[..., Window]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**how_to_launch())
        yield browser
        browser.close()


def how_to_launch() -> dict[str, Any]:
    """Which browser, and the arguments every one of them starts with."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    assert path, "These tests need Chromium or Google Chrome; bin/test says how to get one."
    args = [*QUIET, f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1", *["--no-sandbox"][: os.getuid() == 0]]
    return {"executable_path": path, "args": args}


@pytest.fixture
def opens(chromium: Browser, server: Server) -> Iterator[Opens]:
    """`opens(sam, PHONE)`: somebody's board on a device of theirs, live. `to`: another page (None: none yet), `at`: on
    another server. At the end no window may have met an error, a warning or a breach of the strict headers."""
    windows: list[Window] = []

    def open_window(
        who: Person | None = None, device: dict[str, Any] = LAPTOP, *, to: str | None = "", url: str = "", **more: Any
    ) -> Window:
        context = chromium.new_context(**{"locale": "en-GB", "timezone_id": "Europe/Berlin", **device, **more})
        window = Window(context, url or server.url, who)
        windows.append(window)
        return window if to is None else window.goto(to)

    yield open_window
    troubles = [trouble for window in windows for trouble in window.unexpected]
    for window in windows:
        window.context.close()
    # what they sent last may still be on its way through: the database is about to be emptied
    until(lambda: not server.uvicorn.server_state.tasks, "the server comes to rest")
    assert not troubles, "\n".join(troubles)


class Wire:
    """A person's client here: Django's own cannot run in a thread that has Playwright's loop."""

    def __init__(self, server: Server) -> None:
        self.http = server.client()

    def get(self, url: str, query: dict[str, Any], headers: dict[str, str]) -> httpx.Response:
        return self.http.get(url, params=query, headers=headers)

    def post(self, url: str, body: Any, _kind: str, headers: dict[str, str]) -> httpx.Response:
        return self.http.post(url, json=body, headers=headers)

    def patch(self, url: str, body: Any, _kind: str, headers: dict[str, str]) -> httpx.Response:
        return self.http.patch(url, json=body, headers=headers)

    def delete(self, url: str, headers: dict[str, str]) -> httpx.Response:
        return self.http.delete(url, headers=headers)


@pytest.fixture
def cast(cast: Cast, server: Server) -> Iterator[Cast]:
    """The same people, writing to the server that the pages look at."""
    wire = Wire(server)
    for person in (cast.sam, cast.robin, cast.kim, cast.stranger):
        person.client = wire  # type: ignore[assignment]
    yield cast
    wire.http.close()


@pytest.fixture
def laptop(opens: Opens, sam: Person) -> Window:
    """Sam's board on a laptop."""
    return opens(sam, LAPTOP)


@pytest.fixture
def phone(opens: Opens, robin: Person) -> Window:
    """Robin's board on a phone."""
    return opens(robin, PHONE)
