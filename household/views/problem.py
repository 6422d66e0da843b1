"""Pages for what went wrong: what happened, what was kept, what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import gettext as _

from household.api.problem import problem
from household.faults import CAUSES, OUR_FAULT, tell
from household.forgery import refusal


def show(request: HttpRequest, status: int, code: str, title: str, detail: str) -> HttpResponse:
    """As a problem document below /api/, else as a page."""
    if request.path.startswith("/api/"):
        return problem(status, code, title, detail)
    return render(request, "household/closed.html", {"title": title, "detail": detail}, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    title = _("That is not here.")
    detail = _("It may have been put away, or it is not yours to see. Go back to the board.")
    return show(request, 404, "not_here", title, detail)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        title, detail = _("That is too much at once."), _("Nothing was changed. Send it in smaller parts.")
        return show(request, 413, "too_big", title, detail)
    if not isinstance(exception, DisallowedHost):
        title = _("This could not be read.")
        detail = _("Nothing was changed. Go back, load the page again and try once more.")
        return show(request, 400, "bad_input", title, detail)
    title = _("This server does not answer to that address.")
    detail = _("Open it by the address it printed when it started, or add the name to HOSTS.")
    return show(request, 400, "bad_input", title, detail)


def too_slow(request: HttpRequest) -> HttpResponse:
    title = _("This came too slowly.")
    detail = _("Nothing was changed and your words are kept. Try again when the connection is better.")
    return show(request, 408, "too_slow", title, detail)


def fault(request: HttpRequest, code: str) -> HttpResponse:
    """What keeps something from being saved or read; the log has the rest."""
    cause = CAUSES[code]
    return show(request, cause.status, code, str(cause.title), str(cause.detail))


def our_fault(request: HttpRequest) -> HttpResponse:
    return fault(request, OUR_FAULT)


NOT_FAULTS = Http404, PermissionDenied, SuspiciousOperation, MultiPartParserError, BadRequest


class Faults:
    """What a page could not do is told in words and by its cause; endpoints have `household.api.problem`."""

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """None where Django has an answer of its own."""
        if isinstance(exception, NOT_FAULTS):
            return None
        code = tell(exception, request)
        return None if settings.DEBUG and code == OUR_FAULT else fault(request, code)


class NotAPage:
    """An address that only takes a form, opened by hand or by a tab that came back: a page, in place of a blank one."""

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        title = _("There is nothing to read here.")
        detail = _("This address only takes what a form sends. Nothing was changed. Go back to the board.")
        shown = show(request, 405, "method", title, detail)
        shown.headers["Allow"] = response.headers["Allow"]
        return shown


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return show(request, 403, *refusal(request, reason))
