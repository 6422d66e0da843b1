"""The example home: a couple and a child who have lived with their board for a while. For trying, showing, measuring.

Everything goes through the door. Of many new rows in one stream the first is saved by it and moves the stream on, the
others are written beside it in bulk with the same stamp: a home this new has no screen that could miss them.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _
from fractional_indexing import generate_n_keys_between

from household.change import Change
from household.models import Household, Member, Role, Row, User
from tasks.example_meeting import met
from tasks.example_parts import add_parts
from tasks.example_texts import MIA, ROBIN, SAM, Example, areas, because_of, examples, intentions, whys
from tasks.example_year import live_through
from tasks.models import (
    Area,
    Ask,
    CheckIn,
    How,
    Intention,
    Inventory,
    InventoryMark,
    Moment,
    Part,
    Place,
    Status,
    Step,
    Task,
)
from tasks.models.check_in import NOON, State
from tasks.models.placing import DIGITS, FIRST, OPEN
from tasks.models.task import STAYS

DAY = datetime.timedelta(days=1)
REST = 56 * DAY  # as a home begins: eight weeks
PEOPLE = ((SAM, "sea", Role.ADULT), (ROBIN, "amber", Role.ADULT), (MIA, "plum", Role.CHILD))
SMALL = 12  # tasks in a small home
FELT = ((5, "answered"), (4, "answered"), (None, "not_needed"), (3, "answered"), (None, "skipped"), (4, "answered"))

SAT = {  # who marked what in the first sitting: it exists with us, or it is only in my head
    SAM: (("dishes", "bins-out", "car-inspection", "tax-return"), ("spare-key", "insurances", "noticing-filter")),
    ROBIN: (
        ("dishes", "bedtime", "weekly-shopping", "bed-linen"),
        ("knowing-sizes", "birthdays", "school-supplies"),
    ),
}
BETWEEN = ("edited", "moved", "taken", "released")
BEFORE = '{"was": {"notes": ""}}'  # what an edited task said before

People = dict[str, Member]


class Line(NamedTuple):
    """A moment to be written: who did what to which task on which day."""

    day: datetime.date
    verb: str
    task: Task
    by: str | None


def lived_in(tasks: int, history: int) -> list[Member]:
    """Linden Street 7 with that many tasks, and that many past moments more; its members, adults first."""
    people = move_in("Linden Street 7", PEOPLE)
    fill(people, tasks, history)
    add_parts(people)
    for adult in (people[SAM], people[ROBIN]):
        adult.asking.choose(adult, introduced=True)
        answer_some(adult)
    ask_each_other(people[SAM], people[ROBIN])
    met(people[SAM], people[ROBIN])
    sit_through(people)
    if history:
        live_through(people[SAM], people[ROBIN], history)
    return list(people.values())


def ask_each_other(sam: Member, robin: Member) -> None:
    """Sam has asked for one thing and put up another; Robin could use help with a third."""
    ours = Task.objects.filter(household=sam.household, private_to=None, place__in=OPEN)
    free, stuck = (
        ours.filter(owner=None).order_by("-place", "rank"),
        ours.filter(owner=robin).order_by("-place", "rank"),
    )
    for task, how, to, because in zip(free[:2], ("ask", "up"), (robin.pk, None), (because_of(), ""), strict=False):
        Ask.make(task, sam, how, to, because)
    for task in stuck[:1]:
        task.say_how_it_goes(robin, Status.STUCK)


def small(number: int) -> list[Member]:
    """One of many small homes of two; its members."""
    people = move_in(f"Linden Street {7 + number}", PEOPLE[:2])
    fill(people, SMALL, 0)
    return list(people.values())


def move_in(name: str, who: Iterable[tuple[str, str, Role]]) -> People:
    """A new home and its people, without the starter cards: these know how it works."""
    people: People = {}
    with Change(None) as change:
        change.found(Household(name=name, time_zone="Europe/Berlin"))
        home = change.household
        assert home
        for first, colour, role in who:
            user = User.objects.create()
            if role == Role.ADULT:
                people[first] = home.admit(change, user, first, colour)
            else:
                joined_on = change.today
                child = Member(household=home, user=user, name=first, colour=colour, role=role, joined_on=joined_on)
                change.save(child)
                people[first] = child
    return people


def fill(people: People, tasks: int, history: int) -> None:
    """The areas, the tasks, what is in each head, and what happened so far."""
    shared, heads = chosen(tasks, people)
    writer = next(iter(people.values()))
    home = writer.household
    with writer.household.change(writer) as change:
        put([Intention(household=home, words=words, position=n) for n, words in enumerate(intentions(), 1)], change)
        want = list(Intention.objects.filter(household=home).order_by("position"))
        why = {
            areas()[key]: {"feel": feel, "intention": None if n is None else want[n]}
            for key, (feel, n) in whys().items()
        }
        put([Area(household=home, name=name, **why.get(name, {})) for name in areas().values()], change)
        found = {area.name: area for area in Area.objects.filter(household=home)}
        by_key = {key: found[name] for key, name in areas().items()}
        ours = ranked(Task(**fields(row, people, by_key, change.today)) for row in shared)
        put(ours, change)
        put(joined_in(shared, ours, people), change)
        put(steps_of(shared, ours), change)
        remember(ours, list(people.values())[:2], history, change.today)
    for name, member in people.items():
        with member.change() as change:
            mine = [row for row in heads if row.head == name]
            own = ranked(Task(**fields(row, people, by_key, change.today)) for row in mine)
            put(own, change)
            remember(own, [member], 0, change.today)


def chosen(count: int, people: People) -> tuple[list[Example], list[Example]]:
    """That many examples in all, shared ones and those in a head: some of each place, or all of them and the shared
    ones again with a number."""
    rows = [row for row in examples() if {row.owner, row.author, row.head} - {""} <= people.keys()]
    if count < len(rows):
        rows = [rows[i * len(rows) // count] for i in range(count)]
    shared, heads = [row for row in rows if not row.head], [row for row in rows if row.head]
    again = [
        shared[i % len(shared)]._replace(
            title=_("%(title)s, no. %(number)s")
            % {"title": shared[i % len(shared)].title, "number": i // len(shared) + 2}
        )
        for i in range(count - len(rows))
    ]
    return shared + again, heads


def fields(row: Example, people: People, by_key: dict[str, Area], today: datetime.date) -> dict[str, Any]:
    """What an example says, as the columns of a task."""
    closed = today - row.closed * DAY
    owner = people.get(row.owner)
    touched = today - row.untouched * DAY
    rest = touched + REST if row.untouched else None
    return {
        "household": people[SAM].household,
        "author": people[row.head or row.author],
        "private_to": people.get(row.head),
        "title": row.title,
        "notes": row.notes,
        "done_means": row.means,
        "feel": row.feel,
        "area": by_key.get(row.area),
        "size": row.size,
        "due": None if row.due is None else today + row.due * DAY,
        "place": row.place,
        "owner": owner if row.place in OPEN or row.place == Place.DONE else None,
        "place_before": "" if row.place in OPEN and not (rest and row.place == Place.NOT_NOW) else Place.LIST,
        "done_on": closed if row.place == Place.DONE else None,
        "done_by": owner if row.place == Place.DONE else None,
        "let_go_on": closed if row.place == Place.LET_GO else None,
        "let_go_by": owner if row.place == Place.LET_GO else None,
        "touched_on": touched,
        "rests_on": rest if row.place == Place.LIST else None,
        "rested_on": rest if row.place == Place.NOT_NOW else None,
        "added_on": touched if row.untouched else closed - (3 + len(row.title)) * DAY,  # some longer ago than others
    }


def joined_in(rows: list[Example], tasks: list[Task], people: People) -> list[Part]:
    """The hands of those who help."""
    by_title = {task.title: task for task in tasks}
    return [
        Part(household_id=task.household_id, task=task, member=people[row.helper], how=How.HELPER)
        for row in rows
        if row.helper in people and (task := by_title[row.title]) and task.place in OPEN
    ]


def steps_of(rows: list[Example], tasks: list[Task]) -> list[Step]:
    """The steps of those that have some."""
    by_title = {task.title: task for task in tasks}
    steps: list[Step] = []
    for row in rows:
        task = by_title[row.title]
        keys = generate_n_keys_between(FIRST, None, len(row.steps), DIGITS) if task.place in OPEN else []
        for title, key in zip(row.steps, keys, strict=False):
            steps.append(Step(household_id=task.household_id, task=task, title=title, rank=key))
    return steps


def ranked(tasks: Iterable[Task]) -> list[Task]:
    """Order keys for new tasks, place by place, in the order given."""
    order: list[Task] = []
    for _place, group in groupby(sorted(tasks, key=lambda task: task.place), key=lambda task: task.place):
        rows = list(group)
        for task, key in zip(rows, generate_n_keys_between(FIRST, None, len(rows), DIGITS), strict=True):
            task.rank = key
        order += rows
    return order


def put(rows: Sequence[Row], change: Change) -> None:
    """New rows of one kind and one stream, many of them quickly."""
    if rows:
        first, *others = rows
        change.save(first)
        for row in others:
            row.rev, row.stamp = first.rev, first.stamp
        type(first)._default_manager.bulk_create(others)


def remember(tasks: list[Task], people: list[Member], more: int, today: datetime.date) -> None:
    """The history of new tasks, oldest first: how each came and went, and `more` moments of the time between."""
    chance = random.Random(7)  # noqa: S311  the same history every time
    lines: list[Line] = []
    for task in tasks:
        lines.append(Line(task.added_on, "added", task, task.author_id))
        if task.place == Place.DONE:
            lines.append(Line(task.done_on or today, "done", task, task.done_by_id))
        elif task.place == Place.LET_GO:
            lines.append(Line(task.let_go_on or today, "let_go", task, task.let_go_by_id))
        elif task.owner_id:
            lines.append(Line(today - DAY, "taken", task, task.owner_id))
    for number in range(more if tasks else 0):
        task, by = tasks[number % len(tasks)], people[number // len(tasks) % len(people)]
        last = task.done_on or task.let_go_on or today
        day = last - chance.randrange((last - task.added_on).days + 1) * DAY
        lines.append(Line(day, BETWEEN[number % len(BETWEEN)], task, by.pk))
    lines.sort(key=lambda line: (line.day, line.verb != "added", line.verb in ("done", "let_go")))
    write_down(lines)


def write_down(lines: list[Line]) -> None:
    """By hand, not by `bulk_create`: a hundred thousand moments take a second instead of ten."""
    columns = ("household_id", "task_id", "by_id", "only_for_id", "verb", "day", "data")
    table, values = Moment._meta.db_table, ", ".join(["%s"] * len(columns))
    rows = [
        (
            line.task.household_id,
            line.task.pk,
            line.by,
            line.task.private_to_id,
            line.verb,
            line.day.isoformat(),
            BEFORE if line.verb == "edited" else "{}",
        )
        for line in lines
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})", rows)  # noqa: S608


def sit_through(people: People) -> None:
    """Both have walked through the first sitting and look at what it opened; nothing of it is on their list yet."""
    for name, (exists, in_head) in SAT.items():
        marks = [{"key": key, "exists": True, "in_head": key in in_head} for key in (*exists, *in_head)]
        InventoryMark.mark(people[name], 1, marks)
        Inventory.through(people[name], 1)


def answer_some(member: Member) -> None:
    """How supported this person felt with what was done lately. In their own stream, as everything of this kind."""
    with member.change() as change:
        done = Task.objects.filter(household=member.household, place=Place.DONE, done_on__lt=change.today)
        done = done.filter(done_on__gt=change.today - STAYS).order_by("-done_on", "pk")
        tasks = list(done[: len(FELT)])
        felt = FELT if member.name == SAM else FELT[::-1]
        questions = []
        for task, (step, state) in zip(tasks, felt, strict=False):
            assert task.done_on
            noon = datetime.datetime.combine(task.done_on + DAY, NOON, tzinfo=member.household.clock)
            questions.append(
                CheckIn(
                    household_id=member.household_id,
                    member=member,
                    task=task,
                    state=State(state),
                    felt=step,
                    day=task.done_on,
                    until=noon.astimezone(datetime.UTC),
                )
            )
        put(questions, change)
