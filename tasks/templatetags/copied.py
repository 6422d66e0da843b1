"""A copy of what somebody could see, in words: `{% in_words copy %}` on the pages of the household."""

from __future__ import annotations

import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from household.models import Household
from tasks.models.check_in import State, felt_word
from tasks.models.placing import OPEN, Place
from tasks.models.pulse import ITEMS, NOTHING
from tasks.pulse_words import item_words, said_word

register = template.Library()

Item = dict[str, Any]


class Section(NamedTuple):
    """Tasks under one heading, in their order on the board."""

    heading: str
    tasks: list[Item]


class Answer(NamedTuple):
    """One of one's own answers, in words."""

    day: datetime.date
    title: str
    word: str


@register.inclusion_tag("tasks/copied.html")
def in_words(copy: dict[str, Any]) -> dict[str, Any]:
    """Tasks by place, one's own answers, areas and people. `copy` is what `copy_for` gives: items by kind."""
    people = {member["id"]: member["name"] or _("former member") for member in copy.get("member", [])}
    areas = {area["id"]: area["name"] for area in copy.get("area", [])}
    steps = steps_of(copy)
    tasks = [
        worded(task, people, areas) | {"steps": steps.get(task["id"], [])}
        for task in sorted(copy.get("task", []), key=lambda task: task["rank"])
    ]
    return {
        "sections": [section for section in sections(tasks) if section.tasks],
        "answers": answers(copy),
        "weeks": weeks(copy),
        "reminders": reminders(copy),
        "areas": sorted(copy.get("area", []), key=lambda area: area["name"].casefold()),
        "intentions": sorted(copy.get("intention", []), key=lambda intention: intention["position"]),
        "thanks": thanks(copy, people),
        "people": [{**m, "name": people[m["id"]]} for m in copy.get("member", [])],
    }


def worded(task: Item, people: dict[str, str], areas: dict[str, str]) -> Item:
    """A task with names instead of ids and days instead of texts."""
    sizes = {"s": _("under 10 min"), "m": _("up to 45 min"), "l": _("longer")}
    closed, by = task["done_on"] or task["let_go_on"], task["done_by"] or task["let_go_by"]
    return {
        **task,
        "area": areas.get(task["area"], ""),
        "size": sizes.get(task["size"], ""),
        "due": day_of(task["due"]),
        "owner": people.get(task["owner"], ""),
        "closed_on": day_of(closed),
        "closed_by": people.get(by, "") if by else "",
    }


def sections(tasks: list[Item]) -> list[Section]:
    """What is open as on the board, then what is only in one's own head, then what left the list, newest first."""
    names = {Place.WEEK: _("This week"), Place.LIST: _("Our list"), Place.NOT_NOW: _("Not now")}
    shared = [task for task in tasks if not task["private"]]
    found = [Section(name, [task for task in shared if task["place"] == place]) for place, name in names.items()]
    found.append(Section(_("In my head"), [task for task in tasks if task["private"] and task["place"] in OPEN]))
    for place, name in ((Place.DONE, _("Done")), (Place.LET_GO, pgettext("state", "Let go"))):
        closed = [task for task in tasks if task["place"] == place]
        found.append(Section(name, sorted(closed, key=lambda task: str(task["closed_on"]), reverse=True)))
    return found


def answers(copy: dict[str, Any]) -> list[Answer]:
    """What one answered, newest first; what was skipped or passed by is no answer."""
    clock = Household(time_zone=copy["home"][0]["time_zone"]).clock if copy.get("home") else ZoneInfo("UTC")
    titles = {task["id"]: task["title"] for task in copy.get("task", [])}
    said = [c for c in copy.get("check_in", []) if c["state"] in (State.ANSWERED, State.NOT_NEEDED)]
    lines = [Answer(asked_on(c, clock), titles.get(c["task"], ""), felt_word(c["felt"])) for c in said]
    return sorted(lines, key=lambda line: line.day, reverse=True)


def weeks(copy: dict[str, Any]) -> list[tuple[datetime.date, list[tuple[str, str]]]]:
    """What one said of one's weeks, newest first: the items that have an answer, in words."""
    found = []
    for pulse in sorted(copy.get("pulse", []), key=lambda pulse: pulse["week"], reverse=True):
        said = {item: NOTHING if item == "heard" and pulse["nothing_brought"] else pulse[item] for item in ITEMS}
        lines = [(item_words(item), word) for item in ITEMS if (word := said_word(item, said[item]))]
        found.append((datetime.date.fromisoformat(pulse["week"]), lines))
    return found


def reminders(copy: dict[str, Any]) -> list[Item]:
    """One's own notes for the meeting that were not talked over yet, oldest first."""
    titles = {task["id"]: task["title"] for task in copy.get("task", [])}
    open_ones = [note for note in copy.get("reminder", []) if not note["done_on"]]
    lines = sorted(open_ones, key=lambda note: note["on"])
    return [{"words": note["words"], "title": titles.get(note["task"], "")} for note in lines]


def steps_of(copy: dict[str, Any]) -> dict[str, list[Item]]:
    """The steps of each task in their order."""
    found: dict[str, list[Item]] = {}
    for step in sorted(copy.get("step", []), key=lambda step: step["rank"]):
        found.setdefault(step["task"], []).append(step)
    return found


def thanks(copy: dict[str, Any], people: dict[str, str]) -> list[Item]:
    """Who thanked whom for what, newest first."""
    titles = {task["id"]: task["title"] for task in copy.get("task", [])}
    lines = sorted(copy.get("thanks", []), key=lambda line: line["on"], reverse=True)
    return [
        {
            "by": people.get(line["by"], ""),
            "to": people.get(line["to"], ""),
            "title": titles.get(line["task"], ""),
            "words": line["words"],
            "day": day_of(line["on"]),
        }
        for line in lines
    ]


def asked_on(check_in: Item, clock: ZoneInfo) -> datetime.date:
    """The day of a question: it closes at noon of the next."""
    until = datetime.datetime.fromisoformat(check_in["until"]).astimezone(clock)
    return until.date() - datetime.timedelta(days=1)


def day_of(text: str | None) -> datetime.date | None:
    """A day as it stands in an item."""
    return datetime.date.fromisoformat(text) if text else None
