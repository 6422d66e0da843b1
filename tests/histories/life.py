"""What a history knows of a home so far, and the ways to choose from it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from household.errors import Refused
from household.models import Member
from tasks.models import Task

NAMES = uuid.UUID("7e5ce1ad-0000-4000-8000-000000000000")
PLACES = ("list", "week", "not_now")


def name_of(*parts: object) -> str:
    """An id made of what it is for."""
    return str(uuid.uuid5(NAMES, "/".join(map(str, parts))))


class Step(NamedTuple):
    who: str
    what: str
    a: int = 0
    b: int = 0


class Told(NamedTuple):
    """What an act was answered: its items, or the refusal's status and code, with the items it shows."""

    status: int
    code: str
    items: tuple[bytes, ...]


@dataclass
class Known:
    """What steps can choose from, by id, and what of it is no longer chosen."""

    tasks: list[str] = field(default_factory=list)  # those written down for all, and those brought
    heads: dict[str, list[str]] = field(default_factory=lambda: {"sam": [], "robin": [], "kim": []})
    secrets: list[str] = field(default_factory=list)  # in somebody's head for good: see `do_in_secret`
    areas: list[str] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    made: dict[object, int] = field(default_factory=dict)  # how many rows about the same thing


class Life:
    """One home and what was done in it so far."""

    def __init__(self, cast: Any, label: object = "") -> None:
        self.label = label
        self.members = {name: getattr(cast, name).id for name in ("sam", "robin", "kim")}
        self.known = Known()
        self._where = "head"

    @property
    def tasks(self) -> list[str]:
        return self.known.tasks

    @property
    def heads(self) -> dict[str, list[str]]:
        return self.known.heads

    @property
    def areas(self) -> list[str]:
        return self.known.areas

    @property
    def left(self) -> set[str]:
        return self.known.left

    def member(self, name: str) -> Member:
        return Member.objects.select_related("household", "user").get(pk=self.members[name])

    def do(self, step: Step, in_secret: bool = False) -> Told:
        """One step. What is refused is part of life; anything else that is raised is a fault."""
        if step.who in self.left:
            return Told(404, "left", ())
        self._where = "secret" if in_secret else "head"
        by = self.member(step.who)
        try:
            items = getattr(self, step.what)(by, step.a, step.b)
        except Refused as refused:
            return Told(refused.status, refused.code, tuple(refused.items or ()))
        return Told(200, "", tuple(items or ()))

    def do_in_secret(self, step: Step) -> Told:
        """A private act that leads to nothing: it chooses among the secrets only, and no later step chooses them."""
        if step.what in ("there_and_back", "in_vain", "forget"):
            return self.do(step, in_secret=True)
        tasks, heads = self.tasks, self.heads[step.who]
        self.known.tasks, self.heads[step.who] = [], self.known.secrets
        try:
            return self.do(step, in_secret=True)
        finally:
            self.known.tasks, self.heads[step.who] = tasks, heads

    def task(self, by: Member, a: int) -> Task:
        """A task they know of: ours, or one in their own head. Another's is not there, as for the API."""
        known = [*self.tasks, *self.heads[self.name(by)]]
        task = Task.objects.filter(pk=known[a % len(known)]).first() if known else None
        if task is None or not by.sees(task.stream):
            raise Refused(code="not_there")
        return task

    def name(self, by: Member) -> str:
        return next(name for name, pk in self.members.items() if pk == by.pk)

    def area_of(self, a: int) -> str | None:
        return self.areas[a % len(self.areas)] if self.areas and a % 3 else None

    def after(self, by: Member, b: int) -> str | None:
        known = [*self.tasks, *self.heads[self.name(by)]]
        return known[b % len(known)] if known and b % 4 else None
