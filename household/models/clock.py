"""Clock: whether this machine's time can be trusted, so that nothing is deleted because a clock was wrong."""

from __future__ import annotations

import datetime
import logging

from django.db import models, transaction

log = logging.getLogger("tandem.clock")

STEP = datetime.timedelta(hours=25)
"""The clock is looked at every hour while a server runs. A longer step between two looks, in either direction, is a
jump, or a pause that cannot be told from one."""
STEADY = datetime.timedelta(days=1)  # so long it has to run without a jump before anything is deleted by it
LONGEST_KEPT = datetime.timedelta(days=400)  # longer than any row is kept: an answer, a year


class Clock(models.Model):
    """The one row that says when this server last looked at the time, and since when without a jump.

    Rows written while the clock was behind carry dates that are too early. So everything is kept longer by as much as
    it was behind (`late_by`), until the last of those rows would have gone anyway (`late_until`).
    """

    looked_at = models.DateTimeField()
    steady_since = models.DateTimeField()
    trusted = models.DateTimeField(null=True)  # the last look at which it was steady
    late_by = models.DurationField(default=datetime.timedelta)
    late_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"looked at {self.looked_at:%Y-%m-%d}"

    @classmethod
    def look(cls, now: datetime.datetime) -> Clock:
        """Notes that it is `now`. Several processes may do so at once; always writes."""
        with transaction.atomic():
            clock = cls.objects.select_for_update().filter(pk=1).first()
            if clock is None:
                return cls.objects.get_or_create(pk=1, defaults={"looked_at": now, "steady_since": now})[0]
            clock._take(now)
            clock.save(force_update=True)
        return clock

    def _take(self, now: datetime.datetime) -> None:
        if abs(now - self.looked_at) > STEP:
            log.warning(
                "the clock went from %s to %s: nothing is deleted by date before it has run steadily for a day",
                f"{self.looked_at:%Y-%m-%d %H:%M}",
                f"{now:%Y-%m-%d %H:%M}",
            )
            self.steady_since = now
            if self.late_by:
                self.late_until = now + LONGEST_KEPT
        if self.trusted and now < self.trusted - STEP:
            self.late_by = max(self.late_by, self.trusted - now)
            self.late_until = now + LONGEST_KEPT
        elif self.late_until and self.late_until < now:
            self.late_by, self.late_until = datetime.timedelta(), None
        self.looked_at = now
        if self.is_steady:
            self.trusted = now

    @property
    def is_steady(self) -> bool:
        """Whether it has run for a day without a jump."""
        return self.looked_at - self.steady_since >= STEADY

    @property
    def time_to_delete_by(self) -> datetime.datetime | None:
        """Cut-off for deletion: rows that expired before it may be deleted. Earlier than now by the largest clock
        error that can go unnoticed; None after a jump, when nothing may be deleted,
        as the clock has jumped."""
        return self.looked_at - STEP - self.late_by if self.is_steady else None
