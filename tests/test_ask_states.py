"""The life of asks between two people about one task, against a model of it: whatever they tap in whatever order."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from household.errors import Refused
from household.models import Member
from tasks.models import Ask, Part, Task
from tests.clock import Clock
from tests.conftest import write
from tests.recorder import Recorder, same_cast, undone

OTHER = {"sam": "robin", "robin": "sam"}
OPEN = ("asked", "parked", "changed")
people = st.sampled_from(("sam", "robin"))


@dataclass
class Said:
    """The newest ask of one person, as the model has it."""

    how: str
    day: int | None
    state: str = "asked"
    but: str = ""
    over: int | None = None  # the day from which on it comes too late


class TwoPeople(RuleBasedStateMachine):
    """One task; each of the two may ask the other for it, offer, put it up, propose to do it together."""

    clock: Clock

    def __init__(self) -> None:
        super().__init__()
        self.block = undone()
        self.block.__enter__()
        self.clock.restart()
        cast = same_cast(1)
        self.ids = {"sam": cast.sam.id, "robin": cast.robin.id}
        self.task = write(cast.sam)
        self.today, self.owner, self.open = 0, "", True
        self.parts: set[str] = set()
        self.asks: dict[str, Said] = {}
        self.made: dict[str, str] = {}  # the id of each one's newest ask
        self.known: set[str] = set()

    def teardown(self) -> None:
        self.block.__exit__(None, None, None)

    # -- the model ---------------------------------------------------------------------------------

    def late(self, ask: Said) -> bool:
        return ask.over is not None and self.today >= ask.over

    def end(self, *whose: str) -> None:
        for name in whose:
            if (ask := self.asks.get(name)) and ask.state in OPEN:
                ask.state = "lapsed" if self.late(ask) else "withdrawn"

    def give(self, name: str) -> None:
        if self.owner != name:
            self.owner = name
            self.parts.discard(name)
            self.end("sam", "robin")

    def settle(self, asker: str, ask: Said) -> None:
        ask.state, ask.over = "accepted", None
        if ask.how == "together" or ask.but == "together":
            if not self.owner:
                self.give(OTHER[asker])
            self.parts.add(OTHER[self.owner])
            self.end("sam", "robin")
        else:
            self.give(asker if ask.how == "offer" else OTHER[asker])

    def waiting(self, ask: Said) -> str:
        """Why it cannot be answered, or ""."""
        if ask.state not in ("asked", "parked"):
            return "answered"
        return "too_late" if self.late(ask) else ""

    # -- the real thing ----------------------------------------------------------------------------

    def member(self, name: str) -> Member:
        return Member.objects.select_related("household").get(pk=self.ids[name])

    def do(self, act: Any) -> str:
        try:
            act()
        except Refused as refused:
            return refused.code
        return ""

    def row(self) -> Task:
        return Task.objects.get(pk=self.task)

    def asked(self, name: str) -> Ask:
        return Ask.objects.get(pk=self.made[name])

    # -- what people do ----------------------------------------------------------------------------

    @rule(who=people, how=st.sampled_from(("ask", "offer", "up", "together")), days=st.sampled_from((None, 0, 2)))
    def asks_for(self, who: str, how: str, days: int | None) -> None:
        to = self.ids[OTHER[who]] if how in ("ask", "together") else None
        day = None if days is None else self.today + days
        by_day = None if day is None else self.clock.now.date() + datetime.timedelta(days=days or 0)
        code = self.do(lambda: Ask.make(self.row(), self.member(who), how, to, by_day=by_day))
        there = self.asks.get(who)
        if there and there.state in OPEN and not self.late(there) and (there.how, there.day) == (how, day):
            assert code == ""  # the very same
            return
        if not self.open:
            assert code == "over"
        elif how == "offer" and self.owner in ("", who):
            assert code == "free"
        elif how in ("ask", "up") and self.owner == OTHER[who]:
            assert code == "taken"
        else:
            assert code == ""
            self.asks[who] = Said(how, day, over=None if day is None else day + 1)
            self.made[who] = Ask.objects.exclude(pk__in=self.known).get().pk
            self.known.add(self.made[who])

    @rule(who=people)
    def says_yes(self, who: str) -> None:
        if not (ask := self.asks.get(OTHER[who])):
            return
        code = self.do(lambda: self.asked(OTHER[who]).accept(self.member(who)))
        if (ask.state, ask.but) == ("accepted", ""):
            assert code == ""
        elif why := self.waiting(ask):
            assert code == why
        else:
            assert code == ""
            ask.but = ""
            self.settle(OTHER[who], ask)

    @rule(who=people)
    def says_not_this_time(self, who: str) -> None:
        if not (ask := self.asks.get(OTHER[who])):
            return
        code = self.do(lambda: self.asked(OTHER[who]).decline(self.member(who)))
        if ask.how == "up":
            assert code == "up"
        elif ask.state == "declined":
            assert code == ""
        elif why := self.waiting(ask):
            assert code == why
        else:
            assert code == ""
            ask.state, ask.but, ask.over = "declined", "", self.today + 2

    @rule(who=people, but=st.sampled_from(("swap", "together")))
    def says_yes_but(self, who: str, but: str) -> None:
        if not (ask := self.asks.get(OTHER[who])):
            return
        code = self.do(lambda: self.asked(OTHER[who]).yes_but(self.member(who), but))
        if ask.how == "up":
            assert code == "up"
        elif ask.but == but and ask.state in ("changed", "parked", "accepted"):
            assert code == ""
        elif why := self.waiting(ask):
            assert code == why
        else:
            assert code == ""
            ask.state, ask.but, ask.over = "changed", but, None

    @rule(who=people)
    def agrees(self, who: str) -> None:
        if not (ask := self.asks.get(who)):
            return
        code = self.do(lambda: self.asked(who).agree(self.member(who)))
        if ask.state in ("changed", "parked") and ask.but:
            assert code == ""
            self.settle(who, ask)
        else:
            assert code == ("" if ask.state == "accepted" and ask.but else "answered")

    @rule(who=people)
    def brings_it_to_the_meeting(self, who: str) -> None:
        if not (ask := self.asks.get(who)):
            return
        code = self.do(lambda: self.asked(who).bring_to_the_meeting(self.member(who)))
        if ask.state == "parked":
            assert code == ""
        elif ask.state not in ("asked", "changed", "declined"):
            assert code == "answered"
        elif self.late(ask):
            assert code == "too_late"
        elif not self.open:
            assert code == "over"
        else:
            assert code == ""
            ask.state, ask.over = "parked", None

    @rule(who=people)
    def withdraws(self, who: str) -> None:
        if not (ask := self.asks.get(who)):
            return
        code = self.do(lambda: self.asked(who).withdraw(self.member(who)))
        assert code == ("answered" if ask.state in ("accepted", "declined") else "")
        self.end(who)

    @rule(who=people)
    def takes(self, who: str) -> None:
        code = self.do(lambda: self.row().take(self.member(who)))
        if not self.open:
            assert code == "over"
        elif self.owner == OTHER[who]:
            assert code == "taken"
        else:
            assert code == ""
            self.give(who)

    @rule(who=people)
    def gives_back(self, who: str) -> None:
        code = self.do(lambda: self.row().release(self.member(who)))
        if not self.open:
            assert code == "over"
        elif self.owner == OTHER[who]:
            assert code == "taken"
        elif self.owner == who:
            self.owner = ""
            if (ask := self.asks.get(OTHER[who])) and ask.how != "up":
                self.end(OTHER[who])

    @rule(who=people)
    def ticks_or_opens(self, who: str) -> None:
        if self.open:
            self.row().complete(self.member(who))
            self.end("sam", "robin")
        else:
            self.row().reopen(self.member(who))
        self.open = not self.open

    @rule()
    def a_day_goes_by(self) -> None:
        self.clock.move(days=1)
        self.today += 1

    # -- what must be ------------------------------------------------------------------------------

    @invariant()
    def the_home_is_as_the_model_says(self) -> None:
        names = {pk: name for name, pk in self.ids.items()}
        task = self.row()
        assert names.get(task.owner_id or "", "") == self.owner
        assert {names[pk] for pk in Part.objects.values_list("member_id", flat=True)} == self.parts
        for name, said in self.asks.items():
            ask = self.asked(name)
            assert (ask.state, ask.but, ask.how) == (said.state, said.but, said.how), name
        open_ones = Ask.objects.filter(state__in=OPEN, task=task)
        assert {names[pk] for pk in open_ones.values_list("by_id", flat=True)} == {
            name for name, said in self.asks.items() if said.state in OPEN
        }


def test_two_people_and_whatever_they_tap(
    db: None, clock: Clock, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TwoPeople, "clock", clock, raising=False)
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        TwoPeople,
        settings=settings(
            max_examples=60,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
