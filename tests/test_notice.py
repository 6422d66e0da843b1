"""Notices: whoever becomes me on a new device cannot do it quietly."""

from __future__ import annotations

from household.models import Device, SignInLink
from tests.conftest import Person


def by_cookie(who: Person, cookie: str, path: str) -> int:
    """A write from the device with that cookie."""
    who.client.cookies["tandem"] = cookie
    return who.client.post(who.url(path), {}, "application/json").status_code


def new_device(who: Person, *, rescue: bool) -> str:
    user = who.member.user
    assert user
    _link, secret = SignInLink.make(user, rescue=rescue)
    link = SignInLink.open(secret)
    assert link
    cookie = link.use("Firefox, Linux")
    assert cookie
    return cookie


def test_a_new_device_cannot_hide_that_it_came(sam: Person, robin: Person) -> None:
    before = robin.news()
    intruder = new_device(sam, rescue=True)
    notices = sam.screen().all("notice")
    assert {notice["about"] for notice in notices} == {"sign_in_link", "new_device"}
    second = new_device(sam, rescue=False)  # made by the first intruder, to put away the notice of the first
    for notice in notices:
        for cookie in (intruder, second):
            assert by_cookie(sam, cookie, f"notices/{notice['id']}/dismissed/") == 409
        assert by_cookie(sam, sam.cookie, f"notices/{notice['id']}/dismissed/") == 200
    assert [notice["about"] for notice in sam.screen().all("notice")] == ["new_device"]
    assert robin.news() == before


def test_with_no_older_device_left_the_new_one_may(sam: Person) -> None:
    cookie = new_device(sam, rescue=True)
    user = sam.member.user
    assert user
    Device.sign_out(user, Device.objects.filter(user=user, name="test browser"))
    for notice in sam.screen().all("notice"):
        assert by_cookie(sam, cookie, f"notices/{notice['id']}/dismissed/") == 200
    assert sam.screen().all("notice") == []


def test_a_token_puts_it_away_only_where_no_older_device_is_left(sam: Person) -> None:
    """As the reference says of the code `newer_device`."""
    new_device(sam, rescue=False)
    (notice,) = sam.screen().all("notice")
    refused = sam.post(f"notices/{notice['id']}/dismissed/")
    assert (refused.status_code, refused.json()["code"]) == (409, "newer_device")
    assert sam.screen().all("notice") == [notice]
    Device.objects.filter(user_id=sam.member.user_id, name="test browser").delete()
    assert sam.post(f"notices/{notice['id']}/dismissed/").status_code == 200


def test_a_token_made_on_one_device_shows_on_the_others_and_cannot_be_hidden_there(sam: Person, robin: Person) -> None:
    """Else a guest on one's phone would go on reading after every device of theirs was signed out."""
    intruder = new_device(sam, rescue=True)
    for notice in sam.screen().all("notice"):
        by_cookie(sam, sam.cookie, f"notices/{notice['id']}/dismissed/")
    before = robin.news()
    sam.client.cookies["tandem"] = intruder
    by_page = sam.client.post(f"/h/{sam.home}/settings/tokens/", {"name": "Printer"})
    assert by_page.status_code == 201
    made = sam.client.post(sam.url("tokens/"), {"name": "Display"}, "application/json").json()
    assert Person(sam.member, "", made["token"]).post("tokens/", {"name": "From a token"}).status_code == 403
    notices = {notice["what"]: notice for notice in sam.screen().all("notice")}
    assert set(notices) == {"Printer", "Display"}
    assert {notice["about"] for notice in notices.values()} == {"new_token"}
    for what in ("Printer", "Display"):
        path = f"notices/{notices[what]['id']}/dismissed/"
        assert [by_cookie(sam, cookie, path) for cookie in (intruder, sam.cookie)] == [409, 200]
    assert robin.news() == before
