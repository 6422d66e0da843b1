"""Bring this to our meeting: a note to myself that nobody else hears of, in the meeting neither."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from household.access import COOKIE
from household.models.leaving import copy_for
from tasks.models import Reminder, Task
from tests.clock import Clock
from tests.conftest import Cast, Person, write
from tests.meetings import opened


@pytest.fixture(autouse=True)
def browsers(cast: Cast) -> None:
    for person in (cast.sam, cast.robin, cast.stranger):
        person.client.cookies[COOKIE] = person.cookie


def note(person: Person, **more: Any) -> dict[str, Any]:
    answer = person.post("reminders/", more)
    assert answer.status_code == 201, answer.content
    (item,) = answer.json()["items"]
    found: dict[str, Any] = item
    return found


def mine(person: Person) -> str:
    return str(person.client.get(f"/h/{person.home}/mine/").content.decode())


def test_a_note_is_written_reworded_done_opened_and_deleted(sam: Person) -> None:
    first = note(sam, words="the noise\nin the morning")
    assert (first["words"], first["task"], first["done_on"]) == ("the noise in the morning", None, None)
    path, screen = f"reminders/{first['id']}/", sam.screen()
    assert sam.patch(path, {"words": "mornings"}).json()["items"][0]["words"] == "mornings"
    again = sam.patch(path, {"words": "mornings"}).json()["items"][0]
    assert sam.post(f"{path}done/").json()["items"][0]["until"]
    assert "mornings" not in mine(sam)
    assert sam.post(f"{path}reopened/").json()["items"][0]["rev"] == again["rev"] + 2
    assert "mornings" in mine(sam)
    assert sam.delete(path).json()["items"][0]["gone"] is True
    screen.take(sam.news(screen.cursor))
    assert screen.all("reminder") == [] and not Reminder.objects.exists()


def test_about_a_task_there_is_one_note(sam: Person, robin: Person) -> None:
    task = write(robin, "Bedtime")
    first = note(sam, task=task)
    assert note(sam, task=task)["rev"] == first["rev"]
    assert note(sam, task=task, words="who sings")["id"] == first["id"]
    assert "Bedtime" in mine(sam) and "who sings" in mine(sam)
    sam.post(f"reminders/{first['id']}/done/")
    assert note(sam, task=task)["id"] != first["id"]


def test_a_note_holds_no_task_in_place_and_tells_no_title_one_does_not_see(sam: Person, robin: Person) -> None:
    task = write(robin, "A parcel", private=True)
    robin.post(f"tasks/{task}/shared/")
    note(sam, task=task)
    assert "A parcel" in mine(sam)
    screen = sam.screen()
    assert robin.post(f"tasks/{task}/private/").status_code == 200
    assert "A parcel" not in mine(sam) and "Something we had on our list" in mine(sam)
    robin.delete(f"tasks/{task}/")
    assert not Task.objects.filter(pk=task).exists()
    screen.take(sam.news(screen.cursor))
    assert screen.seen() == sam.screen().seen()
    assert robin.post("reminders/", {"task": task}).status_code == 404


def test_nothing_of_it_reaches_anybody_else_nor_the_meeting(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam, "Dishes")
    meeting = opened(sam, robin)
    others = [(who, who.news(), who.news()["cursor"]) for who in (robin, kim)]
    first = note(sam, words="SECRET", task=task)
    sam.post(f"reminders/{first['id']}/done/")
    sam.delete(f"reminders/{note(sam, words='SECRET too')['id']}/")
    for who, before, cursor in others:
        assert who.news() == before and who.news(cursor)["items"] == []
        for method in (who.patch, who.post):
            assert method(f"reminders/{first['id']}/{'' if method == who.patch else 'done/'}", {}).status_code == 404
        assert who.delete(f"reminders/{first['id']}/").status_code == 404
    closed = sam.post(f"meetings/{meeting}/closed/").content
    assert b"SECRET" not in closed and "SECRET" not in mine(robin)


def test_it_is_for_adults_and_for_something(sam: Person, kim: Person, stranger: Person) -> None:
    assert kim.post("reminders/", {"words": "x"}).status_code == 404
    assert stranger.post("reminders/", {"task": write(sam)}).status_code == 404
    for empty in ({}, {"words": " "}):
        answer = sam.post("reminders/", empty)
        assert answer.status_code == 400 and "words" in answer.json()["errors"]


def test_the_page_writes_them_too(sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes")
    sam.post(f"tasks/{task}/done/")
    asked = sam.screen().all("check_in")[0]["id"]
    sam.post(f"check-ins/{asked}/answered/", {"felt": 2})
    assert "Bring to our meeting" in mine(sam)
    base = f"/h/{sam.home}/mine/reminders/"
    assert sam.client.post(base, {"task": task}).headers["Location"].endswith("?done=noted#reminders")
    assert "Bring to our meeting" not in mine(sam)
    sam.client.post(base, {"words": " the  tone "})
    assert list(Reminder.waiting_for(sam.member).values_list("words", flat=True)) == ["", "the tone"]
    first, second = Reminder.waiting_for(sam.member)
    assert robin.client.post(f"{base}{first.pk}/deleted/").status_code == 404
    sam.client.post(f"{base}{first.pk}/done/")
    sam.client.post(f"{base}{second.pk}/deleted/")
    assert not Reminder.waiting_for(sam.member).exists()
    assert sam.client.post(base, {}).status_code == 404


def test_it_goes_along_and_is_forgotten_in_time(sam: Person, clock: Clock) -> None:
    note(sam, words="soon talked over")
    (row,) = Reminder.objects.all()
    row.finish(sam.fresh())
    note(sam, words="stays")
    assert {line["words"] for line in copy_for(sam.fresh())["reminder"]} == {"soon talked over", "stays"}
    copy = sam.client.get(f"/h/{sam.home}/settings/copy/").content.decode()
    assert "stays" in copy and "soon talked over" not in copy
    clock.move(days=40)
    Reminder.tidy(timezone.now())
    assert list(Reminder.objects.values_list("words", flat=True)) == ["stays"]
    held = sam.screen()
    assert [row["words"] for row in held.all("reminder")] == ["stays"]
    clock.move(days=340)
    assert held.all("reminder") == sam.screen().all("reminder") == []  # it leaves a screen that is never loaded anew
    Reminder.tidy(timezone.now())
    assert not Reminder.objects.exists()
    note(sam, words="mine")
    sam.fresh().leave()
    assert not Reminder.objects.exists()
