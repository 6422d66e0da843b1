"""A recap in words: what a meeting decided, as one of the adults reads it; on its page, and as a message to share."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.formats import date_format, time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from household.models import Member
from household.words import isolated
from tasks.meeting_steps import standing_date
from tasks.models import Meeting, Rhythm, Task, Thanks, Topic
from tasks.models.placing import Place
from tasks.models.recap import over

PLACES = {Place.LIST: gettext_lazy("Our list"), Place.NOT_NOW: gettext_lazy("Not now")}  # what left the week is there


class Chosen(NamedTuple):
    """One thing of the week: who has it in words, what done means, how long it takes."""

    title: str
    who: str  # nobody: empty
    marks: list[Member]
    done_means: str
    meta: str


class Left(NamedTuple):
    """What was in the week when the meeting opened, and where it is instead."""

    title: str
    place: str


class Thank(NamedTuple):
    """Thanks that are still there, with the giver's words."""

    line: str
    words: str


class LentSeat(NamedTuple):
    """Somebody was at the table on another's phone: that, and what came of it."""

    line: str
    more: list[str]


class NextTime(NamedTuple):
    """When we meet again, and who guides."""

    day: datetime.date
    at: datetime.time
    guide: str

    def __str__(self) -> str:
        return _("{day}, {time}").format(day=day_in_words(self.day), time=time_format(self.at, "TIME_FORMAT"))


@dataclass
class Recap:
    """All of it. Thanks and topics are read where they live: what was taken away or settled for long is not here."""

    meeting: Meeting
    chosen: list[Chosen]
    done: list[str]
    let_go: list[str]
    left: list[Left]
    thanks: list[Thank]
    topics: list[str]
    lent: list[LentSeat]
    good: str
    next_time: NextTime | None  # only of the last meeting: after it there was another

    @property
    def message(self) -> str:
        """What may leave the home: tasks, who has them, when we meet. No thanks, no topics, nothing of feelings."""
        lines = [_("Our meeting, {day}").format(day=day_in_words(self.meeting.closed_on))]

        def part(heading: str, titles: list[str]) -> None:
            if titles:
                lines.extend(["", heading, *(f"– {title}" for title in titles)])

        part(_("This week"), [f"{one.title} ({one.who})" if one.who else one.title for one in self.chosen])
        part(_("No longer in This week"), [f"{one.title} ({one.place})" for one in self.left])
        part(_("Done"), self.done)
        part(pgettext("state", "Let go"), self.let_go)
        part(_("Something good"), [self.good] if self.good else [])
        part(_("On one phone"), [seat.line for seat in self.lent])
        if self.next_time:
            lines.extend(["", _("Next time: {day}").format(day=self.next_time)])
        return "\n".join(lines)


def recap_for(member: Member, meeting: Meeting) -> Recap:
    """The recap of a closed meeting, for one of the adults; a handful of queries, however long it is."""
    kept: dict[str, Any] = meeting.recap or {}
    people = {person.pk: person for person in member.household.members.all()}
    last = over(member.household_id).first()
    return Recap(
        meeting,
        [chosen_in_words(line, people) for line in kept.get("chosen", ())],
        [line["title"] for line in kept.get("done", ())],
        [line["title"] for line in kept.get("let_go", ())],
        [Left(line["title"], str(PLACES[line["place"]])) for line in kept.get("left", ())],
        thanks_in_words(member, kept.get("thanks", ()), people),
        list(Topic.objects.filter(pk__in=kept.get("topics", ())).order_by("pk").values_list("about", flat=True)),
        lent_in_words(member, meeting.lent, people),
        kept.get("good", ""),
        next_time(member, people) if last and last.pk == meeting.pk else None,
    )


def chosen_in_words(line: dict[str, Any], people: dict[str, Member]) -> Chosen:
    """One thing of the week. Who has left is a former member here too."""
    sizes = {"s": _("under 10 min"), "m": _("up to 45 min"), "l": _("longer")}
    held = [pk for pk in (line["owner"], *line.get("together", ())) if pk]
    who = get_text_list([name_of(people, pk) for pk in held], _("and"))
    if not held and line.get("each"):
        who = _("each of us")
    due = line.get("due")
    meta = [sizes.get(line.get("size", ""), ""), day_in_words(datetime.date.fromisoformat(due)) if due else ""]
    marks = [people[pk] for pk in held if pk in people]
    return Chosen(line["title"], who, marks, line.get("done_means", ""), " · ".join(filter(None, meta)))


def lent_in_words(member: Member, lent: list[dict[str, Any]], people: dict[str, Member]) -> list[LentSeat]:
    """Who was there on whose phone; who says that it was not them is named as saying so. Titles as they read now."""
    tasks = Task.objects.filter(pk__in=[pk for one in lent for pk in one["lines"]], private_to=None)
    titles = dict(tasks.values_list("pk", "title")) if lent else {}
    found = []
    for one in lent:
        names = {"name": isolated(name_of(people, one["member"])), "owner": isolated(name_of(people, one["on"]))}
        if one["denied"]:
            line = _("{name} was entered on {owner}’s phone, and says: that was not me.").format(**names)
        else:
            line = _("{name} was at the table on {owner}’s phone.").format(**names)
        brought = ", ".join(_("“{title}”").format(title=isolated(titles[pk])) for pk in one["lines"] if pk in titles)
        more = [_("Said there for our list: {titles}.").format(titles=brought)] if brought else []
        more += [_("An order was put in there.")] if one["ordered"] else []
        found.append(LentSeat(line, more))
    return found


def thanks_in_words(member: Member, pks: Any, people: dict[str, Member]) -> list[Thank]:
    """Who thanked whom, by their days: no number, and nobody's in particular."""
    found = []
    for thanks in Thanks.objects.filter(pk__in=list(pks)).select_related("task").order_by("on", "pk"):
        title = thanks.task.title if thanks.task and member.sees(thanks.task.stream) else ""
        names = {"by": isolated(name_of(people, thanks.by_id)), "to": isolated(name_of(people, thanks.to_id))}
        if title:
            line = _("{by} thanks {to} for {title}").format(title=isolated(title), **names)
        else:
            line = _("{by} thanks {to}").format(**names)
        found.append(Thank(line, thanks.words))
    return found


def next_time(member: Member, people: dict[str, Member]) -> NextTime | None:
    """When we meet next, as it is planned by now."""
    rhythm = Rhythm.objects.filter(household_id=member.household_id).first()
    if rhythm is None or rhythm.next_on is None:
        return None
    day = standing_date(rhythm.next_on, rhythm.weekday, member.household.today())
    guide = name_of(people, rhythm.next_guide_id) if rhythm.next_guide_id else ""
    return NextTime(day, rhythm.at, guide)


def name_of(people: dict[str, Member], pk: str) -> str:
    """Somebody's name."""
    return (people[pk].name if pk in people else "") or _("former member")


def day_in_words(day: datetime.date | None) -> str:
    """Sunday, November 29, 2026."""
    return f"{date_format(day, 'l')}, {date_format(day, 'DATE_FORMAT')}" if day else ""
