"""Steps: the small parts of a task."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from household.access import one
from household.api.endpoint import Endpoint, Shape, Who, clean
from household.api.shapes import Id, Items, Line, Nothing
from household.errors import BadInput, NotHere
from tasks.api.tasks import TaskEndpoint
from tasks.models import Step


class StepTitle(Shape):
    title = Line(max_length=200)


class StepDraft(StepTitle):
    id = Id(required=False, help_text="Made by the browser; here made if missing.")


class NewStep(StepDraft):
    """A step at the end, or below `after` (null: on top)."""

    after = Id(allow_null=True, required=False)


class StepMoved(Shape):
    after = Id(allow_null=True, required=False)


class Steps(TaskEndpoint):
    """A new step of a task."""

    status_code = 201
    helpers = ("POST",)

    @extend_schema(request=NewStep, responses={201: Items})
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task, step = self.task(pk), self.read(NewStep)
        where = {"after": step.pop("after")} if "after" in step else {}
        return self.answer(Step.add(task, self.member, [step], **where))


class ManySteps(TaskEndpoint):
    """Pasted lines: many steps in one change, in this order, at the end."""

    status_code = 201
    helpers = ("POST",)

    @extend_schema(request=StepDraft(many=True), responses={201: Items})
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        task, drafts = self.task(pk), self.body()
        if not isinstance(drafts, list) or not drafts:
            raise BadInput(_("A list of steps was expected."))
        return self.answer(Step.add(task, self.member, [clean(StepDraft, draft) for draft in drafts]))


class StepEndpoint(Endpoint):
    """One step, as this member may see it."""

    def step(self, pk: str) -> Step:
        """Raises `NotHere`, also for a step of what is in somebody else's head."""
        step = one(Step.objects.filter(household_id=self.member.household_id), pk)
        if not self.member.sees(step.stream):
            raise NotHere
        return step


class OneStep(StepEndpoint):
    """Other words for a step, or it was not needed."""

    helpers = ("PATCH", "DELETE")

    @extend_schema(request=StepTitle, responses=Items)
    def patch(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Other words for a step."""
        return self.answer(self.step(pk).rename(self.member, self.read(StepTitle)["title"]))

    @extend_schema(request=None, responses={200: Items})
    def delete(self, request: Request, home: str, pk: str) -> HttpResponse:
        """Remove a step."""
        return self.answer(self.step(pk).remove(self.member))


class StepDone(StepEndpoint):
    """The step is done. The task may be done without it."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.ANYBODY}

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.step(pk).tick(self.member))


class StepReopened(StepEndpoint):
    """The step is open again."""

    helpers = ("POST",)
    at_tablet = {"POST": Who.ANYBODY}

    @extend_schema(request=Nothing, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        self.read(Nothing)
        return self.answer(self.step(pk).untick(self.member))


class StepMovedTo(StepEndpoint):
    """The step stands below `after` (null: on top; one no longer there: at the end)."""

    helpers = ("POST",)

    @extend_schema(request=StepMoved, responses=Items)
    def post(self, request: Request, home: str, pk: str) -> HttpResponse:
        return self.answer(self.step(pk).move(self.member, self.read(StepMoved).get("after")))
