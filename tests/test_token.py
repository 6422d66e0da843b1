"""A token opens nothing that outlives it: over every endpoint, with every body its schema allows."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from household.models import Device, Invitation, SignInLink, Tablet, TabletLink, Token, User
from tests.clock import Clock
from tests.conftest import Cast, Person
from tests.recorder import undone
from tests.test_others_ids import Schema, bodies, schema  # noqa: F401
from tests.test_rights import ALL, NOT_BY_TOKEN

pytestmark = pytest.mark.once

WAYS_IN = (Device, Invitation, SignInLink, Tablet, TabletLink, Token, User)
MAKES_A_WAY_IN = {
    *("POST devices/link/", "POST invitations/", "POST tokens/", "POST tablets/link/"),
    "POST helpers/<id:pk>/device-link/",
}
SECRETS = ("link", "token", "qr", "secret")


def ways_in() -> dict[str, set[str]]:
    return {kind.__name__: set(kind.objects.values_list("pk", flat=True)) for kind in WAYS_IN}


def opened(by: Person, endpoint: str, body: str, about: str, headers: dict[str, str]) -> tuple[int, bool]:
    """The status, and whether there is a new way in or a secret in the answer. Then it has not happened."""
    method, path = endpoint.split(" ")
    before = ways_in()
    with undone():
        url = by.url(path.replace("<id:pk>", about))
        answer: Any = Client().generic(method, url, body.encode(), "application/json", headers=headers)
        more = any(now - before[kind] for kind, now in ways_in().items())
    told = answer.json() if answer["Content-Type"].startswith("application/json") else {}
    return answer.status_code, more or (isinstance(told, dict) and any(name in told for name in SECRETS))


def test_no_endpoint_gives_a_token_a_way_in_that_outlives_it(
    clock: Clock,
    cast: Cast,
    schema: Schema,  # noqa: F811
) -> None:
    sam, found = cast.sam, set()
    for endpoint in sorted(set(ALL) - {"POST left/"}):  # leaving ends the member, with every way in
        for body in bodies(endpoint, schema, cast.kim.id):
            by_token = opened(sam, endpoint, body, cast.kim.id, sam.headers())
            assert not by_token[1], (endpoint, body)
            assert (by_token[0] == 403) == (endpoint in NOT_BY_TOKEN), (endpoint, body)
            if opened(sam, endpoint, body, cast.kim.id, sam.by_cookie)[1]:
                found.add(endpoint)
    assert found == MAKES_A_WAY_IN <= NOT_BY_TOKEN


def test_it_is_said_in_words(sam: Person) -> None:
    refused = sam.post("invitations/")
    assert (refused.status_code, refused.json()["code"]) == (403, "token")
    assert refused.json()["title"] == "A token cannot do that."
    assert sam.on_device("invitations/").status_code == 201
