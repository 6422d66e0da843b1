"""Asks: could you, I can, for anyone, together; and the answers. For adults: a child finds none of these."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Day, Id, Items, Line, Nothing
from tasks.api.tasks import TaskEndpoint
from tasks.models import Ask, But, Low, Manner, Status


class Why(Shape):
    because = Line(max_length=200, allow_blank=True, help_text="It would help me because …")


class NewAsk(Shape):
    """Something to ask of one person, to offer, or to put up for anyone."""

    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    task = Id()
    how = serializers.ChoiceField(Manner.choices)
    to = Id(required=False, allow_null=True, help_text="With ask and together: another adult.")
    because = Line(max_length=200, allow_blank=True, required=False, help_text="It would help me because …")
    by_day = Day(required=False, allow_null=True, help_text="After this day it is quietly back on the list.")


class YesBut(Shape):
    """What would make it a yes."""

    but = serializers.ChoiceField(But.choices)
    words = Line(max_length=200, allow_blank=True, required=False)
    day = Day(required=False, allow_null=True, help_text="Only with later.")


class StatusShape(Shape):
    status = serializers.ChoiceField(Status.choices[1:], allow_blank=True)


class Asks(TaskEndpoint):
    """Ask, offer, put up for anyone, or propose to do it together."""

    status_code = 201

    @extend_schema(request=NewAsk, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        """`state` is `parked` where it waits for the meeting: the fourth open ask to one person, or to one who is
        low this week."""
        said = self.read(NewAsk)
        task, how, pk = self.task(said.pop("task")), said.pop("how"), said.pop("id", None)
        return self.answer(Ask.make(task, self.member, how, pk=pk, **said))


class AskEndpoint(Endpoint):
    """One ask among the adults of this home."""

    def ask(self, pk: str) -> Ask:
        """The ask of this home. Raises `NotHere`."""
        return one(Ask.objects.filter(household_id=self.member.household_id), pk)


class OneAsk(AskEndpoint):
    """Other words for why, until there is an answer."""

    @extend_schema(request=Why, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Other words for why, until there is an answer."""
        return self.answer(self.ask(pk).say_why(self.member, self.read(Why)["because"]))


class AskAccepted(AskEndpoint):
    """Yes."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.ask(pk).accept(self.member))


class AskChanged(AskEndpoint):
    """Yes, but …: later, smaller, together, or a swap."""

    @extend_schema(request=YesBut, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        ask = self.ask(pk)
        return self.answer(ask.yes_but(self.member, **self.read(YesBut)))


class AskDeclined(AskEndpoint):
    """Not this time. No reason is asked for."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.ask(pk).decline(self.member))


class AskAgreed(AskEndpoint):
    """The asker: that change is fine."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.ask(pk).agree(self.member))


class AskParked(AskEndpoint):
    """The asker: let us talk about it in our meeting."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.ask(pk).bring_to_the_meeting(self.member))


class AskWithdrawn(AskEndpoint):
    """The asker: not asked any more."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.ask(pk).withdraw(self.member))


class LowBegun(Endpoint):
    """I am low this week: what I am asked waits for the meeting, and the others may offer."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Low.begin(self.member))


class LowEnded(Endpoint):
    """I am not low any more."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Low.end(self.member))


class TaskStatus(TaskEndpoint):
    """How it goes: on_it, waiting, stuck, or nothing. Only the one who has it says so."""

    @extend_schema(request=StatusShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task = self.task(pk)
        return self.answer(task.say_how_it_goes(self.member, self.read(StatusShape)["status"]))
