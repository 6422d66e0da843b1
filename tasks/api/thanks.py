"""Thanks: from one person to another. There is no address that counts them."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Shape
from household.api.shapes import Id, Items, Line
from tasks.api.tasks import TaskEndpoint
from tasks.models import Thanks


class Words(Shape):
    words = Line(max_length=300, allow_blank=True)


class NewThanks(Shape):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    to = Id(help_text="Somebody else at home.")
    task = Id(allow_null=True, required=False)
    words = Line(max_length=300, allow_blank=True, required=False)


class AllThanks(TaskEndpoint):
    """Thanks to somebody, for a task or just so. For a task it is one: given again with words, these are its words."""

    status_code = 201
    helpers = ("POST",)

    @extend_schema(request=NewThanks, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        new = self.read(NewThanks)
        task = self.task(new["task"]) if new.get("task") else None
        return self.answer(Thanks.give(self.member, new["to"], task, new.get("words", ""), new.get("id")))


class OneThanks(TaskEndpoint):
    """Other words, by whoever gave it; or taken away, by either of the two."""

    helpers = ("PATCH", "DELETE")

    def thanks(self, pk: str) -> Thanks:
        """Of this home. Raises `NotHere`."""
        return one(Thanks.objects.filter(household_id=self.member.household_id), pk)

    @extend_schema(request=Words, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Other words, or none."""
        return self.answer(self.thanks(pk).say(self.member, self.read(Words)["words"]))

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Take it away."""
        return self.answer(self.thanks(pk).take_away(self.member))


class ThanksRestored(TaskEndpoint):
    """Taken away by mistake, and back; within a day, by whoever took it away."""

    helpers = ("POST",)

    @extend_schema(request=None, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(Thanks.bring_back(self.member, pk))
