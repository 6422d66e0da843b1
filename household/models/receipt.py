"""Receipt: that a write with an idempotency key has been done, so that sending it again does nothing."""

from __future__ import annotations

import hashlib
import hmac
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from household.errors import KeyReused, Replay

from .member import Member
from .row import one_of

AT_ONCE = 50  # rows looked for with one query


class Carried(NamedTuple):
    """The hash of the key a request carries, the fingerprint of what it asks, and the status a success has."""

    key: str
    fingerprint: str
    status: int


class Receipt(models.Model):
    """Kept per member for 90 days: the fingerprint, the status and which rows it gave, never a body.

    An answer from 1 to 5 could be guessed back from a plain hash of the body. So the fingerprint is keyed with the
    idempotency key, of which only a hash is kept: whoever reads the database cannot check a guess.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="receipts")
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)  # "": a private row that it gave is deleted
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
            if receipt.fingerprint and receipt.fingerprint != by.carries.fingerprint:
                raise KeyReused
            raise Replay(receipt.status, [(kind, pk) for kind, pk in receipt.rows])

    @staticmethod
    def carried(key: str, method: str, path: str, body: bytes, status: int) -> Carried:
        """What is kept of a request under this key: hash and fingerprint, 64 hexadecimal characters each."""
        asked = hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest()
        return Carried(
            hashlib.sha256(key.encode()).hexdigest(),
            hmac.digest(key.encode(), asked.encode(), "sha256").hex(),
            status,
        )

    @classmethod
    def forget_rows(cls, member: str, rows: set[str]) -> None:
        """These private rows of a member are deleted: no receipt names them any more or tells what was said in them.
        That the write was done stays known, so that sending it again still does nothing."""
        ids = sorted(rows)
        for start in range(0, len(ids), AT_ONCE):
            naming = reduce(or_, (Q(text__contains=pk) for pk in ids[start : start + AT_ONCE]))
            named = cls.objects.filter(member_id=member).annotate(text=Cast("rows", models.TextField()))
            for receipt in named.filter(naming):
                receipt.rows = [[kind, pk] for kind, pk in receipt.rows if pk not in rows]
                receipt.fingerprint = ""
                receipt.save(update_fields=["rows", "fingerprint"])
