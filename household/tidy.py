"""Tidying: what nobody needs any more is deleted, at the start of the server and once a day.

Nothing here moves a stream or tells anybody anything. Tombstones go under the locks of their streams, together with
the horizon that says so: a cursor from before it is answered with everything (DESIGN.md section 2).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db import connection, models
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from household.change import Change
from household.errors import NotHere
from household.models import KINDS, Gone, Household, Keepsake, Member, Receipt, SignInLink, TabletLink
from household.streams import ADULTS, EVERYONE, OWN

KEPT = datetime.timedelta(days=90)  # tombstones and receipts
EMPTY = datetime.timedelta(days=30)  # a home that nobody is in


def tidy(now: datetime.datetime | None = None) -> None:
    """All of it at once."""
    for _step in tidying(now or timezone.now()):
        pass


def tidying(now: datetime.datetime) -> Iterator[None]:
    """All of it in steps, one transaction or a few each, so that writes come between."""
    for kind in KINDS.values():
        kind.tidy(now)
        yield
    SignInLink.objects.filter(until__lt=now).delete()
    TabletLink.objects.filter(until__lt=now).delete()
    Keepsake.objects.filter(until__lt=now).delete()
    Receipt.objects.filter(day__lt=(now - KEPT).date()).delete()
    yield
    old = Gone.objects.filter(day__lt=(now - KEPT).date())
    for home in list(old.order_by().values_list("household_id", flat=True).distinct()):
        forget_tombstones(home, (now - KEPT).date())
        yield
    look_who_is_here(now)
    yield
    empty = Household.objects.filter(empty_since__lt=(now - EMPTY).date())
    for home in list(empty.values_list("pk", flat=True)):
        close(home)
        yield


def empty_log() -> None:
    """SQLite keeps earlier contents of its pages in the write-ahead log until that is emptied: so that what was deleted
    is gone from the disk within a day. Waits for nobody."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def days_passing(now: datetime.datetime) -> Iterator[None]:
    """What kinds do by themselves as days pass, in steps. Unlike tidying, everybody hears of it."""
    for kind in KINDS.values():
        yield from kind.as_days_pass(now)


def go_on(steps: Iterator[None]) -> bool:
    """Does one step; False when all is done."""
    return next(steps, steps) is None


def forget_tombstones(home: str, before: datetime.date) -> None:
    """Deletes a home's tombstones older than that day, and raises each stream's horizon to the newest of them."""
    old = Gone.objects.filter(household_id=home, day__lt=before)
    try:
        with Change(None, shared=home) as change:
            change.open(pk for pk in old.values_list("member_id", flat=True) if pk)
            for audience, member, newest in stamps(old):
                if audience == OWN:
                    Member.objects.filter(pk=member, own_horizon__lt=newest).update(own_horizon=newest)
                elif audience in (EVERYONE, ADULTS):
                    horizon = f"{audience}_horizon"
                    behind = Household.objects.filter(pk=home, **{f"{horizon}__lt": newest})
                    behind.update(**{horizon: newest})
            old.delete()
            change.worth_keeping()
    except NotHere:
        return  # the home was deleted meanwhile, and its tombstones with it


def stamps(tombstones: models.QuerySet[Gone]) -> Iterator[tuple[str, str | None, int]]:
    """For each stream among these tombstones its newest stamp."""
    yield from tombstones.order_by().values_list("audience", "member_id").annotate(newest=Max("stamp"))


def look_who_is_here(now: datetime.datetime) -> None:
    """Since when homes are empty: also where the last link for a child's device ran out, or their device was signed
    out, after the adults had left. Where somebody came in again, no longer."""
    with_somebody = Exists(Member.who_can_come_in(now).filter(household=OuterRef("pk")))
    Household.objects.filter(~with_somebody, empty_since=None).update(empty_since=now.date())
    Household.objects.filter(with_somebody).exclude(empty_since=None).update(empty_since=None)


def close(home: str) -> None:
    """Deletes a home with everything in it, unless somebody is in it."""
    try:
        with Change(None, shared=home) as change:
            if change.household and not change.household.somebody_is_here():
                Household.objects.filter(pk=home).delete()
                change.worth_keeping()
    except NotHere:
        return  # another process was first
