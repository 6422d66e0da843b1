"""The settings page, and what each of its forms needs: answer with the page when something is wrong, else go on."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, NamedTuple

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from household.access import Visit
from household.errors import NotHere, Refused
from household.models import Device, EarlierName, Invitation, Member, Role, SignInLink, Tablet, TabletLink, Token
from household.views.board import homes_of
from household.views.settings.forms import HelperForm, HomeSettings, InvitationForm, LanguageForm, MeForm, TokenForm
from household.views.visiting import for_members

Act = Callable[Concatenate[HttpRequest, Visit, ...], HttpResponse]


class Word(NamedTuple):
    """A sentence by the section it is about: what was done, or what stood in the way."""

    section: str
    text: str
    detail: str = ""


def said(what: str) -> Word | None:
    """What a form has just done, by the word that came back in the address."""
    words = {
        "me": Word("me", _("Saved.")),
        "language": Word("language", _("Saved.")),
        "home": Word("home", _("Saved.")),
        "device": Word("devices", _("That device is signed out, and links made on it no longer work.")),
        "devices": Word("devices", _("Your other devices are signed out, and links made on them no longer work.")),
        "device_link": Word("devices", _("The link is withdrawn and no longer works.")),
        "person_link": Word("people", _("The link is withdrawn and no longer works.")),
        "tablet_link": Word("tablets", _("The link is withdrawn and no longer works.")),
        "token": Word("tokens", _("The token opens nothing any more.")),
        "person": Word("people", _("Saved.")),
        "person_signed_out": Word("people", _("Their devices are signed out.")),
        "person_gone": Word("people", _("Goodbye is said. Everybody at home sees it.")),
        "tablet": Word("tablets", _("That is no longer the family’s tablet.")),
        "invitation": Word("invitations", _("The invitation is withdrawn: its link opens nothing any more.")),
    }
    return words.get(what)


@require_safe
@for_members
def settings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One's settings in this home."""
    return show(request, visit, word=said(request.GET.get("done", "")))


def show(request: HttpRequest, visit: Visit, *, status: int = 200, **instead: Any) -> HttpResponse:
    """The page; `instead` holds a form that was not right, with its text kept, or the word about an act."""
    member = visit.member
    home = member.household
    everybody = people_and_tablets(member)
    tokens = Token.objects.filter(member__user=member.user_id, member__left_on=None)
    tokens = tokens.select_related("household").order_by("made_on", "pk")
    context = {
        "me": member,
        "home": home,
        "board": reverse("board", args=[home.pk]),
        "me_form": MeForm(initial={"name": member.name, "colour": member.colour}),
        "taken": {p.colour: p.name for p in everybody["people"] if p != member}
        if everybody
        else colours_of_others(member),
        "language_form": LanguageForm(initial={"language": get_language()}),
        "home_form": HomeSettings(
            home, initial={"name": home.name, "time_zone": home.time_zone, "rest_after": home.rest_after}
        ),
        "devices": Device.objects.filter(user_id=member.user_id).order_by("made_at", "pk"),
        "this_device": visit.device,
        "open_link": SignInLink.open_for(member.user_id),
        "all_tokens": tokens,
        "tokens": [token for token in tokens if token.member_id == member.pk],
        "token_form": TokenForm(),
        "invitations": open_invitations(member),
        "invitation_form": InvitationForm(initial={"uses": 1}),
        **everybody,
        "other_homes": [other for other in homes_of(member) if other["id"] != home.pk],
    }
    return render(request, "household/settings.html", context | instead, status=status)


def act(section: str) -> Callable[[Act], Callable[..., HttpResponse]]:
    """One form of the page. What is refused is said as a sentence in its section, and nothing was changed."""

    def form_of(handle: Act) -> Callable[..., HttpResponse]:
        @require_POST
        @for_members
        @wraps(handle)
        def handled(request: HttpRequest, visit: Visit, **kwargs: Any) -> HttpResponse:
            try:
                return handle(request, visit, **kwargs)
            except NotHere:
                raise
            except Refused as refused:
                word = Word(section, str(refused.title), str(refused.detail))
                return show(request, visit, status=refused.status, word=word)

        return handled

    return form_of


def done(visit: Visit, what: str) -> HttpResponse:
    """Back to the page, at the section and with the word for what was done."""
    word = said(what)
    assert word
    page = reverse("settings", args=[visit.member.household_id])
    return redirect(f"{page}?done={what}#{word.section}")


def colours_of_others(member: Member) -> dict[str, str]:
    """Whose colour is whose, so that two do not look alike by accident."""
    others = Member.known_at(member.household_id).exclude(pk=member.pk)
    return dict(others.values_list("colour", "name"))


def people_and_tablets(member: Member) -> dict[str, Any]:
    """Who is at home and the family's tablets, for an adult."""
    if not member.is_adult:
        return {}
    at_home = Member.known_at(member.household_id)
    link = TabletLink.known_at(member.household_id)
    earlier = Prefetch("earlier_names", EarlierName.objects.order_by("-stamp"))
    return {
        "people": sorted(
            at_home.prefetch_related(earlier).order_by("joined_on", "pk"), key=lambda person: not person.is_adult
        ),
        "helper_form": HelperForm(initial={"role": Role.CHILD}),
        "tablets": Tablet.objects.filter(household_id=member.household_id).order_by("since", "pk"),
        "tablet_link": link,
        "tablet_link_is_mine": link is not None and link.by_id == member.pk,
    }


def open_invitations(member: Member) -> list[Invitation]:
    """Links that still let somebody in; a child sees none."""
    if not member.is_adult:
        return []
    links = Invitation.objects.filter(household_id=member.household_id, until__gt=timezone.now(), by__told=False)
    return list(links.select_related("by", "household").order_by("until", "pk"))
