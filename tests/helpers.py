"""Who helps, in a test: a profile, the link for a device of theirs, and that device."""

from __future__ import annotations

from django.test import Client

from household.models import Member
from tests.conftest import Person, ids_of


def added(by: Person, name: str = "Ben", role: str = "guest") -> Member:
    """Somebody who helps, by the API."""
    answer = by.post("helpers/", {"name": name, "colour": "lagoon", "role": role})
    assert answer.status_code == 201, answer.content
    return Member.objects.select_related("household").get(pk=ids_of(answer)[0][1])


def device_of(path: str) -> Client:
    """A browser that opened a sign-in link and pressed its button."""
    browser = Client()
    assert browser.post(path, follow=True).status_code == 200
    return browser


def link_for(by: Person, who: Member) -> str:
    answer = by.on_device(f"helpers/{who.pk}/device-link/")
    assert answer.status_code == 201, answer.content
    return "/" + answer.json()["link"].split("/", 3)[3]
