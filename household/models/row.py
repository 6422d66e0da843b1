"""Row: what a screen may hold. Each lives in exactly one stream and says so itself."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from household.errors import Refused
from household.statements import statements
from household.streams import OWN, Stream

if TYPE_CHECKING:
    from household.change import Change
    from household.poke import Room

    from .member import Member

LATE = datetime.timedelta(days=7)
"""How long a row whose time is over is kept: a phone that was away is told kindly that it comes too late."""

Found = TypeVar("Found")
KINDS: dict[str, type[Row]] = {}  # every kind of item there is; filled as the models are defined


def new_id() -> str:
    """A random UUID as text, the form in which a browser makes it too."""
    return str(uuid.uuid4())


def one_of(rows: Iterable[Found]) -> Found | None:
    """The row that a lookup by a unique column finds, or None. `first()` would have the database sort it."""
    return next(iter(rows), None)


class IdField(models.CharField):  # type: ignore[type-arg]
    """A UUID kept as its canonical text, so that it travels from the database to the screen as it is."""

    def __init__(self, **options: Any) -> None:
        given: dict[str, Any] = {"max_length": 36, "default": new_id, "primary_key": True, "editable": False}
        super().__init__(**given | options)


class Row(models.Model):
    """A row with a `rev` that rises with each change and a `stamp`, its stream's version when it last changed.

    A kind says which columns its item needs, and in which streams its rows live: `shared` names the audience of the
    shared ones (None: there are none), `own` the column with the member whose own they are (None: there are none).
    """

    kind: ClassVar[str]
    shared: ClassVar[str | None] = None
    own: ClassVar[str | None] = None
    home: ClassVar[str] = "household_id"  # the column with the home
    in_copies: ClassVar[bool] = True  # False: shown for a moment, so it is in no copy that anybody takes along
    copied_at: ClassVar[int] = 0  # a kind that names rows of another is copied into a fork after it
    columns: ClassVar[tuple[str, ...]]

    id = IdField()
    rev = models.PositiveIntegerField(default=0)
    stamp = models.PositiveBigIntegerField(default=0)

    stood: Stream | None = None  # the stream it was in when the door read it

    class Meta:
        abstract = True

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if kind := cls.__dict__.get("kind"):
            KINDS[kind] = cls

    @property
    def stream(self) -> Stream:
        """Where this row lives as it stands in memory."""
        member = getattr(self, self.own) if self.own else None
        if member is not None:
            return Stream(getattr(self, self.home), OWN, member)
        assert self.shared
        return Stream(getattr(self, self.home), self.shared)

    @classmethod
    def rows_in(cls, stream: Stream) -> models.QuerySet[Any] | None:
        """This kind's rows in a stream; None when none can be there."""
        rows = cls._default_manager.order_by("pk")  # never as they lie in the table: that tells of private acts
        if stream.audience == OWN:
            return rows.filter(**{cls.own: stream.member}) if cls.own else None
        if stream.audience != cls.shared:
            return None
        rows = rows.filter(**{cls.home: stream.home})
        return rows.filter(**{f"{cls.own}__isnull": True}) if cls.own else rows

    @classmethod
    def current(cls, rows: models.QuerySet[Any], now: Any) -> models.QuerySet[Any]:
        """Those a fresh screen needs: a kind whose rows leave by time leaves out what is past."""
        return rows

    @classmethod
    def item(cls, values: dict[str, Any]) -> dict[str, Any]:
        """The item of a row, from its columns by name. It holds only what the row holds."""
        return {"kind": cls.kind, **values}

    def as_item(self) -> dict[str, Any]:
        """This row's item as it stands in memory."""
        return self.item({column: getattr(self, column) for column in ("id", "rev", *self.columns)})

    def read_anew(self) -> bool:
        """Takes over every column as the database has it now; False when the row is no longer there."""
        mine = statements(type(self))
        values = mine.read(self.pk)
        if values is None:
            return False
        for name, value in zip(mine.names, values, strict=True):
            setattr(self, name, value)
        return True

    def named(self, pk: str | None) -> Self:
        """This new row under the id that was given; without one it keeps its own. Raises `Refused` where a row has or
        had that id: screens may hold its tombstone and would never show another. It is the same for an id that is in
        use and one that is gone, so that neither tells of what is private."""
        if pk:
            if type(self)._default_manager.filter(pk=pk).exists() or Gone.objects.filter(row_id=pk).exists():
                raise Refused(_("This id is in use."), _("Make a new id and send it again."), code="id_in_use")
            self.pk = pk
        return self

    def sign(self, change: Change) -> tuple[str, ...]:
        """A kind that says who changed it last takes that over; the fields to save with it."""
        return ()

    def remember(self, change: Change, verb: str, data: dict[str, Any]) -> None:
        """Writes a line of history; a kind that has none keeps silent."""

    @classmethod
    def welcome(cls, member: Member, change: Change, *, first: bool) -> None:
        """Somebody joins: a kind gives them what each member has, or the `first` what a new home starts with."""

    @classmethod
    def leave_with(cls, member: Member) -> None:
        """Somebody leaves: what is only theirs is deleted here. Their own stream has no other reader."""
        if (rows := cls.rows_in(member.own_stream)) is not None:
            rows.delete()

    @classmethod
    def signed_out_by_another(cls, member: Member, change: Change) -> None:
        """An adult has signed out every device of this helper, and may let somebody else in as them: a kind deletes
        what only they were to read."""

    @classmethod
    def part_with(cls, member: Member, change: Change) -> None:
        """A member has left and it is now told: a kind frees what they had."""

    @classmethod
    def copy_into(cls, by: Member, me: Member, change: Change, made: dict[str, str]) -> None:
        """`by` starts a home of their own, in which they are `me`: a kind copies what they take along (fork.py)."""

    @classmethod
    def as_days_pass(cls, now: datetime.datetime) -> Iterator[None]:
        """What a kind does by itself as days pass at home, in steps so that writes come between; by a change, so that
        everybody hears of it. It is called every hour by each process: a second time nothing happens."""
        return iter(())

    @classmethod
    def room_in(cls, home: str) -> Room | None:
        """Where people may see who is there: an open meeting. Every other kind has none."""
        return None

    @classmethod
    def tidy(cls, now: datetime.datetime) -> None:
        """Deletes what nobody needs any more. Only what has long left every screen by its `until`: without a word."""


class Gone(models.Model):
    """A tombstone: what a screen may still hold, and no longer is in that stream. Kept for 90 days."""

    household = models.ForeignKey("household.Household", models.CASCADE, related_name="tombstones")
    audience = models.CharField(max_length=8)
    member = models.ForeignKey("household.Member", models.CASCADE, null=True, related_name="tombstones")
    kind = models.CharField(max_length=20)
    row_id = models.CharField(max_length=36)
    rev = models.PositiveIntegerField()
    stamp = models.PositiveBigIntegerField()
    day = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["household", "audience", "member", "stamp"], name="gone_by_stream"),
            models.Index(fields=["row_id"], name="gone_by_row"),
            models.Index(fields=["day"], name="gone_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id} is gone"

    @classmethod
    def rows_in(cls, stream: Stream) -> models.QuerySet[Gone]:
        """The tombstones of one stream."""
        mine = cls.objects.filter(household_id=stream.home, audience=stream.audience, member_id=stream.member)
        return mine.order_by("pk")

    @staticmethod
    def item(values: dict[str, Any]) -> dict[str, Any]:
        """What is told of it: that it is gone, and nothing else."""
        return {"kind": values["kind"], "id": values["row_id"], "rev": values["rev"], "gone": True}
