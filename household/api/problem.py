"""Errors as `application/problem+json` (RFC 9457): what happened, what was kept, what to do."""

from __future__ import annotations

import logging
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, MethodNotAllowed, PermissionDenied

from household.errors import NotHere, Refused

log = logging.getLogger("tandem.api")


def answer(error: Exception, context: dict[str, Any] | None = None) -> HttpResponse | None:
    """The answer to what an endpoint raised; None lets it pass on as a fault of ours."""
    if isinstance(error, Http404):
        error = NotHere()
    if isinstance(error, Refused):
        return problem_of(error)
    if isinstance(error, PermissionDenied):
        return problem(
            403,
            "csrf",
            _("This page is too old to write from."),
            _("Nothing was changed and your words are kept. Load the page again and send it once more."),
        )
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
    if isinstance(error, OperationalError | IntegrityError):
        log.warning("a write met another: %s", type(error).__name__)
        return problem(
            503,
            "again",
            _("Somebody was writing at the same moment."),
            _("Nothing was changed and your words are kept. It is tried again in a moment."),
            headers={"Retry-After": "1"},
        )
    return None


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
