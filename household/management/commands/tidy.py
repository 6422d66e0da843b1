"""manage.py tidy: what the server does by itself once a day, now."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from household.tidy import days_passing, tidy


class Command(BaseCommand):
    help = "Delete what nobody needs any more: old tombstones and receipts, links and copies whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        tidy()
        for _step in days_passing(timezone.now()):
            pass
        self.stdout.write("Tidied up.")
