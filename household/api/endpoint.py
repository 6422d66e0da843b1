"""Endpoint: finds the member, reads the body, calls one verb, answers with items.

Lean on purpose (DESIGN.md section 7): one query finds device or token, member and rights; no serializer round trip.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, ClassVar

import orjson
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.authentication import CSRFCheck
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.views import APIView

from household.access import AS, COOKIE, Visit, bearer_of, visit, visit_of_tablet
from household.api.media import JSON
from household.errors import (
    AdultsOnly,
    BadInput,
    KeyReused,
    NotAtTablet,
    NotByToken,
    NotHere,
    NotJSON,
    NotSignedIn,
    Refused,
    Replay,
)
from household.models import Member, Receipt, Role
from household.news import items_of
from household.scopes import HEADER

SAFE = ("GET", "HEAD", "OPTIONS")


class Shape(serializers.Serializer[Any]):
    """What a body may hold. A field that is not named is refused, so that a typing error is noticed."""


class Who(Enum):
    """Who may use an endpoint at the family's tablet."""

    ANYBODY = "also who has not said who they are"
    NAMED = "whoever tapped their name"
    HELPER = "a child, teenager or guest who tapped their name"


class Endpoint(APIView):
    """An endpoint of one home. `status_code` is that of a success.

    Adults may all of it. What helpers may, and what can be done at the family's tablet, each endpoint says by method;
    nothing, unless it does; `teens`: what teenagers may besides. To a helper it is then not there, or refused in words
    where it is known to be (`known`). What opens a way in, or is about a person's devices, is not `by_token`: it would
    outlive the token.
    """

    status_code: ClassVar[int] = 200
    helpers: ClassVar[tuple[str, ...]] = ()
    teens: ClassVar[tuple[str, ...]] = ()
    known: ClassVar[bool] = False
    by_token: ClassVar[bool] = True
    at_tablet: ClassVar[Mapping[str, Who]] = {}
    visit: Visit
    met_another = False

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Who asks. Content negotiation, throttles and permission classes have nothing to do here."""
        self.headers["Cache-Control"] = "no-store"
        raw = request._request
        self.visit = self.find_visit(raw, kwargs["home"])
        self.check_rights("GET" if raw.method in SAFE else str(raw.method))
        if raw.method not in SAFE and self.member.pk and (key := raw.headers.get("Idempotency-Key")):
            if len(key) > 100 or not key.isascii() or not key.isprintable():
                raise BadInput(errors={"Idempotency-Key": [_("At most 100 printable ASCII characters.")]})
            self.member.carries = Receipt.carried(key, str(raw.method), raw.path, raw.body, self.status_code)

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        made = Request(request)
        made.accepted_renderer, made.accepted_media_type = JSON(), JSON.media_type
        return made

    def find_visit(self, request: HttpRequest, home: str) -> Visit:
        """By bearer token, or by cookie; a write by cookie needs its CSRF token too."""
        if bearer := bearer_of(request.META.get("HTTP_AUTHORIZATION", "")):
            return visit(home, bearer=bearer)
        cookie = request.COOKIES.get(COOKIE, "")
        scope = request.headers.get(HEADER, "")
        try:
            found = visit(home, cookie=cookie, scope=scope)
        except NotSignedIn:
            found = visit_of_tablet(home, cookie, request.headers.get(AS, ""), scope)
        if request.method not in SAFE:
            check_csrf(request)
        return found

    def check_rights(self, method: str) -> None:
        """Raises `AdultsOnly`, `NotAtTablet`, `NotByToken` or `NotHere` unless whoever came may do this. Nothing is
        looked up yet."""
        if self.visit.tablet:
            who = self.at_tablet.get(method)
            known = who is Who.ANYBODY or self.member.pk
            if who is None or not known or (who is Who.HELPER and self.member.is_adult):
                raise NotAtTablet
        elif not self.member.is_adult and method not in self.allowed_to_helpers():
            raise AdultsOnly if self.known else NotHere
        if self.visit.token and not self.by_token and method not in SAFE:
            raise NotByToken

    def allowed_to_helpers(self) -> tuple[str, ...]:
        """The methods that this member, who is no adult, may use."""
        return self.helpers + self.teens if self.member.role == Role.TEEN else self.helpers

    @property
    def member(self) -> Member:
        """Who asks."""
        return self.visit.member

    def read(self, shape: type[Shape]) -> dict[str, Any]:
        """The body, cleaned by its shape; only the fields that were sent. Raises `BadInput`."""
        return clean(shape, self.body())

    def body(self) -> Any:
        """The body as data; nothing at all counts as an empty object. Raises `BadInput`, or `NotJSON` by its type."""
        raw = self.request._request.body.removeprefix(BOM_UTF8)
        if not raw.strip():
            return {}
        media = self.request._request.content_type
        if media and media != "application/json" and not media.endswith("+json"):
            raise NotJSON
        return parsed(raw)

    def answer(self, items: list[bytes], **more: Any) -> HttpResponse:
        """`{"items": [...]}`, and what else was made."""
        rest = b"".join(b",%b:%b" % (orjson.dumps(name), orjson.dumps(value)) for name, value in more.items())
        body = b'{"items":[%b]%b}' % (b",".join(items), rest)
        return HttpResponse(body, content_type="application/json", status=self.status_code)

    def look_again(self) -> Any:
        """This write met another that the locks do not know of (a key used at two doors, an area put away behind one):
        the other was first, so it is done once more, with what is there now."""
        self.met_another = True
        try:
            self.initial(self.request, *self.args, **self.kwargs)
            return getattr(self, str(self.request.method).lower())(self.request, *self.args, **self.kwargs)
        except Exception as exc:
            return self.handle_exception(exc)

    def handle_exception(self, exc: Exception) -> Any:
        """A key used before gives the first status and those rows as they may be seen now, also where the same
        write could not be done once more: what it deleted is no longer there to be found."""
        if isinstance(exc, IntegrityError) and not self.met_another:
            return self.look_again()
        if isinstance(exc, Refused) and hasattr(self, "visit"):
            try:
                Receipt.not_done_before(self.member)
            except (Replay, KeyReused) as told:
                exc = told
        if isinstance(exc, Replay):
            items = items_of(self.member, exc.rows)
            body = b'{"items":[%b]}' % b",".join(items)
            return HttpResponse(body, content_type="application/json", status=exc.status)
        return super().handle_exception(exc)


def parsed(raw: bytes) -> Any:
    """JSON as data. Raises `BadInput` where it is none, or where an object gives one name twice: parsers differ in
    which of the two they take, so neither can be meant."""
    try:
        data = orjson.loads(raw)
        json.loads(raw, object_pairs_hook=check_names)
    except (orjson.JSONDecodeError, RecursionError):
        raise BadInput(_("This is not JSON.")) from None
    return data


def check_names(pairs: list[tuple[str, Any]]) -> None:
    """Raises `BadInput` where a name stands twice."""
    counted = Counter(name for name, _value in pairs)
    if len(counted) < len(pairs):
        raise BadInput(errors={name: [_("This is given twice.")] for name, count in counted.items() if count > 1})


def check_csrf(request: HttpRequest) -> None:
    """A write by cookie comes from our own page. Raises `PermissionDenied`."""
    check = CSRFCheck(lambda _request: HttpResponse())
    check.process_request(request)
    if reason := check.process_view(request, lambda _request: HttpResponse(), (), {}):
        raise PermissionDenied(str(reason))


@cache
def fields_of(shape: type[Shape]) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """A shape's fields, made once: each cleans one value and keeps nothing of it."""
    return dict(shape().fields)


def clean(shape: type[Shape], data: Any) -> dict[str, Any]:
    """`data` by the fields of `shape`: what was sent, cleaned. Raises `BadInput` with a sentence for each field."""
    if not isinstance(data, dict):
        raise BadInput(_("A JSON object was expected."))
    fields, cleaned = fields_of(shape), {}
    errors: dict[str, list[Any]] = {name: [_("There is no such field.")] for name in data.keys() - fields.keys()}
    for name, field in fields.items():
        if name not in data:
            if field.required:
                errors[name] = [_("This is needed.")]
            continue
        try:
            cleaned[name] = field.run_validation(data[name])
        except serializers.ValidationError as wrong:
            detail = wrong.detail if isinstance(wrong.detail, list) else [str(wrong.detail)]
            errors[name] = [str(line) for line in detail]
    if errors:
        raise BadInput(errors=errors)
    return cleaned
