"""Homes: mine, their news, their name and clock, and leaving one."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request

from household.access import COOKIE, bearer_of, check_scope
from household.api.endpoint import Endpoint, Who
from household.api.shapes import Goodbye, HomeShape, Items, MeShape, MyHome, News, Nothing
from household.errors import BadInput, NotSignedIn
from household.models import Member
from household.models.household import known_time_zones
from household.scopes import HEADER
from household.secrets import hashed
from household.streams import Malformed

SINCE = OpenApiParameter("since", str, description="The cursor of the last news; empty or 0 for everything.")


class Homes(Endpoint):
    """My homes; by a token the one it is for."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.headers["Cache-Control"] = "no-store"
        raw = request._request
        members = Member.objects.filter(left_on=None).order_by("joined_on", "pk")
        if bearer := bearer_of(raw.META.get("HTTP_AUTHORIZATION", "")):
            self.mine = members.filter(tokens__secret_hash=hashed(bearer))
        else:
            self.mine = members.filter(user__devices__secret_hash=hashed(raw.COOKIES.get(COOKIE, "")))
            if scope := raw.headers.get(HEADER, ""):
                check_scope(scope, str(self.mine.values_list("user_id", flat=True).first()))

    @extend_schema(responses=MyHome(many=True))
    def get(self, request: Request) -> HttpResponse:
        homes = [
            {"id": home, "name": name, "me": me}
            for home, name, me in self.mine.values_list("household_id", "household__name", "pk")
        ]
        if not homes:
            raise NotSignedIn
        return HttpResponse(orjson.dumps(homes), content_type="application/json")


@method_decorator(gzip_page, name="dispatch")
class HomeNews(Endpoint):
    """Everything that changed after a cursor, for the member who asks."""

    helpers = ("GET",)
    at_tablet = {"GET": Who.ANYBODY}

    @extend_schema(parameters=[SINCE], responses=News)
    def get(self, request: Request, home: str) -> HttpResponse:
        try:
            news = self.visit.news(request._request.GET.get("since", ""))
        except Malformed:
            raise BadInput(errors={"since": [_("This is no cursor. Leave it empty to get everything.")]}) from None
        return HttpResponse(news.encoded(), content_type="application/json")


class HomeItself(Endpoint):
    """The home's name and time zone."""

    known = True

    @extend_schema(request=HomeShape, responses=Items)
    def patch(self, request: Request, home: str) -> HttpResponse:
        fields = self.read(HomeShape)
        if fields.get("time_zone", "UTC") not in known_time_zones():
            raise BadInput(errors={"time_zone": [_("This time zone is not known here.")]})
        return self.answer(self.member.household.rename(self.member, **fields))


class Me(Endpoint):
    """One's own name and colour in this home."""

    helpers = ("PATCH",)

    @extend_schema(request=MeShape, responses=Items)
    def patch(self, request: Request, home: str) -> HttpResponse:
        return self.answer(self.member.introduce(**self.read(MeShape)))


class Left(Endpoint):
    """Leave this home: alone, at once, with a copy. The others are sent nothing."""

    helpers = ("POST",)

    @extend_schema(request=Nothing, responses=Goodbye)
    def post(self, request: Request, home: str) -> HttpResponse:
        self.read(Nothing)
        goodbye = reverse("goodbye", args=[self.member.leave()])
        return HttpResponse(orjson.dumps({"goodbye": goodbye}), content_type="application/json")


@csrf_exempt
def not_an_endpoint(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Any other address below /api/."""
    from household.api.problem import problem_of
    from household.errors import NotHere

    return problem_of(NotHere(_("There is no such address in this API."), _("See /api/ for those there are.")))
