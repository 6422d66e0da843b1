"""Credits: who noticed, planned, did or helped."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.api.endpoint import Shape
from household.api.shapes import Id, Items
from tasks.api.tasks import TaskEndpoint
from tasks.models import Credit, CreditPart


class CreditShape(Shape):
    part = serializers.ChoiceField(CreditPart.choices)
    member = Id()


class Credited(TaskEndpoint):
    """Somebody had a part in it. What they declined, only they can put back."""

    helpers = ("POST",)

    @extend_schema(request=CreditShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task, credit = self.task(pk), self.read(CreditShape)
        return self.answer(Credit.give(task, self.member, credit["part"], credit["member"]))


class Uncredited(TaskEndpoint):
    """Somebody had no part in it. Said by themselves it is declined and stands."""

    helpers = ("POST",)

    @extend_schema(request=CreditShape, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task, credit = self.task(pk), self.read(CreditShape)
        return self.answer(Credit.take_off(task, self.member, credit["part"], credit["member"]))
