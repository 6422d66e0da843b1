"""Random histories of a home: what sam, robin and kim do, step by step, and the same again from the same choices.

A step is `(who, what, a, b)`: `a` and `b` choose the target and the words. Ids come from the steps, not from chance,
and the clock stands still unless it is moved, so a history played twice gives the same bytes twice.
"""

from __future__ import annotations

import contextlib
import datetime
import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_init
from django.utils import timezone

from household import live
from household.errors import Refused
from household.models import Device, Gone, Invitation, Member, Notice, Row, SignInLink, Token
from household.poke import Poke
from household.tidy import days_passing
from tasks.inventory import ENTRIES
from tasks.meeting_steps import AGENDAS
from tasks.models import (
    Area,
    Ask,
    Asking,
    Ballot,
    Borrowed,
    But,
    CheckIn,
    Credit,
    CreditPart,
    FamilyTable,
    Guess,
    Hand,
    How,
    Intention,
    Inventory,
    InventoryMark,
    InventoryWalk,
    Low,
    Manner,
    Meeting,
    Part,
    PutAway,
    Ranking,
    Reminder,
    Responsibility,
    Rhythm,
    Seat,
    Shown,
    Status,
    Strips,
    Task,
    Thanks,
    Wish,
)
from tasks.models import Step as TaskStep

NAMES = uuid.UUID("7e5ce1ad-0000-4000-8000-000000000000")
START = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
PLACES = ("list", "week", "not_now")
FIELDS = ("title", "notes", "done_means", "feel", "size", "due", "area")


def name_of(*parts: object) -> str:
    """An id made of what it is for."""
    return str(uuid.uuid5(NAMES, "/".join(map(str, parts))))


class Step(NamedTuple):
    who: str
    what: str
    a: int = 0
    b: int = 0


