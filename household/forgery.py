"""Forgery: why a write by cookie was not taken for one of our own pages', in words and by Django's reason."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.middleware.csrf import REASON_NO_CSRF_COOKIE
from django.utils.translation import gettext as _

from household.faults import say

LONGEST = 200  # characters of an address that somebody sent, in an answer or in the log


class Refusal(NamedTuple):
    """What to answer, as 403."""

    code: str
    title: str
    detail: str


def refusal(request: HttpRequest, reason: str) -> Refusal:
    """Why, by Django's reason (`django.middleware.csrf`); also writes it to the log, each code once a minute."""
    came, expected = came_from(request), expected_from(request)
    refused = _refusal(request, reason, came, expected)
    said = reason.partition(" - ")[0].rstrip(".")  # behind it stands an address, which may name a page
    say(f"{refused.code}: {said}; {came or 'no address'} came, {expected} was expected", once_for=refused.code)
    return refused


def _refusal(request: HttpRequest, reason: str, came: str, expected: str) -> Refusal:
    if reason.startswith(("Origin", "Referer")):
        if came in ("", "null"):
            title = _("This browser does not say which page this comes from.")
            detail = _(
                "Nothing was changed and your words are kept. Open the page in a window of its own and try again."
            )
            return Refusal(code="origin", title=title, detail=detail)
        title = _("The proxy does not pass on the address: %(came)s came, %(expected)s was expected.")
        detail = _(
            "Nothing was changed and your words are kept. The proxy needs to pass on Host and X-Forwarded-Proto."
        )
        return Refusal(code="origin", title=title % {"came": came, "expected": expected}, detail=detail)
    if reason == REASON_NO_CSRF_COOKIE and not request.COOKIES:
        title = _("Cookies are off in this browser.")
        detail = _("Nothing was changed. Allow cookies for this address, load the page again and send it once more.")
        return Refusal(code="cookies_off", title=title, detail=detail)
    title = _("This page is too old to write from.")
    detail = _("Nothing was changed and your words are kept. Load the page again and send it once more.")
    return Refusal(code="csrf", title=title, detail=detail)


def came_from(request: HttpRequest) -> str:
    """The address of the page that sent this, without its path; "" where the browser says none."""
    origin = request.headers.get("Origin", "")
    if not origin:
        try:
            referer = urlsplit(request.headers.get("Referer", ""))
        except ValueError:
            return ""
        origin = f"{referer.scheme}://{referer.netloc}" if referer.netloc else ""
    return ascii(origin)[1:-1][:LONGEST]


def expected_from(request: HttpRequest) -> str:
    """The address by which this server was asked, as a proxy passed it on."""
    try:
        host = request.get_host()
    except DisallowedHost:
        host = "?"
    return f"{request.scheme}://{host}"
