"""manage.py tidy: what the server does by itself once a day, now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from household.models import Clock
from household.tidy import days_passing, empty_log, tidy
from household.upgrade import require_home


class Command(BaseCommand):
    help = "Delete what nobody needs any more: old tombstones and receipts, links and copies whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        require_home()
        due = Clock.look(timezone.now()).time_to_delete_by
        if due:
            tidy(due)
        for _step in days_passing(timezone.now()):
            pass
        empty_log()
        self.stdout.write("Tidied up." if due else NOTHING_DELETED)


NOTHING_DELETED = (
    "Nothing was deleted: this machine's clock has jumped, or was not looked at for more than a day. "
    "Once it has run steadily for a day, the server deletes what is due; or type this again then."
)
