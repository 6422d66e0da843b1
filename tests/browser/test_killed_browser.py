"""A browser that is killed in the middle of what somebody does in it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error

from tests.browser.conftest import how_to_launch
from tests.browser.test_one_browser import OFFLINE, WAITING
from tests.browser.window import LAPTOP, Window
from tests.conftest import Person, write
from tests.live_server import Server, until

Starts = Callable[[], BrowserContext]


@pytest.fixture
def starts(chromium: Browser, tmp_path: Path) -> Iterator[Starts]:
    """Starts a browser of its own on one profile, as somebody's laptop does each morning."""
    started: list[BrowserContext] = []

    def start() -> BrowserContext:
        started.append(
            chromium.browser_type.launch_persistent_context(
                tmp_path / "profile", locale="en-GB", timezone_id="Europe/Berlin", **LAPTOP, **how_to_launch()
            )
        )
        return started[-1]

    yield start
    started[-1].close()


def kill(profile: Path) -> None:
    """Ends the browser on this profile, and no other, without a chance to put anything down."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().decode().split("\0")
        except OSError:  # it has ended meanwhile
            continue
        if f"--user-data-dir={profile}" in command and not any(part.startswith("--type=") for part in command):
            os.kill(int(process.name), signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the browser's process in /proc")
def test_what_was_ticked_is_still_sent_after_the_browser_was_killed(
    starts: Starts, server: Server, sam: Person, tmp_path: Path
) -> None:
    titles = {f"Thing {number}" for number in range(6)}
    for title in sorted(titles):
        write(sam, title, place="week")
    window = Window(starts(), server.url, sam)
    window.accept(*OFFLINE)
    window.goto()
    window.context.route("**/done/", lambda _route: None)  # on their way for ever
    window.page.evaluate(
        "document.querySelectorAll('[data-place=week] [data-task] .tick').forEach((tick) => tick.click())"
    )
    until(lambda: window.page.evaluate(WAITING) == 6, "the browser has put them down")
    kill(tmp_path / "profile")
    with pytest.raises(Error):  # it is gone
        window.page.wait_for_timeout(20_000)

    Window(starts(), server.url, sam).goto()
    until(
        lambda: {task["title"] for task in sam.screen().all("task") if task["place"] == "done"} == titles,
        "all six arrive",
    )
    assert (
        sum(moment["verb"] == "done" for task in sam.screen().all("task") for moment in history(sam, task["id"])) == 6
    )


def history(who: Person, task: str) -> list[dict[str, str]]:
    moments: list[dict[str, str]] = who.get(f"tasks/{task}/history/").json()["moments"]
    return moments
