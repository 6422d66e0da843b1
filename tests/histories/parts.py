"""Who has it, and what belongs to a task: asks, parts, steps, credits, thanks, guesses."""

from __future__ import annotations

import datetime
from typing import Any

from household.errors import Refused
from household.models import Member
from tasks.models import (
    Ask,
    But,
    Credit,
    CreditPart,
    Guess,
    How,
    Low,
    Manner,
    Part,
    Status,
    Thanks,
)
from tasks.models import Step as TaskStep
from tests.histories.life import Life, name_of


class Parts(Life):
    """Acts around a task."""

    def join(self, by: Member, a: int, b: int) -> Any:
        return Part.join(self.task(by, a), by, How.values[b % 3])

    def leave_part(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        Part.join(task, by, How.HELPER)  # else one hardly ever is in it
        return Part.leave(task, by)

    def my_part(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        task.let_each(by, True)
        Part.do(task, by)
        return Part.undo(task, by) if b % 4 == 0 else task.let_each(by, b % 3 == 0)

    def each(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).let_each(by, bool(b % 3))

    def how_it_goes(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        task.take(by)
        return task.say_how_it_goes(by, Status.values[1 + b % 3])

    def ask_for(self, by: Member, a: int, b: int) -> Any:
        how = Manner.values[b % 4]
        to = self.members[("robin", "sam", "kim")[a % 3]] if how in ("ask", "together") else None
        day = by.household.today() + datetime.timedelta(days=a % 3) if b % 5 == 0 else None
        return Ask.make(self.task(by, a), by, how, to, f"because {a}" if b % 2 else "", day)

    def answer_ask(self, by: Member, a: int, b: int) -> Any:
        asks = list(Ask.objects.filter(household_id=by.household_id).order_by("stamp", "pk"))
        if not asks or not by.is_adult:
            raise Refused(code="not_there")
        ask = asks[-1 - a % min(len(asks), 3)]
        if ask.by_id != by.pk and b % 5 == 0:
            return ask.yes_but(by, But.values[b % 4], f"words {a}")
        if ask.by_id == by.pk and b % 5 == 0:
            return ask.say_why(by, f"because {b}")
        mine, theirs = (ask.agree, ask.bring_to_the_meeting, ask.withdraw), (ask.accept, ask.decline)
        verbs = (*mine, *theirs) if b % 5 == 1 else mine if ask.by_id == by.pk else theirs
        return verbs[b % len(verbs)](by)

    def low(self, by: Member, a: int, b: int) -> Any:
        return Low.end(by) if a % 2 else Low.begin(by)

    def add_step(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        made = self.known.made[task.pk] = self.known.made.get(task.pk, 0) + 1
        where = {"after": None} if b % 4 == 0 else {}
        return TaskStep.add(
            task, by, [{"id": name_of(self.label, "step", task.pk, made), "title": f"Step {b}"}], **where
        )

    def change_step(self, by: Member, a: int, b: int) -> Any:
        steps = list(TaskStep.objects.filter(task=self.task(by, a)).order_by("rank"))
        if not steps:
            raise Refused(code="not_there")
        step = steps[b % len(steps)]
        match (a + b) % 6:
            case 0 | 1:
                return step.untick(by) if step.done_on else step.tick(by)
            case 2:
                return step.move(by, steps[a % len(steps)].pk if a % 3 else None)
            case 3:
                return step.rename(by, f"Step {a}")
            case 4:
                return step.remove(by)
            case _:
                return step.tick(by)

    def credit(self, by: Member, a: int, b: int) -> Any:
        whom = self.members[("sam", "robin", "kim")[a % 3]]
        return Credit.give(self.task(by, a), by, CreditPart.values[b % 4], whom)

    def uncredit(self, by: Member, a: int, b: int) -> Any:
        credits = list(Credit.objects.filter(household_id=by.household_id, declined=False).order_by("stamp", "pk"))
        if not credits:
            raise Refused(code="not_there")
        credit = credits[a % len(credits)]
        return Credit.take_off(credit.task, by, credit.part, credit.member_id)

    def did(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).complete(by, [self.members[("sam", "robin", "kim")[b % 3]]], None if b % 2 else [])

    def thank(self, by: Member, a: int, b: int) -> Any:
        whom = self.members[("sam", "robin", "kim")[b % 3]]
        task = self.task(by, a) if b % 4 else None
        made = self.known.made["thanks"] = self.known.made.get("thanks", 0) + 1
        return Thanks.give(by, whom, task, f"words {a}" if b % 2 else "", name_of(self.label, "thanks", made))

    def unthank(self, by: Member, a: int, b: int) -> Any:
        given = list(Thanks.objects.filter(household_id=by.household_id).order_by("stamp", "pk"))
        if not given:
            raise Refused(code="not_there")
        thanks = given[a % len(given)]
        return thanks.take_away(by) if b % 2 else thanks.say(by, f"words {b}")

    def answer_line(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        if b % 3 == 0:
            return task.edit(by, {"done_means": f"line {b}"})
        return task.agree(by) if b % 3 == 1 else task.keep_line(by)

    def guess(self, by: Member, a: int, b: int) -> Any:
        return Guess.make(self.task(by, a), by, ("s", "m", "l")[b % 3])

    def unguess(self, by: Member, a: int, b: int) -> Any:
        return Guess.put_away(self.task(by, a), by)
