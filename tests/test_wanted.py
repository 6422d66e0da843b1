"""Signed out at a card: the link that signs somebody in leads back to it, and nowhere else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from household.access import COOKIE
from household.models import SignInLink
from tests.conftest import Person, write


def link_for(person: Person) -> str:
    assert person.member.user
    _made, secret = SignInLink.make(person.member.user, person.fresh())
    return reverse("device", args=[secret])


@pytest.mark.parametrize("page", ["tasks/{task}/", "areas/", "meeting/", "mine/", "settings/", ""])
def test_the_link_leads_to_the_page_that_was_asked_for(page: str, sam: Person) -> None:
    path, browser = f"/h/{sam.home}/{page.format(task=write(sam))}", Client()
    browser.cookies[COOKIE] = "signed-out-meanwhile"
    asked = browser.get(path)
    assert asked.status_code == 401
    kept = asked.cookies["wanted"]
    assert (kept["httponly"], kept["samesite"], kept["max-age"]) == (True, "Lax", 4 * 3600)
    assert browser.post(link_for(sam)).headers["Location"] == path
    assert browser.post(link_for(sam)).headers["Location"] == f"/h/{sam.home}/"  # once


def test_somebody_of_another_home_goes_to_their_own_board(sam: Person, stranger: Person) -> None:
    browser = Client()
    assert browser.get(f"/h/{sam.home}/tasks/{write(sam)}/").status_code == 401
    answer = browser.post(link_for(stranger))
    assert answer.headers["Location"] == f"/h/{stranger.home}/"
    assert answer.cookies["wanted"]["max-age"] == 0


@pytest.mark.parametrize(
    "planted",
    [
        "https://evil.example/",
        "//evil.example/h/{home}/",
        "/\\evil.example/",
        "/h/{home}/@evil.example",
        "javascript:alert(1)",
        "/h/{home}/../../evil",
        "/api/homes/{home}/news/",
        "/h/{other}/",
        "nonsense",
        "",
    ],
)
def test_no_cookie_leads_out_of_the_home(planted: str, sam: Person, stranger: Person) -> None:
    browser = Client()
    browser.cookies["wanted"] = planted.format(home=sam.home, other=stranger.home)
    assert browser.post(link_for(sam)).headers["Location"] == f"/h/{sam.home}/"
