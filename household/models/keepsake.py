"""Keepsake: the copy somebody took along when they left."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from household.secrets import hashed, new_secret

from .row import IdField

LIVES = datetime.timedelta(days=30)


class Keepsake(models.Model):
    """What one person could see of a home, as they left it. By its own link, for 30 days; nobody else has the link."""

    id = IdField()
    secret_hash = models.CharField(max_length=64, unique=True)
    home_name = models.CharField(max_length=80)
    content = models.JSONField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"copy of {self.home_name}"

    @classmethod
    def make(cls, home_name: str, content: dict[str, object]) -> str:
        """Keeps a copy; gives the secret for its link. Call it inside a change."""
        secret = new_secret()
        cls.objects.create(
            secret_hash=hashed(secret), home_name=home_name, content=content, until=timezone.now() + LIVES
        )
        return secret

    @classmethod
    def open(cls, secret: str) -> Keepsake | None:
        """The copy with this secret while it is kept."""
        return cls.objects.filter(secret_hash=hashed(secret), until__gt=timezone.now()).first()
