"""What tests of the first sitting do: mark, write what is missing, be through, read what was opened."""

from __future__ import annotations

from typing import Any

from household.models import Invitation, User
from tests.conftest import Cast, Person, person

MILK, KEY, BIRTHDAYS = "noticing-milk", "spare-key", "birthdays"


def mark(by: Person, *keys: str, exists: bool = True, in_head: bool = False, round_: int = 1) -> Any:
    marks = [{"key": key, "exists": exists, "in_head": in_head} for key in keys]
    answer = by.post("inventory/marks/", {"round": round_, "marks": marks})
    assert answer.status_code == 200, answer.content
    return answer


def words(by: Person, text: str, area: str = "kitchen", round_: int = 1, **more: Any) -> str:
    answer = by.post("inventory/words/", {"round": round_, "area": area, "words": text, **more})
    assert answer.status_code == 201, answer.content
    return str(answer.json()["items"][0]["id"])


def through(by: Person, round_: int = 1) -> Any:
    answer = by.post("inventory/through/", {"round": round_})
    assert answer.status_code == 200, answer.content
    return answer


def union(who: Person) -> dict[str, dict[str, Any]]:
    """What is opened, by key or words."""
    return {row["key"] or row["words"]: row for row in who.screen().all("responsibility")}


def opened(sam: Person, robin: Person) -> dict[str, dict[str, Any]]:
    """A sitting that both have gone through."""
    mark(sam, MILK, "dishes")
    mark(sam, KEY, in_head=True)
    mark(robin, "dishes", "ironing")
    mark(robin, BIRTHDAYS, exists=False, in_head=True)
    through(sam)
    through(robin)
    return union(sam)


def third_adult(cast: Cast) -> Person:
    _items, secret = Invitation.make(cast.sam.member)
    invitation = Invitation.open(secret)
    assert invitation
    alex = invitation.accept(User.objects.create(), "Alex", "moss")
    assert alex
    alexa = person(alex)
    alexa.client = cast.sam.client
    return alexa
