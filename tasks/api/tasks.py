"""Tasks: written down, edited, done, let go, looked up. An endpoint finds the task, calls one verb, answers."""

from __future__ import annotations

from itertools import islice
from typing import Any

import orjson
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape, Who, clean
from household.api.shapes import Day, Id, Item, Items, Line, Lines
from household.errors import BadInput, NotHere
from household.news import joined
from household.words import folded
from tasks.models import Moment, Place, Size, Task
from tasks.models.placing import OPEN

OPEN_PLACES = [(place.value, place.label) for place in OPEN]
MOST = 200  # tasks in one change
PAGE = 50


class TaskFields(Shape):
    """What a person edits."""

    title = Line(max_length=200, required=False)
    notes = Lines(max_length=10_000, allow_blank=True, required=False)
    done_means = Line(max_length=300, allow_blank=True, required=False)
    feel = Line(max_length=200, allow_blank=True, required=False, help_text="What it should feel like.")
    area = Id(allow_null=True, required=False)
    intention = Id(allow_null=True, required=False, help_text="Which it serves; null: as its area does.")
    size = serializers.ChoiceField(
        Size.choices[1:], allow_blank=True, required=False, help_text="under 10 minutes, up to 45, longer"
    )
    due = Day(allow_null=True, required=False)
    bring = serializers.BooleanField(required=False, help_text="To our next meeting; what is private too.")
    family = serializers.BooleanField(
        required=False, help_text="The whole family’s: children’s orders count for it. Adults say so."
    )


class NewTask(TaskFields):
    """A task to write down. On top of its place, or below `after` (null: on top)."""

    id = Id(required=False, help_text="Made by the browser; here made if missing.")
    title = Line(max_length=200)
    place = serializers.ChoiceField(OPEN_PLACES, required=False)
    after = Id(allow_null=True, required=False)
    private = serializers.BooleanField(required=False, help_text="In my head: only I see it.")


class TaskEdit(TaskFields):
    """The fields that say something else. `was`: what they said when the writer last saw them."""

    was = serializers.DictField(child=serializers.CharField(allow_null=True, allow_blank=True), required=False)


class Before(Shape):
    before = Id()


class Seen(serializers.Serializer[Any]):
    """The task as its author saw it."""

    place = serializers.ChoiceField(Place.choices, required=False)
    owner = Id(allow_null=True, required=False)
    done_by = Id(allow_null=True, required=False)
    let_go_by = Id(allow_null=True, required=False)


class Intended(Shape):
    """`was`: what the author saw; a task that has changed in this since is left alone (409)."""

    was = Seen(required=False)


class Reopening(Intended):
    """Back where it stood; or in `place`, below `after` (null: on top)."""

    place = serializers.ChoiceField(OPEN_PLACES, required=False)
    after = Id(allow_null=True, required=False)


class Doing(Intended):
    """Who it was, where it was not just whoever ticks it."""

    by = serializers.ListField(child=Id(), required=False, max_length=20, help_text="Those who did it.")
    helped = serializers.ListField(child=Id(), required=False, max_length=20, help_text="Those who helped.")


class Older(serializers.Serializer[Any]):
    items = Item(many=True)
    more = serializers.BooleanField()


class MomentShape(serializers.Serializer[Any]):
    day = serializers.DateField()
    by = Id(allow_null=True)
    verb = serializers.CharField()
    data = serializers.DictField(help_text="`was`: what it said before; `place`: where it went.")  # type: ignore[assignment]


class History(serializers.Serializer[Any]):
    moments = MomentShape(many=True)
    earlier = serializers.IntegerField(help_text="So many lines came before these; 0: this is where it begins.")


class Earlier(Shape):
    before = serializers.IntegerField(min_value=1, max_value=10**9, required=False)


class TaskEndpoint(Endpoint):
    """One task of this home."""

    def task(self, pk: str) -> Task:
        """The task as this member may see it. Raises `NotHere`: a stranger never learns that it exists."""
        rows = Task.visible_to(self.member)
        return one(rows.only("household_id", "private_to_id"), pk)  # the verb reads the rest behind its door


