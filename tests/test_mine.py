"""My own answers: worded, deletable, and on no other page or stream, on bytes."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from household.access import COOKIE
from tasks.models import Asking, CheckIn, Task
from tests.clock import Clock
from tests.conftest import Cast, Person, write

WORDS = ["Not at all", "A little", "Somewhat", "Mostly", "Completely"]


@pytest.fixture(autouse=True)
def browsers(cast: Cast) -> None:
    for person in (cast.sam, cast.robin, cast.stranger):
        person.client.cookies[COOKIE] = person.cookie


def page(person: Person, path: str = "", home: str = "") -> Any:
    return person.client.get(f"/h/{home or person.home}/mine/{path}")


def send(person: Person, path: str, home: str = "", **form: Any) -> Any:
    return person.client.post(f"/h/{home or person.home}/mine/{path}", form)


def finish(person: Person, title: str) -> str:
    """A task that this person wrote and ticked."""
    task = write(person, title)
    person.post(f"tasks/{task}/done/")
    return task


def answer(person: Person, task: str, felt: int | str) -> str:
    """Their answer about it; its id."""
    mine = next(item for item in person.screen().all("check_in") if item["task"] == task)
    assert person.post(f"check-ins/{mine['id']}/answered/", {"felt": felt}).status_code == 200
    pk: str = mine["id"]
    return pk


def test_my_answers_stand_in_words_and_never_as_numbers(sam: Person) -> None:
    for felt, word in enumerate(WORDS, start=1):
        answer(sam, finish(sam, f"Thing {'abcde'[felt - 1]}"), felt)
        assert word in page(sam).content.decode()
    answer(sam, finish(sam, "Alone"), "not_needed")
    shown = page(sam).content.decode()
    assert "I didn’t need support here" in shown
    assert shown.index("Alone") < shown.index("Thing e") < shown.index("Thing a")  # newest first
    assert "<svg" in shown and "chart" not in shown


def test_what_i_skipped_or_let_pass_leaves_no_line(sam: Person) -> None:
    skipped, waiting = finish(sam, "Skipped thing"), finish(sam, "Waiting thing")
    mine = next(item for item in sam.screen().all("check_in") if item["task"] == skipped)
    sam.post(f"check-ins/{mine['id']}/skipped/")
    shown = page(sam).content
    assert b"Skipped thing" not in shown and b"Waiting thing" not in shown
    assert b"No answers yet." in shown
    assert waiting


def test_nothing_of_it_is_on_any_page_of_the_other(sam: Person, robin: Person) -> None:
    task = finish(sam, "Dishes")
    pages = ["mine/", "settings/", "settings/copy/", "settings/copy/tandem.json", "settings/leave/", ""]

    def seen() -> list[bytes]:
        answers = [robin.client.get(f"/h/{robin.home}/{path}") for path in pages]
        for one in answers:
            assert one.status_code == 200
        return [plain(one) for one in answers]

    before, news = seen(), robin.news()
    for felt in (1, 5, "not_needed"):
        mine = answer(sam, task, felt)
        assert seen() == before
    send(sam, f"{mine}/deleted/")
    assert seen() == before
    send(sam, "asking/", pace="off")
    assert seen() == before
    assert robin.news() == news


def plain(response: Any) -> bytes:
    """A page without its CSRF tokens, which differ each time."""
    import re

    found: bytes = re.sub(
        rb'(name="csrfmiddlewaretoken" value|name="csrf" content)="[^"]*"|"now": \d+', b"", response.content
    )
    return found


def test_one_answer_is_deleted_for_good(sam: Person, robin: Person) -> None:
    keep, drop = finish(sam, "Keep this"), finish(sam, "Drop this")
    answer(sam, keep, 4)
    mine = answer(sam, drop, 2)
    screen = sam.screen()
    assert send(robin, f"{mine}/deleted/").status_code == 404
    gone = send(sam, f"{mine}/deleted/", page="1")
    assert gone.headers["Location"].endswith("?done=deleted&page=1")
    assert b"deleted for good" in sam.client.get(gone.headers["Location"]).content
    assert b"Drop this" not in page(sam).content and b"Keep this" in page(sam).content
    assert not CheckIn.objects.filter(pk=mine).exists()
    screen.take(sam.news(screen.cursor))
    assert ("check_in", mine) not in screen.seen()
    assert send(sam, f"{mine}/deleted/").status_code == 404


def test_all_of_mine_and_nothing_of_the_others(sam: Person, robin: Person) -> None:
    task = finish(sam, "Dishes")
    answer(sam, task, 3)
    answer(robin, task, 5)
    waiting = finish(sam, "Laundry")
    assert send(sam, "deleted/").status_code == 302
    assert b"Somewhat" not in page(sam).content
    assert b"Completely" in page(robin).content
    assert [item["task"] for item in sam.screen().all("check_in")] == [waiting]  # what waits still waits


def test_not_asked_any_more_and_asked_again(sam: Person, robin: Person) -> None:
    finish(sam, "Dishes")
    assert (
        b"You are not asked any more." in sam.client.get(send(sam, "asking/", pace="off").headers["Location"]).content
    )
    assert sam.screen().all("check_in") == []
    finish(robin, "Laundry")
    assert sam.screen().all("check_in") == []
    assert len(robin.screen().all("check_in")) == 2
    send(sam, "asking/", pace="each")
    assert Asking.objects.get(member=sam.member).on
    finish(robin, "Windows")
    assert len(sam.screen().all("check_in")) == 1


def test_a_task_one_was_asked_about_stays_ours_and_keeps_its_title(sam: Person, robin: Person) -> None:
    task = write(sam, "A surprise", private=True)
    sam.post(f"tasks/{task}/shared/")
    sam.post(f"tasks/{task}/done/")
    answer(robin, task, 4)
    sam.post(f"tasks/{task}/reopened/")
    back = sam.post(f"tasks/{task}/private/")
    assert back.json()["code"] == "touched"
    shown = page(robin).content
    assert b"A surprise" in shown and b"Mostly" in shown


def test_many_answers_come_by_page(sam: Person) -> None:
    titles = [f"Thing number {n:02}" for n in range(22)]
    for title in titles:
        answer(sam, finish(sam, title), 4)
    first, second = page(sam).content.decode(), page(sam, "?page=2").content.decode()
    assert titles[21] in first and titles[2] in first and titles[1] not in first
    assert titles[1] in second and titles[0] in second
    assert "?page=2" in first and "?page=1" in second


def test_the_page_costs_the_same_whatever_is_on_it(sam: Person, django_assert_max_num_queries: Any) -> None:
    for n in range(8):
        answer(sam, finish(sam, f"Thing {n}"), 4)
    with django_assert_max_num_queries(8):
        page(sam)


def answered(sam: Person, days: dict[int, int], area: str | None = None) -> None:
    """What sam said about one thing, so many days ago."""
    task = Task.objects.get(pk=write(sam, "Dishes", area=area))
    today = sam.fresh().household.today()
    for ago, felt in days.items():
        day = today - datetime.timedelta(days=ago)
        until = datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)
        CheckIn.objects.create(
            household_id=sam.home, member=sam.member, task=task, state="answered", felt=felt, day=day, until=until
        )


def test_under_five_answers_there_are_dots_and_no_summary(sam: Person) -> None:
    answered(sam, {1: 4, 2: 4, 3: 4, 60: 2})
    shown = page(sam).content.decode()
    assert shown.count("<circle") == 4
    assert "A summary comes from five answers on." in shown and "usually felt" not in shown


def test_the_sentence_the_half_and_the_change(sam: Person) -> None:
    answered(sam, {**dict.fromkeys(range(1, 13), 3), **dict.fromkeys(range(30, 42), 4)})
    shown = page(sam).content.decode()
    assert "I usually felt <em>somewhat</em> supported." in shown
    assert "The last four weeks, from 12 answers. Half of them or more say somewhat." in shown
    assert "A bit lower than the four weeks before." in shown
    assert shown.count("<circle") == 24


def test_by_area_in_words_and_only_areas_one_sees(sam: Person) -> None:
    kitchen = sam.post("areas/", {"name": "Kitchen"}).json()["items"][0]["id"]
    garden = sam.post("areas/", {"name": "Garden"}).json()["items"][0]["id"]
    answered(sam, {1: 4, 2: 4, 3: 5, 4: 4, 5: 3}, kitchen)
    answered(sam, {6: 2}, garden)
    shown = page(sam).content.decode()
    rows = re.findall(r'<th scope="row">(\w+)</th><td class="felt">(.*?)</td><td class="fine">(.*?)</td>', shown)
    early = '<span class="quiet">too early to say</span>'
    assert rows == [("Garden", early, "from 1 answer"), ("Kitchen", "mostly", "from 5 answers")]


def test_while_no_part_has_a_word_none_is_counted(sam: Person) -> None:
    answered(sam, {1: 4, 2: 4}, sam.post("areas/", {"name": "Kitchen"}).json()["items"][0]["id"])
    shown = page(sam).content.decode()
    assert "<figure" in shown and "By area" not in shown and "By my part" not in shown


def test_beside_the_dots_the_same_stands_as_a_table(sam: Person) -> None:
    answered(sam, {1: 4, 2: 2, 90: 5})
    table = re.search(r'<details class="same">.*?</details>', page(sam).content.decode(), re.DOTALL)
    assert table and re.findall(r'<td class="felt">(.*?)</td>', table[0]) == ["Mostly", "A little"]


def test_an_answer_is_corrected_on_its_day_and_not_later(sam: Person, robin: Person, clock: Clock) -> None:
    mine, before = answer(sam, finish(sam, "Dishes"), 2), robin.news()
    assert "Say it differently" in page(sam).content.decode()
    assert send(robin, f"{mine}/corrected/", felt=5).status_code == 404
    assert send(sam, f"{mine}/corrected/", felt=4).headers["Location"].endswith("?done=corrected")
    assert "Mostly" in page(sam).content.decode()
    send(sam, f"{mine}/corrected/", felt="6")
    assert CheckIn.objects.get(pk=mine).felt == 4
    clock.move(days=1)
    assert "Say it differently" not in page(sam).content.decode()
    assert send(sam, f"{mine}/corrected/", felt=1).headers["Location"].endswith("?done=late")
    assert CheckIn.objects.get(pk=mine).felt == 4
    assert robin.news()["items"] == before["items"]


def test_my_answers_come_along_as_a_table_that_runs_no_formula(sam: Person, robin: Person) -> None:
    answer(sam, finish(sam, "=1+1"), 4)
    answer(sam, finish(sam, "Alone"), "not_needed")
    answer(robin, robin.screen().all("check_in")[0]["task"], 1)
    table = page(sam, "answers.csv").content.decode("utf-8-sig").splitlines()
    today = sam.fresh().household.today().isoformat()
    assert table == [
        "Day,About,How supported I felt,Step of five",
        f"{today},'=1+1,Mostly,4",
        f"{today},Alone,I didn’t need support here,",
    ]


def test_answers_are_kept_for_a_year(sam: Person) -> None:
    answered(sam, {360: 4, 370: 2})
    CheckIn.tidy(timezone.now())
    assert list(CheckIn.objects.values_list("felt", flat=True)) == [4]


def test_a_year_of_answers_costs_no_more_queries(sam: Person, django_assert_max_num_queries: Any) -> None:
    answered(sam, {ago: 1 + ago % 5 for ago in range(364)})
    with django_assert_max_num_queries(8):
        shown = page(sam).content.decode()
    assert shown.count("<circle") == 84


def test_a_stranger_and_a_signed_out_device_see_nothing(sam: Person, stranger: Person) -> None:
    mine = answer(sam, finish(sam, "Dishes"), 4)
    assert page(stranger, "", sam.home).status_code == 404
    assert Client().get(f"/h/{sam.home}/mine/").status_code == 401
    for path in ("deleted/", "asking/", f"{mine}/deleted/"):
        assert send(stranger, path, sam.home).status_code == 404
        assert Client().post(f"/h/{sam.home}/mine/{path}").status_code == 401
    assert b"Mostly" in page(sam).content
