"""What is done in a meeting."""

from __future__ import annotations

from typing import Any

from household.errors import Refused
from household.models import Member
from tasks.meeting_steps import AGENDAS
from tasks.models import (
    Ballot,
    Borrowed,
    FamilyTable,
    Hand,
    Meeting,
    Ranking,
    Rhythm,
    Seat,
    Task,
    Wish,
)
from tests.histories.life import Life


class InMeeting(Life):
    """Acts at the table."""

    def _meeting(self, by: Member) -> Meeting:
        meeting = Meeting.objects.filter(household_id=by.household_id).exclude(state="closed").first()
        if meeting is None:
            raise Refused(code="not_there")
        return meeting

    def meet(self, by: Member, a: int, b: int) -> Any:
        """They sit down together; sometimes one gets up again."""
        Meeting.start(by, ("full", "children")[b % 2] if a % 2 else None)
        for name in ("sam", "robin"):
            if name not in self.left:
                Seat.say_ready(self.member(name), self._meeting(by))
        return Seat.say_ready(by, self._meeting(by)) if b % 5 else Seat.say_later(by, self._meeting(by))

    def with_children(self, by: Member, a: int, b: int) -> Any:
        """One meets with the child, who sits down, puts something up, orders, or goes off to play."""
        Meeting.start(by, "children")
        meeting, kim = self._meeting(by), self.member("kim")
        Seat.say_ready(by, meeting)
        FamilyTable.sit(kim, meeting)
        match b % 4:
            case 0:
                return FamilyTable.put_up(kim, meeting, f"words {a}")
            case 1:
                return FamilyTable.get_up(by, meeting, kim.pk) if a % 2 else FamilyTable.get_up(kim, meeting)
            case 2:
                for task in Task.objects.filter(pk__in=self.tasks[:5], private_to=None, family=False).order_by("pk"):
                    task.edit(by, {"family": True})
                return meeting.go(by, meeting.step, "rank")
            case _:
                ballot = Ballot.objects.filter(meeting=meeting, member=kim).first()
                return Ballot.fill(kim, meeting, ballot.offered[:3] if ballot else [], True)

    def lend(self, by: Member, a: int, b: int) -> Any:
        """One phone is handed round: the other sits on it, orders, empties their head, gives it back or sits down."""
        Meeting.start(by)
        meeting, other = self._meeting(by), self.members["robin" if self.name(by) == "sam" else "sam"]
        Seat.lend(by, meeting, other)
        Seat.ready_on_lent(by, meeting, other)
        Seat.say_ready(by, meeting)
        for row in Borrowed.objects.filter(member=by).order_by("stamp", "pk")[: a % 2]:
            row.put_away(by)
        match b % 6:
            case 0:
                return Seat.heads_on_lent(by, meeting, other, [f"Line {a}"])
            case 3:
                them = self.member("robin" if self.name(by) == "sam" else "sam")
                Borrowed.answer(them, meeting, me=False)
                return Borrowed.answer(them, meeting, me=True) if a % 2 else None
            case 1:
                return Seat.give_back(by, meeting, other)
            case 2:
                return Seat.say_ready(self.member("robin" if self.name(by) == "sam" else "sam"), meeting)
            case _:
                meeting.go(by, meeting.step, "rank")
                return Seat.order_on_lent(by, meeting, other, [])

    def step(self, by: Member, a: int, b: int) -> Any:
        meeting = self._meeting(by)
        steps = list(AGENDAS["full"])
        return meeting.go(by, meeting.step if b % 4 else steps[b % 9], "rank" if a % 2 else steps[a % 9])

    def hold(self, by: Member, a: int, b: int) -> Any:
        return Hand.hold(by, self._meeting(by), shows=["team"] * (a % 2), how_ready=True, heads_ready=bool(b % 2))

    def wish(self, by: Member, a: int, b: int) -> Any:
        """Mostly both want to see how the work lies; sometimes somebody no more."""
        meeting = self._meeting(by)
        for name in ("sam", "robin"):
            if a % 2 and name not in self.left:
                Wish.say(self.member(name), meeting, wants=True)
        return Wish.say(by, self._meeting(by), wants=bool(b % 3))

    def rank(self, by: Member, a: int, b: int) -> Any:
        meeting = self._meeting(by)
        if meeting.step != "rank":
            meeting.go(by, meeting.step, "rank")
        if b % 3 == 0 and meeting.ranking_shown:
            return Ranking.agree(by, meeting)
        if b % 5 == 1 and self.tasks:
            return Ranking.add(by, meeting, self.tasks[a % len(self.tasks)])
        in_week = (
            Task.objects.filter(household_id=by.household_id, private_to=None, place="week").order_by("pk").first()
        )
        if b % 5 == 2 and meeting.ranking_shown and in_week:
            return Ranking.let_leave(by, meeting, in_week.pk, leaves=bool(a % 3))
        ballot = Ballot.objects.filter(meeting=meeting, member=by).first()
        order = ballot.offered[:5] if ballot and a % 4 else []
        return Ballot.fill(by, meeting, order[::-1] if a % 2 else order, True)

    def close_meeting(self, by: Member, a: int, b: int) -> Any:
        return self._meeting(by).close(by) if a % 2 else Rhythm.not_today(by)
