"""Where a task lies and with whom: taken and given back, moved, shared, merged. Who takes it is always oneself."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.api.endpoint import Shape
from household.api.shapes import Id, Items, Nothing
from tasks.api.tasks import OPEN_PLACES, Intended, TaskEndpoint


class Moved(Intended):
    place = serializers.ChoiceField(OPEN_PLACES)
    after = Id(allow_null=True, required=False)


class Shared(Intended):
    place = serializers.ChoiceField(OPEN_PLACES, required=False)


class Merged(Shape):
    into = Id(help_text="The task that stays.")


class TaskTaken(TaskEndpoint):
    """Mine to do. Only oneself can take a task."""

    helpers = ("POST",)

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.task(pk).take(self.member))


class TaskReleased(TaskEndpoint):
    """Given back."""

    helpers = ("POST",)

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.task(pk).release(self.member))


class TaskMoved(TaskEndpoint):
    """Moved to a place, below `after` (null: on top; one no longer there: at the end).

    What was done or let go is not moved: `reopened/` opens it, in a place of your choice.
    """

    helpers = ("POST",)

    @extend_schema(request=Moved, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task, to = self.task(pk), self.read(Moved)
        return self.answer(task.move(self.member, to["place"], to.get("after"), to.get("was")))


class TaskShared(TaskEndpoint):
    """Brought from my head to us."""

    helpers = ("POST",)

    @extend_schema(request=Shared, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task, to = self.task(pk), self.read(Shared)
        return self.answer(task.share(self.member, to.get("place"), to.get("was")))


class TaskPrivate(TaskEndpoint):
    """Back into my head: its author's undo, while nobody else has touched it."""

    helpers = ("POST",)

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.task(pk).take_back(self.member))


class TaskMerged(TaskEndpoint):
    """The same as another: that one stays, this one is let go and its history says where it went."""

    @extend_schema(request=Merged, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.task(pk).merge(self.member, self.read(Merged)["into"]))