class Clock:
    """What time it is, in a test that moves it by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime.datetime:
        return self.now

    def restart(self) -> None:
        self.now = START

    def move(self, **by: float) -> None:
        self.now += datetime.timedelta(**by)


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
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


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


class History:
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

    # -- the same ids each time --------------------------------------------------------------------

    @contextlib.contextmanager
    def same_ids(self) -> Iterator[None]:
        """Rows that the server names get a name made of their stream and what they are about."""

        def name(sender: type[Row], instance: Any, **_: Any) -> None:
            if instance.rev == 0:  # made now, not read
                about = (sender.kind, *instance.stream, getattr(instance, "task_id", ""))
                if isinstance(instance, Task):  # whose head it is in, it does not know yet
                    about = (sender.kind, instance.author_id, instance.title)
                made = self.known.made
                made[about] = made.get(about, 0) + 1
                instance.pk = name_of(self.label, *about, made[about])

        kinds: list[type[Row]] = [
            CheckIn,
            Credit,
            Guess,
            Notice,
            Token,
            Invitation,
            Part,
            Ask,
            Low,
            Task,  # most are named by the step that makes them, after this
        ]  # areas are named by the steps
        kinds += [Rhythm, Meeting, Seat, Hand, Shown, Ballot, Ranking, FamilyTable, Reminder, Wish, Strips, Borrowed]
        for kind in kinds:
            post_init.connect(name, sender=kind, weak=False)
        try:
            yield
        finally:
            for kind in kinds:
                post_init.disconnect(name, sender=kind)

    # -- doing -------------------------------------------------------------------------------------

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

    # -- what everybody sees -----------------------------------------------------------------------

    def add(self, by: Member, a: int, b: int) -> Any:
        pk = name_of(self.label, "task", len(self.tasks))
        self.tasks.append(pk)
        draft = {"id": pk, "title": f"Task {a}", "place": PLACES[a % 3]}
        if b % 3 == 0:
            draft["after"] = self.after(by, a)
        if b % 5 == 0:
            area = self.area_of(b)
            draft["area"] = area if area and Area.objects.filter(pk=area).exists() else None
        return Task.add(by, [draft])

    def add_many(self, by: Member, a: int, b: int) -> Any:
        pks = [name_of(self.label, "task", len(self.tasks) + n) for n in range(2 + b % 2)]
        self.tasks.extend(pks)
        return Task.add(by, [{"id": pk, "title": f"Line {a}"} for pk in pks])

    def add_again(self, by: Member, a: int, b: int) -> Any:
        """The same id once more: a program that never got its answer, or one that takes ids it has seen."""
        if not self.tasks:
            return None
        return Task.add(by, [{"id": self.tasks[a % len(self.tasks)], "title": "Again"}])

    def edit(self, by: Member, a: int, b: int) -> Any:
        field = FIELDS[b % len(FIELDS)]
        values: dict[str, Any] = {
            "size": ("", "s", "m", "l")[a % 4],
            "due": None if a % 3 else datetime.date(2026, 12, 1 + a % 28),
            "area": self.area_of(a),
        }
        was = {"title": f"Task {b}"} if b % 4 == 0 else None
        return self.task(by, a).edit(by, {field: values.get(field, f"words {a} {b}")}, was)

    def done(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).complete(by)

    def reopen(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).reopen(by)

    def let_go(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).let_go(by)

    def take(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).take(by)

    def release(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).release(by)

    def move(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).move(by, PLACES[b % 3], self.after(by, b))

    def add_area(self, by: Member, a: int, b: int) -> Any:
        pk = name_of(self.label, "area", len(self.areas))
        self.areas.append(pk)
        return Area.add(by, f"Area {a % 4}", pk)

    def rename_area(self, by: Member, a: int, b: int) -> Any:
        return self._area(a).edit(by, {"name": f"Area {b % 5}"})

    def put_away(self, by: Member, a: int, b: int) -> Any:
        """An area; or what was put or taken away comes back, by whoever may."""
        away = list(PutAway.objects.filter(household_id=by.household_id).order_by("at", "pk"))
        if b % 2 == 0 or not away:
            return self._area(a).put_away(by)
        kinds: dict[str, Any] = {"area": Area, "intention": Intention, "thanks": Thanks}
        one = away[a % len(away)]
        return kinds[one.kind].bring_back(by, one.row_id)

    def _area(self, a: int) -> Area:
        area = Area.objects.filter(pk=self.areas[a % len(self.areas)]).first() if self.areas else None
        if area is None:
            raise Refused(code="not_there")
        return area

    def keep(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        return task.keep(by) if b % 2 else task.bring_back(by)

    def days_pass(self, by: Member, a: int, b: int) -> Any:
        """Nobody does it: what nobody touched for so long is announced, and what was announced rests."""
        late = timezone.now().date() - datetime.timedelta(days=100)
        shared = Task.objects.filter(pk=self.tasks[a % len(self.tasks)] if self.tasks else "", private_to=None)
        if by.is_adult and shared.exists():  # as if long had passed, for one
            day = {} if b % 2 else {"rests_on": late}
            shared.filter(place="list", owner=None, due=None).update(touched_on=late, **day)
        for _step in days_passing(timezone.now()):
            pass

    def intend(self, by: Member, a: int, b: int) -> Any:
        """One more intention, or other words, or away with it; and an area that serves it."""
        pk = name_of(self.label, "intention", a % 4, len(self.areas))
        found = Intention.objects.filter(household_id=by.household_id).order_by("position").first()
        if found is None or b % 4 == 0:
            if Gone.objects.filter(row_id=pk).exists():
                raise Refused(code="not_there")
            return Intention.add(by, f"We want {a}", pk)
        if b % 4 == 1:
            return found.put_away(by)
        if b % 4 == 2 and a % 2:
            last = Intention.objects.filter(household_id=by.household_id).order_by("-position").first()
            return found.move(by, last.pk if last and last != found else None)
        if b % 4 == 2:
            return found.reword(by, f"We want {a}")
        return self._area(a).edit(by, {"feel": f"like {b}", "intention": found.pk})

    def introduce(self, by: Member, a: int, b: int) -> Any:
        return by.introduce(name=f"{self.name(by)} {a % 2}", colour=("sea", "moss", "plum")[b % 3])

    def rename_home(self, by: Member, a: int, b: int) -> Any:
        return by.household.rename(by, name=f"Home {a % 2}")

    def invite(self, by: Member, a: int, b: int) -> Any:
        if not by.is_adult:
            raise Refused(code="not_there")
        items, _secret = Invitation.make(by, 1 + a % 2)
        return items

    def withdraw(self, by: Member, a: int, b: int) -> Any:
        links = list(Invitation.objects.filter(household_id=by.household_id).order_by("stamp", "pk"))
        if not links or not by.is_adult:
            raise Refused(code="not_there")
        return links[a % len(links)].withdraw(by)

    def leave(self, by: Member, a: int, b: int) -> Any:
        self.left.add(self.name(by))
        by.leave()
        return None

    # -- who has it --------------------------------------------------------------------------------

    def join(self, by: Member, a: int, b: int) -> Any:
        return Part.join(self.task(by, a), by, How.values[b % 3])

    def leave_part(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        Part.join(task, by, How.HELPER)  # else one hardly ever is in it
        return Part.leave(task, by)

    def my_part(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        task.let_each(by, True)
        Part.do(task, by)
        return Part.undo(task, by) if b % 4 == 0 else task.let_each(by, b % 3 == 0)

    def each(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).let_each(by, bool(b % 3))

    def how_it_goes(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        task.take(by)
        return task.say_how_it_goes(by, Status.values[1 + b % 3])

    def ask_for(self, by: Member, a: int, b: int) -> Any:
        how = Manner.values[b % 4]
        to = self.members[("robin", "sam", "kim")[a % 3]] if how in ("ask", "together") else None
        day = timezone.now().date() + datetime.timedelta(days=a % 3) if b % 5 == 0 else None
        return Ask.make(self.task(by, a), by, how, to, f"because {a}" if b % 2 else "", day)

    def answer_ask(self, by: Member, a: int, b: int) -> Any:
        asks = list(Ask.objects.filter(household_id=by.household_id).order_by("stamp", "pk"))
        if not asks or not by.is_adult:
            raise Refused(code="not_there")
        ask = asks[-1 - a % min(len(asks), 3)]
        if ask.by_id != by.pk and b % 5 == 0:
            return ask.yes_but(by, But.values[b % 4], f"words {a}")
        if ask.by_id == by.pk and b % 5 == 0:
            return ask.say_why(by, f"because {b}")
        mine, theirs = (ask.agree, ask.bring_to_the_meeting, ask.withdraw), (ask.accept, ask.decline)
        verbs = (*mine, *theirs) if b % 5 == 1 else mine if ask.by_id == by.pk else theirs
        return verbs[b % len(verbs)](by)

    def low(self, by: Member, a: int, b: int) -> Any:
        return Low.end(by) if a % 2 else Low.begin(by)

    # -- what belongs to a task --------------------------------------------------------------------

    def add_step(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        made = self.known.made[task.pk] = self.known.made.get(task.pk, 0) + 1
        where = {"after": None} if b % 4 == 0 else {}
        return TaskStep.add(
            task, by, [{"id": name_of(self.label, "step", task.pk, made), "title": f"Step {b}"}], **where
        )

    def change_step(self, by: Member, a: int, b: int) -> Any:
        steps = list(TaskStep.objects.filter(task=self.task(by, a)).order_by("rank"))
        if not steps:
            raise Refused(code="not_there")
        step = steps[b % len(steps)]
        match (a + b) % 6:
            case 0 | 1:
                return step.untick(by) if step.done_on else step.tick(by)
            case 2:
                return step.move(by, steps[a % len(steps)].pk if a % 3 else None)
            case 3:
                return step.rename(by, f"Step {a}")
            case 4:
                return step.remove(by)
            case _:
                return step.tick(by)

    def credit(self, by: Member, a: int, b: int) -> Any:
        whom = self.members[("sam", "robin", "kim")[a % 3]]
        return Credit.give(self.task(by, a), by, CreditPart.values[b % 4], whom)

    def uncredit(self, by: Member, a: int, b: int) -> Any:
        credits = list(Credit.objects.filter(household_id=by.household_id, declined=False).order_by("stamp", "pk"))
        if not credits:
            raise Refused(code="not_there")
        credit = credits[a % len(credits)]
        return Credit.take_off(credit.task, by, credit.part, credit.member_id)

    def did(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).complete(by, [self.members[("sam", "robin", "kim")[b % 3]]], None if b % 2 else [])

    def thank(self, by: Member, a: int, b: int) -> Any:
        whom = self.members[("sam", "robin", "kim")[b % 3]]
        task = self.task(by, a) if b % 4 else None
        made = self.known.made["thanks"] = self.known.made.get("thanks", 0) + 1
        return Thanks.give(by, whom, task, f"words {a}" if b % 2 else "", name_of(self.label, "thanks", made))

    def unthank(self, by: Member, a: int, b: int) -> Any:
        given = list(Thanks.objects.filter(household_id=by.household_id).order_by("stamp", "pk"))
        if not given:
            raise Refused(code="not_there")
        thanks = given[a % len(given)]
        return thanks.take_away(by) if b % 2 else thanks.say(by, f"words {b}")

    def answer_line(self, by: Member, a: int, b: int) -> Any:
        task = self.task(by, a)
        if b % 3 == 0:
            return task.edit(by, {"done_means": f"line {b}"})
        return task.agree(by) if b % 3 == 1 else task.keep_line(by)

    def guess(self, by: Member, a: int, b: int) -> Any:
        return Guess.make(self.task(by, a), by, ("s", "m", "l")[b % 3])

    def unguess(self, by: Member, a: int, b: int) -> Any:
        return Guess.put_away(self.task(by, a), by)

    # -- in a meeting ------------------------------------------------------------------------------

    def _meeting(self, by: Member) -> Meeting:
        meeting = Meeting.objects.filter(household_id=by.household_id).exclude(state="closed").first()
        if meeting is None:
            raise Refused(code="not_there")
        return meeting

    def meet(self, by: Member, a: int, b: int) -> Any:
        """They sit down together; sometimes one gets up again."""
        Meeting.start(by, ("full", "children")[b % 2] if a % 2 else None)
        for name in ("sam", "robin"):
            if name not in self.left:
                Seat.say_ready(self.member(name), self._meeting(by))
        return Seat.say_ready(by, self._meeting(by)) if b % 5 else Seat.say_later(by, self._meeting(by))

    def with_children(self, by: Member, a: int, b: int) -> Any:
        """One meets with the child, who sits down, puts something up, orders, or goes off to play."""
        Meeting.start(by, "children")
        meeting, kim = self._meeting(by), self.member("kim")
        Seat.say_ready(by, meeting)
        FamilyTable.sit(kim, meeting)
        match b % 4:
            case 0:
                return FamilyTable.put_up(kim, meeting, f"words {a}")
            case 1:
                return FamilyTable.get_up(by, meeting, kim.pk) if a % 2 else FamilyTable.get_up(kim, meeting)
            case 2:
                for task in Task.objects.filter(pk__in=self.tasks[:5], private_to=None, family=False).order_by("pk"):
                    task.edit(by, {"family": True})
                return meeting.go(by, meeting.step, "rank")
            case _:
                ballot = Ballot.objects.filter(meeting=meeting, member=kim).first()
                return Ballot.fill(kim, meeting, ballot.offered[:3] if ballot else [], True)

    def lend(self, by: Member, a: int, b: int) -> Any:
        """One phone is handed round: the other sits on it, orders, empties their head, gives it back or sits down."""
        Meeting.start(by)
        meeting, other = self._meeting(by), self.members["robin" if self.name(by) == "sam" else "sam"]
        Seat.lend(by, meeting, other)
        Seat.ready_on_lent(by, meeting, other)
        Seat.say_ready(by, meeting)
        for row in Borrowed.objects.filter(member=by).order_by("stamp", "pk")[: a % 2]:
            row.put_away(by)
        match b % 6:
            case 0:
                return Seat.heads_on_lent(by, meeting, other, [f"Line {a}"])
            case 3:
                them = self.member("robin" if self.name(by) == "sam" else "sam")
                Borrowed.answer(them, meeting, me=False)
                return Borrowed.answer(them, meeting, me=True) if a % 2 else None
            case 1:
                return Seat.give_back(by, meeting, other)
            case 2:
                return Seat.say_ready(self.member("robin" if self.name(by) == "sam" else "sam"), meeting)
            case _:
                meeting.go(by, meeting.step, "rank")
                return Seat.order_on_lent(by, meeting, other, [])

    def step(self, by: Member, a: int, b: int) -> Any:
        meeting = self._meeting(by)
        steps = list(AGENDAS["full"])
        return meeting.go(by, meeting.step if b % 4 else steps[b % 9], "rank" if a % 2 else steps[a % 9])

    def hold(self, by: Member, a: int, b: int) -> Any:
        return Hand.hold(by, self._meeting(by), shows=["team"] * (a % 2), how_ready=True, heads_ready=bool(b % 2))

    def wish(self, by: Member, a: int, b: int) -> Any:
        """Mostly both want to see how the work lies; sometimes somebody no more."""
        meeting = self._meeting(by)
        for name in ("sam", "robin"):
            if a % 2 and name not in self.left:
                Wish.say(self.member(name), meeting, wants=True)
        return Wish.say(by, self._meeting(by), wants=bool(b % 3))

    def rank(self, by: Member, a: int, b: int) -> Any:
        meeting = self._meeting(by)
        if meeting.step != "rank":
            meeting.go(by, meeting.step, "rank")
        if b % 3 == 0 and meeting.ranking_shown:
            return Ranking.agree(by, meeting)
        ballot = Ballot.objects.filter(meeting=meeting, member=by).first()
        order = ballot.offered[:5] if ballot and a % 4 else []
        return Ballot.fill(by, meeting, order[::-1] if a % 2 else order, True)

    def close_meeting(self, by: Member, a: int, b: int) -> Any:
        return self._meeting(by).close(by) if a % 2 else Rhythm.not_today(by)

    # -- what crosses ------------------------------------------------------------------------------

    def share(self, by: Member, a: int, b: int) -> Any:
        """Brings something from the head; from then on everybody may know its id."""
        heads = self.heads[self.name(by)]
        if not heads:
            raise Refused(code="not_there")
        task = Task.objects.filter(pk=heads[a % len(heads)]).first()
        if task is None or not by.sees(task.stream):
            raise Refused(code="not_there")
        items = task.share(by, PLACES[b % 3] if b % 2 else None)
        heads.remove(task.pk)
        self.tasks.append(task.pk)
        return items

    def take_back(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).take_back(by)

    def there_and_back(self, by: Member, a: int, b: int) -> Any:
        """With what is in the head, and it is as before: edited twice, ticked and opened, moved, taken and given."""
        heads = self.heads[self.name(by)]
        task = Task.objects.filter(pk=heads[a % len(heads)]).first() if heads else None
        if task is None or task.private_to_id != by.pk or not task.is_open:
            return None
        if b % 3 == 0:
            notes = task.notes
            task.edit(by, {"notes": "secret thought"})
            task.edit(by, {"notes": notes})
        elif b % 3 == 1:
            task.complete(by)
            task.reopen(by)
        else:
            task.take(by)
            task.release(by)
        return None

    def in_vain(self, by: Member, a: int, b: int) -> Any:
        """What is refused, or changes nothing, with what is everybody's."""
        task = self.task(by, a)
        if task.private_to_id:
            return None
        match b % 4:
            case 0:
                return task.erase(by)
            case 1:
                return task.edit(by, {"title": "secret wish"}, {"title": "never said"})
            case 2:
                return task.edit(by, {"title": task.title})
            case _:
                return task.complete(by) if task.place == "done" else task.reopen(by) if task.is_open else None

    def forget(self, by: Member, a: int, b: int) -> Any:
        """Deletes for good what they brought and took back."""
        back = Task.objects.filter(pk__in=self.tasks, private_to=by).order_by("pk").first()
        return back.erase(by) if back else None

    # -- what is one's own -------------------------------------------------------------------------

    def think(self, by: Member, a: int, b: int) -> Any:
        """Writes down what is only in one's head."""
        heads = self.heads[self.name(by)]
        pk = name_of(self.label, self._where, by.pk, len(heads), len(self.tasks))
        heads.append(pk)
        return Task.add(by, [{"id": pk, "title": f"Secret {a}", "private": True, "place": PLACES[b % 3]}])

    def erase(self, by: Member, a: int, b: int) -> Any:
        return self.task(by, a).erase(by)

    def _mine(self, by: Member, a: int) -> CheckIn:
        mine = list(CheckIn.objects.filter(member=by).order_by("stamp", "pk"))
        if not mine:
            raise Refused(code="not_there")
        return mine[a % len(mine)]

    def answer(self, by: Member, a: int, b: int) -> Any:
        return self._mine(by, a).answer(by, b % 6 or None)

    def skip(self, by: Member, a: int, b: int) -> Any:
        return self._mine(by, a).skip(by)

    def skip_all(self, by: Member, a: int, b: int) -> Any:
        return CheckIn.skip_all(by)

    def erase_answer(self, by: Member, a: int, b: int) -> Any:
        return self._mine(by, a).erase(by)

    def ask(self, by: Member, a: int, b: int) -> Any:
        asking = Asking.objects.filter(member=by).first()
        if asking is None:
            raise Refused(code="not_there")
        return asking.choose(by, on=bool(a % 2), introduced=bool(b % 2))

    def remind(self, by: Member, a: int, b: int) -> Any:
        """A note for our meeting: written, about a task or not, said differently, talked over, deleted."""
        mine = list(Reminder.objects.filter(member=by).order_by("stamp", "pk"))
        if not mine or b % 3 == 0:
            return Reminder.write(by, f"note {a}", self.task(by, a) if b % 2 and self.tasks else None)
        note = mine[a % len(mine)]
        return note.say(by, f"note {b}") if b % 3 == 1 else note.erase(by) if b % 4 == 2 else note.finish(by)

    def make_token(self, by: Member, a: int, b: int) -> Any:
        items, _text = Token.make(by, f"token {a}")
        return items

    def revoke(self, by: Member, a: int, b: int) -> Any:
        tokens = list(Token.objects.filter(member=by).order_by("stamp", "pk"))
        if not tokens:
            raise Refused(code="not_there")
        return tokens[a % len(tokens)].revoke(by)

    def device(self, by: Member, a: int, b: int) -> Any:
        """A link for the other device, made here or by whoever runs the server; used or not."""
        if by.user is None:
            raise Refused(code="no_person")
        link, _secret = SignInLink.make(by.user, None if a % 2 else by, rescue=bool(a % 2))
        if b % 2:
            link.use("Other browser")

    def sign_out(self, by: Member, a: int, b: int) -> Any:
        if by.user is None:
            raise Refused(code="no_person")
        Device.sign_out(by.user, Device.objects.filter(user=by.user), by)

    def dismiss(self, by: Member, a: int, b: int) -> Any:
        if not Notice.objects.filter(member=by).exists():
            self.device(by, 1, 1)  # else there is hardly ever one
        notices = list(Notice.objects.filter(member=by).order_by("stamp", "pk"))
        before = Device.objects.filter(user_id=by.user_id).order_by("made_at", "pk").first()  # an older device may
        return notices[a % len(notices)].dismiss(by, before.pk if before else None)

    # -- the first sitting -------------------------------------------------------------------------

    def sit(self, by: Member, a: int, b: int) -> Any:
        """Walks through it: a mark, own words, where one is. For nobody else, until everyone is through."""
        round_, key = Inventory.walking(by.household_id), ENTRIES[a % 7].key
        match b % 4:
            case 0:
                pk = name_of(self.label, "words", by.pk, round_, a)
                return InventoryMark.add_words(by, round_, ENTRIES[b].area, f"Words {a}", bool(b % 8), pk)
            case 1:
                return InventoryWalk.look_at(by, round_, {"at": ENTRIES[a].area, "dismissed": bool(b % 8 == 1)})
            case _:
                said = {"key": key, "exists": bool(b % 3), "in_head": bool(a % 3)}
                return InventoryMark.mark(by, round_, [said])

    def through(self, by: Member, a: int, b: int) -> Any:
        """Says so, or takes it back. The last one opens it."""
        say = Inventory.not_through if b % 5 == 0 else Inventory.through
        return say(by, Inventory.walking(by.household_id))

    def bring(self, by: Member, a: int, b: int) -> Any:
        rows = list(Responsibility.objects.filter(household_id=by.household_id).order_by("pk"))
        if not rows:
            raise Refused(code="not_there")
        pk = name_of(self.label, "task", len(self.tasks))
        self.tasks.append(pk)
        if b % 3 == 0:
            return Responsibility.take_back(by, [row.pk for row in rows])
        return Responsibility.bring(by, [{"id": rows[a % len(rows)].pk, "task": pk}])

    def close(self, by: Member, a: int, b: int) -> Any:
        there = Inventory.of(by)
        return there.open_again(by) if b % 3 == 0 else there.close(by)


