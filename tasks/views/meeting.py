"""Our meeting's page: the shell that the browser draws it in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from household.access import Visit
from household.errors import NotHere
from household.views.board import shell
from household.views.visiting import for_members


@require_GET
@gzip_page
@ensure_csrf_cookie
@for_members
def meeting(request: HttpRequest, visit: Visit) -> HttpResponse:
    """For adults: the one that is open, or the way to begin one. For a child there is no such page."""
    if not visit.member.is_adult:
        raise NotHere
    return shell(request, visit, "tasks/meeting.html")
