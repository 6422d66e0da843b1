"""Token: a key for the API, for one member of one home."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from household.secrets import hashed, new_secret

from .household import Household
from .member import Member
from .row import Row


class Token(Row):
    """A bearer token. The text is shown once; the row keeps its hash. Whoever holds it is that member here."""

    kind = "token"
    own = "member_id"
    columns: ClassVar = ("name", "made_on")

    household = models.ForeignKey(Household, models.CASCADE, related_name="tokens")
    member = models.ForeignKey(Member, models.CASCADE, related_name="tokens")
    secret_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=60)
    made_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["member", "stamp"], name="token_news")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def make(cls, by: Member, name: str, on: str | None = None) -> tuple[list[bytes], str]:
        """A new token of one's own and its text. Whoever holds it is one of one's devices, so the others are told, and
        the device it was made `on` cannot hide it ("": by another token; None: for an example, nobody is told)."""
        from .notice import Notice

        secret = new_secret()
        with by.change() as change:
            token = cls(
                household_id=by.household_id,
                member=by,
                secret_hash=hashed(secret),
                name=name,
                made_on=change.today,
            )
            change.save(token)
            if on is not None:
                Notice.tell_of_token(by, change, name, on)
        return change.items, secret

    def revoke(self, by: Member) -> list[bytes]:
        """It opens nothing any more, and the screens opened with it end at once."""
        with by.change() as change:
            change.again(self)
            change.end(token=self.pk)
            change.gone(self)
        return change.items
