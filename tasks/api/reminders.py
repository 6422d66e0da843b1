"""Reminders: my notes to myself for our meeting. There is no address at which anybody reads another's."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Id, Items, Line, Nothing
from tasks.models import Reminder, Task


class ReminderWords(Shape):
    words = Line(max_length=200, allow_blank=True, help_text="Seen by nobody else.")


class NewReminder(Shape):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    task = Id(required=False, allow_null=True, help_text="What it is about, if it is about a task.")
    words = Line(max_length=200, allow_blank=True, required=False, help_text="Needed where there is no task.")


class Reminders(Endpoint):
    """Bring this to our meeting: a note to myself."""

    status_code = 201

    @extend_schema(request=NewReminder, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        wanted = self.read(NewReminder)
        task = one(Task.visible_to(self.member), wanted["task"]) if wanted.get("task") else None
        return self.answer(Reminder.write(self.member, wanted.get("words", ""), task, wanted.get("id")))


class ReminderEndpoint(Endpoint):
    """One of my own notes."""

    def reminder(self, pk: str) -> Reminder:
        """Mine, or not there."""
        return one(Reminder.objects.filter(member=self.member), pk)


class OneReminder(ReminderEndpoint):
    """Other words for a note, or away with it for good."""

    @extend_schema(request=ReminderWords, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.reminder(pk).say(self.member, self.read(ReminderWords)["words"]))

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.reminder(pk).erase(self.member))


class ReminderDone(ReminderEndpoint):
    """Talked over."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.reminder(pk).finish(self.member))


class ReminderReopened(ReminderEndpoint):
    """Not talked over after all."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.reminder(pk).finish(self.member, done=False))
