"""manage.py migrate: Django's, with the checks of a start; without a target it does what a start does.
With one the database is migrated in place, after a copy of it."""

from __future__ import annotations

from django.core.management.commands import migrate
from django.db import connection

from household.upgrade import check, copy_beside, unserved, upgrade


class Command(migrate.Command):
    def run_from_argv(self, argv: list[str]) -> None:
        options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
        looks_only = options["plan"] or options["check_unapplied"]
        if not (looks_only or options["app_label"] or options["fake"] or options["fake_initial"] or options["prune"]):
            if before := upgrade():
                self.stdout.write(f"The database as it was before: {before}")
            return
        check()
        if connection.vendor != "sqlite":
            super().run_from_argv(argv)
            return
        with unserved():
            if not looks_only and (before := copy_beside()):
                self.stdout.write(f"The database as it was before: {before}")
            super().run_from_argv(argv)
