"""What is sent says on which day something was done, never when: an instant in it is a midnight or was agreed on."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from django.db.models import DateTimeField
from django.test import Client

from household.change import encoded
from household.models import KINDS
from tests.clock import Clock
from tests.conftest import Person
from tests.histories import CROSSING, OURS, OWN, TOGETHER, History, Step
from tests.recorder import Recorder, same_cast, undone

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-][\d:]+)")
ACTS = [what for what, often in (OURS | CROSSING | OWN | TOGETHER).items() for _ in range(often)]
AT_THE_TABLE = {("meeting", "began"), ("meeting", "paused_until")}  # while it is open, for the time of its step
NOON = {("check_in", "until")}  # the question waits until then, on the next day


@pytest.fixture
def home(db: None, clock: Clock, recorder: Recorder) -> Any:
    cast = same_cast(7)
    recorder.after_commit()
    return cast


def instants(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], datetime.datetime]]:
    """Every instant in a payload, with the way to it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from instants(inner, (*path, name))
    elif isinstance(value, list):
        for inner in value:
            yield from instants(inner, path)
    elif isinstance(value, str) and INSTANT.fullmatch(value):
        yield path, datetime.datetime.fromisoformat(value)


def is_a_day(at: datetime.datetime, clock: datetime.tzinfo, *, hour: int = 0) -> bool:
    return any(at.astimezone(zone).time() == datetime.time(hour) for zone in (clock, datetime.UTC))


def test_no_item_of_any_kind_tells_when_something_was_done(clock: Clock, recorder: Recorder, home: Any) -> None:
    """Histories of chance, lived at an odd second, until there was a row of every kind that holds an instant."""
    zone = home.sam.fresh().household.clock
    chance, seen = random.Random(3), set[str]()
    wanted = {
        name
        for name, kind in KINDS.items()
        if any(
            isinstance(field, DateTimeField) and field.attname in kind.columns for field in kind._meta.concrete_fields
        )
    }
    assert {"thanks", "invitation", "ask", "low", "part", "check_in", "meeting"} <= wanted
    for _ in range(120):
        if seen >= wanted:
            break
        with undone():
            clock.restart()
            clock.move(minutes=17, seconds=31, microseconds=4711)
            history = History(home)
            for _ in range(40):
                history.do(
                    Step(chance.choice(("sam", "sam", "robin")), chance.choice(ACTS), *chance.choices(range(41), k=2))
                )
                recorder.after_commit()
            for name, kind in KINDS.items():
                for row in kind._default_manager.all():
                    item = orjson.loads(encoded(row.as_item()))
                    for path, at in instants(item):
                        where = (name, ".".join(path))
                        if where in AT_THE_TABLE:
                            assert item["state"] != "closed", where
                        else:
                            assert is_a_day(at, zone, hour=12 if where in NOON else 0), (where, at)
                        seen.add(name)
    assert seen >= wanted, wanted - seen


def test_no_answer_that_the_schema_describes_has_an_instant_but_until_when_a_link_of_ones_own_is_good(
    db: None, client: Client
) -> None:
    schemas = client.get("/api/schema/", headers={"accept": "application/json"}).json()["components"]["schemas"]
    found = {
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, about in schema.get("properties", {}).items()
        if "date-time" in str(about)
    }
    assert found == {"DeviceLinkMade.until", "PausedRequest.until"}, found


def test_an_invitation_and_thanks_end_with_a_day(clock: Clock, sam: Person, robin: Person) -> None:
    clock.move(hours=5, minutes=3, microseconds=77)  # the afternoon of 23 November
    sam.on_device("invitations/", {"uses": 1})
    sam.post("thanks/", {"to": robin.id, "words": "The sink was a joy"})
    assert [row["until"] for row in robin.screen().all("invitation")] == ["2026-11-30T23:00:00Z"]
    assert [row["until"] for row in robin.screen().all("thanks")] == ["2026-12-23T23:00:00Z"]
    clock.move(days=7, hours=8)  # still 30 November
    assert robin.screen().all("invitation")
    clock.move(hours=2)
    assert robin.screen().all("invitation") == []


def test_only_whoever_made_the_link_for_the_tablet_reads_until_when(sam: Person, robin: Person) -> None:
    for who in (sam, robin):
        who.client.cookies["tandem"] = who.cookie
    sam.on_device("tablets/link/")
    pages = [who.client.get(f"/h/{who.home}/settings/").content.decode() for who in (sam, robin)]
    assert all("A link for the tablet is open" in page for page in pages)
    assert ["For a short while" in page for page in pages] == [False, True]
