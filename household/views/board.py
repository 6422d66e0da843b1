"""The board's page: the shell, with the first news already in it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from household.access import Visit
from household.models import Member
from household.news import news_for
from household.scopes import Scope
from household.texts import catalog
from household.views.cookies import LAST_HOME
from household.views.visiting import for_members

ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@require_safe
@gzip_page
@ensure_csrf_cookie
@for_members
def board(request: HttpRequest, visit: Visit, task: str = "", area: str = "") -> HttpResponse:
    """The board of a home, one of its cards or areas: the same page, the browser opens what the address names."""
    return shell(request, visit, "tasks/board.html")


def shell(request: HttpRequest, visit: Visit, template: str, **more: Any) -> HttpResponse:
    """A page that the browser's code draws: where it is, the first news, the texts; `more` for its template."""
    member, home = visit.member, visit.member.household_id
    start = {
        "home": home,
        "me": member.pk,
        "device": visit.device,
        "now": milliseconds(),
        "scope": asdict(Scope.of(visit)),
        "language": get_language(),
        "urls": {
            "board": reverse("board", args=[home]),
            "mine": reverse("mine", args=[home]),
            "meetings": reverse("meetings", args=[home]),
            "ours": reverse("ours", args=[home]),
            "thanks": reverse("thanks", args=[home]),
            "settings": reverse("settings", args=[home]),
            "sitting": reverse("sitting", args=[home]),
            "meeting": reverse("meeting", args=[home]),
            "another": reverse("another"),
        },
        "homes": homes_of(member),
        "debug": settings.DEBUG,
    }
    news = news_for(member.pk, "").encoded().decode()
    page = render(
        request,
        template,
        {
            **more,
            "start": start,
            "news_json": mark_safe(news.translate(ESCAPES)),  # noqa: S308 - JSON with <, > and & escaped
            "texts": catalog(get_language() or "en"),
            "home_name": member.household.name,
        },
    )
    page.set_cookie(LAST_HOME, home, max_age=settings.COOKIE_AGE, httponly=True, samesite="Lax")
    return page


def milliseconds() -> int:
    """What the server's clock shows, for a page whose device may be off: since 1970."""
    return int(timezone.now().timestamp() * 1000)


def homes_of(member: Member) -> list[dict[str, str]]:
    """The homes this person is in, for going from one to the other."""
    others = Member.objects.filter(user_id=member.user_id, left_on=None).order_by("joined_on", "pk")
    return [
        {"id": pk, "name": name, "url": reverse("board", args=[pk])}
        for pk, name in others.values_list("household_id", "household__name")
    ]
