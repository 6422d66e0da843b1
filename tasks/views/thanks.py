"""All thanks of the home with their words, newest first, by page. There is no number on it."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from household.access import Visit, one
from household.errors import NotHere
from household.ids import IdConverter
from household.models import Member
from household.views.visiting import for_members
from tasks.models import Thanks

PAGE = 50


class Line(NamedTuple):
    """One thanks, as `member` reads it."""

    pk: str
    day: datetime.date
    by: str
    to: str
    colour: str
    title: str
    words: str
    mine: bool  # given or got by whoever reads it: they may take it away

    @classmethod
    def of(cls, thanks: Thanks, member: Member) -> Line:
        task = thanks.task
        title = task.title if task and member.sees(task.stream) else ""
        by, to = (person.name or _("former member") for person in (thanks.by, thanks.to))
        mine = member.pk in (thanks.by_id, thanks.to_id)
        return cls(thanks.pk, thanks.on, by, to, thanks.by.colour, title, thanks.words, mine)


@require_safe
@for_members
def thanks(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The page, for everybody at home."""
    member = visit.member
    rows = Thanks.objects.filter(household_id=member.household_id).order_by("-on", "-pk")
    page = Paginator(rows.select_related("task", "by", "to"), PAGE).get_page(request.GET.get("page"))
    context = {
        "me": member,
        "home": member.household,
        "board": reverse("board", args=[member.household_id]),
        "page": page,
        "lines": [Line.of(row, member) for row in page.object_list],
        "done": request.GET.get("done", ""),
        "away": id_in(request, "away"),
    }
    return render(request, "tasks/thanks.html", context)


@require_POST
@for_members
def delete(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """Taken away by whoever gave or got it."""
    found = one(Thanks.objects.filter(household_id=visit.member.household_id), pk)
    if visit.member.pk not in (found.by_id, found.to_id):
        raise NotHere
    found.take_away(visit.member)
    return back(request, visit, f"done=deleted&away={pk}")


@require_POST
@for_members
def restore(request: HttpRequest, visit: Visit, pk: str) -> HttpResponse:
    """Taken away by mistake, by whoever did so."""
    Thanks.bring_back(visit.member, pk)
    return back(request, visit, "done=restored")


def id_in(request: HttpRequest, name: str) -> str:
    """An id in the address, or nothing."""
    given = request.GET.get(name, "")
    return given if re.fullmatch(IdConverter.regex, given) else ""


def back(request: HttpRequest, visit: Visit, said: str) -> HttpResponse:
    """To the page of thanks where it happened."""
    page = request.POST.get("page", "")
    at = f"&page={page}" if page.isascii() and page.isdigit() else ""
    return redirect(f"{reverse('thanks', args=[visit.member.household_id])}?{said}{at}")