OURS = {  # what everybody sees, by how often it is done
    **{"add": 6, "add_many": 1, "add_again": 1, "edit": 5, "done": 5, "reopen": 3, "let_go": 2, "take": 3},
    **{"release": 1, "move": 4, "add_area": 2, "rename_area": 1, "put_away": 2, "introduce": 1},
    **{"keep": 2, "days_pass": 2, "intend": 3},
    **{"rename_home": 1, "invite": 1, "withdraw": 1, "bring": 1, "close": 1},
    **{"join": 2, "leave_part": 1, "my_part": 2, "each": 1, "how_it_goes": 1, "ask_for": 4, "answer_ask": 5, "low": 1},
    **{"add_step": 3, "change_step": 3, "credit": 2, "uncredit": 2, "did": 2, "thank": 2, "unthank": 1},
    **{"answer_line": 3, "guess": 4, "unguess": 2},
    **{"meet": 3, "step": 1, "hold": 2, "rank": 3, "wish": 2, "close_meeting": 1, "with_children": 2, "lend": 2},
}
CROSSING = {"share": 4, "take_back": 3}
OWN = {
    **{"think": 5, "there_and_back": 3, "erase": 2, "answer": 4, "skip": 2, "skip_all": 1, "erase_answer": 2},
    **{"ask": 2, "remind": 2, "make_token": 1, "revoke": 1, "device": 1, "sign_out": 1, "dismiss": 1},
    "sit": 3,
}
TOGETHER = {"through": 3}  # private until the last one says so
