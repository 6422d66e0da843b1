"""Guesses: how long a task takes, each for themselves, opened together."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.api.endpoint import Shape
from household.api.shapes import Items, Nothing
from tasks.api.tasks import TaskEndpoint
from tasks.models import Guess, Size


class GuessShape(Shape):
    size = serializers.ChoiceField(Size.choices[1:], help_text="under 10 minutes, up to 45, longer")


class Guessed(TaskEndpoint):
    """My guess. Only I see it until every adult at home has guessed; then all adults see all of them at once."""

    @extend_schema(request=GuessShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task = self.task(pk)
        return self.answer(Guess.make(task, self.member, self.read(GuessShape)["size"]))


class Unguessed(TaskEndpoint):
    """My guess is taken back, while it is sealed; the opened ones are put away, so that everybody may guess anew."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Guess.put_away(self.task(pk), self.member))
