"""What the door hands to the server's loop, kept; and ways to start from the same home again."""

from __future__ import annotations

import contextlib
import random
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from household import live
from household.poke import Poke


class Recorder:
    """Stands where the server's loop stands: keeps each poke that the door hands over, delivers none."""

    def __init__(self) -> None:
        self.pokes: list[Poke] = []

    def call_soon_threadsafe(self, _hear: Callable[..., None], poke: Poke) -> None:
        self.pokes.append(poke)

    def after_commit(self) -> list[Poke]:
        """In a test's transaction nothing commits: what would have been done after the commit is done now."""
        waiting, connection.run_on_commit = connection.run_on_commit, []
        for _savepoints, tell, _robust in waiting:
            tell()
        pokes, self.pokes = self.pokes, []
        return pokes


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr(live.hub, "loop", recorder)
    return recorder


def same_cast(seed: int) -> Any:
    """The cast, with the same ids for the same seed."""
    from tests.conftest import make_cast

    chance = random.Random(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=chance.getrandbits(128), version=4))
        return make_cast()


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened after it: each history starts from the same home."""
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # the door insists on the outermost transaction
    with block:
        yield
        transaction.set_rollback(True)
    connection.run_on_commit = []
