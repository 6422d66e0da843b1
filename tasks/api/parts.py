"""Parts: I am in, I am out, my own share is done."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.api.endpoint import Shape, Who
from household.api.shapes import Items, Nothing
from tasks.api.tasks import Intended, TaskEndpoint
from tasks.models import How, Part


class JoinShape(Shape):
    as_ = serializers.ChoiceField(How.choices, help_text="helper, together, or each: one’s own share.")

    def get_fields(self) -> dict[str, serializers.Field]:  # type: ignore[type-arg]
        fields = super().get_fields()
        return {"as": fields["as_"]}  # a word of Python’s own


class TaskJoined(TaskEndpoint):
    """I am in. Who has it stays the same."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.HELPER}

    @extend_schema(request=JoinShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task = self.task(pk)
        return self.answer(Part.join(task, self.member, self.read(JoinShape)["as"]))


class TaskLeft(TaskEndpoint):
    """I am not in it any more."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.HELPER}

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Part.leave(self.task(pk), self.member))


class MyPartDone(TaskEndpoint):
    """My own share of what each does is done; the task is when all who are in have done theirs."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.NAMED}

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Part.do(self.task(pk), self.member))


class MyPartReopened(TaskEndpoint):
    """My own share is not done after all."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.NAMED}

    @extend_schema(request=Intended, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        was = self.read(Intended).get("was")
        return self.answer(Part.undo(self.task(pk), self.member, was))


class TaskEach(TaskEndpoint):
    """Everyone does their own: each of those who say that they are in."""

    known = True

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.task(pk).let_each(self.member, True))


class TaskOneForAll(TaskEndpoint):
    """Not everyone does their own any more; nobody is in it now."""

    known = True

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.task(pk).let_each(self.member, False))
