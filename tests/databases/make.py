"""Makes the filled database of this version, which later versions must be able to upgrade.

Run at a release, from a clean checkout: `python -m tests.databases.make NAME`. It writes two files beside this one:
`NAME.sql.gz`, the SQLite database as SQL, and `NAME.json.gz`: when it was made, the rows of each table, and the news of
each member as this version gives them.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HOMES, STEPS = 12, 60  # random histories, beside the example home
PEOPLE = ("sam", "sam", "robin", "robin", "kim")


def make(name: str) -> None:
    """Fills a new database and writes both files. Needs a `DATA_DIR` that is empty, and a configured Django."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    call_command("demo", json=True, stdout=io.StringIO())
    fill()
    told = {"made_at": timezone.now().isoformat(), "rows": rows(), "news": news()}
    pack(f"{name}.json.gz", json.dumps(told, sort_keys=True))
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        pack(f"{name}.sql.gz", "\n".join(database.iterdump()))


def fill() -> None:
    """Homes whose people lived through random histories, and a tablet with a link for another one."""
    from household.models import Tablet, TabletLink
    from tests.conftest import make_cast
    from tests.histories import CROSSING, OURS, OWN, TOGETHER, History, Step

    acts = sorted(OURS | CROSSING | OWN | TOGETHER)
    chance = random.Random(1)
    for number in range(HOMES):
        cast = make_cast(starters=True)
        history = History(cast, number)
        for _ in range(STEPS):
            history.do(Step(chance.choice(PEOPLE), chance.choice(acts), chance.randrange(41), chance.randrange(41)))
        live(cast, number)
    for link in range(2):
        _items, secret = TabletLink.make(cast.sam.fresh())
        if link == 0 and (found := TabletLink.open(secret)):
            found.use("Kitchen")
    assert Tablet.objects.exists()


def live(cast: Any, number: int) -> None:
    """What the histories leave out: writes with a key, an answered week, something to talk about, somebody leaving."""
    from django.utils import timezone

    from tasks.models.pulse import week_of
    from tests.conftest import person

    sam, robin = person(cast.sam.fresh()), person(cast.robin.fresh())  # new tokens: a history revokes some
    assert sam.post("tasks/", {"title": "Write to the school"}, key=f"key-{number}").status_code == 201
    for who in (sam, robin):
        assert who.post("tasks/", {"title": "Kept for later", "private": True}, key=f"own-{number}").status_code == 201
    week = week_of(sam.member.household, timezone.now()).isoformat()
    answer = sam.post("pulse/", {"week": week, "supported": 4, "heard": 3, "respected": 5, "team": 4, "fairness": 3})
    assert answer.status_code < 300, answer.content
    assert robin.post("topics/", {"about": "the car"}).status_code == 201
    if number == 0:
        robin.fresh().leave()


def rows() -> dict[str, int]:
    """How many rows each of our tables has."""
    from django.apps import apps

    models = [model for app in ("household", "tasks") for model in apps.get_app_config(app).get_models()]
    return {model._meta.db_table: model._default_manager.count() for model in models}


def news() -> dict[str, Any]:
    """By member id, what a freshly loaded screen gets."""
    from household.models import Member
    from household.news import news_for

    present = Member.objects.filter(left_on=None).order_by("pk").values_list("pk", flat=True)
    return {pk: json.loads(news_for(pk, "").encoded()) for pk in present}


def pack(file: str, text: str) -> None:
    """Compresses without a date, so that the same content makes the same file."""
    (HERE / file).write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    import django
    from django.test.utils import setup_test_environment

    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "household.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        setup_test_environment()
        make(sys.argv[1])
