"""Signing out: devices of one person, and what was made on them to let somebody in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from household.errors import NotHere

from .device import Device, SignInLink
from .invitation import Invitation
from .tablet import TabletLink
from .token import Token

if TYPE_CHECKING:
    from .member import Member


def sign_out(by: Member, device: str) -> None:
    """One device of mine, with the links and invitations that were made on it. My tokens stay."""
    with receipt_last(by):
        lock_out(by, Device.objects.filter(pk=device), Q(made_on=device))


def sign_out_others(by: Member, this: str | None, keep: Collection[str] = ()) -> None:
    """All devices of mine but `this` (None: all), every link and invitation of mine that was not made on it, and my
    tokens in all my homes but those to `keep`: nobody who held one of them comes back by what they left there."""
    assert by.user
    mine = by.user.present_members()
    with receipt_last(by):
        lock_out(by, Device.objects.exclude(pk=this or ""), ~Q(made_on=this) if this else Q())
        for token in Token.objects.filter(member__in=mine).exclude(pk__in=keep).select_related("member__household"):
            with suppress(NotHere):  # revoked by another request meanwhile
                token.revoke(token.member)


@contextmanager
def receipt_last(by: Member) -> Iterator[None]:
    """Signing out takes a change for each home and token. The receipt for the idempotency key is written after the last
    of them, so that a request that failed half way is done again whole instead of being answered as done."""
    carries, by.carries = by.carries, None
    yield
    if carries:
        by.carries = carries
        with by.change() as change:
            change.worth_keeping()


def lock_out(by: Member, devices: QuerySet[Device], made: Q) -> None:
    """Signs these devices out, then stops what was `made` there. In this order: no more can be made in between."""
    assert by.user
    user, homes = by.user, by.user.present_members()
    ids = list(devices.filter(user=user).values_list("pk", flat=True))
    Device.sign_out(user, Device.objects.filter(pk__in=ids), by)
    for me in homes:
        with me.household.change(me) as change:
            SignInLink.objects.filter(made, user=user).delete()
            SignInLink.objects.filter(made_on__in=ids).delete()  # those for a child's device
            TabletLink.objects.filter(made, by=me).delete()
            for invitation in Invitation.objects.filter(made, by=me):
                change.gone(invitation)
            change.worth_keeping()
