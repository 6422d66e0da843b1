"""manage.py migrate: Django's, with the checks of a start; without a target it does what a start does."""

from __future__ import annotations

from django.core.management.commands import migrate
from django.db import connection

from household.upgrade import check, unserved, upgrade


class Command(migrate.Command):
    def run_from_argv(self, argv: list[str]) -> None:
        if len(argv) == 2:
            if before := upgrade():
                self.stdout.write(f"The database as it was before: {before}")
            return
        check()
        if connection.vendor != "sqlite":
            super().run_from_argv(argv)
            return
        with unserved():
            super().run_from_argv(argv)
