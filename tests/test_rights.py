"""Who may use which endpoint. A new one fails here until somebody has decided and put it into one of these lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern

from household.access import COOKIE
from household.api.endpoint import SAFE, Endpoint
from household.models import Device, SignInLink, TabletLink
from household.urls import home_api
from tests.conftest import Person

ID = "00000000-0000-4000-8000-000000000000"

HELPERS = {  # who is no adult, on a device of their own
    *("GET news/", "PATCH me/", "POST left/"),
    *(
        "GET devices/",
        "POST devices/link/",
        "POST devices/link/withdrawn/",
        "POST devices/signed-out/",
        "POST devices/<id:pk>/signed-out/",
    ),
    "POST notices/<id:pk>/dismissed/",
    *("GET tasks/", "POST tasks/", "POST tasks/many/", "PATCH tasks/<id:pk>/", "DELETE tasks/<id:pk>/"),
    *("GET tasks/<id:pk>/history/", "POST tasks/<id:pk>/done/", "POST tasks/<id:pk>/reopened/"),
    *("POST tasks/<id:pk>/shared/", "POST tasks/<id:pk>/private/", "POST tasks/<id:pk>/released/"),
    # of what is in their own head; of what is ours refused in words by the verb
    *("POST tasks/<id:pk>/let-go/", "POST tasks/<id:pk>/taken/", "POST tasks/<id:pk>/moved/"),
    *("POST tasks/<id:pk>/joined/", "POST tasks/<id:pk>/left/"),
    *("POST tasks/<id:pk>/my-part-done/", "POST tasks/<id:pk>/my-part-reopened/"),
    *("POST tasks/<id:pk>/steps/", "POST tasks/<id:pk>/steps/many/", "PATCH steps/<id:pk>/", "DELETE steps/<id:pk>/"),
    *("POST steps/<id:pk>/done/", "POST steps/<id:pk>/reopened/", "POST steps/<id:pk>/moved/"),
    *("POST thanks/", "PATCH thanks/<id:pk>/", "DELETE thanks/<id:pk>/", "POST thanks/<id:pk>/restored/"),
    *("POST tasks/<id:pk>/credited/", "POST tasks/<id:pk>/uncredited/"),
    # in a meeting with children; of any other it is not there
    *("POST meetings/<id:pk>/here/", "POST meetings/<id:pk>/later/", "POST meetings/<id:pk>/problem/"),
    *("GET meetings/<id:pk>/ballot/", "PATCH meetings/<id:pk>/ballot/"),
}
KNOWN = {  # refused to them in words: they see that there is such a thing
    *("PATCH home/", "POST areas/", "PATCH areas/<id:pk>/", "DELETE areas/<id:pk>/"),
    "POST areas/<id:pk>/restored/",
    *("POST tasks/<id:pk>/each/", "POST tasks/<id:pk>/one-for-all/"),
}
TEENS = {  # about what they took part in they are asked, and answer for themselves; to a child it is not there
    *("POST check-ins/skipped/", "DELETE check-ins/<id:pk>/", "PATCH asking/"),
    *("POST check-ins/<id:pk>/answered/", "POST check-ins/<id:pk>/skipped/"),
}
ADULTS = {  # for everybody else it is not there
    *("POST invitations/", "POST invitations/<id:pk>/withdrawn/", "POST tokens/", "POST tokens/<id:pk>/revoked/"),
    *("POST helpers/", "PATCH helpers/<id:pk>/", "POST helpers/<id:pk>/left/"),
    *("POST helpers/<id:pk>/device-link/", "POST helpers/<id:pk>/device-link/withdrawn/"),
    *("POST helpers/<id:pk>/signed-out/", "POST tablets/link/withdrawn/"),
    *("GET tablets/", "POST tablets/link/", "POST tablets/<id:pk>/taken-off/"),
    *("POST reminders/", "PATCH reminders/<id:pk>/", "DELETE reminders/<id:pk>/"),
    *("POST reminders/<id:pk>/done/", "POST reminders/<id:pk>/reopened/"),
    *("POST asks/", "PATCH asks/<id:pk>/", "POST asks/<id:pk>/accepted/", "POST asks/<id:pk>/changed/"),
    *("POST asks/<id:pk>/declined/", "POST asks/<id:pk>/agreed/", "POST asks/<id:pk>/parked/"),
    *("POST asks/<id:pk>/withdrawn/", "POST low/begun/", "POST low/ended/", "POST tasks/<id:pk>/status/"),
    *("POST tasks/<id:pk>/kept/", "POST tasks/<id:pk>/back/"),
    *("POST intentions/", "PATCH intentions/<id:pk>/", "DELETE intentions/<id:pk>/"),
    *("POST intentions/<id:pk>/moved/", "POST intentions/<id:pk>/restored/"),
    *("POST tasks/<id:pk>/done-means/agreed/", "POST tasks/<id:pk>/done-means/kept/"),
    *("POST tasks/<id:pk>/guessed/", "POST tasks/<id:pk>/unguessed/"),
    *("GET inventory/", "POST inventory/marks/", "POST inventory/words/", "PATCH inventory/words/<id:pk>/"),
    *("DELETE inventory/words/<id:pk>/", "PATCH inventory/walk/", "POST inventory/through/"),
    *("POST inventory/not-through/", "POST inventory/brought/", "POST inventory/returned/"),
    *("POST inventory/closed/", "POST inventory/opened-again/"),
    *("POST pulse/", "DELETE pulse/<id:pk>/"),
    *(
        "POST tasks/<id:pk>/merged/",
        "PATCH rhythm/",
        "POST rhythm/not-today/",
        "POST meetings/",
        "PATCH meetings/<id:pk>/",
    ),
    "POST meetings/<id:pk>/ready/",
    *("POST meetings/<id:pk>/lent/", "POST meetings/<id:pk>/lent/ready/", "POST meetings/<id:pk>/lent/back/"),
    *("POST meetings/<id:pk>/lent/ballot/", "POST meetings/<id:pk>/lent/heads/"),
    *("POST meetings/<id:pk>/lent/not-me/", "POST meetings/<id:pk>/lent/me/", "DELETE borrowed/<id:pk>/"),
    *("POST meetings/<id:pk>/stepped/", "POST meetings/<id:pk>/paused/", "POST meetings/<id:pk>/resumed/"),
    *("POST meetings/<id:pk>/extended/", "POST meetings/<id:pk>/closed/", "PATCH meetings/<id:pk>/hand/"),
    *("POST meetings/<id:pk>/ordered/", "POST meetings/<id:pk>/cut/"),
    *("POST meetings/<id:pk>/balance/wished/", "POST meetings/<id:pk>/balance/unwished/"),
    *("POST meetings/<id:pk>/agreed/", "POST meetings/<id:pk>/worth/"),
    *("POST meetings/<id:pk>/added/", "POST meetings/<id:pk>/leaving/"),
    *("POST topics/", "PATCH topics/<id:pk>/", "POST topics/<id:pk>/settled/", "POST topics/<id:pk>/reopened/"),
}
NOT_BY_TOKEN = {  # about a person's devices, which open all their homes; or it lets somebody in and outlives the token
    *("POST devices/link/", "POST devices/signed-out/", "POST devices/<id:pk>/signed-out/"),
    *("POST devices/link/withdrawn/", "POST invitations/", "POST tokens/"),
    *("POST helpers/<id:pk>/device-link/", "POST tablets/link/"),
}
AT_TABLET = {  # also who has not said who they are
    *("GET news/", "POST tasks/", "POST tasks/<id:pk>/done/", "POST tasks/<id:pk>/reopened/"),
    *("POST steps/<id:pk>/done/", "POST steps/<id:pk>/reopened/"),
}
AT_TABLET_BY_NAME = {"POST tasks/<id:pk>/my-part-done/", "POST tasks/<id:pk>/my-part-reopened/"}
AT_TABLET_BY_HELPERS = {
    *("POST tasks/<id:pk>/joined/", "POST tasks/<id:pk>/left/"),
    *("POST meetings/<id:pk>/here/", "POST meetings/<id:pk>/later/", "POST meetings/<id:pk>/problem/"),
    *("GET meetings/<id:pk>/ballot/", "PATCH meetings/<id:pk>/ballot/"),
}


def endpoints() -> Iterator[str]:
    for pattern in home_api:
        assert isinstance(pattern, URLPattern)
        view = pattern.callback.view_class
        assert issubclass(view, Endpoint), pattern
        for method in ("get", "post", "patch", "put", "delete"):
            if hasattr(view, method):
                yield f"{method.upper()} {pattern.pattern}"


ALL = sorted(endpoints())


def call(client: Client, home: str, endpoint: str, **headers: str) -> tuple[int, str]:
    """Calls it with nothing in the body, about nothing that is there."""
    method, path = endpoint.split(" ")
    url = f"/api/homes/{home}/{path.replace('<id:pk>', ID)}"
    answer = client.generic(method, url, b"{}", "application/json", headers=headers)
    return answer.status_code, "" if answer.status_code < 400 else answer.json()["code"]


def test_about_every_endpoint_somebody_decided() -> None:
    lists = (HELPERS, KNOWN, TEENS, ADULTS)
    assert set(ALL) == set().union(*lists) and len(ALL) == sum(map(len, lists))
    assert set(ALL) >= AT_TABLET | AT_TABLET_BY_NAME | AT_TABLET_BY_HELPERS


@pytest.mark.parametrize("role", ["child", "teen", "guest"])
@pytest.mark.parametrize("endpoint", ALL)
def test_what_somebody_who_helps_may_use(endpoint: str, role: str, sam: Person, kim: Person) -> None:
    sam.patch(f"helpers/{kim.id}/", {"role": role})
    found = call(kim.client, kim.home, endpoint, **kim.headers())
    there = call(sam.client, sam.home, endpoint, **sam.headers())
    assert there[1] not in ("adults_only", "tablet")
    if endpoint in HELPERS or (endpoint in TEENS and role == "teen"):
        assert found[1] != "adults_only"
        assert endpoint.count("<") or found[1] != "not_here"
    else:
        assert found == ((403, "adults_only") if endpoint in KNOWN else (404, "not_here"))


@pytest.mark.parametrize("endpoint", ALL)
def test_what_a_token_may_do(endpoint: str, sam: Person) -> None:
    refused = call(sam.client, sam.home, endpoint, **sam.headers()) == (403, "token")
    assert refused == (endpoint in NOT_BY_TOKEN)


def test_a_token_for_one_home_opens_no_other_and_signs_nobody_out(sam: Person, robin: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    sam.client.post("/homes/new/", {"home": "Garden", "name": "Sam"})
    program = Person(sam.member, "", sam.token)
    device = Device.objects.get(user=sam.member.user)
    before = sam.news()
    for path in ("devices/link/", "devices/signed-out/", f"devices/{device.pk}/signed-out/"):
        answer = program.post(path)
        assert (answer.status_code, answer.json()["title"]) == (403, "A token cannot do that.")
    assert program.post("devices/signed-out/", {"this": True}).status_code == 403
    assert not SignInLink.objects.exists() and Device.objects.filter(pk=device.pk).exists()
    assert sam.news() == before
    assert sam.on_device("devices/link/").status_code == 201


@pytest.fixture
def tablet(sam: Person) -> Client:
    """The family's tablet."""
    link, _secret = TabletLink.make(sam.member)
    cookie = link.use("Kitchen")
    assert cookie
    return Client(headers={"Cookie": f"{COOKIE}={cookie}"})


@pytest.mark.parametrize("endpoint", ALL)
def test_what_the_family_tablet_may_do(endpoint: str, tablet: Client, sam: Person, kim: Person) -> None:
    refused = (403, "tablet")
    nobody = call(tablet, sam.home, endpoint)
    adult = call(tablet, sam.home, endpoint, **{"Tandem-As": sam.id})
    child = call(tablet, sam.home, endpoint, **{"Tandem-As": kim.id})
    assert (nobody != refused) == (endpoint in AT_TABLET)
    assert (adult != refused) == (endpoint in AT_TABLET | AT_TABLET_BY_NAME)
    assert (child != refused) == (endpoint in AT_TABLET | AT_TABLET_BY_NAME | AT_TABLET_BY_HELPERS)


def test_a_tablet_that_forges_writes_needs_the_pages_token_too(sam: Person) -> None:
    link, _secret = TabletLink.make(sam.member)
    browser = Client(enforce_csrf_checks=True, headers={"Cookie": f"{COOKIE}={link.use('Kitchen')}"})
    assert call(browser, sam.home, "POST tasks/") == (403, "csrf")


def test_reading_is_told_from_writing() -> None:
    assert set(SAFE) == {"GET", "HEAD", "OPTIONS"}
