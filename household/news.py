"""The one read: everything that changed after a cursor in the streams a member sees.

Page load, live update, reconnect, a phone back from a tunnel and the public API are this one shape. The cursor is read
before the rows, so a row that changes meanwhile comes twice rather than never; a screen merges by `rev`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from household.errors import NotHere
from household.models.household import Household
from household.models.member import Member
from household.models.row import KINDS, Gone, Row
from household.streams import ADULTS, EVERYONE, OWN, Cursor, Stream


@dataclass(frozen=True, slots=True)
class News:
    """What a screen needs to stand at `cursor`; `items` are joined by commas, as they travel."""

    since: str
    cursor: Cursor
    reset: bool
    items: bytes

    def encoded(self, start: bytes = b"{") -> bytes:
        """The JSON text; a frame of the socket starts with its type."""
        reset = b"true" if self.reset else b"false"
        since, cursor = orjson.dumps(self.since), str(self.cursor).encode()
        return b'%b"since":%b,"cursor":"%b","reset":%b,"items":[%b]}' % (
            start,
            since,
            cursor,
            reset,
            self.items,
        )


def standing(member_id: str) -> tuple[Member, Cursor, Cursor]:
    """The member, where their streams stand, and up to where tombstones are forgotten. Raises `NotHere`."""
    found = (
        Member.objects.filter(pk=member_id, left_on=None)
        .values_list(
            "household__epoch",
            "household__everyone_version",
            "household__adults_version",
            "own_version",
            "household__everyone_horizon",
            "household__adults_horizon",
            "own_horizon",
            "role",
            "household_id",
        )
        .first()
    )
    if found is None:
        raise NotHere
    epoch, everyone, adults, own, *horizon, role, home = found
    reader = Member(pk=member_id, household_id=home, role=role)
    return reader, reader.cursor(epoch, everyone, adults, own), reader.cursor(epoch, *horizon)


def news_for(member_id: str, since: str) -> News:
    """News for one member after a cursor. Raises `NotHere` when they have left, `Malformed` for no cursor at all."""
    return _news(since, Cursor.parse(since), *standing(member_id))


def news_at_tablet(somebody: Member, since: str) -> News:
    """News for whoever stands at the family's tablet: the stream of everyone and no other."""
    read = Cursor.parse(since)
    home = Household.objects.filter(pk=somebody.household_id)
    found = home.values_list("epoch", "everyone_version", "everyone_horizon").first()
    if found is None:
        raise NotHere
    epoch, everyone, horizon = found
    return _news(since, read, somebody, somebody.cursor(epoch, everyone, 0, 0), somebody.cursor(epoch, horizon, 0, 0))


def _news(since: str, read: Cursor | None, reader: Member, now_at: Cursor, horizon: Cursor) -> News:
    if read is None or not can_follow(read, now_at, horizon):
        return News(since, now_at, read is not None, _fresh(reader))
    return News(since, now_at, False, _after(read, reader, now_at))


def can_follow(read: Cursor, now_at: Cursor, horizon: Cursor) -> bool:
    """Whether the rows after `read` are enough: same epoch and streams, not from the future, tombstones still kept."""
    if read.epoch != now_at.epoch or (read.adults is None) != (now_at.adults is None):
        return False
    for audience in (EVERYONE, ADULTS, OWN):
        at, least, most = read.version(audience), horizon.version(audience), now_at.version(audience)
        if at is None or least is None or most is None:
            continue
        if not least <= at <= most:
            return False
    return True


def _fresh(reader: Member) -> bytes:
    now = timezone.now()
    items: list[dict[str, Any]] = []
    for stream in reader.streams:
        for kind in kinds_with_rows(stream):
            rows = kind.current(kind.rows_in(stream), now)  # type: ignore[arg-type]
            items.extend(map(kind.item, rows.values("id", "rev", *kind.columns)))
    return joined(items)


def _after(read: Cursor, reader: Member, now_at: Cursor) -> bytes:
    items: list[dict[str, Any]] = []
    for stream in reader.streams:
        after = read.version(stream.audience)
        if after is None or after == now_at.version(stream.audience):
            continue
        for kind in kinds_with_rows(stream, after):
            rows = kind.rows_in(stream).filter(stamp__gt=after)  # type: ignore[union-attr]
            items.extend(map(kind.item, rows.values("id", "rev", *kind.columns)))
        gone = Gone.rows_in(stream).filter(stamp__gt=after).values("kind", "row_id", "rev")
        items.extend(Gone.item(dict(tombstone)) for tombstone in gone)
    return joined(items)


ANY = -1  # before every stamp
HOME, MEMBER, AFTER = "the home", "the member", -2  # where a statement's values go that are not known yet


def kinds_with_rows(stream: Stream, after: int = ANY) -> list[type[Row]]:
    """The kinds with rows in a stream that changed after a version. Most have none: one statement asks for them all."""
    asked, places = asked_of_kinds(stream.audience, connection.alias)
    given = {HOME: stream.home, MEMBER: stream.member, AFTER: after}
    with connection.cursor() as cursor:
        cursor.execute(asked, [given.get(place, place) for place in places])
        found = {name for (name,) in cursor.fetchall()}
    return [kind for name, kind in KINDS.items() if name in found]


@cache
def asked_of_kinds(audience: str, alias: str) -> tuple[str, tuple[Any, ...]]:
    """The statement that names the kinds with rows in a stream of this audience, and what goes where in it."""
    parts: list[str] = []
    places: list[Any] = []
    for name, kind in KINDS.items():
        if (rows := kind.rows_in(Stream(HOME, audience, MEMBER))) is not None:
            one = rows.filter(stamp__gt=AFTER).order_by().values("pk")[:1]
            text, params = one.query.sql_with_params()
            parts.append(f"SELECT '{name}' WHERE EXISTS ({text})")  # noqa: S608
            places.extend(params)
    return " UNION ALL ".join(parts), tuple(places)


def joined(items: list[dict[str, Any]]) -> bytes:
    """Items as they travel, with commas between."""
    return orjson.dumps(items, option=orjson.OPT_UTC_Z)[1:-1]


def items_of(member: Member, rows: list[tuple[str, str]]) -> list[bytes]:
    """These rows as the member may see them now; what they cannot see any more is left out."""
    items: list[bytes] = []
    for kind, pk in rows:
        row = KINDS[kind]._default_manager.filter(pk=pk).first() if kind in KINDS else None
        if row is not None and member.sees(row.stream):
            items.append(orjson.dumps(row.as_item(), option=orjson.OPT_UTC_Z))
        elif stone := tombstone(member, kind, pk):
            items.append(orjson.dumps(stone))
    return items


def tombstone(member: Member, kind: str, pk: str) -> dict[str, Any] | None:
    """That a row is gone, where this member could see it."""
    mine = Q()
    for stream in member.streams:
        mine |= Q(audience=stream.audience, member=stream.member)
    stones = Gone.objects.filter(mine, household_id=member.household_id, kind=kind, row_id=pk)
    last = stones.order_by("-rev").values("kind", "row_id", "rev").first()
    return Gone.item(dict(last)) if last else None
