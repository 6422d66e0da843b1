"""Random histories of a home: what sam, robin and kim do, step by step, and the same again from the same choices.

A step is `(who, what, a, b)`: `a` and `b` choose the target and the words. Ids come from the steps, not from chance,
and the clock stands still unless it is moved, so a history played twice gives the same bytes twice.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db.models.signals import post_init

from household.models import Invitation, Notice, Row, Token
from tasks.models import (
    Ask,
    Ballot,
    Borrowed,
    CheckIn,
    Credit,
    Draft,
    FamilyTable,
    Guess,
    Hand,
    Low,
    Meeting,
    Part,
    Ranking,
    Reminder,
    Rhythm,
    Seat,
    Shown,
    Strips,
    Task,
    Wish,
)
from tests.histories.life import Step, name_of
from tests.histories.meeting import InMeeting
from tests.histories.ours import Ours
from tests.histories.own import Own
from tests.histories.parts import Parts

__all__ = ["CROSSING", "OURS", "OWN", "TOGETHER", "History", "Step"]


class History(Ours, Parts, InMeeting, Own):
    """One home and what was done in it so far."""

    @contextlib.contextmanager
    def same_ids(self) -> Iterator[None]:
        """Rows that the server names get a name made of their stream and what they are about."""

        def name(sender: type[Row], instance: Any, **_: Any) -> None:
            if instance.rev == 0:  # made now, not read
                about = (sender.kind, *instance.stream, getattr(instance, "task_id", ""))
                if isinstance(instance, Task):  # whose head it is in, it does not know yet
                    about = (sender.kind, instance.author_id, instance.title)
                made = self.known.made
                made[about] = made.get(about, 0) + 1
                instance.pk = name_of(self.label, *about, made[about])

        kinds: list[type[Row]] = [
            CheckIn,
            Credit,
            Guess,
            Notice,
            Token,
            Invitation,
            Part,
            Ask,
            Low,
            Task,  # most are named by the step that makes them, after this
        ]  # areas are named by the steps
        kinds += [Rhythm, Meeting, Seat, Hand, Shown, Ballot, Ranking, Draft]
        kinds += [FamilyTable, Reminder, Wish, Strips, Borrowed]
        for kind in kinds:
            post_init.connect(name, sender=kind, weak=False)
        try:
            yield
        finally:
            for kind in kinds:
                post_init.disconnect(name, sender=kind)


OURS = {  # what everybody sees, by how often it is done
    **{"add": 6, "add_many": 1, "add_again": 1, "edit": 5, "done": 5, "reopen": 3, "let_go": 2, "take": 3},
    **{"release": 1, "move": 4, "add_area": 2, "rename_area": 1, "put_away": 2, "introduce": 1},
    **{"keep": 2, "days_pass": 2, "intend": 3},
    **{"rename_home": 1, "invite": 1, "withdraw": 1, "bring": 1, "close": 1},
    **{"join": 2, "leave_part": 1, "my_part": 2, "each": 1, "how_it_goes": 1, "ask_for": 4, "answer_ask": 5, "low": 1},
    **{"add_step": 3, "change_step": 3, "credit": 2, "uncredit": 2, "did": 2, "thank": 2, "unthank": 1},
    **{"answer_line": 3, "guess": 4, "unguess": 2},
    **{"meet": 3, "step": 1, "hold": 2, "rank": 3, "wish": 2, "close_meeting": 1, "with_children": 2, "lend": 2},
}
CROSSING = {"share": 4, "take_back": 3}
OWN = {
    **{"think": 5, "there_and_back": 3, "erase": 2, "answer": 4, "skip": 2, "skip_all": 1, "erase_answer": 2},
    **{"ask": 2, "remind": 2, "make_token": 1, "revoke": 1, "device": 1, "sign_out": 1, "dismiss": 1},
    "sit": 3,
}
TOGETHER = {"through": 3}  # private until the last one says so
