"""The door of a change: the transaction, the locks in their fixed order, and whether who writes still belongs here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import TracebackType
from typing import Self

from django.db import connection, transaction
from django.utils import timezone

from household.errors import NotHere
from household.models.household import Household
from household.models.member import Member
from household.models.receipt import Receipt
from household.models.row import Row, one_of
from household.statements import quoted
from household.streams import ADULTS, EVERYONE, OWN, Stream


class Door:
    """In by `__enter__`, with the streams locked; out by `__exit__`, which keeps what was written or rolls it back."""

    def __init__(
        self,
        by: Member | None,
        *,
        shared: str | None = None,
        own: Iterable[Stream] = (),
        about: Row | None = None,
        crossing: bool = False,
    ) -> None:
        """`shared`: the home whose streams are locked. `own`: members' own streams. `about`: a row, with its stream;
        it is read anew behind the door. `crossing`: it may go from one stream to another, both are locked."""
        self.by = by
        self.now = timezone.now()
        self._home, self._own, self._about, self._crossing = shared, list(own), about, crossing
        self._forget()

    def _forget(self) -> None:
        self._versions: dict[Stream, int] = {}  # of the streams locked, as they stand
        self._subject: Row | None = None
        self.household: Household | None = None

    def __enter__(self) -> Self:
        while True:
            self._transaction = transaction.atomic(durable=True)
            self._transaction.__enter__()
            try:
                if self._enter():
                    return self
            except BaseException as error:
                self._transaction.__exit__(type(error), error, error.__traceback__)
                raise
            self._roll_back()
            self._forget()

    def _enter(self) -> bool:
        """Locks, looks again, looks for an earlier answer. False: the row has crossed to another stream, once more."""
        if self._crossing and self.by is not None:
            self._home, self._own = self.by.household_id, [self.by.own_stream]
        elif self._about is not None:
            stream = self._about.stream
            self._home = stream.home if stream.audience != OWN else None
            self._own = [stream] if stream.audience == OWN else []
        if self._home:
            self._lock_home(self._home)
        self.open(stream.member for stream in self._own if stream.member)
        if self.by is not None and not self._home and self.by.own_stream not in self._versions:
            raise NotHere  # left a moment ago: their own stream was not there to lock
        if self._about is not None:
            self.again(self._about)
            if self._about.stream not in self._versions:
                return False
        if self.by is not None:
            Receipt.not_done_before(self.by)
        return True

    def _lock_home(self, home: str) -> None:
        """On SQLite the transaction itself is the lock; elsewhere the home's row is locked before it is read."""
        if connection.features.has_select_for_update:
            one_of(Household.objects.select_for_update(no_key=True).filter(pk=home).values_list("pk"))
        everyone: int
        if self.by is None or self.by.pk is None:  # nobody, or nobody who said who they are
            self.household = Household.objects.filter(pk=home).first()
            if self.household is None:
                raise NotHere
            everyone, adults = self.household.everyone_version, self.household.adults_version
        else:
            everyone, adults = self._still_here(self.by, home)
        self._versions[Stream(home, EVERYONE)] = everyone
        self._versions[Stream(home, ADULTS)] = adults

    def _still_here(self, by: Member, home: str) -> tuple[int, int]:
        """That `by` belongs to the home now, and how far its streams have come. Raises `NotHere`."""
        with connection.cursor() as cursor:
            cursor.execute(present_in(connection.alias), [by.pk, home])
            found = cursor.fetchone()
        if found is None:
            raise NotHere
        self.household = by.household
        by.role, everyone, adults, somebody_left = found
        self.household.somebody_left = bool(somebody_left)
        return everyone, adults

    def open(self, members: Iterable[str]) -> None:
        """Locks the own streams of these members, in the order of their ids. Those who have left have none."""
        locked = {stream.member for stream in self._versions}
        if ids := sorted(set(members) - locked):
            found = Member.objects.select_for_update(no_key=True).filter(pk__in=ids, left_on=None).order_by("pk")
            for pk, home, version in found.values_list("pk", "household_id", "own_version"):
                self._versions[Stream(home, OWN, pk)] = version

    def again(self, row: Row) -> None:
        """Reads the row anew, as `by` may see it now. Raises `NotHere` when it is no longer there for them."""
        if not row.read_anew() or (self.by is not None and not self.by.sees(row.stream)):
            raise NotHere
        row.stood = row.stream
        self._subject = self._subject or row

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._transaction.__exit__(kind, error, trace)
            return
        try:
            keep = self._finish()
        except BaseException as failed:
            self._transaction.__exit__(type(failed), failed, failed.__traceback__)
            raise
        if keep:
            self._transaction.__exit__(None, None, None)
        else:
            self._roll_back()

    def _finish(self) -> bool:
        """What is to be done before the commit; whether there is anything to keep."""
        raise NotImplementedError

    def _roll_back(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)


@cache
def present_in(alias: str) -> str:
    """The statement that finds a member who has not left, with how far the home's streams have come."""
    member, home = quoted(Member._meta.db_table), quoted(Household._meta.db_table)
    return (
        f"SELECT m.role, h.everyone_version, h.adults_version, h.somebody_left "  # noqa: S608
        f"FROM {member} m JOIN {home} h ON h.id = m.household_id "
        f"WHERE m.id = %s AND m.household_id = %s AND m.left_on IS NULL"
    )