class Tasks(Endpoint):
    """Write a task down; or read, by page, what was done or let go before what the board shows."""

    status_code = 201
    helpers = ("GET", "POST")
    at_tablet = {"POST": Who.ANYBODY}

    @extend_schema(request=NewTask, responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        """Write a task down."""
        return self.answer(Task.add(self.member, [self.read(NewTask)]))

    @extend_schema(
        parameters=[
            OpenApiParameter("place", str, enum=[Place.DONE, Place.LET_GO], required=True),
            OpenApiParameter("before", OpenApiTypes.UUID, description="The last task of the page before."),
            OpenApiParameter("words", str, description="Only those that hold all these words."),
        ],
        responses=Older,
    )
    def get(self, request: Request, home: str) -> HttpResponse:
        """By page, newest first: what was done or let go, also what has left the board since."""
        asked = request._request.GET
        place = asked.get("place", "")
        if place not in (Place.DONE, Place.LET_GO):
            raise BadInput(errors={"place": [_("One of: done, let_go.")]})
        before = clean(Before, {"before": asked["before"]})["before"] if asked.get("before") else ""
        rows, more = older(self.member, Place(place), before, folded(asked.get("words", "")).split())
        more_text = b"true" if more else b"false"
        return HttpResponse(b'{"items":[%b],"more":%b}' % (joined(rows), more_text), content_type="application/json")


def older(member: Any, place: Place, before: str, words: list[str]) -> tuple[list[dict[str, Any]], bool]:
    """A page of what was done or let go, newest first, and whether there is more. `words`: folded."""
    tasks = Task.visible_to(member).filter(place=place)
    day = "done_on" if place == Place.DONE else "let_go_on"
    if before:
        last = tasks.filter(pk=before).values_list(day, "pk").first()
        if last is None:
            raise NotHere
        tasks = tasks.filter(Q(**{f"{day}__lt": last[0]}) | Q(**{day: last[0], "pk__lt": last[1]}))
    found = tasks.order_by(f"-{day}", "-pk")
    if words:  # not every database knows that Ä is ä: compared here, no further than a page needs
        texts = found.values_list("pk", "title", "notes", "feel", "done_means").iterator(chunk_size=500)
        holding = (pk for pk, *text in texts if all(word in folded(" ".join(text)) for word in words))
        found = found.filter(pk__in=list(islice(holding, PAGE + 1)))
    rows = list(found.values("id", "rev", *Task.columns)[: PAGE + 1])
    return [Task.item(row) for row in rows[:PAGE]], len(rows) > PAGE


class ManyTasks(Endpoint):
    """Many tasks in one change, all or none; the first ends up on top."""

    status_code = 201
    helpers = ("POST",)

    @extend_schema(request=NewTask(many=True), responses={201: Items})
    def post(self, request: Request, home: str) -> HttpResponse:
        drafts = self.body()
        if not isinstance(drafts, list) or not 1 <= len(drafts) <= MOST:
            raise BadInput(_("A list of one to %(most)s tasks was expected.") % {"most": MOST})
        return self.answer(Task.add(self.member, [clean(NewTask, draft) for draft in drafts]))


class OneTask(TaskEndpoint):
    """Edit a task, or delete for good what is only mine."""

    helpers = ("PATCH", "DELETE")

    @extend_schema(request=TaskEdit, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Edit a task: only the fields that are sent. With `was` no wording is overwritten unseen."""
        task, fields = self.task(pk), self.read(TaskEdit)
        was = fields.pop("was", None)
        return self.answer(task.edit(self.member, fields, was))

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Delete for good what is only mine; what is ours is let go instead."""
        return self.answer(self.task(pk).erase(self.member))


class TaskHistory(TaskEndpoint):
    """Who did what on which day, by page, newest first."""

    helpers = ("GET",)

    @extend_schema(
        parameters=[OpenApiParameter("before", int, description="`earlier` of the page after: the lines before it.")],
        responses=History,
    )
    def get(self, request: Request, home: str, pk: str) -> HttpResponse:
        before = clean(Earlier, request._request.GET.dict()).get("before")
        moments, earlier = Moment.of(self.task(pk), self.member, before)
        return HttpResponse(orjson.dumps({"moments": moments, "earlier": earlier}), content_type="application/json")


class TaskDone(TaskEndpoint):
    """Done. Each adult is asked, on their own screens only, how supported they felt.

    `by` and `helped` say who it was; they may be sent again once it is done. Without them it was whoever ticks it.
    """

    helpers = ("POST",)
    at_tablet = {"POST": Who.ANYBODY}

    @extend_schema(request=Doing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        said = self.read(Doing)
        did, helped, was = said.get("by"), said.get("helped"), said.get("was")
        return self.answer(self.task(pk).complete(self.member, did, helped, was))


class TaskReopened(TaskEndpoint):
    """Open again: back where it stood, or in a place. Nothing else opens what was done or let go."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.ANYBODY}

    @extend_schema(request=Reopening, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        to = self.read(Reopening)
        return self.answer(self.task(pk).reopen(self.member, to.get("place", ""), to.get("after"), to.get("was")))


class TaskLetGo(TaskEndpoint):
    """Let go: one less to carry."""

    helpers = ("POST",)

    @extend_schema(request=Intended, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        was = self.read(Intended).get("was")
        return self.answer(self.task(pk).let_go(self.member, was))
