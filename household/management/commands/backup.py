"""manage.py backup: the whole database in one file, while the server runs."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from household.upgrade import copy_to, require_home


class Command(BaseCommand):
    help = "Copy the database into one file, whole, while the server runs. `restore` brings it back."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a new file (a dated one in DATA_DIR/backups)")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(
                'PostgreSQL has a command for it: pg_dump --format=custom --file=tandem.dump "$DATABASE_URL"'
            )
        require_home()
        file = options["file"] or settings.DATA_DIR / "backups" / f"tandem-{datetime.now():%Y-%m-%d-%H%M%S}.sqlite3"
        if file.exists() or file.is_symlink():
            raise CommandError(f"{file} is there already; nothing was written. Name another file.")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            copy_to(file)
        except FileExistsError:
            raise CommandError(f"{file} is there already; nothing was written. Name another file.") from None
        except (OSError, sqlite3.Error) as refused:
            why = getattr(refused, "strerror", None) or refused
            raise CommandError(
                f"{file} cannot be written ({why}); nothing was kept of it. Name another file."
            ) from None
        self.stdout.write(str(file))
