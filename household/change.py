"""The one door for writes (DESIGN.md section 2).

    with home.change(by) as change:      # for what others see
    with member.change() as change:      # for what is one's own
    with row.door(by) as change:         # whichever the row is now

The door opens the transaction, locks the streams in a fixed order (the home's, then members' own by id), checks that
`by` still belongs here, and after the commit pokes the screens. Nothing saved: rolled back, no version, no poke.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from django.db import connection, transaction

from household import live
from household.door import Door
from household.models.household import Household
from household.models.member import Member
from household.models.receipt import Receipt
from household.models.row import KINDS, Gone, Row
from household.poke import End, Part, Poke, Room
from household.statements import statements
from household.streams import ADULTS, EVERYONE, OWN, Stream

IN_PRIVATE = 1000  # more changes than anybody makes in private before sharing
Items = list[bytes]  # items as they travel, each encoded once


def encoded(item: dict[str, Any]) -> bytes:
    """An item as JSON text."""
    return orjson.dumps(item, option=orjson.OPT_UTC_Z)


class Change(Door):
    """One write, from the lock to the poke. `items` is the answer for `by`: only what `by` may read."""

    def _forget(self) -> None:
        super()._forget()
        self.items: Items = []
        self._saved: dict[Stream, dict[tuple[str, str], tuple[int, bytes]]] = {}
        self._rows: list[tuple[str, str]] = []
        self._erased: dict[str, set[str]] = {}  # private rows deleted, by member
        self._ends: list[End] = []
        self._rooms: list[Room] = []
        self._worth_keeping = False
        self.by_leaving = False  # what is saved now was changed by somebody's leaving, not by `by`

    # -- what a verb does inside -------------------------------------------------------------------

    @property
    def today(self) -> datetime.date:
        """The day it is at home."""
        home = self.household or (self.by.household if self.by else None)
        assert home
        return self.now.astimezone(home.clock).date()

    def save(self, row: Row, *fields: str) -> None:
        """Saves a new row, or the named fields of one read in this change; its screens will hear of it."""
        stream, signed = row.stream, row.sign(self)
        if row._state.adding:
            row.rev, row.stamp = row.rev + 1, self._next(stream)
            statements(type(row)).insert(row)
            row._state.adding, row._state.db = False, connection.alias
        else:
            stood = row.stood or stream
            if stood != stream:
                self._bury(row, stood)
                if stood.audience == OWN:  # its `rev` must not tell how often it was changed in private
                    row.rev += -row.rev % IN_PRIVATE
            row.rev, row.stamp = row.rev + 1, self._next(stream)
            statements(type(row)).update(row, [*fields, *signed, "rev", "stamp"])
        row.stood = stream
        self._saved.setdefault(stream, {})[row.kind, row.pk] = row.rev, encoded(row.as_item())

    def put(self, row: Row, /, **fields: Any) -> bool:
        """Takes over what differs and saves that. The same already: nothing happens, False."""
        changed = [name for name, value in fields.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, fields[name])
        if changed:
            self.save(row, *changed)
        return bool(changed)

    def gone(self, row: Row) -> None:
        """Deletes the row and tells its screens that it is gone."""
        if row.stream.member:
            self._erased.setdefault(row.stream.member, set()).add(row.pk)
        self._bury(row, row.stream)
        row.delete()

    def note(self, verb: str, row: Row, **data: Any) -> None:
        """Writes a line of the row's history: who, which day, and what it said before or where it went."""
        row.remember(self, verb, data)

    def _bury(self, row: Row, stream: Stream) -> None:
        row.rev += 1
        Gone.objects.create(
            household_id=stream.home,
            audience=stream.audience,
            member_id=stream.member,
            kind=row.kind,
            row_id=row.pk,
            rev=row.rev,
            stamp=self._next(stream),
            day=self.now.date(),
        )
        tombstone = Gone.item({"kind": row.kind, "row_id": row.pk, "rev": row.rev})
        self._saved.setdefault(stream, {})[row.kind, row.pk] = row.rev, encoded(tombstone)

    def _next(self, stream: Stream) -> int:
        if stream not in self._versions and stream.member:
            self.open([stream.member])
        return self._versions[stream] + 1

    def found(self, home: Household) -> None:
        """A new home, made inside this change."""
        home.rev, home.stamp = 1, 1
        home.save(force_insert=True)
        self.household = home
        self._versions[Stream(home.pk, EVERYONE)] = self._versions[Stream(home.pk, ADULTS)] = 0
        self._saved[home.stream] = {(home.kind, home.pk): (home.rev, encoded(home.as_item()))}

    def end(self, **whose: str) -> None:
        """The screens of this `device`, `token`, `member` or `tablet` end at the commit."""
        ((what, pk),) = whose.items()
        self._ends.append(End(what, pk))

    def room(self, room: Room) -> None:
        """From the commit on, who is in this meeting sees who is there; with nobody in it, nobody sees anybody."""
        self._rooms.append(room)

    @contextmanager
    def on_behalf_of(self, member: Member) -> Iterator[None]:
        """What is saved inside was done by `member`, who agreed to it before: `by` only made it happen."""
        by, self.by = self.by, member
        try:
            yield
        finally:
            self.by = by

    def worth_keeping(self) -> None:
        """Something was written that no screen holds (a device, a link): keep it although no row was saved."""
        self._worth_keeping = True

    # -- the way out -------------------------------------------------------------------------------

    def _finish(self) -> bool:
        somebody_left = self.by is not None and self.household is not None and self.household.somebody_left
        if somebody_left and any(s.audience != OWN for s in self._saved):
            self.tell_who_left()
        for stream in self._saved:
            self._move_on(stream)
        for member, rows in self._erased.items():
            Receipt.forget_rows(member, rows)
        self.items = self._answer()
        receipt = self._sign()
        if self._saved or self._ends or self._rooms:
            parts = [
                Part(*stream, self._versions[stream] + 1, b",".join(text for _rev, text in items.values()))
                for stream, items in self._saved.items()
            ]
            poke = Poke(parts, self._ends, self._rooms)
            transaction.on_commit(lambda: live.poke(poke))
        return bool(self._saved or self._ends or self._worth_keeping or receipt)

    def tell_who_left(self) -> None:
        """Who left in silence becomes a former member with this change, and what they had is free."""
        assert self.household
        self.by_leaving = True
        for member in Member.objects.filter(household=self.household, told=False).exclude(left_on=None):
            member.name, member.told = "", True
            self.save(member, "name", "told")
            for row_kind in KINDS.values():
                row_kind.part_with(member, self)
        Household.objects.filter(pk=self.household.pk).update(somebody_left=False)

    def _move_on(self, stream: Stream) -> None:
        version = self._versions[stream] + 1
        holder: Member | Household = Household(pk=stream.home)
        if stream.audience == OWN:
            holder = Member(pk=stream.member)
        name = f"{stream.audience}_version"
        setattr(holder, name, version)
        statements(type(holder)).update(holder, [name])

    def _answer(self) -> Items:
        """What `by` may read of it; with nothing saved, the row as it is. A row that crossed is given once."""
        if not self._saved:
            return [encoded(self._subject.as_item())] if self._subject and self._subject.pk else []
        seen: dict[tuple[str, str], tuple[int, bytes]] = {}
        for stream, items in self._saved.items():
            if self.by is not None and self.by.sees(stream):
                for key, item in items.items():
                    if key not in seen or seen[key][0] < item[0]:
                        seen[key] = item
        self._rows = list(seen)
        return [text for _rev, text in seen.values()]

    def _sign(self) -> bool:
        """The receipt for a key: which rows it gave. True when one was written."""
        if self.by is None or not self.by.carries:
            return False
        rows = self._rows
        if not rows and self._subject is not None:
            rows = [(self._subject.kind, self._subject.pk)]
        key, fingerprint, status = self.by.carries
        Receipt.objects.create(
            member=self.by, key=key, fingerprint=fingerprint, status=status, rows=rows, day=self.now.date()
        )
        self.by.carries = None  # one write a request
        return True
