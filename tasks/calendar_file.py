"""Calendar file: the next meeting and the days of chosen tasks, as RFC 5545 has them. Pure: no database, no request."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

from tasks.meeting_steps import starts_at

PRODUCT = "-//Tandem//Our meeting//EN"
A_DAY = datetime.timedelta(days=1)


class Next(NamedTuple):
    """The next meeting, as clocks at home show it. `turn`: higher each time it is moved."""

    uid: str
    title: str
    words: str
    day: datetime.date
    at: datetime.time
    minutes: int
    clock: ZoneInfo
    turn: int


class Dated(NamedTuple):
    """A task with a day."""

    uid: str
    title: str
    words: str
    day: datetime.date
    turn: int


def calendar_of(now: datetime.datetime, meeting: Next | None, tasks: Iterable[Dated]) -> bytes:
    """The file. The same uid in another file is the same event: a calendar moves it instead of showing it twice.

    The meeting is told in the home's own time, with the zone's rules in the file, so it stays at 20:30 when the clocks
    change; its alarm is a day before at that time (`-P1D` is a day of the calendar, not 24 hours: RFC 5545, 3.3.6).
    A task fills its day and blocks nobody's time.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if meeting:
        calendar.add_component(event_of(meeting, now))
    for task in tasks:
        event = begun(task.uid, task.title, task.words, task.turn, now)
        event.add("dtstart", task.day)
        event.add("dtend", task.day + A_DAY)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    if meeting and str(meeting.clock) != "UTC":
        calendar.add_missing_timezones(meeting.day - 366 * A_DAY, meeting.day + 366 * A_DAY)
    file: bytes = calendar.to_ical()
    return file


def event_of(meeting: Next, now: datetime.datetime) -> Event:
    """The next meeting, with its alarm."""
    starts = starts_at(meeting.day, meeting.at, meeting.clock).astimezone(meeting.clock)
    event = begun(meeting.uid, meeting.title, meeting.words, meeting.turn, now)
    event.add("dtstart", starts)
    event.add("duration", datetime.timedelta(minutes=meeting.minutes))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", meeting.title)
    alarm.add("trigger", -A_DAY)
    event.add_component(alarm)
    return event


def begun(uid: str, title: str, words: str, turn: int, now: datetime.datetime) -> Event:
    """What every event has. `now` is when the file is written, and tells of nobody else."""
    event = Event()
    event.add("uid", f"{uid}@tandem")
    event.add("dtstamp", now)
    event.add("sequence", turn)
    event.add("summary", title)
    if words:
        event.add("description", words)
    return event
