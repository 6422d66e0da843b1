"""The first sitting's page: the list in the reader's language, and the shell that the browser draws it in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from household.access import Visit
from household.models.helping import only_adults
from household.views.board import shell
from household.views.visiting import for_members
from tasks.inventory import listed


@require_safe
@gzip_page
@ensure_csrf_cookie
@for_members
def sitting(request: HttpRequest, visit: Visit) -> HttpResponse:
    """For adults: walking through it, or what was opened. For a child there is no such page."""
    only_adults(visit.member)
    return shell(request, visit, "tasks/sitting.html", inventory=listed())
