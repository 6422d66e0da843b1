"""Check-ins: each adult is asked on their own screens, answers alone, and nothing of it reaches anybody else."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tasks.models import CheckIn, Task
from tests.clock import Clock
from tests.conftest import Person, make_cast, write


def asked(who: Person) -> dict[str, object]:
    (check_in,) = who.screen().all("check_in")
    return check_in


def ticked(by: Person) -> str:
    task = write(by)
    by.post(f"tasks/{task}/done/")
    return task


def test_an_answer_is_mine_and_can_be_changed_until_it_closes(sam: Person, robin: Person) -> None:
    ticked(sam)
    mine = asked(sam)
    before = robin.news()
    for felt, state, kept in [(4, "answered", 4), ("not_needed", "not_needed", None), (2, "answered", 2)]:
        (item,) = sam.post(f"check-ins/{mine['id']}/answered/", {"felt": felt}).json()["items"]
        assert (item["state"], item["felt"]) == (state, kept)
    assert robin.news() == before


def test_nobody_else_finds_my_question(sam: Person, robin: Person, kim: Person, stranger: Person) -> None:
    ticked(sam)
    mine = asked(sam)
    for other in (robin, kim, stranger):
        assert other.post(f"check-ins/{mine['id']}/answered/", {"felt": 1}).status_code == 404
        assert other.post(f"check-ins/{mine['id']}/skipped/").status_code == 404
        assert other.delete(f"check-ins/{mine['id']}/").status_code == 404


@pytest.mark.parametrize("felt", [0, 6, 3.5, "3", True, None, "great", [3]])
def test_only_the_five_steps_and_not_needed_are_answers(sam: Person, felt: object) -> None:
    ticked(sam)
    answer = sam.post(f"check-ins/{asked(sam)['id']}/answered/", {"felt": felt})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["felt"])
    assert asked(sam)["state"] == "asked"


def test_one_tap_skips_all_of_mine_and_nobody_elses(sam: Person, robin: Person) -> None:
    for _n in range(3):
        ticked(sam)
    items = sam.post("check-ins/skipped/").json()["items"]
    assert [item["state"] for item in items] == ["skipped"] * 3
    assert {check_in["state"] for check_in in robin.screen().all("check_in")} == {"asked"}


def test_a_question_closes_at_noon_of_the_next_day_at_home(sam: Person) -> None:
    ticked(sam)
    mine = asked(sam)
    until = datetime.datetime.fromisoformat(str(mine["until"]))
    home = sam.member.household
    local = until.astimezone(home.clock)
    assert (local.date(), local.time()) == (home.today() + datetime.timedelta(days=1), datetime.time(12))
    CheckIn.objects.filter(pk=mine["id"]).update(until=timezone.now())
    late = sam.post(f"check-ins/{mine['id']}/answered/", {"felt": 3})
    assert (late.status_code, late.json()["code"]) == (410, "too_late")
    assert sam.screen().all("check_in") == []
    assert sam.news()["items"] and not any(i["kind"] == "check_in" for i in sam.news()["items"])


def test_who_does_not_want_to_be_asked_is_not_and_nobody_can_tell(sam: Person, robin: Person) -> None:
    ticked(sam)
    before = sam.news()
    items = robin.patch("asking/", {"on": False}).json()["items"]
    assert {item["kind"] for item in items} == {"asking", "check_in"}
    assert robin.screen().all("check_in") == []
    assert sam.news() == before
    ticked(sam)
    assert robin.screen().all("check_in") == []
    assert len(sam.screen().all("check_in")) == 2


def test_what_is_ticked_in_my_head_asks_only_me(sam: Person, robin: Person) -> None:
    task = write(sam, "A surprise", private=True)
    before = robin.news()
    sam.post(f"tasks/{task}/done/")
    assert asked(sam)["task"] == task
    assert robin.news() == before


def test_letting_a_done_task_go_withdraws_the_questions(sam: Person, robin: Person) -> None:
    task = ticked(sam)
    screen = robin.screen()
    sam.post(f"tasks/{task}/let-go/")
    screen.take(robin.news(screen.cursor))
    assert screen.all("check_in") == []


def test_ticked_again_on_the_same_day_asks_only_who_has_not_answered(sam: Person, robin: Person) -> None:
    task = ticked(sam)
    robin.post(f"check-ins/{asked(robin)['id']}/answered/", {"felt": 5})
    sam.post(f"tasks/{task}/reopened/")
    sam.post(f"tasks/{task}/done/")
    assert asked(sam)["state"] == "asked"
    assert asked(robin)["felt"] == 5


def test_starter_cards_ask_nobody_except_the_one_that_shows_the_question(db: None) -> None:
    sam = make_cast(starters=True).sam
    starters = {task["starter"]: task["id"] for task in sam.screen().all("task")}
    assert 5 <= len(starters) <= 7
    for key, task in starters.items():
        sam.post(f"tasks/{task}/done/")
        about = [check_in["task"] for check_in in sam.screen().all("check_in")]
        assert (task in about) == (key == "question")


def test_a_value_is_there_exactly_when_answered(sam: Person) -> None:
    ticked(sam)
    rows = CheckIn.objects.filter(member=sam.member)
    for state, felt in [("asked", 3), ("skipped", 1), ("not_needed", 5), ("answered", None), ("answered", 6)]:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(state=state, felt=felt)


def test_my_answer_can_be_deleted_for_good(sam: Person) -> None:
    ticked(sam)
    mine = asked(sam)
    sam.post(f"check-ins/{mine['id']}/answered/", {"felt": 1})
    screen = sam.screen()
    assert sam.delete(f"check-ins/{mine['id']}/").json()["items"][0]["gone"] is True
    screen.take(sam.news(screen.cursor))
    assert screen.all("check_in") == []
    assert not CheckIn.objects.filter(pk=str(mine["id"])).exists()


def test_a_log_line_about_a_question_says_nothing_of_the_answer(sam: Person) -> None:
    task = ticked(sam)
    mine = asked(sam)
    sam.post(f"check-ins/{mine['id']}/answered/", {"felt": 1})
    row = CheckIn.objects.get(pk=str(mine["id"]))
    assert "1" not in str(row).replace(str(row.day), "")
    assert Task.objects.get(pk=task).title not in str(row)


@pytest.mark.parametrize(
    ("ticked_at", "closes_at"),
    [
        ("2026-10-24T20:00", "2026-10-25T11:00"),  # winter begins in that night: noon is an hour later
        ("2026-10-25T20:00", "2026-10-26T11:00"),
        ("2026-03-28T20:00", "2026-03-29T10:00"),  # and summer
        ("2026-03-29T22:30", "2026-03-31T10:00"),  # half past midnight at home: it is the next day already
        ("2026-10-24T22:30", "2026-10-26T11:00"),
    ],
)
def test_noon_is_noon_at_home_also_when_the_clocks_change(
    sam: Person, clock: Clock, ticked_at: str, closes_at: str
) -> None:
    clock.now = datetime.datetime.fromisoformat(f"{ticked_at}+00:00")
    ticked(sam)
    closes = datetime.datetime.fromisoformat(f"{closes_at}+00:00")
    mine = CheckIn.objects.get(member=sam.member)
    assert mine.until == closes
    clock.now = closes - datetime.timedelta(seconds=1)
    assert sam.post(f"check-ins/{mine.pk}/answered/", {"felt": 3}).status_code == 200
    clock.now = closes
    assert sam.post(f"check-ins/{mine.pk}/answered/", {"felt": 4}).json()["code"] == "too_late"
