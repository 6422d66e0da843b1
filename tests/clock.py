"""What time it is, in a test that moves it by hand."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


class Clock:
    """What time it is, in a test that moves it by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime.datetime:
        return self.now

    def restart(self) -> None:
        self.now = START

    def move(self, **by: float) -> None:
        self.now += datetime.timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock
