"""Our meeting's page: the shell that the browser draws it in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from household.access import Visit
from household.errors import NotHere
from household.views.board import shell
from household.views.visiting import for_members
from tasks.models import FamilyTable


@require_safe
@gzip_page
@ensure_csrf_cookie
@for_members
def meeting(request: HttpRequest, visit: Visit) -> HttpResponse:
    """For adults: the one that is open, or the way to begin one. For a child its own small page, while there is a table
    with children: the same shell, with its own news in it."""
    if not visit.member.is_adult and not FamilyTable.is_laid_for(visit.member):
        raise NotHere
    return shell(request, visit, "tasks/meeting.html")
