"""A page made for one person gets nothing once another is signed in in the same browser."""

from __future__ import annotations

import pytest

from household.access import COOKIE
from household.models import Tablet
from household.scopes import HEADER, Scope, scope_name
from tests.conftest import Person, write
from tests.live_server import Server
from tests.test_live_refused import refused


def made_for(who: Person) -> dict[str, str]:
    return {HEADER: scope_name(str(who.member.user_id))}


def test_a_page_of_somebody_else_is_told_that_it_is_signed_out(sam: Person, robin: Person, stranger: Person) -> None:
    write(robin, "Only in Robin's head", private=True)
    for page in (made_for(sam), made_for(stranger), {HEADER: "nonsense"}):
        for path in (robin.url("news/"), "/api/homes/", stranger.url("news/")):
            answer = robin.client.get(path, headers={**robin.by_cookie, **page})
            assert answer.status_code == 401 and answer.json()["code"] == "not_signed_in", path
        tick = robin.client.post(
            robin.url("tasks/"), {"title": "x"}, "application/json", headers={**robin.by_cookie, **page}
        )
        assert tick.status_code == 401
    assert robin.client.get(robin.url("news/"), headers={**robin.by_cookie, **made_for(robin)}).status_code == 200
    assert [task["title"] for task in robin.screen().all("task")] == ["Only in Robin's head"]


def test_a_program_with_a_token_needs_no_scope(sam: Person) -> None:
    assert sam.get("news/").status_code == 200
    assert sam.client.get(sam.url("news/"), headers={**sam.headers(), HEADER: "whatever"}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_socket_of_somebody_elses_page_is_closed_before_it_tells_anything(
    server: Server, sam: Person, robin: Person
) -> None:
    assert refused(server, robin, f"&scope={scope_name(str(sam.member.user_id))}", cookie=True) == 4401


def test_names_and_keys_differ_from_person_to_person_and_are_in_their_pages_alone(sam: Person, robin: Person) -> None:
    mine, theirs = (Scope.for_id(str(who.member.user_id)) for who in (sam, robin))
    assert len({mine.name, mine.key, theirs.name, theirs.key}) == 4
    for who, own, other in ((sam, mine, theirs), (robin, theirs, mine)):
        who.client.cookies[COOKIE] = who.cookie
        page = who.client.get(f"/h/{who.home}/").content.decode()
        assert own.key in page and other.key not in page and other.name not in page
    assert not Tablet.objects.exists()
