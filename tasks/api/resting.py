"""Resting: what was announced to rest is kept on our list, what rests comes back."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.api.shapes import Items, Nothing
from tasks.api.tasks import TaskEndpoint


class TaskKept(TaskEndpoint):
    """Kept on our list for another while: `rests_on` is null again."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.task(pk).keep(self.member))


class TaskBack(TaskEndpoint):
    """Back on our list, where it stood before it came to rest by itself (`rested_on`)."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.task(pk).bring_back(self.member))
