"""Two server processes on one PostgreSQL, with Redis between them. `.ci/run` runs the suite that way too."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from django.conf import settings

from tests.conftest import Person, write
from tests.live_server import Process, Socket

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


def test_a_revoked_device_ends_at_every_process(sam: Person, robin: Person, served: Serve) -> None:
    one, two = served(), served()
    with Socket(two, robin, cookie=True) as phone, one.client(robin) as api:
        phone.take()
        api.post(robin.url("devices/signed-out/"), json={"this": True})
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
