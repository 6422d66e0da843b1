"""Leaving: the copy one takes along, as data. Everything one could see, but for what was shown for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from .row import KINDS

if TYPE_CHECKING:
    from .member import Member


def copy_for(member: Member) -> dict[str, Any]:
    """`{"me": id, "home": [{…}], "member": [...], "task": [...], …}`: by kind, the rows this member may read."""
    copy: dict[str, Any] = {"me": member.pk}
    for name, kind in KINDS.items():
        items: list[dict[str, Any]] = []
        for stream in member.streams if kind.in_copies else ():
            if (rows := kind.rows_in(stream)) is not None:
                items.extend(kind.item(values) for values in rows.values("id", "rev", *kind.columns))
        copy[name] = items
    plain: dict[str, Any] = orjson.loads(orjson.dumps(copy, option=orjson.OPT_UTC_Z))
    return plain
