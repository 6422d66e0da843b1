"""The truth about saving: what is not saved is said, with the cause; it is saved by itself when the cause has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import expect

from household.screen import database
from tasks.models import Task
from tests.browser.conftest import Opens
from tests.browser.test_kitchen import hang_up
from tests.browser.window import OFFLINE, PHONE, Window
from tests.conftest import Person, write
from tests.live_server import PATIENCE, Server

pytestmark = pytest.mark.once

LATE = 15_000  # ms: five seconds, and a busy machine


@contextmanager
def only_readable(server: Server) -> Iterator[None]:
    """The server's own connection may write nothing."""

    def say(what: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA query_only={what}")

    def on_the_server(what: str) -> None:
        assert server.loop
        asyncio.run_coroutine_threadsafe(database(say)(what), server.loop).result(PATIENCE)  # type: ignore[arg-type]

    on_the_server("ON")
    try:
        yield
    finally:
        on_the_server("OFF")


def line(window: Window) -> Any:
    return window.page.locator(".conn").first


def test_what_is_not_saved_is_said_with_the_cause_and_saved_when_it_has_gone(
    opens: Opens, server: Server, sam: Person, robin: Person
) -> None:
    write(sam, "Dishes", place="week")
    phone, german = opens(sam, PHONE), opens(robin, locale="de-DE", to=f"/h/{robin.home}/")
    for window in (phone, german):
        window.accept(OFFLINE)
    with only_readable(server):
        phone.write("Bread", "week")
        phone.tick("Dishes")
        german.page.get_by_role("textbox").first.wait_for()
        german.page.evaluate("() => document.querySelector('.task input[type=checkbox]').click()")
        expect(line(phone)).to_have_text(
            "Live. 2 changes not saved yet. The server may not write to its database.", timeout=LATE
        )
        expect(phone.row("Bread")).to_contain_text("not saved yet")
        expect(line(german)).to_contain_text(
            "Eine Änderung noch nicht gespeichert. Der Server darf nicht in seine Datenbank schreiben.", timeout=LATE
        )
    phone.is_saved()
    phone.is_live()
    expect(line(german)).to_have_text("Verbunden", timeout=LATE)
    expect(phone.row("Bread")).not_to_contain_text("not saved yet")


def test_one_write_that_always_fails_is_set_aside_and_the_rest_is_saved(
    laptop: Window, sam: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.accept(OFFLINE)
    write(sam, "Dishes", place="week")
    laptop.sees("Dishes", "week")

    def breaks(self: Task, *_args: object, **_more: object) -> None:
        raise KeyError("poisoned")

    with monkeypatch.context() as patch:
        patch.setattr(Task, "complete", breaks)
        laptop.tick("Dishes")
        laptop.write("Bread", "week")
        kept = laptop.page.get_by_role("region", name="Not saved")
        expect(kept).to_contain_text("Something broke on our side.", timeout=2 * LATE)
        expect(kept).to_contain_text("It is about “Dishes”.")
        expect(kept.get_by_role("button", name="Take back")).to_be_visible()
        laptop.sees("Dishes", "week")
        laptop.is_live()
        assert any(row["title"] == "Bread" for row in sam.screen().all("task"))
    kept.get_by_role("button", name="Try again").click()
    laptop.sees("Dishes", "done")
    expect(kept).to_have_count(0)


def test_the_kitchen_tablet_says_it_too_and_keeps_the_words(opens: Opens, server: Server, sam: Person) -> None:
    wall = hang_up(opens, sam).window
    wall.accept(OFFLINE)
    with only_readable(server):
        wall.page.get_by_label("Write a line for our list").fill("Oat milk")
        wall.page.keyboard.press("Enter")
        expect(line(wall)).to_have_text(
            "Live. One change not saved yet. The server may not write to its database.", timeout=LATE
        )
    expect(line(wall)).to_have_text("Live", timeout=LATE)
    assert any(row["title"] == "Oat milk" for row in sam.screen().all("task"))
