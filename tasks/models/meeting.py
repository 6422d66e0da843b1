"""Meeting: the weekly one. Which step it is at, who guides; and, once closed, what was decided."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from household.models import KINDS, Household, Member, Row
from household.models.helping import only_adults
from household.poke import Room
from household.streams import ADULTS
from tasks.meeting_steps import RANK, STEPS, after_in_turn, agenda, first_step, has

from .at_table import AtTable
from .borrowed import Borrowed
from .family_table import FamilyTable
from .recap import recap_of
from .rhythm import Form, Rhythm, adults_of
from .seat import Seat
from .walking import State, Walking

if TYPE_CHECKING:
    from household.change import Change, Items

STAYS = datetime.timedelta(days=30)  # how long a recap stays on the screens


class Meeting(Walking, AtTable, Row):
    """At most one that is not closed in a home. It keeps what was decided and nothing of how anybody felt.

    What people hold in it lives in rows of its own: seats, what is shown and the ranking among the adults; hands and
    ballots, sealed, in each one's own stream. All of those are gone when it closes.

    Each seals on a device of their own, or on one that is handed round: see `Lending`.
    """

    kind = "meeting"
    shared = ADULTS
    columns: ClassVar = (
        *("form", "state", "step", "began", "spent", "extra", "paused_until", "guide_id", "day", "closed_on"),
        *("how_shown", "heads_shown", "still_open", "pairs", "good", "recap", "lent"),
    )

    household = models.ForeignKey(Household, models.CASCADE, related_name="meetings")
    form = models.CharField(max_length=8, choices=Form, default=Form.FULL)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    guide = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    closed_on = models.DateField(null=True)
    how_shown = models.BooleanField(default=False)
    heads_shown = models.BooleanField(default=False)
    still_open = models.JSONField(default=list)  # the tasks still in the week when it opened
    sat = models.JSONField(default=list)  # who has sat in it on a device of their own; on no screen
    pairs = models.JSONField(default=list)  # two tasks that may be the same, once the heads are empty
    good = models.CharField(max_length=200, blank=True, default="")
    recap = models.JSONField(null=True)
    # what was said on another's phone: {"member", "on": whose, "ordered", "lines": tasks, "denied": it was not them}
    lent = models.JSONField(default=list)
    nth = models.PositiveSmallIntegerField(default=0)  # so many of that day were closed before

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=~models.Q(state="closed"), name="one_meeting_at_a_time"
            ),
            models.CheckConstraint(condition=models.Q(step__in=STEPS), name="meeting_has_a_step"),
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_on__isnull=False, recap__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_on=None, recap__isnull=True)),
                name="only_a_closed_meeting_has_a_recap",
            ),
            models.CheckConstraint(
                condition=models.Q(state="paused") | models.Q(paused_until=None), name="back_at_only_while_paused"
            ),
        ]
        indexes = [models.Index(fields=["household", "stamp"], name="meeting_news")]

    def __str__(self) -> str:
        return f"meeting of {self.day}"

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """`steps`: all of them with their minutes and the key of their words. A recap leaves the screens by `until`."""
        guide, closed = values.pop("guide_id"), values["closed_on"]
        until = f"{closed + STAYS}T00:00:00Z" if closed else None
        return {"kind": cls.kind, **values, "guide": guide, "steps": agenda(values["form"]), "until": until}

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: datetime.datetime) -> models.QuerySet[Any]:
        return rows.filter(models.Q(closed_on=None) | models.Q(closed_on__gt=now.date() - STAYS))

    @classmethod
    def room_in(cls, home: str) -> Room | None:
        """Who may see who is there, while a meeting is open; nobody at any other time."""
        meeting = cls.objects.filter(household_id=home, state=State.OPEN).first()
        return Room(home, meeting.pk, meeting.with_own_device()) if meeting else None

    # -- it begins ---------------------------------------------------------------------------------

    @classmethod
    def start(cls, by: Member, form: str | None = None, pk: str | None = None) -> Items:
        """`by` is here; the meeting waits until everybody who is here is ready. One that is not closed is that one."""
        with by.household.change(by) as change:
            only_adults(by)
            rhythm = Rhythm.of(change)
            there = cls.objects.filter(household_id=by.household_id).exclude(state=State.CLOSED).first()
            if there is None:
                form = form or rhythm.form
                meeting = cls(household_id=by.household_id, form=form, day=change.today, step=first_step(form))
                meeting.guide_id = rhythm.next_guide_id
                change.save(meeting.named(pk))
                if form == Form.CHILDREN:
                    FamilyTable.lay(meeting, change)
                Seat.here(meeting, by, change, ready=False)
            else:
                change.again(there)
                there.refresh(change)
                if there.is_waiting:
                    Seat.here(there, by, change, ready=False)
        return change.items

    def refresh(self, change: Change) -> None:
        """A meeting that waited on an earlier day waits for nobody any more: who is ready says so today."""
        if self.is_waiting and self.day != change.today:
            for seat in Seat.objects.filter(meeting=self).order_by("pk"):
                seat.free(change)
            if table := FamilyTable.of(self):
                table.clear(change)
            self.day, self.sat = change.today, []
            change.save(self, "day", "sat")

    def open(self, change: Change) -> None:
        """Everybody who is there is ready. A guide who is not there passes it on."""
        there = [who for who in adults_of(self.household_id) if who in Seat.at(self)]
        if self.guide_id not in there:
            self.guide_id = after_in_turn(there, None)
        self.state = State.OPEN
        self.still_open = self.in_the_week()
        self.enter(first_step(self.form), change)
        change.save(self, "state", "guide", "still_open", *self.OF_A_STEP)
        self.note_lent(change)
        self.tell_room(change)

    def note_lent(self, change: Change) -> None:
        """Who is at the table on whose phone: it opened with them, or they sit there at its close."""
        for member, on in Seat.lent_on(self).items():
            Borrowed.note(self, member, on, change)

    def wait_again(self, change: Change) -> None:
        """It was opened by too few: it waits, as before it began."""
        self.state, self.began, self.paused_until = State.WAITING, None, None
        change.save(self, "state", "began", "paused_until")
        for seat in Seat.objects.filter(meeting=self, ready=True).order_by("pk"):
            seat.ready = False
            change.save(seat, "ready")
        self.tell_room(change)

    def in_the_week(self) -> list[str]:
        """The tasks that are in this week now, in their order."""
        from .placing import Place
        from .task import Task

        ours = Task.objects.filter(household_id=self.household_id, private_to=None, place=Place.WEEK)
        return list(ours.order_by("rank").values_list("pk", flat=True))

    # -- it ends -----------------------------------------------------------------------------------

    def close(self, by: Member) -> Items:
        """Over for this week: the recap stays, what was sealed or shown is gone. Closed: nothing happens."""
        with by.household.change(by) as change:
            only_adults(by)
            change.again(self)
            if self.state != State.CLOSED:
                self.check_table(by)
                self.end(change)
        return change.items

    def end(self, change: Change) -> None:
        """Keeps what was decided, clears the table, sets the next date and guide."""
        from .ranking import Ranking

        self.recap = recap_of(self, change)
        self.note_lent(change)
        self.nth = Meeting.objects.filter(household_id=self.household_id, closed_on=change.today).count()
        Ranking.count_carried(self, change)
        self.clear(change)
        self.state, self.closed_on, self.paused_until = State.CLOSED, change.today, None
        self.still_open, self.pairs, self.began = [], [], None
        change.save(self, "state", "closed_on", "nth", "paused_until", "began", "still_open", "pairs", "recap")
        Rhythm.of(change).go_on_after(self.guide_id, change)
        self.tell_room(change)

    def forget(self, change: Change) -> None:
        """A meeting that never began leaves no trace."""
        self.clear(change)
        change.gone(self)

    def clear(self, change: Change) -> None:
        """Every row that belongs to this meeting alone is gone from every screen."""
        from .hand import Hand

        table = FamilyTable.of(self)
        children = table.here if table else []
        change.open(
            [*adults_of(self.household_id), *children]
        )  # before anything is read: somebody may still be ticking
        held: list[Any] = [kind for kind in KINDS.values() if getattr(kind, "of_one_meeting", False)]
        for hand in Hand.objects.filter(meeting=self).order_by("pk"):
            hand.keep_lines(change)
        rows: list[Row] = [row for kind in held for row in kind.objects.filter(meeting=self).order_by("pk")]
        for row in rows:
            change.gone(row)

    @property
    def is_waiting(self) -> bool:
        """Not begun."""
        return self.state == State.WAITING

    @property
    def ranking_shown(self) -> bool:
        """Whether everybody’s order is on the table."""
        from .ranking import Ranking

        return Ranking.objects.filter(meeting=self, shown=True).exists()

    def has_step(self, step: str) -> bool:
        """Whether its form has that step."""
        return has(self.form, step)

    def at_rank(self, change: Change) -> None:
        """The step in which everybody orders has come: what there is to order is set."""
        from .ranking import Ranking

        if self.step == RANK:
            Ranking.begin(self, change)
