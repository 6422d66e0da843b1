"""Two server processes on one PostgreSQL, with Redis between them. `.ci/run` runs the suite that way too."""

from __future__ import annotations

import datetime
import os
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from tasks.models import Asking
from tests.clock import Clock
from tests.conftest import Person, own_device, write
from tests.live_server import Socket, until
from tests.processes import Process

Serve = Callable[..., Process]

pytestmark = pytest.mark.skipif(
    not (settings.POSTGRES and settings.REDIS_URL), reason="needs DATABASE_URL and REDIS_URL; .ci/run sets both"
)


def test_a_write_at_one_process_reaches_a_screen_at_the_other(sam: Person, robin: Person, served: Serve) -> None:
    one, two = served(), served()
    with Socket(two, robin) as phone, one.client(sam) as api:
        phone.take()
        for n in range(5):
            began = time.monotonic()
            api.post(sam.url("tasks/"), json={"title": f"Dishes {n}"})
            phone.see(lambda s, n=n: any(t["title"] == f"Dishes {n}" for t in s.all("task")), "the other's line", 5)
            assert time.monotonic() - began < 5  # far below the 20 s of looking again: it was the poke
        assert phone.screen.seen() == robin.screen().seen()


def test_a_revoked_device_ends_at_every_process(sam: Person, kim: Person, served: Serve) -> None:
    one, two = served(), served()
    own_device(sam, kim)
    with Socket(two, kim, cookie=True) as phone, one.client(sam) as api:
        phone.take()
        api.post(sam.url(f"helpers/{kim.id}/signed-out/"))
        assert phone.ends(5) == 4401


def test_without_the_layer_it_heals_by_looking_again(sam: Person, robin: Person, served: Serve) -> None:
    deaf = served(look_again=1, REDIS_PREFIX="nobody-else")
    other = served()
    with Socket(deaf, robin) as phone, other.client(sam) as api:
        phone.take()
        api.post(sam.url("tasks/"), json={"title": "Dishes"})
        phone.see(lambda s: s.all("task"), "the line, found by looking again")


def test_both_processes_tick_at_once_and_each_is_asked_once(sam: Person, robin: Person, served: Serve) -> None:
    one, two = served(), served()
    task = write(sam)
    with one.client(sam) as mine, two.client(robin) as other:
        mine.post(sam.url(f"tasks/{task}/done/"))
        other.post(robin.url(f"tasks/{task}/done/"))
    for who in (sam, robin):
        assert len(who.screen().all("check_in")) == 1


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("sunday", ["2026-10-25", "2026-03-29"])
def test_a_card_that_goes_by_is_counted_once_by_both_also_when_the_clocks_change(
    sam: Person, robin: Person, served: Serve, clock: Clock, tmp_path: Path, sunday: str
) -> None:
    """Both processes look at the days all the time. Sam's third card is over at noon of a day with 25 or 23 hours; by
    Robin's cards, before and after, one sees that they did look."""
    day, file = datetime.date.fromisoformat(sunday), tmp_path / "clock"

    def at(days: int, hour: int, minute: int = 0) -> None:
        moment = datetime.datetime.combine(day + datetime.timedelta(days=days), datetime.time(hour, minute), BERLIN)
        clock.now = moment.astimezone(datetime.UTC)
        (tmp_path / "then").write_text(clock.now.isoformat())
        os.replace(tmp_path / "then", file)

    def of(person: Person) -> Asking:
        return Asking.objects.get(member=person.member)

    for days, who in ((-2, robin), (-1, sam), (0, robin)):
        at(days, 17)
        who.post(f"tasks/{write(who, f'In my head {days}', private=True)}/done/")
    Asking.objects.filter(member=sam.member).update(passed=2)
    at(0, 11, 59)
    one, two = served(CLOCK=str(file)), served(CLOCK=str(file))
    with Socket(one, sam) as sams, Socket(two, robin) as robins:
        until(lambda: of(robin).passed == 1, "they look, a minute before noon")
        before, news = of(sam), sams.ping() and len(sams.frames)
        assert (before.passed, before.paused) == (2, "")
        at(0, 12, 1)
        sams.see(lambda screen: screen.all("asking")[0]["paused"] == "new", "that it pauses")
        at(1, 12, 1)
        until(lambda: of(robin).passed == 2, "they looked again")
        sams.ping(), robins.ping()
        after = of(sam)
        assert (after.passed, after.paused, after.rev) == (0, "new", before.rev + 1)
        told = [frame for frame in sams.frames[news:] if frame["type"] == "news"]
        assert len(told) == 1 and [item["kind"] for item in told[0]["items"]] == ["asking"]
        assert b'"new"' not in b"".join(robins.raw)
