"""Several at the same moment: threads on connections of their own, and screens from before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client

from tests.screens import Screen

if TYPE_CHECKING:
    from tests.conftest import Cast, Person

PATIENCE = 60  # seconds


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Does all of it at the same moment; what each gave, in order. Nothing may be a fault of ours."""
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(PATIENCE)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        given = [future.result(PATIENCE) for future in [pool.submit(run, act) for act in acts]]
    for answer in given:
        assert getattr(answer, "status_code", 200) < 500, answer.content
    return given


def codes(*answers: Any) -> list[int]:
    return [answer.status_code for answer in answers]


def device(person: Person) -> Person:
    """One more program of this person, that shares nothing with the others."""
    return replace(person, client=Client())


@pytest.fixture
def screens(cast: Cast) -> list[tuple[Person, Screen]]:
    """Screens from before the race, to catch up after it."""
    return [(who, who.screen()) for who in (cast.sam, cast.robin, cast.kim)]


def all_agree(screens: list[tuple[Person, Screen]]) -> None:
    for who, screen in screens:
        screen.take(who.news(screen.cursor))
        assert screen.seen() == who.screen().seen()
