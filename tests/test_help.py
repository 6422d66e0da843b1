"""The help page: for everybody, knowing nobody, left in one tap."""

from __future__ import annotations

from django.test import Client

from household.access import COOKIE
from tests.conftest import Person


def test_it_is_the_same_for_everybody_and_leaves_nothing(sam: Person) -> None:
    signed_in = Client()
    signed_in.cookies[COOKIE] = sam.cookie
    pages = [Client().get("/help/"), signed_in.get("/help/")]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].content == pages[1].content
    assert not pages[0].cookies
    assert pages[0].headers["Cache-Control"] == "no-store"
    assert pages[0].headers["Referrer-Policy"] == "no-referrer"
    shown = pages[0].content.decode()
    assert "<title>Help</title>" in shown and "116 016" in shown and "data-leave" in shown


def test_settings_and_leaving_lead_there(sam: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    for path in ("settings/", "settings/leave/"):
        assert b'href="/help/"' in sam.client.get(f"/h/{sam.home}/{path}").content
