"""Balance, only if both want: the numbers of the bands, the consent, and that nothing is left of it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.utils import timezone

from household.models.leaving import copy_for
from tasks.balance import KINDS_OF_WORK, Band, Deed, Strip, strip, strips
from tasks.models import Strips, Task, Wish
from tasks.models.pulse import week_of
from tests.conftest import Person, write
from tests.meetings import joined, one, opened

TWO = ("robin", "sam")


def some(part: str, sam: int, robin: int, size: str = "s") -> list[Deed]:
    return [Deed(part, "sam", size)] * sam + [Deed(part, "robin", size)] * robin


# -- the numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sam", "robin", "band", "to"),
    [
        (10, 10, "even", None),
        (12, 8, "even", None),  # exactly 60
        (8, 12, "even", None),
        (61, 39, "leans", "sam"),
        (39, 61, "leans", "robin"),
        (74, 26, "leans", "sam"),
        (15, 5, "mostly", "sam"),  # exactly 75
        (0, 20, "mostly", "robin"),
        (3, 1, "little", None),
        (0, 0, "little", None),
    ],
)
def test_the_bands(sam: int, robin: int, band: str, to: str | None) -> None:
    assert strip(some("done", sam, robin), "done", TWO) == Strip("done", Band(band), to)


def test_sizes_weigh_one_two_four_and_none_is_small() -> None:
    small_against_large = some("done", 8, 0) + some("done", 0, 2, "l")
    assert strip(small_against_large, "done", TWO).band is Band.EVEN
    unsized = [Deed("done", "sam")] * 4 + some("done", 0, 2, "m")
    assert strip(unsized, "done", TWO).band is Band.EVEN
    assert strip(some("done", 4, 0) + some("done", 0, 3, "l"), "done", TWO) == Strip("done", Band.MOSTLY, "robin")


def test_under_twenty_events_there_is_nothing() -> None:
    assert strips(some("done", 10, 9), TWO) is None
    assert strips(some("done", 10, 9) + [Deed("done", "kim")] * 9, TWO) is None
    found = strips(some("done", 10, 10), TWO)
    assert found and [one.part for one in found] == list(KINDS_OF_WORK)
    assert [one.band.value for one in found] == ["little", "little", "even", "little"]


def test_neither_the_order_of_events_nor_of_people_matters() -> None:
    chance = random.Random(3)
    for _case in range(200):
        deeds = [
            Deed(
                chance.choice(KINDS_OF_WORK), chance.choice(("sam", "sam", "robin")), chance.choice(("", "s", "m", "l"))
            )
            for _ in range(chance.randrange(15, 80))
        ]
        found = strips(deeds, TWO)
        chance.shuffle(deeds)
        assert strips(deeds, TWO[::-1]) == found
        swapped = [Deed(d.part, TWO[d.member == "robin"], d.size) for d in deeds]
        other = strips(swapped, TWO)
        assert (found is None) == (other is None)
        for mine, theirs in zip(found or (), other or (), strict=True):
            assert mine.band is theirs.band
            assert mine.to is None or {mine.to, theirs.to} == set(TWO)


# -- the consent -----------------------------------------------------------------------------------


def lived(sam: Person, robin: Person) -> None:
    """Sam notices nearly everything, both do; a child and a secret are in nobody's strip."""
    for n in range(8):
        task = write(sam, f"Thing {n}")
        (sam, robin)[n % 2].post(f"tasks/{task}/done/")
    for n in range(2):
        task = write(robin, f"Found {n}")
        robin.post(f"tasks/{task}/done/")
        robin.post(f"tasks/{task}/credited/", {"part": "planned", "member": sam.id})
    robin.post(f"tasks/{write(robin, 'SECRET', private=True)}/done/")


def wish(who: Person, meeting: str, said: str = "wished") -> Any:
    return who.post(f"meetings/{meeting}/balance/{said}/")


def told(*people: Person) -> list[Any]:
    return [(who.news(), who.news(who.news()["cursor"])) for who in people]


