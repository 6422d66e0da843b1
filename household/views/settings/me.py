"""Me: my name, my colour, my language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from household.access import Visit
from household.errors import ColourTaken, NameTaken
from household.views.cookies import speak
from household.views.forms import refuse
from household.views.settings.forms import LanguageForm, MeForm
from household.views.settings.page import act, done, show


@act("me")
def me(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Another name or colour in this home; the others see it at once."""
    form = MeForm(request.POST)
    if not form.is_valid():
        return show(request, visit, status=400, me_form=form)
    try:
        visit.member.introduce(**{field: text for field, text in form.cleaned_data.items() if text})
    except (NameTaken, ColourTaken) as taken:
        refuse(form, taken)
        return show(request, visit, status=taken.status, me_form=form)
    return done(visit, "me")


@act("language")
def language(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The language I read, here at once and on devices I sign in later."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return show(request, visit, status=400, language_form=form)
    wanted = form.cleaned_data["language"]
    if visit.member.user:
        visit.member.user.speak(wanted)
    return speak(done(visit, "language"), request, wanted)
