"""Who sees what: off, not asked, skipped, passed by, answered, kept, shared. To the other they are one and the same.

A few weeks of Robin's private life are lived twice, once with a random history of it and once without; whatever Sam and
Kim are told or can open is the same, byte for byte. What is shared in a meeting is the one thing that may differ, and
only between the reveal and the close.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from household.access import COOKIE
from household.models.leaving import copy_for
from tasks.models import Asking, CheckIn, Hand, Meeting, Pulse, Reminder, Task, Wish
from tasks.models.pulse import ITEMS, week_of
from tests.clock import Clock
from tests.conftest import Cast, Person, own_device
from tests.histories import History
from tests.meetings import opened
from tests.recorder import Recorder, same_cast, undone

PAGES = ("", "ours/", "mine/", "thanks/", "settings/", "settings/copy/tandem.json")
TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value|name="csrf" content)="[^"]*"')

private = st.one_of(
    st.tuples(st.just("answer"), st.integers(0, 5)),
    st.tuples(st.just("skip"), st.just(0)),
    st.tuples(st.just("skip all"), st.just(0)),
    st.tuples(st.just("erase"), st.just(0)),
    st.tuples(st.just("off"), st.just(0)),
    st.tuples(st.just("on"), st.just(0)),
    st.tuples(st.just("pause"), st.just(0)),
    st.tuples(st.just("pulse"), st.integers(1, 5)),
    st.tuples(st.just("note"), st.integers(0, 5)),
    st.tuples(st.just("nothing"), st.just(0)),
)
often = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # a life is short: what fails is read as it is
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def do(robin: Person, act: tuple[str, int]) -> None:
    """One private act; where there is nothing to do it with, nothing happens."""
    what, how = act
    me = robin.fresh()
    asked = CheckIn.objects.filter(member=me, until__gt=timezone.now()).order_by("stamp").first()
    asking = Asking.objects.get(member=me)
    week = week_of(me.household, timezone.now())
    match what:
        case "answer" if asked:
            asked.answer(me, how or None)
        case "skip" if asked:
            asked.skip(me)
        case "skip all":
            CheckIn.skip_all(me)
        case "erase" if asked:
            asked.erase(me)
        case "off" | "on":
            asking.choose(me, on=what == "on", introduced=True)
        case "pause":
            asking.choose(me, paused="told")
        case "pulse":
            Pulse.say(me, week, dict.fromkeys(ITEMS, how), nothing_brought=False)
        case "note":
            Reminder.write(me, f"SECRET {how}")


def told(cast: Cast, *pages: str) -> list[Any]:
    """All that Sam and Kim can have: news, pages, histories, and the copy they would take along."""
    seen: list[Any] = []
    for who in (cast.sam, cast.kim):
        who.client.cookies[COOKIE] = who.cookie
        seen.append(who.get("news/").content)
        if not pages:  # at the end of it, also what is written down of each thing
            tasks = sorted(task["id"] for task in who.screen().all("task"))
            seen += [who.get(f"tasks/{task}/history/").content for task in tasks]
        for page in pages or PAGES:
            answer = who.client.get(f"/h/{who.home}/{page}")
            seen.append((page, answer.status_code, TOKENS.sub(b"", answer.content)))
        copy = copy_for(who.fresh())
        seen.append({kind: sorted(map(repr, rows)) for kind, rows in copy.items() if isinstance(rows, list)})
    return seen


class Weeks:
    """Some days of a home, lived through with or without what Robin does alone."""

    def __init__(self, cast: Cast, clock: Clock, recorder: Recorder) -> None:
        self.cast, self.clock, self.recorder = cast, clock, recorder

    def live(self, days: list[list[tuple[str, int]]], *, secretly: bool, meet: str) -> list[Any]:
        """What Sam and Kim are told on each of these days, and how often something came over their sockets."""
        self.clock.restart()
        seen: list[Any] = []
        with undone(), History(self.cast).same_ids():
            for n, acts in enumerate(days):
                task = self.ours(n)
                task.complete(self.cast.sam.fresh() if n % 2 else self.cast.robin.fresh())
                self.for_others()  # of what was done for all
                for act in acts if secretly else ():
                    do(self.cast.robin, act)
                seen.append((len(self.for_others()), told(self.cast, "ours/")))
                self.clock.move(hours=23 + n % 3)
                list(Asking.as_days_pass(self.clock.now))
                seen.append(len(self.for_others()))
            seen.append(told(self.cast))
            if meet:
                seen += self.meet(secretly, meet)
        return seen

    def ours(self, n: int) -> Task:
        """Something on our list, under the same name in both lives."""
        pk = f"00000000-0000-4000-8000-{n:012}"
        Task.add(self.cast.sam.fresh(), [{"id": pk, "title": f"Thing {n}"}])
        return Task.objects.get(pk=pk)

    def for_others(self) -> list[Any]:
        """What the others' sockets would hear of what was committed."""
        parts = [part for poke in self.recorder.after_commit() for part in poke.parts]
        return [part for part in parts if part.audience != "own"]

    def meet(self, secretly: bool, how: str) -> list[Any]:
        """They sit down; Robin decides alone, and shares nothing, or what there is of one item."""
        sam, robin = self.cast.sam, self.cast.robin
        meeting = Meeting.objects.get(pk=opened(sam, robin, at="how"))
        seen: list[Any] = [told(self.cast, "", "ours/")]
        if secretly:
            Hand.hold(robin.fresh(), meeting, shows=["team"])
            Hand.hold(robin.fresh(), meeting, shows=[])
            Wish.say(robin.fresh(), meeting, wants=True)
            Wish.say(robin.fresh(), meeting, wants=False)
        seen.append(told(self.cast, "", "ours/"))
        Hand.hold(robin.fresh(), meeting, shows=["team"] if how == "shares" and secretly else [], how_ready=True)
        seen.append(told(self.cast, "", "ours/"))
        Hand.hold(sam.fresh(), meeting, how_ready=True)
        if how != "shares":
            seen.append(told(self.cast, "", "ours/"))
        meeting.refresh_from_db()
        meeting.close(sam.fresh())
        seen.append(told(self.cast, "", "ours/"))
        return seen


@given(
    days=st.lists(st.lists(private, max_size=3), min_size=1, max_size=3),
    meet=st.sampled_from(("", "", "keeps", "shares")),
)
@often
def test_whatever_one_person_does_with_their_questions_the_others_are_told_the_same(
    db: None, clock: Clock, recorder: Recorder, days: list[list[tuple[str, int]]], meet: str
) -> None:
    with undone():
        cast = same_cast(3)
        own_device(cast.sam, cast.kim)
        recorder.after_commit()
        weeks = Weeks(cast, clock, recorder)
        without = weeks.live(days, secretly=False, meet=meet)
        with_them = weeks.live(days, secretly=True, meet=meet)
    for n, (one_life, other) in enumerate(zip(without, with_them, strict=True)):
        assert one_life == other, f"at {n}"


def test_those_lives_do_differ_for_robin(db: None, clock: Clock, recorder: Recorder) -> None:
    """Else the test above would show nothing."""
    cast = same_cast(3)
    weeks = Weeks(cast, clock, recorder)
    for act in (("answer", 1), ("skip", 0), ("erase", 0), ("off", 0), ("pulse", 2), ("note", 3), ("pause", 0)):
        with undone():
            clock.restart()
            weeks.ours(0).complete(cast.sam.fresh())
            before = cast.robin.news()
            do(cast.robin, act)
            assert cast.robin.news() != before, act