def test_they_are_there_with_the_last_yes_and_gone_with_the_close(sam: Person, robin: Person, kim: Person) -> None:
    lived(sam, robin)
    meeting = opened(sam, robin, at="how")
    before, screen = told(robin, kim), robin.screen()
    assert wish(sam, meeting).status_code == 200
    assert told(robin, kim) == before  # a yes is sealed
    assert wish(robin, meeting).status_code == 200
    row = one(sam, "strips")
    assert row["strips"] == [
        {"part": "noticed", "band": "mostly", "to": sam.id},
        {"part": "planned", "band": "little", "to": None},
        {"part": "done", "band": "even", "to": None},  # six of ten
        {"part": "helped", "band": "little", "to": None},
    ]
    assert not any(char.isdigit() for char in str(row["strips"]).replace(sam.id, "").replace(robin.id, ""))
    assert kim.screen().all("strips") == []
    screen.take(robin.news(screen.cursor))
    sam.post(f"meetings/{meeting}/closed/")
    screen.take(robin.news(screen.cursor))
    assert screen.all("strips") == [] and screen.seen() == robin.screen().seen()
    assert not Strips.objects.exists() and not Wish.objects.exists()
    assert copy_for(sam.fresh())["strips"] == [] and "mostly" not in str(one(sam, "meeting"))


def test_a_no_is_the_same_as_silence(sam: Person, robin: Person) -> None:
    """Whatever Robin does but say yes, Sam is told the same bytes."""
    lived(sam, robin)
    meeting = opened(sam, robin)
    wish(sam, meeting)
    silence = told(sam)
    wish(robin, meeting, "unwished")
    assert told(sam) == silence
    assert sam.get("news/").content == sam.get("news/").content


def test_a_yes_taken_back_in_time_shows_nothing(sam: Person, robin: Person) -> None:
    lived(sam, robin)
    meeting = opened(sam, robin)
    before = told(robin)
    wish(sam, meeting)
    wish(sam, meeting, "unwished")
    assert told(robin) == before
    wish(robin, meeting)
    assert robin.screen().all("strips") == []


def test_whoever_wants_them_no_more_or_gets_up_takes_them_off_the_table(sam: Person, robin: Person) -> None:
    lived(sam, robin)
    meeting = opened(sam, robin)
    for who in (sam, robin):
        wish(who, meeting)
    wish(robin, meeting, "unwished")
    assert sam.screen().all("strips") == []
    wish(robin, meeting)
    assert sam.screen().all("strips")
    robin.post(f"meetings/{meeting}/later/")
    assert sam.screen().all("strips") == [] and robin.screen().all("wish") == []
    robin.post(f"meetings/{meeting}/ready/")
    assert sam.screen().all("strips") == []


def test_one_alone_at_the_table_never_sees_them(sam: Person, robin: Person) -> None:
    lived(sam, robin)
    meeting = opened(sam, robin)
    wish(robin, meeting)
    robin.post(f"meetings/{meeting}/later/")
    if sam.screen().all("meeting"):
        wish(sam, meeting)
    assert sam.screen().all("strips") == []


def test_little_written_down_says_so_and_nothing_else(sam: Person, robin: Person) -> None:
    sam.post(f"tasks/{write(sam)}/done/")
    meeting = opened(sam, robin)
    for who in (sam, robin):
        wish(who, meeting)
    assert one(sam, "strips")["strips"] is None


def test_not_where_both_say_that_it_is_about_right(sam: Person, robin: Person) -> None:
    monday = week_of(sam.fresh().household, timezone.now()).isoformat()
    for who in (sam, robin):
        who.post("pulse/", {"week": monday, "fairness": 3})
    meeting = opened(sam, robin, at="how")
    for who in (sam, robin):
        who.patch(f"meetings/{meeting}/hand/", {"shows": ["fairness"], "how_ready": True})
    answer = wish(sam, meeting)
    assert (answer.status_code, answer.json()["code"]) == (409, "about_right")


def test_three_adults_have_none_and_it_takes_an_open_meeting(sam: Person, robin: Person, kim: Person) -> None:
    waiting = sam.post("meetings/", {}).json()["items"]
    meeting = next(item["id"] for item in waiting if item["kind"] == "meeting")
    assert wish(sam, meeting).json()["code"] == "not_open"
    assert wish(kim, meeting).status_code == 404
    lee = joined(sam, "Lee")
    meeting = opened(sam, robin, lee)
    assert wish(sam, meeting).json()["code"] == "two_adults"


def test_leaving_in_silence_is_not_told_by_it(sam: Person, robin: Person) -> None:
    lived(sam, robin)
    meeting = opened(sam, robin)
    before = told(sam)
    robin.fresh().leave()
    assert told(sam) == before
    assert wish(sam, meeting).status_code == 200
    assert sam.screen().all("strips") == []


def test_only_the_last_four_weeks_count(sam: Person, robin: Person) -> None:
    import datetime

    lived(sam, robin)
    for task in Task.objects.exclude(done_on=None):
        Task.objects.filter(pk=task.pk).update(done_on=task.done_on - datetime.timedelta(days=28))
    meeting = opened(sam, robin)
    for who in (sam, robin):
        wish(who, meeting)
    assert one(sam, "strips")["strips"] is None
