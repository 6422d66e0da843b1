"""The clock of a small machine jumps: nothing is deleted because a clock was wrong."""

from __future__ import annotations

import asyncio
import datetime
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection

from household import passing, tidy
from household.models import Clock, Gone, Household, Invitation, Keepsake, Receipt, SignInLink, TabletLink
from tasks.models import CheckIn
from tests.clock import Clock as Hand
from tests.conftest import Person, write
from tests.races import at_once
from tests.test_tidy import answered

Steps = list[tuple[int, int]]


def run(clock: Hand, days: float, every: float = 6) -> None:
    """A server runs for so long and looks at the clock every few hours."""
    for _look in range(int(days * 24 / every)):
        Clock.look(clock.now)
        clock.move(hours=every)
    Clock.look(clock.now)


def typed_tidy(capsys: pytest.CaptureFixture[str]) -> bool:
    """`manage.py tidy`; whether it deleted what was due."""
    call_command("tidy")
    return "Tidied up." in capsys.readouterr().out


def everything(sam: Person, robin: Person, stranger: Person) -> dict[str, int]:
    """One of everything that is deleted by date; how much there is."""
    if not CheckIn.objects.exists():
        answered(sam, "answered")
        assert sam.member.user
        SignInLink.make(sam.member.user)
        Invitation.make(sam.member)
        TabletLink.make(sam.member)
        area = sam.post("areas/", {"name": "Kitchen"}, key=str(uuid.uuid4())).json()["items"][0]["id"]
        sam.delete(f"areas/{area}/")
        robin.fresh().leave()
        stranger.fresh().leave()
    kinds = (CheckIn, SignInLink, Invitation, TabletLink, Keepsake, Receipt, Gone, Household)
    return {kind.__name__: kind.objects.count() for kind in kinds}


@pytest.mark.parametrize("restarts", [False, True], ids=["while it runs", "while it is off"])
def test_a_clock_that_jumps_ahead_deletes_nothing(
    sam: Person,
    robin: Person,
    stranger: Person,
    clock: Hand,
    restarts: bool,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    run(clock, 2)
    before = everything(sam, robin, stranger)
    clock.move(days=370)
    if not restarts:
        Clock.look(clock.now)
    assert not typed_tidy(capsys)
    assert everything(sam, robin, stranger) == before
    assert [line.split(":")[0] for line in caplog.messages] == ["the clock went from 2026-11-25 09"]
    run(clock, 0.9)
    assert not typed_tidy(capsys)
    clock.move(days=-371)  # set right again
    assert not typed_tidy(capsys)
    run(clock, 3)
    assert typed_tidy(capsys)
    links = {"SignInLink": 0, "TabletLink": 0}  # their quarter of an hour is really over
    assert everything(sam, robin, stranger) == before | links


def test_a_clock_that_is_steady_for_a_day_is_believed(
    sam: Person, robin: Person, clock: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    """As after a year in the cellar: the time is right, and what is due goes a day later."""
    run(clock, 2)
    answered(sam, "answered")
    clock.move(days=400)
    assert not typed_tidy(capsys)
    run(clock, 1)
    assert typed_tidy(capsys)
    assert not CheckIn.objects.exists()


def test_an_evening_a_day_is_enough(sam: Person, clock: Hand, capsys: pytest.CaptureFixture[str]) -> None:
    """A laptop that serves for an hour each evening tidies up too."""
    answered(sam, "answered")
    for _evening in range(369):
        Clock.look(clock.now)
        clock.move(days=1)
    assert typed_tidy(capsys)
    assert not CheckIn.objects.exists()


def test_what_was_written_while_the_clock_was_behind_is_kept_its_time(
    sam: Person, clock: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    run(clock, 2)
    clock.move(days=-500)  # as it starts without a battery, and no network sets it
    run(clock, 2)
    answered(sam, "answered")
    clock.move(days=500)
    for _month in range(11):
        run(clock, 2)
        assert typed_tidy(capsys)
        assert CheckIn.objects.filter(felt=3).exists()
        clock.move(days=28)
    clock.move(days=60)
    run(clock, 500, every=24)
    assert typed_tidy(capsys)
    assert not CheckIn.objects.exists()


def test_nothing_goes_before_the_first_day_on_a_database_from_before(
    sam: Person, clock: Hand, capsys: pytest.CaptureFixture[str]
) -> None:
    write(sam, "Dishes")
    Receipt.objects.create(member=sam.member, key="k", fingerprint="f", status=200, day=datetime.date(2020, 1, 1))
    assert not typed_tidy(capsys)
    assert Receipt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_processes_look_at_once(clock: Hand) -> None:
    def look() -> None:
        Clock.look(clock.now)
        connection.close()

    at_once(look, look, look)
    clock.move(days=40)
    at_once(look, look, look)
    kept = Clock.objects.get()
    assert (kept.looked_at, kept.steady_since, kept.time_to_delete_by) == (clock.now, clock.now, None)


def test_the_server_waits_for_a_clock_it_can_trust(monkeypatch: pytest.MonkeyPatch, clock: Hand) -> None:
    """The daily tidying looks first, and every hour again until the clock can be trusted."""
    tidied: list[datetime.datetime] = []
    waits: list[float] = []
    state = Clock(looked_at=clock.now, steady_since=clock.now)

    def look(now: datetime.datetime) -> Clock:
        state._take(now)
        return state

    def tidying(now: datetime.datetime) -> list[None]:
        tidied.append(now)
        return iter(())  # type: ignore[return-value]

    def direct(work: Callable[..., object]) -> Callable[..., object]:
        async def run(*args: object) -> object:
            return work(*args)

        return run

    async def live_on() -> None:
        done = asyncio.Event()
        sleep = asyncio.sleep

        async def quick(seconds: float) -> None:
            waits.append(seconds)
            clock.move(seconds=seconds)
            if tidied:
                done.set()
            await sleep(0)

        monkeypatch.setattr(passing.asyncio, "sleep", quick)
        monkeypatch.setattr(passing, "database", direct)
        monkeypatch.setattr(Clock, "look", look)
        monkeypatch.setattr(tidy, "tidying", tidying)
        monkeypatch.setattr(tidy, "empty_log", lambda: None)
        work = asyncio.ensure_future(passing.tidy_daily())
        await asyncio.wait_for(done.wait(), 20)
        work.cancel()

    with ThreadPoolExecutor(1) as apart:  # this thread may have a loop of the browser tests
        apart.submit(asyncio.run, live_on()).result(30)
    assert waits[:26] == [passing.TIDY_FIRST, *[passing.HOUR] * 24, passing.DAY]
