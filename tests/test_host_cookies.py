"""Cookies over TLS: the prefix `__Host-` and all that belongs to it; plain http at home goes on as it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from household.access import COOKIE, visit_of_socket
from household.errors import NotSignedIn
from household.models import Device, SignInLink
from tests.conftest import Person

HOST = "__Host-"


def attributes(cookie: Any) -> tuple[Any, ...]:
    return (cookie["path"], cookie["domain"], bool(cookie["secure"]), bool(cookie["httponly"]), cookie["samesite"])


def signed_in(sam: Person, *, secure: bool) -> Client:
    """A browser that opened a sign-in link."""
    assert sam.member.user
    _made, secret = SignInLink.make(sam.member.user, sam.fresh())
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(reverse("device", args=[secret]), secure=secure).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    form = {"csrfmiddlewaretoken": token}
    headers = {"Referer": "https://testserver/"}
    assert browser.post(reverse("device", args=[secret]), form, secure=secure, headers=headers).status_code == 302
    assert browser.get(f"/h/{sam.home}/", secure=secure).status_code == 200
    return browser


@pytest.mark.parametrize("secure", [False, True])
def test_every_cookie_has_its_name_and_all_its_attributes(secure: bool, sam: Person) -> None:
    browser = signed_in(sam, secure=secure)
    ours = {name: cookie for name, cookie in browser.cookies.items() if cookie.value}
    assert {name.removeprefix(HOST) for name in ours} >= {COOKIE, "csrftoken", "home"}
    for name, cookie in ours.items():
        assert name.startswith(HOST) is secure, name
        assert attributes(cookie) == ("/", "", secure, True, "Lax"), name


def test_whoever_moves_to_tls_stays_signed_in_and_leaves_nothing_behind(sam: Person) -> None:
    browser = Client()
    browser.cookies[COOKIE] = sam.cookie
    page = browser.get(f"/h/{sam.home}/", secure=True)
    assert page.status_code == 200
    assert page.cookies[HOST + COOKIE].value == sam.cookie
    assert attributes(page.cookies[HOST + COOKIE]) == ("/", "", True, True, "Lax")
    assert int(page.cookies[HOST + COOKIE]["max-age"]) > 300 * 24 * 3600
    assert (page.cookies[COOKIE].value, page.cookies[COOKIE]["max-age"]) == ("", 0)
    del browser.cookies[COOKIE]
    again = browser.get(f"/h/{sam.home}/", secure=True)
    assert again.status_code == 200 and COOKIE not in again.cookies


def test_over_tls_a_cookie_without_the_prefix_does_not_count_beside_one_with_it(sam: Person, robin: Person) -> None:
    """Somebody who can put a plain one there makes nobody somebody else."""
    browser = Client()
    browser.cookies[HOST + COOKIE], browser.cookies[COOKIE] = sam.cookie, robin.cookie
    assert browser.get("/api/homes/", secure=True).json()[0]["me"] == sam.id


def test_on_plain_http_the_prefix_means_nothing(sam: Person, robin: Person) -> None:
    browser = Client()
    browser.cookies[HOST + COOKIE] = sam.cookie
    assert browser.get("/api/homes/").status_code == 401
    browser.cookies[COOKIE] = robin.cookie
    assert browser.get("/api/homes/").json()[0]["me"] == robin.id


def test_signing_out_over_tls_takes_the_cookie_away(sam: Person) -> None:
    browser = Client()
    browser.cookies[HOST + COOKIE] = sam.cookie
    device = Device.objects.get(user=sam.member.user).pk
    out = browser.post(f"/h/{sam.home}/settings/devices/{device}/signed-out/", secure=True)
    cookie = out.cookies[HOST + COOKIE]
    assert (cookie.value, cookie["max-age"], cookie["path"], bool(cookie["secure"])) == ("", 0, "/", True)


@pytest.mark.parametrize(
    ("scheme", "name", "opens"),
    [("wss", HOST + COOKIE, True), ("wss", COOKIE, True), ("ws", COOKIE, True), ("ws", HOST + COOKIE, False)],
)
def test_a_socket_goes_by_the_same_names(scheme: str, name: str, opens: bool, sam: Person) -> None:
    origin = "https://testserver" if scheme == "wss" else "http://testserver"
    headers = {"host": "testserver", "origin": origin, "cookie": f"{name}={sam.cookie}"}
    scope = {
        "scheme": scheme,
        "headers": [(key.encode(), value.encode()) for key, value in headers.items()],
        "url_route": {"kwargs": {"home": sam.home}},
    }
    if not opens:
        with pytest.raises(NotSignedIn):
            visit_of_socket(scope)
    else:
        assert visit_of_socket(scope)[0].member.pk == sam.id
