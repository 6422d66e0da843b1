"""Whatever somebody sends, it is taken or refused in words; never a fault of ours."""

from __future__ import annotations

import pytest

from household.access import COOKIE
from tests.conftest import Person, write

BEYOND = ("9999-12-31", "9999-12-30", "0001-01-01")


def test_a_place_to_read_on_from_is_an_id(sam: Person) -> None:
    for before in ("\0", "x" * 5000, "\u202e"):
        answer = sam.get("tasks/", place="done", before=before)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["before"])


@pytest.mark.parametrize("day", BEYOND)
def test_a_day_that_no_calendar_holds_is_refused_in_words(day: str, sam: Person, robin: Person) -> None:
    task = write(sam)
    ask = sam.post("asks/", {"task": task, "how": "ask", "to": robin.id}).json()["items"][0]["id"]
    tries = {
        "due": sam.patch(f"tasks/{task}/", {"due": day}),
        "by_day": sam.post("asks/", {"task": write(sam), "how": "ask", "to": robin.id, "by_day": day}),
        "day": robin.post(f"asks/{ask}/changed/", {"but": "later", "day": day}),
        "on": sam.post("rhythm/not-today/", {"on": day}),
        "week": sam.post("pulse/", {"week": day}),
    }
    for field, answer in tries.items():
        assert answer.status_code == 400, field
        assert field in answer.json()["errors"]


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("mine/reminders/", {"words": "a\0b"}),
        ("mine/reminders/", {"task": "\0"}),
        ("mine/asking/", {"pace": "each", "at": "10:00+02:00", "quiet_from": "22:00Z", "quiet_to": "07:00"}),
        ("mine/week/", {"week": "9999-12-27", "team": "5"}),
    ],
)
def test_a_form_that_no_browser_sends_is_no_fault_of_ours(page: str, form: dict[str, str], sam: Person) -> None:
    sam.client.cookies[COOKIE] = sam.cookie
    assert sam.client.post(f"/h/{sam.home}/{page}", form).status_code in (302, 404)


BODIES = [
    (b'{"title": "Dishes", "title": "Bins"}', "application/json", 400, "title"),
    (b'{"title": "Dishes", "notes": {"a": 1, "a": 2}}', "application/json", 400, "a"),
    (b'{"title": "Dishes"}', "text/plain", 415, "media_type"),
    (b'{"title": "Dishes"}', "application/x-www-form-urlencoded", 415, "media_type"),
    (b"[" * 5000, "application/json", 400, "bad_input"),
    (b'{"a":' * 900 + b"1" + b"}" * 900, "application/json", 400, "bad_input"),
    (b'{"title": 12300000000000000000000}', "application/json", 400, "title"),
    (b'{"title": 5}', "application/json", 400, "title"),
    (b'{"title": NaN}', "application/json", 400, "bad_input"),
    (b'{"title": "\\ud800"}', "application/json", 400, "bad_input"),
]


@pytest.mark.parametrize(("body", "media", "status", "said"), BODIES)
def test_a_body_that_can_be_read_in_two_ways_is_refused(
    body: bytes, media: str, status: int, said: str, sam: Person
) -> None:
    answer = sam.client.post(sam.url("tasks/"), body, content_type=media, headers=sam.headers())
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json" and said in answer.content.decode()
    assert not sam.screen().all("task")


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b'\xef\xbb\xbf{"title": "Dishes"}', "application/json"),
        (b'{"title": "Dishes"}', "application/json; charset=utf-8"),
        (b'{"title": "Dishes"}', "application/vnd.tandem+json"),
        (b'{"title": "Dishes"}', ""),
    ],
)
def test_json_as_programs_send_it_is_read(body: bytes, media: str, sam: Person) -> None:
    """With a byte order mark, with a charset, and from a client that names no type at all."""
    answer = sam.client.post(sam.url("tasks/"), body, content_type=media, headers=sam.headers())
    assert answer.status_code == 201
    assert sam.screen().all("task")[0]["title"] == "Dishes"


@pytest.mark.parametrize("name", ["localtime", "posixrules", "Factory", "Mars/Olympus"])
def test_a_time_zone_that_names_no_place_is_refused(name: str, sam: Person) -> None:
    answer = sam.patch("home/", {"time_zone": name})
    assert answer.status_code == 400 and "time_zone" in answer.json()["errors"]
