"""A screen as the browser keeps one, in a few lines: it merges by `rev` and is careful with cursors."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from household.streams import Cursor


class Screen:
    """What somebody sees: rows by kind and id, and how far it has read."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], dict[str, Any]] = {}
        self.cursor = ""

    def take(self, news: dict[str, Any]) -> None:
        """Merges news; takes its cursor only when standing at or beyond its `since`. News of another epoch, and news
        that lead nowhere beyond where it stands, change nothing: a full load left no tombstone of what had gone."""
        if news["reset"]:
            self.rows = {}
            self.cursor = ""
        elif self.cursor and (beyond(self.cursor, news["cursor"]) or not same_shape(self.cursor, news["cursor"])):
            return
        self.merge(news["items"])
        fits = news["reset"] or self.stands_at(news["since"])
        if fits and (not self.cursor or beyond(news["cursor"], self.cursor)):
            self.cursor = news["cursor"]

    def merge(self, items: list[dict[str, Any]]) -> None:
        """Takes each item unless an equal or newer `rev` is held; tombstones are held too."""
        for item in items:
            key = item["kind"], item["id"]
            if key not in self.rows or self.rows[key]["rev"] < item["rev"]:
                self.rows[key] = item

    def stands_at(self, since: str) -> bool:
        """Whether nothing before `since` is missing here."""
        if since in ("", "0"):
            return True
        return bool(self.cursor) and beyond(self.cursor, since)

    def seen(self, now: datetime.datetime | None = None) -> dict[tuple[str, str], dict[str, Any]]:
        """What is shown: no tombstones, nothing past its `until`."""
        now = now or timezone.now()
        return {key: item for key, item in self.rows.items() if not item.get("gone") and not past(item, now)}

    def all(self, kind: str) -> list[dict[str, Any]]:
        """The shown rows of a kind."""
        return [item for (k, _id), item in self.seen().items() if k == kind]

    def task(self, pk: str) -> dict[str, Any] | None:
        """One task, if it is shown."""
        return self.seen().get(("task", pk))


def past(item: dict[str, Any], now: datetime.datetime) -> bool:
    until = item.get("until")
    return bool(until) and datetime.datetime.fromisoformat(until) <= now


def same_shape(one: str, other: str) -> bool:
    """Whether two cursors are of one epoch and for the same streams."""
    a, b = Cursor.parse(one), Cursor.parse(other)
    return bool(a and b and a.epoch == b.epoch and (a.adults is None) == (b.adults is None))


def beyond(one: str, other: str) -> bool:
    """Whether cursor `one` is at or beyond `other` in every stream."""
    a, b = Cursor.parse(one), Cursor.parse(other)
    if a is None or b is None:
        return a is not None
    if a.epoch != b.epoch or (a.adults is None) != (b.adults is None):
        return False
    return a.everyone >= b.everyone and (a.adults or 0) >= (b.adults or 0) and a.own >= b.own
