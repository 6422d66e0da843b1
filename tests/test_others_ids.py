"""An id of what is somebody's own is to everybody else like one that nobody has: at every address, in every field.

Each is called twice, once with the id of something of Robin's and once with one that was never given; status and bytes
are the same. Only making something under an id that is in use is refused, and so it is under one that is gone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from household.access import COOKIE
from household.api.shapes import UUID
from household.models import KINDS, TabletLink
from tests.clock import Clock
from tests.conftest import Cast, Person, write
from tests.meetings import listed, opened
from tests.recorder import undone
from tests.test_rights import ALL, NOT_BY_TOKEN

pytestmark = pytest.mark.once

SECRET = "In Robins head"
NOBODYS = "0b6ad1de-0000-4000-8000-00000000beef"
MAKES_ANOTHER = {  # a link or a key of its own each time
    *("POST invitations/", "POST devices/link/", "POST tablets/link/", "POST tokens/"),
    "POST helpers/<id:pk>/device-link/",
}
Schema = dict[str, Any]


@pytest.fixture(scope="module")
def schema() -> Schema:
    document: Schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    return document


@pytest.fixture
def robins(cast: Cast) -> dict[str, str]:
    """By kind one thing in every private place of Robin's, in the middle of a meeting."""
    sam, robin = cast.sam, cast.robin
    ours = listed(sam, 3)
    head = write(robin, SECRET, private=True)
    robin.post(f"tasks/{head}/steps/", {"title": SECRET})
    robin.post("reminders/", {"words": SECRET})
    robin.post("inventory/words/", {"round": 1, "area": "kitchen", "words": SECRET})
    robin.post("inventory/marks/", {"round": 1, "marks": [{"key": "laundry", "exists": True, "in_head": True}]})
    robin.post(f"tasks/{ours[0]}/guessed/", {"size": "l"})
    robin.post(f"tasks/{ours[1]}/done/")
    meeting = opened(sam, robin, at="rank")
    robin.patch(f"meetings/{meeting}/hand/", {"shows": ["team"]})
    robin.patch(f"meetings/{meeting}/ballot/", {"order": [ours[0]], "sealed": False})
    robin.post(f"meetings/{meeting}/balance/wished/")
    rows = {name: kind.rows_in(robin.member.own_stream) for name, kind in KINDS.items()}
    found = {name: own.values_list("pk", flat=True).first() for name, own in rows.items() if own is not None}
    return {name: pk for name, pk in found.items() if pk}


def filled(schema: Schema, document: Schema, pk: str) -> Any:
    """A body by its schema: every field, and `pk` wherever an id goes, but for the id of what is made."""
    if "$ref" in schema:
        return filled(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]], document, pk)
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            return filled(schema[several][0], document, pk)
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"), schema.get("format"):
        case "object", _:
            fields = schema.get("properties", {})
            return {name: filled(field, document, pk) for name, field in fields.items() if name not in ("id", "was")}
        case "array", _:
            return [filled(schema["items"], document, pk)]
        case _, "uuid":
            return pk
        case _, "date":
            return "2026-11-24"
        case "boolean", _:
            return True
        case "integer", _:
            return 1
    return "20:30"


def bodies(endpoint: str, schema: Schema, pk: str) -> Iterator[str]:
    """Nothing, all fields, and each of them alone."""
    yield "{}"
    method, path = endpoint.split(" ")
    operations = schema["paths"]["/api/homes/{home}/" + path.replace("<id:pk>", "{id}")]
    if request := operations[method.lower()].get("requestBody"):
        whole = filled(request["content"]["application/json"]["schema"], schema, pk)
        yield json.dumps(whole)
        if isinstance(whole, dict):
            yield from (json.dumps({name: value}) for name, value in whole.items())


def answered(who: Client, home: str, endpoint: str, pk: str, body: str, **headers: str) -> tuple[int, str]:
    """What comes back, and then it has not happened."""
    method, path = endpoint.split(" ")
    url = f"/api/homes/{home}/{path.replace('<id:pk>', pk)}"
    with undone():
        before = f"?place=done&before={pk}" if method == "GET" else ""
        answer = who.generic(method, url + before, body.encode(), "application/json", headers=headers)
    assert answer.status_code < 500 and SECRET not in answer.content.decode(), (endpoint, body)
    return answer.status_code, UUID.sub("an id", answer.content.decode())


@pytest.mark.parametrize("who", ["sam", "kim", "stranger", "tablet"])
def test_it_is_like_one_that_nobody_has(
    who: str, clock: Clock, cast: Cast, robins: dict[str, str], schema: Schema
) -> None:
    assert set(robins) >= {"task", "step", "reminder", "guess", "check_in", "hand", "ballot", "wish", "inventory_mark"}
    by: Person = {"kim": cast.kim, "stranger": cast.stranger}.get(who, cast.sam)
    headers, client = by.headers(), by.client
    if who == "tablet":
        link, _secret = TabletLink.make(cast.sam.fresh())
        headers, client = {"Tandem-As": cast.robin.id}, Client(headers={"Cookie": f"{COOKIE}={link.use('Kitchen')}"})
    for endpoint in sorted(set(ALL) - MAKES_ANOTHER - {"POST left/"}):
        some = list(robins.values()) if "<id:pk>" in endpoint or who == "sam" else [robins["task"]]
        for pk in some:
            known = by.by_cookie if endpoint in NOT_BY_TOKEN and who != "tablet" else headers
            for body in bodies(endpoint, schema, pk):
                told = [
                    answered(client, cast.sam.home, endpoint, name, body.replace(pk, name), **known)
                    for name in (pk, NOBODYS)
                ]
                assert told[0] == told[1], (endpoint, body)
