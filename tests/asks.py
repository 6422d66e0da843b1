"""Asks in a test: asked, and how they stand."""

from __future__ import annotations

from typing import Any

from tests.conftest import Person


def ask(who: Person, task: str, to: Person | None = None, how: str = "ask", **more: Any) -> Any:
    body = {"task": task, "how": how, **({"to": to.id} if to else {}), **more}
    return who.post("asks/", body)


def ask_id(answer: Any) -> str:
    assert answer.status_code == 201, answer.content
    asks = [item for item in answer.json()["items"] if item["kind"] == "ask"]
    return next(str(item["id"]) for item in asks if item["state"] in ("asked", "parked"))


def state(who: Person, pk: str) -> str:
    """As it stands on this person's screen."""
    return next((str(row["state"]) for row in who.screen().all("ask") if row["id"] == pk), "not there")
