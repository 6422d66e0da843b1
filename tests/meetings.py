"""What tests of a meeting do: people sit down, walk to a step, order things, each by the API."""

from __future__ import annotations

from typing import Any

from household.models import Invitation, Member, User
from household.models.member import Colour
from tests.conftest import Person, person, write


def one(by: Person, kind: str) -> dict[str, Any]:
    """The one row of a kind on this person's screen, loaded anew; of meetings the one that is not closed, if one is."""
    rows = by.screen().all(kind)
    (row,) = [row for row in rows if row.get("state") != "closed"] or rows
    return {**row, **opened_to(by)} if kind == "ranking" else row


def opened_to(by: Person) -> dict[str, Any]:
    """What this person has of the joint order, as their screen puts it together with the ranking."""
    nothing = {"order": [], "cut": 0, "lifted": [], "differences": [], "same": 0, "opposite": 0, "places": {}}
    drafts = by.screen().all("draft")
    return nothing | {name: value for draft in drafts for name, value in draft.items() if name in nothing}


def joined(sam: Person, name: str) -> Person:
    """One more adult at sam's."""
    _items, secret = Invitation.make(sam.fresh())
    invitation = Invitation.open(secret)
    assert invitation
    taken = set(Member.adults_known_at(sam.home).values_list("colour", flat=True))
    colour = next((colour for colour in ("moss", *Colour.values) if colour not in taken), "moss")
    member = invitation.accept(User.objects.create(), name, colour)
    assert member
    return person(member)


def opened(*people: Person, at: str = "", form: str = "full") -> str:
    """A meeting in which these people are, at that step; its id."""
    answer = people[0].post("meetings/", {"form": form})
    assert answer.status_code == 201, answer.content
    meeting: str = next(item["id"] for item in answer.json()["items"] if item["kind"] == "meeting")
    for who in people:
        assert who.post(f"meetings/{meeting}/here/").status_code == 200
    for who in people:
        assert who.post(f"meetings/{meeting}/ready/").status_code == 200
    if at:
        to_step(people[0], meeting, at)
    return meeting


def to_step(by: Person, meeting: str, step: str) -> None:
    now = one(by, "meeting")["step"]
    assert by.post(f"meetings/{meeting}/stepped/", {"leaves": now, "to": step}).status_code == 200


def listed(by: Person, count: int = 7) -> list[str]:
    """So many tasks on our list; their ids."""
    return [write(by, f"Thing {n} of {'abcdefghijklmnop'[n] * 9}") for n in range(count)]


def seal(by: Person, meeting: str, order: list[str]) -> Any:
    answer = by.patch(f"meetings/{meeting}/ballot/", {"order": order, "sealed": True})
    assert answer.status_code == 200, answer.content
    return answer


def week(by: Person) -> list[str]:
    """This week, from the top."""
    tasks = [task for task in by.screen().all("task") if task["place"] == "week"]
    return [task["id"] for task in sorted(tasks, key=lambda task: task["rank"])]


def everything(*people: Person) -> list[Any]:
    """All that these are told: what they load, and what comes after."""
    return [(who.news(), who.news(who.news()["cursor"])) for who in people]
