"""The first sitting: my marks, which only I read; then, once every adult is through, what our home carries."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape
from household.api.shapes import Id, Items, Line, Nothing
from tasks.inventory import listed
from tasks.models import Inventory, InventoryMark, InventoryWalk, Responsibility

MOST = 200  # marks in one change


class Round(serializers.IntegerField):
    """Which sitting it is for: that of `inventory` while it is open, else one more; 1 where there was none yet."""

    def __init__(self) -> None:
        super().__init__(min_value=1, max_value=10_000)


class Inner(serializers.Serializer[Any]):
    """One of many within a body; here too a field that is not named is refused."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (more := sorted(data.keys() - self.fields.keys())):
            raise serializers.ValidationError({name: [_("There is no such field.")] for name in more})
        return super().to_internal_value(data)


class OneMark(Inner):
    key = serializers.CharField(max_length=60)
    exists = serializers.BooleanField(help_text="It exists with us.")
    in_head = serializers.BooleanField(help_text="It is only in my head.")


class Marks(Shape):
    round = Round()
    marks = serializers.ListField(child=OneMark(), min_length=1, max_length=MOST)


class OwnWords(Shape):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    round = Round()
    area = serializers.CharField(max_length=20)
    words = Line(max_length=120)
    in_head = serializers.BooleanField(required=False)


class OwnWordsEdit(Shape):
    words = Line(max_length=120, required=False)
    in_head = serializers.BooleanField(required=False)


class Walk(Shape):
    round = Round()
    at = serializers.CharField(max_length=20, allow_blank=True, required=False, help_text="The area I look at.")
    dismissed = serializers.BooleanField(required=False, help_text="I do not want to be offered it.")


class Through(Shape):
    round = Round()


class Chosen(Inner):
    id = Id(help_text="The responsibility.")
    task = Id(required=False, help_text="The id that its task gets, made by the browser.")


class Brought(Shape):
    responsibilities = serializers.ListField(child=Chosen(), min_length=1, max_length=MOST)


class EntryShape(serializers.Serializer[Any]):
    key = serializers.CharField()
    text = serializers.CharField()


class AreaOfList(serializers.Serializer[Any]):
    key = serializers.CharField()
    name = serializers.CharField()
    entries = EntryShape(many=True)


class TheList(serializers.Serializer[Any]):
    areas = AreaOfList(many=True)


class InventoryList(Endpoint):
    """Ordinary responsibilities of a household, by area, in the reader's language. Keys never change."""

    @extend_schema(responses=TheList)
    def get(self, request: Request, home: str) -> HttpResponse:
        return HttpResponse(orjson.dumps({"areas": listed()}), content_type="application/json")


class InventoryMarks(Endpoint):
    """What I say of some responsibilities, in one change. Nobody else is told, nor how many they are."""

    @extend_schema(request=Marks, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        said = self.read(Marks)
        return self.answer(InventoryMark.mark(self.member, said["round"], said["marks"]))


class InventoryWords(Endpoint):
    """Something missing in the list, in my own words. Nobody else is told until all are through."""

    status_code = 201

    @extend_schema(request=OwnWords, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        said = self.read(OwnWords)
        in_head = said.get("in_head", False)
        words = InventoryMark.add_words(
            self.member, said["round"], said["area"], said["words"], in_head, said.get("id")
        )
        return self.answer(words)


class InventoryOneOfMine(Endpoint):
    """My own words: say them otherwise, or take them out again."""

    def mine(self, pk: str) -> InventoryMark:
        """My own words, or not there."""
        return one(InventoryMark.objects.filter(member=self.member, key=""), pk)

    @extend_schema(request=OwnWordsEdit, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Other words, or whether it is only in my head."""
        return self.answer(self.mine(pk).change_words(self.member, self.read(OwnWordsEdit)))

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Take my own words out again."""
        return self.answer(self.mine(pk).take_out(self.member))


class InventoryBookmark(Endpoint):
    """Where I am, for my other devices; and that I do not want to be offered it."""

    @extend_schema(request=Walk, responses=Items)
    def patch(self, request: Request, home: str) -> HttpResponse:
        said = self.read(Walk)
        return self.answer(InventoryWalk.look_at(self.member, said.pop("round"), said))


class InventoryThrough(Endpoint):
    """I am through. With the last adult of the home to say so it opens for all; until then nobody else is told."""

    @extend_schema(request=Through, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        return self.answer(Inventory.through(self.member, self.read(Through)["round"]))


class InventoryNotThrough(Endpoint):
    """Not through after all; while it is not open."""

    @extend_schema(request=Through, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        return self.answer(Inventory.not_through(self.member, self.read(Through)["round"]))


class InventoryBrought(Endpoint):
    """Brought to our list: each becomes a task, in the reader's language, once. The first of them ends up on top."""

    @extend_schema(request=Brought, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        return self.answer(Responsibility.bring(self.member, self.read(Brought)["responsibilities"]))


class Returned(Shape):
    responsibilities = serializers.ListField(child=Id(), min_length=1, max_length=MOST)


class InventoryReturned(Endpoint):
    """Not brought after all: their tasks leave our list again, where nobody has touched them since."""

    @extend_schema(request=Returned, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        return self.answer(Responsibility.take_back(self.member, self.read(Returned)["responsibilities"]))


class InventoryClosed(Endpoint):
    """We are done with it: whoever likes may begin anew. What is on our list stays there."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Inventory.of(self.member).close(self.member))


class InventoryOpenedAgain(Endpoint):
    """Closed too early: it is as it was."""

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(Inventory.of(self.member).open_again(self.member))
