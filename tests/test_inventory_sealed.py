"""In the first sitting nobody is told whose mark it was or that one is through; what two do at once is done once."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest

from tasks.inventory import ENTRIES
from tasks.models import InventoryMark, Responsibility
from tests.conftest import Cast, Person
from tests.live_server import Server, Socket
from tests.sittings import KEY, MILK, mark, opened, third_adult, through, union, words

# -- on the bytes ------------------------------------------------------------------------------------


def secretly(robin: Person) -> None:
    """Robin goes through the whole of it, and says so, while Sam has not."""
    mark(robin, *(entry.key for entry in ENTRIES), in_head=True)
    mark(robin, MILK, exists=False)
    pk = words(robin, "SECRET words", "money", in_head=True)
    robin.patch(f"inventory/words/{pk}/", {"words": "SECRET wording"})
    robin.delete(f"inventory/words/{words(robin, 'SECRET regret')}/")
    robin.patch("inventory/walk/", {"round": 1, "at": "money", "dismissed": True})
    through(robin)


def test_until_it_opens_nobody_is_told_one_byte_of_marks_or_that_one_is_through(server: Server, cast: Cast) -> None:
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    path = f"/h/{sam.home}/first-sitting/"
    cookie = {"Cookie": f"tandem={sam.cookie}"}

    def looks() -> list[Any]:
        page = sam.client.get(path, headers=cookie).content.split(b'id="news"')[1]
        return [who.get(url).content for who in (sam, kim) for url in ("news/", "inventory/")] + [page]

    before = looks()
    with Socket(server, sam) as mine, Socket(server, kim) as childs, Socket(server, robin) as robins:
        for phone in (mine, childs, robins):
            phone.take()
        secretly(robin)
        for phone in (mine, childs):
            phone.ping()
            assert [frame["type"] for frame in phone.frames] == ["news", "pong"]
            assert phone.frames[1]["cursor"] == phone.frames[0]["cursor"]
        robins.ping()
        assert b"SECRET" in b"".join(robins.raw)
    assert looks() == before


def test_what_the_last_one_is_answered_is_the_same_whatever_robin_began(cast: Cast) -> None:
    """While somebody is not through, my own acts are answered the same."""
    first = [through(cast.sam).json()["items"], cast.sam.post("inventory/not-through/", {"round": 1}).json()["items"]]
    secretly(cast.robin)
    cast.robin.post("inventory/not-through/", {"round": 1})
    again = [through(cast.sam).json()["items"], cast.sam.post("inventory/not-through/", {"round": 1}).json()["items"]]
    assert [[{**item, "rev": 0} for item in items] for items in first] == [
        [{**item, "rev": 0} for item in items] for items in again
    ]


@pytest.mark.django_db(transaction=True)
def test_in_a_home_of_three_nothing_opened_tells_whose_it_was(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, recorder: Any
) -> None:
    """The very same bytes, but for random ids, whoever of two marked it, in whatever order they did."""
    told: list[Any] = []
    alex = third_adult(cast)
    for round_, (first, second) in enumerate(((cast.sam, cast.robin), (cast.robin, cast.sam)), 1):
        words(second, "a pond", "green", round_, in_head=True)
        mark(first, MILK, KEY, in_head=True, round_=round_)
        words(first, "Zither", "us", round_)
        mark(second, "ironing", MILK, round_=round_)
        for who in (cast.sam, cast.robin):
            through(who, round_)
        recorder.pokes.clear()
        through(alex, round_)
        (poke,) = recorder.pokes
        part = next(part for part in poke.parts if part.audience == "adults")
        items = [item for item in json.loads(b"[%b]" % part.items) if item["kind"] == "responsibility"]
        assert not any(who.id.encode() in part.items for who in (cast.sam, cast.robin, alex))
        own = {mark.pk for mark in InventoryMark.objects.all()}
        assert not own & {item["id"] for item in items}
        told.append([{**item, "id": ""} for item in items if "gone" not in item])
        cast.sam.post("inventory/closed/")
    assert told[0] == told[1]
    assert [row["key"] or row["words"] for row in told[0]] == [MILK, "ironing", KEY, "a pond", "Zither"]


# -- at the same moment ------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_both_are_through_at_the_same_instant_and_it_opens_once(cast: Cast) -> None:
    from tests.races import at_once, device

    sam, robin = device(cast.sam), device(cast.robin)
    for round_ in range(1, 8):
        mark(sam, MILK, round_=round_)
        mark(robin, KEY, round_=round_)
        screen = cast.sam.screen()
        at_once(lambda r=round_: through(sam, r), lambda r=round_: through(robin, r))
        screen.take(cast.sam.news(screen.cursor))
        assert set(union(cast.robin)) == {MILK, KEY}
        assert [(row["round"], row["open"]) for row in screen.all("inventory")] == [(round_, True)]
        assert screen.seen() == cast.sam.screen().seen()
        sam.post("inventory/closed/")


@pytest.mark.django_db(transaction=True)
def test_both_bring_the_same_at_the_same_instant_and_it_is_there_once(cast: Cast) -> None:
    from tests.races import at_once, device

    rows = opened(cast.sam, cast.robin)
    body = {"responsibilities": [{"id": row["id"]} for row in rows.values()]}
    together = threading.Barrier(2)

    def bring(who: Person) -> int:
        together.wait(60)
        return int(who.post("inventory/brought/", body).status_code)

    assert at_once(lambda: bring(device(cast.sam)), lambda: bring(device(cast.robin))) == [200, 200]
    assert len(cast.sam.screen().all("task")) == len(rows)
    assert Responsibility.objects.filter(task="").count() == 0
