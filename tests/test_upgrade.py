"""Upgrades: the database of every released version becomes one of today's with everything in it, or stays as it was."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.live_server import ROOT
from tests.processes import OF_THE_SUITE

KEPT = ROOT / "tests/databases"
VERSIONS = sorted(file.name.removesuffix(".sql.gz") for file in KEPT.glob("*.sql.gz"))
ENDS_WITH_THE_DAY = ("thanks", "invitation")  # their `until` was a moment before
FOR_EACH_READER = ("tasks_shown", "tasks_strips")  # were one row that all adults read
OPENED = ("order", "cut", "lifted", "differences", "same", "opposite", "places")
ONLY_IN_DRAFTS = {"family_table": ("places",), "ranking": OPENED}  # in a row that everybody or all adults read
on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL migrates in transactions")

KILL = """
import os, signal, sys, django
os.environ["DJANGO_SETTINGS_MODULE"] = "household.settings"
django.setup()
from django.db.migrations.executor import MigrationExecutor
from household import upgrade
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
where = sys.argv[1]
if where == "first migration": MigrationExecutor.apply_migration = die
elif where == "last migration":
    apply, left = MigrationExecutor.apply_migration, int(sys.argv[2])
    def counting(*args, **more):
        global left
        left -= 1
        return apply(*args, **more) if left else die()
    MigrationExecutor.apply_migration = counting
else: setattr(upgrade, where, die)
upgrade.upgrade()
"""


def environment(data: Path, **more: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}
    return plain | {"DATA_DIR": str(data)} | more


def unpacked(version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gzip.decompress((KEPT / f"{version}.json.gz").read_bytes()))
    return found


def loaded(version: str, file: Path) -> Path:
    """The SQLite database of that version."""
    with closing(sqlite3.connect(file)) as database:
        database.executescript(gzip.decompress((KEPT / f"{version}.sql.gz").read_bytes()).decode())
    return file


def content(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Callable[[str], dict[str, str]]]:
    """Loads a version's database where the suite has its own kind; gives the environment that names it."""
    made: list[str] = []

    def load(version: str) -> dict[str, str]:
        file = loaded(version, tmp_path / "tandem.sqlite3")
        if connection.vendor == "sqlite":
            return environment(tmp_path)
        where = connection.settings_dict
        login = f"{where['USER']}:{where['PASSWORD']}".rstrip(":")
        server, name = f"postgres://{login}@{where['HOST']}:{where['PORT']}", f"tandem_upgrade_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as postgres:
            postgres.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        made.append(name)
        env = environment(tmp_path / "data", DATABASE_URL=f"{server}/{name}")
        into_postgres(file, f"{server}/{name}", env)
        return env

    yield load
    for name in made:
        where = connection.settings_dict
        server = f"host={where['HOST']} port={where['PORT']} user={where['USER']} dbname=postgres"
        with psycopg.connect(server, password=where["PASSWORD"] or None, autocommit=True) as postgres:
            postgres.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def into_postgres(file: Path, url: str, env: dict[str, str]) -> None:
    """Copies the rows of an SQLite database into a PostgreSQL one of the same version."""
    with closing(sqlite3.connect(file)) as source, psycopg.connect(url) as target:
        steps = dict(
            source.execute(
                "SELECT app, max(name) FROM django_migrations WHERE app IN ('household', 'tasks') GROUP BY app"
            )
        )
        for app, step in sorted(steps.items()):
            subprocess.run([sys.executable, "manage.py", "migrate", app, step, "-v0"], cwd=ROOT, env=env, check=True)
        target.execute("SET session_replication_role = replica")  # rows in any order
        for (table,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[ht]*_*'"):
            rows = source.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in rows.description]
            types = dict(
                target.execute(
                    "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", [table]
                ).fetchall()
            )
            target.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, names)),
                sql.SQL(", ").join([sql.Placeholder()] * len(names)),
            )
            for row in rows:
                values = [
                    bool(value) if types[name] == "boolean" and value is not None else value
                    for name, value in zip(names, row, strict=True)
                ]
                target.execute(insert, values)
            if types.get("id") in ("bigint", "integer"):
                target.execute(
                    sql.SQL(
                        "SELECT setval(pg_get_serial_sequence({}, 'id'), (SELECT coalesce(max(id), 1) FROM {}))"
                    ).format(sql.Literal(table), sql.Identifier(table))
                )


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_is_still_there_after_an_upgrade(
    database: Callable[[str], dict[str, str]], version: str, tmp_path: Path
) -> None:
    before = unpacked(version)
    command = [sys.executable, "-m", "tests.databases.read", before["made_at"]]
    done = subprocess.run(command, cwd=ROOT, env=database(version), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    after = json.loads(done.stdout)
    assert after["board"] == 200
    assert all(after["rows"][table] >= before["rows"][table] for table in FOR_EACH_READER)
    counted = {table: count for table, count in before["rows"].items() if table not in FOR_EACH_READER}
    assert {table: after["rows"].get(table) for table in counted} == counted
    assert after["news"].keys() == before["news"].keys()
    for member, news in before["news"].items():
        now = {(item["kind"], item["id"]): item for item in after["news"][member]["items"]}
        versions = [one["cursor"].partition(".")[2] for one in (after["news"][member], news)]
        assert versions[0] == versions[1]  # of another epoch where something lay open: screens load anew
        assert len([kind for kind, _pk in now if kind != "draft"]) == len(news["items"])
        for item in news["items"]:
            if f"tasks_{item['kind']}" in FOR_EACH_READER:
                assert item["kind"] in {kind for kind, _pk in now}
                continue
            for name in ONLY_IN_DRAFTS.get(item["kind"], ()):
                del item[name]
            found = now[item["kind"], item["id"]]
            if item["kind"] in ENDS_WITH_THE_DAY and item.get("until"):
                del item["until"]
                assert found["until"]
            assert {key: found.get(key) for key in item} == item


@on_sqlite
@pytest.mark.parametrize("where", ["first migration", "last migration", "sync", "name_too"])
def test_an_upgrade_that_is_killed_leaves_the_old_database_and_begins_again(tmp_path: Path, where: str) -> None:
    file = loaded(VERSIONS[0], tmp_path / "tandem.sqlite3")
    before, env = content(file), environment(tmp_path)
    killed = subprocess.run([sys.executable, "-c", KILL, where, "3"], cwd=ROOT, env=env, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert content(file) == before

    again = [sys.executable, "manage.py", "migrate"]
    done = subprocess.run(again, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (copy,) = tmp_path.glob("tandem-before-*.sqlite3")
    assert content(copy) == before
    assert not list(tmp_path.glob("*upgrading*"))


@on_sqlite
def test_a_full_disk_during_an_upgrade_is_said_and_leaves_the_old_database(tmp_path: Path) -> None:
    file = loaded(VERSIONS[0], tmp_path / "tandem.sqlite3")
    before = content(file)
    script = (
        "import os, django, resource, signal\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'household.settings'\n"
        "django.setup()\n"
        "from household import upgrade\n"
        "def full(*_): raise OSError(28, 'No space left on device')\n"
        "upgrade.sync = full\n"
        "upgrade.upgrade()\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "is full; the database is as it was before" in done.stderr
    assert content(file) == before
    assert not list(tmp_path.glob("*upgrading*")) and not list(tmp_path.glob("*before*"))
