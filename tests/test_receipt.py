"""What is kept of a write: enough to do it once, and nothing that tells a deleted answer."""

from __future__ import annotations

import hashlib
import hmac
import importlib
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from household.models import Receipt
from household.tidy import empty_log
from tasks.models import CheckIn
from tests.conftest import Person, ids_of, write


def bodies() -> list[bytes]:
    return [b'{"felt": %d}' % felt for felt in range(1, 6)]


def asked(by: Person, title: str = "Dishes", key: str = "") -> str:
    """The question a task of theirs brings them; its id."""
    done = by.post(f"tasks/{write(by, title)}/done/", key=key)
    return next(pk for kind, pk in ids_of(done) if kind == "check_in")


def on_disk() -> bytes:
    """Every byte of the database: file and write-ahead log."""
    name = str(connection.settings_dict["NAME"])
    return b"".join(path.read_bytes() for path in map(Path, (name, f"{name}-wal")) if path.exists())


def guesses(method: str, path: str, key: str) -> list[bytes]:
    """What a reader of the database could look for, for each of the five answers: with and without the key."""
    plain = [hashlib.sha256(b"\n".join([method.encode(), path.encode(), body])).hexdigest() for body in bodies()]
    keyed = [hmac.new(key.encode(), text.encode(), "sha256").hexdigest() for text in plain]
    return [text.encode() for text in plain + keyed]


@pytest.mark.django_db(transaction=True)
def test_no_byte_on_the_disk_tells_a_deleted_answer(sam: Person) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's files are its own")
    question, key = asked(sam), str(uuid.uuid4())
    path = f"check-ins/{question}/answered/"
    assert sam.post(path, {"felt": 4}, key=key).status_code == 200
    empty_log()
    kept = on_disk()
    found = [guess in kept for guess in guesses("POST", sam.url(path), key)]
    assert found == [False] * 5 + [False, False, False, True, False], "only who has the key can check a guess"
    assert key.encode() not in kept
    assert sam.delete(f"check-ins/{question}/", key=str(uuid.uuid4())).status_code == 200
    empty_log()
    kept = on_disk()
    assert not any(guess in kept for guess in guesses("POST", sam.url(path), key))
    assert key.encode() not in kept


def test_the_receipts_of_a_deleted_answer_name_it_no_more(sam: Person) -> None:
    done, key = str(uuid.uuid4()), str(uuid.uuid4())
    question = asked(sam, key=done)
    other = asked(sam, "Bins")
    for pk in (question, other):
        sam.post(f"check-ins/{pk}/answered/", {"felt": 4}, key=key if pk == question else str(uuid.uuid4()))
    sam.delete(f"check-ins/{question}/")
    assert not [receipt for receipt in Receipt.objects.all() if question in str(receipt.rows)]
    assert Receipt.objects.exclude(fingerprint="").count() == 1, "that of the other answer stands as it was"
    assert sam.post(f"check-ins/{question}/answered/", {"felt": 4}, key=key).status_code == 200
    task = next(row for row in sam.screen().all("task") if row["title"] == "Dishes")
    sam.post(f"tasks/{task['id']}/reopened/")
    assert sam.post(f"tasks/{task['id']}/done/", key=done).status_code == 200
    again = sam.screen().task(task["id"])
    assert again and again["place"] == "list", "sent again, it is still done only once"


def test_erasing_all_answers_asks_the_database_little(sam: Person, django_assert_max_num_queries: Any) -> None:
    for number in range(8):
        sam.post(f"check-ins/{asked(sam, f'Task {number}')}/answered/", {"felt": 2}, key=str(uuid.uuid4()))
    with django_assert_max_num_queries(60):
        CheckIn.erase_all(sam.fresh())
    assert not Receipt.objects.filter(rows__0__0="check_in").exclude(fingerprint="")


def test_an_upgrade_keys_what_was_kept_before(sam: Person) -> None:
    key, body = str(uuid.uuid4()), b'{"title": "Dishes"}'
    plain = hashlib.sha256(b"\n".join([b"POST", sam.url("tasks/").encode(), body])).hexdigest()
    task = write(sam)
    Receipt.objects.create(
        member=sam.member, key=key, fingerprint=plain, status=201, rows=[["task", task]], day="2026-11-23"
    )
    migration = importlib.import_module("household.migrations.0004_clock_and_keyed_receipts")
    migration.key_fingerprints(apps, None)
    kept = Receipt.objects.get()
    assert (plain in kept.fingerprint, key in kept.key) == (False, False)
    assert ids_of(sam.post("tasks/", {"title": "Dishes"}, key=key)) == [("task", task)]
    assert sam.post("tasks/", {"title": "Something else"}, key=key).status_code == 422
