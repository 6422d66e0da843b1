"""Errors as `application/problem+json` (RFC 9457): what happened, what was kept, what to do."""

from __future__ import annotations

from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, MethodNotAllowed, PermissionDenied

from household.errors import NotHere, Refused
from household.faults import CAUSES, tell
from household.forgery import refusal


def answer(error: Exception, context: dict[str, Any] | None = None) -> HttpResponse:
    """The answer to what an endpoint raised."""
    if isinstance(error, Http404):
        error = NotHere()
    if isinstance(error, Refused):
        return problem_of(error)
    if isinstance(error, PermissionDenied) and context:
        return problem(403, *refusal(context["request"]._request, str(error.detail)))
    if isinstance(error, MethodNotAllowed):
        title = _("This address does not take %(method)s.") % {"method": str(error.args[0] if error.args else "that")}
        return problem(405, "method", title, str(error.detail), headers={"Allow": allowed(context)})
    if isinstance(error, RequestDataTooBig):
        return problem(
            413,
            "too_big",
            _("That is too much at once."),
            _("Nothing was changed. Send it in smaller parts."),
        )
    if isinstance(error, APIException):
        return problem(error.status_code, str(error.default_code), str(error.detail), _("Nothing was changed."))
    return problem_of_fault(error, context)


def problem_of_fault(error: Exception, context: dict[str, Any] | None = None) -> HttpResponse:
    """What keeps this write, or every write, from being saved."""
    request = context["request"]._request if context else None
    return fault(tell(error, request))


def fault(code: str) -> HttpResponse:
    """The problem of a cause that was told."""
    cause = CAUSES[code]
    headers = {"Retry-After": str(cause.after)} if cause.after else None
    return problem(cause.status, code, str(cause.title), str(cause.detail), headers=headers)


def allowed(context: dict[str, Any] | None) -> str:
    """The methods an endpoint does take."""
    return ", ".join(context["view"].allowed_methods) if context else ""


def problem_of(refused: Refused) -> HttpResponse:
    """The problem of a refusal."""
    headers = {"WWW-Authenticate": "Bearer"} if refused.status == 401 else {}
    if refused.status == 429:
        headers["Retry-After"] = "60"
    return problem(
        refused.status,
        refused.code,
        str(refused.title),
        str(refused.detail),
        errors={k: [str(line) for line in v] for k, v in refused.errors.items()} if refused.errors else None,
        items=refused.items,
        headers=headers,
    )


def problem(
    status: int,
    code: str,
    title: str,
    detail: str,
    *,
    errors: dict[str, list[str]] | None = None,
    items: list[bytes] | None = None,
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    """One problem document. `items` are rows as they stand, for a refusal that shows both wordings."""
    body: dict[str, Any] = {
        "type": f"/api/#problem-{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors:
        body["errors"] = errors
    if items:
        body["items"] = [orjson.Fragment(item) for item in items]
    return HttpResponse(
        orjson.dumps(body), status=status, content_type="application/problem+json", headers=headers or {}
    )
