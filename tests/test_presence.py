"""Who is there is told inside an open meeting, to who is in it; to nobody else and at no other time."""

from __future__ import annotations

from typing import Any

import pytest

from household import live
from tests.conftest import Cast, Person, make_cast
from tests.live_server import Server, Socket, until
from tests.meetings import joined, opened


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def here(phone: Socket) -> list[list[str]]:
    """Who was there, each time this phone was told."""
    phone.ping()
    return [frame["here"] for frame in phone.frames if frame["type"] == "presence"]


def settled(phone: Socket, *people: Person) -> Any:
    """Until this phone was last told that these are there."""
    wanted = sorted(who.id for who in people)
    return until(lambda: (here(phone) or [None])[-1] == wanted, f"{len(wanted)} are there")


def test_it_is_told_in_an_open_meeting_to_who_is_in_it(server: Server, cast: Cast) -> None:
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    lee = joined(sam, "Lee")
    with Socket(server, sam) as mine, Socket(server, kim) as childs, Socket(server, lee) as lees:
        for phone in (mine, childs, lees):
            phone.take()
        meeting = opened(sam, robin)
        settled(mine, sam)
        with Socket(server, robin) as robins:
            settled(mine, sam, robin)
            settled(robins, sam, robin)
            lee.post(f"meetings/{meeting}/ready/")
            settled(lees, sam, robin, lee)
            lee.post(f"meetings/{meeting}/later/")
            settled(mine, sam, robin)
            told = len(here(lees))
        settled(mine, sam)
        assert len(here(lees)) == told
        assert here(childs) == []
        sam.post(f"meetings/{meeting}/paused/")
        before = len(here(mine))
        with Socket(server, robin) as robins:
            assert here(robins) == []
        assert len(here(mine)) == before
        sam.post(f"meetings/{meeting}/resumed/")
        settled(mine, sam)
        sam.post(f"meetings/{meeting}/closed/")
        before = len(here(mine))
        with Socket(server, robin) as robins:
            assert here(robins) == []
        assert len(here(mine)) == before
        assert server.in_loop(lambda: live.hub.presence.rooms) == {}


def test_without_an_open_meeting_nobody_is_told_of_anybody(server: Server, cast: Cast) -> None:
    sam, robin = cast.sam, cast.robin
    sam.post("meetings/")  # it waits
    with Socket(server, sam) as mine, Socket(server, robin) as robins:
        assert here(mine) == here(robins) == []
    with Socket(server, sam) as mine:
        assert here(mine) == []


def test_after_a_restart_it_is_known_again(server: Server, cast: Cast) -> None:
    sam, robin = cast.sam, cast.robin
    opened(sam, robin)
    server.in_loop(lambda: live.hub.presence.rooms.clear())
    with Socket(server, sam) as mine, Socket(server, robin) as robins:
        settled(mine, sam, robin)
        settled(robins, sam, robin)
        assert {frame["meeting"] for frame in mine.frames if frame["type"] == "presence"}


def test_what_another_process_says_counts_for_who_is_in_the_room_only(server: Server, cast: Cast) -> None:
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    opened(sam, robin)
    with Socket(server, sam) as mine:
        settled(mine, sam)
        server.in_loop(lambda: live.hub.presence.hear_from("other", sam.home, [robin.id, kim.id]))
        settled(mine, sam, robin)
        server.in_loop(lambda: live.hub.presence.hear_from("other", sam.home, []))
        settled(mine, sam)
