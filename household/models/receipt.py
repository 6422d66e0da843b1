"""Receipt: that a write with an idempotency key has been done, so that sending it again does nothing."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.db import models

from household.errors import KeyReused, Replay

from .member import Member
from .row import one_of


class Carried(NamedTuple):
    """The key a request carries, the fingerprint of what it asks, and the status a success has."""

    key: str
    fingerprint: str
    status: int


class Receipt(models.Model):
    """Kept per member for 90 days: the fingerprint, the status and which rows it gave, never a body."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="receipts")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    rows = models.JSONField(default=list)  # [[kind, id], ...]
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="a_key_once")]
        indexes = [models.Index(fields=["day"], name="receipt_by_day")]

    def __str__(self) -> str:
        return f"receipt {self.key}"

    @classmethod
    def not_done_before(cls, by: Member) -> None:
        """Raises `Replay` when the key that `by` carries has done its write, `KeyReused` when it did another."""
        if by.carries is None:
            return
        if receipt := one_of(cls.objects.filter(member=by, key=by.carries.key)):
            if receipt.fingerprint != by.carries.fingerprint:
                raise KeyReused
            raise Replay(receipt.status, [(kind, pk) for kind, pk in receipt.rows])

    @staticmethod
    def fingerprint_of(method: str, path: str, body: bytes) -> str:
        """What a request asks, as 64 hexadecimal characters."""
        return hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest()
