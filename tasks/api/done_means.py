"""What done means, once somebody has suggested other words for it."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.api.endpoint import Shape
from household.api.shapes import Items, Line
from tasks.api.tasks import TaskEndpoint


class Wording(Shape):
    """The suggestion as it was read: where it is another one by now, nothing happens."""

    done_means_new = Line(max_length=300, allow_blank=True, required=False)


class DoneMeansAgreed(TaskEndpoint):
    """The suggested line for what done means is in force. Another adult than its author agrees."""

    @extend_schema(request=Wording, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.task(pk).agree(self.member, self.read(Wording).get("done_means_new")))


class DoneMeansKept(TaskEndpoint):
    """What done means stays as it was; the author of the suggestion takes it back in the same way."""

    @extend_schema(request=Wording, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.task(pk).keep_line(self.member, self.read(Wording).get("done_means_new")))
