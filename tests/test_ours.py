"""Our last weeks: the home's outcomes in words and nobody's share; results only while a meeting shows them."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from household.access import COOKIE
from tasks.models import Meeting, Task
from tasks.models.pulse import week_of
from tasks.outcomes import Meant, Over, Served, as_far_as_written, by_week, carried_over, monday_of, served, several_do
from tests.clock import Clock
from tests.conftest import Cast, Person, own_device, write
from tests.meetings import one, opened, to_step

TODAY = datetime.date(2026, 11, 25)  # a Wednesday


def ago(title: str, days: int, *by: str, done: bool = True, area: str = "", intention: str = "") -> Over:
    return Over(title, TODAY - datetime.timedelta(days=days), done, area, intention, frozenset(by))


# -- the rules -------------------------------------------------------------------------------------


def test_four_weeks_from_monday_newest_first() -> None:
    weeks = by_week([ago("a", 0), ago("b", 2), ago("c", 3), ago("d", 23), ago("e", 24), ago("f", -1)], [], TODAY)
    assert [week.done for week in weeks] == [["a", "b"], ["c"], [], ["d"]]
    assert [week.monday.weekday() for week in weeks] == [0, 0, 0, 0]
    assert weeks[0].monday == monday_of(TODAY)


def test_letting_go_stands_beside_doing() -> None:
    (week, *_rest) = by_week([ago("Attic", 1, done=False), ago("Dishes", 1)], [], TODAY)
    assert (week.done, week.let_go) == (["Dishes"], ["Attic"])


def test_a_home_that_has_just_begun_has_no_weeks_before_it() -> None:
    weeks = by_week([ago("Dishes", 7)], [], TODAY)
    assert [week.is_empty for week in weeks] == [True, False, True, True]
    assert as_far_as_written(weeks) == weeks[:2]
    assert as_far_as_written(by_week([], [], TODAY)) == weeks[:1]


def test_carried_over_is_what_two_meetings_in_a_row_chose() -> None:
    days = [TODAY - datetime.timedelta(days=n) for n in (17, 10, 3)]
    chosen = ({"1": "A", "2": "B"}, {"2": "B too"}, {"1": "A"})
    meant = [Meant(day, those) for day, those in zip(days, chosen, strict=True)]
    assert carried_over(meant[::-1]) == [(days[1], ["B too"]), (days[2], [])]
    assert [week.carried for week in by_week([], meant, TODAY)] == [[], [], ["B too"], []]


def test_what_it_served_is_said_in_words() -> None:
    over = [ago(f"Thing {n}", n, area="Kitchen", intention="calm") for n in range(4)]
    over += [ago("Oil", 1, area="Car"), ago("Gone", 1, done=False, intention="calm"), ago("Old", 1, intention="away")]
    assert served(over, {"calm": "Calm evenings", "fun": "Fun"}) == [
        Served("Calm evenings", ("Kitchen",), ("Thing 0", "Thing 1", "Thing 2"), True),
        Served("", ("Car",), ("Oil", "Old"), False),
    ]


def test_things_we_both_do_are_in_the_alphabets_order_and_nobodys() -> None:
    over = [ago("Dishes", 1, "sam"), ago("dishes ", 9, "robin"), ago("Bins", 2, "sam"), ago("Bins", 3, "sam")]
    over += [ago("Rake", 5, "robin", area="Garden"), ago("Mow", 6, "sam", area="Garden")]
    over += [ago("Bath", 7, "sam", "robin"), ago("Roof", 57, "sam", "robin"), ago("Lego", 1, "sam", "kim")]
    for order in (over, over[::-1]):
        found = several_do(order, TODAY, ("robin", "sam"))
        assert [title.casefold().strip() for title in found] == ["bath", "dishes", "garden"]


# -- the page --------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def browsers(cast: Cast) -> None:
    own_device(cast.sam, cast.kim)
    for person in (cast.sam, cast.robin, cast.kim, cast.stranger):
        person.client.cookies[COOKIE] = person.cookie


def page(person: Person, home: str = "") -> str:
    answer = person.client.get(f"/h/{home or person.home}/ours/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def finish(person: Person, title: str, **more: Any) -> str:
    task = write(person, title, **more)
    assert person.post(f"tasks/{task}/done/").status_code == 200
    return task


def say(person: Person, **said: Any) -> None:
    monday = week_of(person.fresh().household, timezone.now()).isoformat()
    assert person.post("pulse/", {"week": monday, **said}).status_code == 200


def test_what_we_did_and_let_go_and_what_it_was_for(sam: Person, robin: Person) -> None:
    want = sam.post("intentions/", {"words": "Calm evenings"}).json()["items"][0]["id"]
    area = sam.post("areas/", {"name": "Kitchen"}).json()["items"][0]["id"]
    sam.patch(f"areas/{area}/", {"intention": want})
    finish(sam, "Sort the pans", area=area)
    finish(robin, "Bread", area=area)
    sam.post(f"tasks/{write(sam, 'Fifth shelf')}/let-go/")
    write(sam, "Still open")
    for shown in (page(sam), page(robin)):
        assert "Sort the pans" in shown and "Fifth shelf" in shown and "Still open" not in shown
        assert '<em dir="auto">Calm evenings</em>' in shown and "Things we both do" in shown
        assert re.search(r"Things we both do <span>Kitchen</span>", shown)


def test_what_is_in_a_head_is_no_outcome_of_the_home(sam: Person, robin: Person) -> None:
    secret = write(robin, "SECRET deed", private=True)
    before = page(sam)
    robin.post(f"tasks/{secret}/done/")
    assert page(sam) == before and "SECRET" not in page(robin)


def test_no_page_names_who_did_it_or_counts_by_person(sam: Person, robin: Person) -> None:
    for n in range(5):
        finish(robin, f"Thing {'abcde'[n]}")
    shown = page(sam)
    before = shown.split("</header>")[1].split('id="thanks"')[0]  # the head says who is signed in
    assert "Robin" not in before and "Sam" not in before


def test_thanks_stand_there_with_their_words(sam: Person, robin: Person) -> None:
    sam.post("thanks/", {"to": robin.id, "words": "for the song"})
    assert "Sam thanks Robin" in page(robin) and "for the song" in page(robin)


def test_carried_over_comes_from_meetings_and_is_the_adults(
    sam: Person, robin: Person, kim: Person, clock: Clock
) -> None:
    task = write(sam, "Boiler", place="week")
    for _week in range(2):
        clock.move(days=7)
        meeting = opened(sam, robin)
        sam.post(f"meetings/{meeting}/closed/")
    assert Meeting.objects.count() == 2 and Task.objects.get(pk=task).carried == 2
    assert "Carried over" in page(robin) and "Boiler" in page(robin)
    assert "Carried over" not in page(kim) and "Boiler" not in page(kim)


def test_results_are_there_only_while_the_meeting_shows_them(sam: Person, robin: Person, kim: Person) -> None:
    gone = "When it closes it is gone from here"
    say(robin, team=1, supported=2)
    assert gone in page(sam)
    meeting = opened(sam, robin, at="how")
    robin.patch(f"meetings/{meeting}/hand/", {"shows": ["team"], "how_ready": True})
    before = page(sam)
    assert gone in before
    sam.patch(f"meetings/{meeting}/hand/", {"how_ready": True})
    shown = page(sam)
    assert "<em>Not at all</em>" in shown and "A little" not in shown
    sams, robins = sorted(shown.split('<div class="said">')[1:], key=lambda part: "Robin</bdi></h3>" in part)
    assert robins.count("<dt>") == 1 and robins.split("Nothing was shared of this:")[1].count("<li>") == 4
    assert "Nothing shared this time." in sams and "<dt>" not in sams
    assert "Not at all" not in page(kim) and "Results" not in page(kim)
    to_step(sam, meeting, "close")
    sam.post(f"meetings/{meeting}/closed/")
    assert gone in page(sam) and "Not at all" not in page(sam)


def test_my_own_results_are_folded_and_on_nobody_elses_page(sam: Person, robin: Person, clock: Clock) -> None:
    for _week in range(5):
        clock.move(days=7)
        before = page(robin)
        say(sam, team=2, fairness=1)
        assert page(robin) == before
    shown = page(sam)
    assert '<details class="mine">' in shown and "<em>a little</em>" in shown and "far too much on me" in shown
    assert "a little" not in page(robin)


def test_a_child_reads_what_was_done_and_the_thanks_and_no_feelings(sam: Person, robin: Person, kim: Person) -> None:
    finish(sam, "Dishes")
    robin.post("thanks/", {"to": kim.id, "words": "for the drawing"})
    shown = page(kim)
    assert "Dishes" in shown and "for the drawing" in shown
    for word in ("Results", "How it was for me", "both do"):
        assert word not in shown


def test_leaving_in_silence_changes_nothing_on_it(sam: Person, robin: Person) -> None:
    for who in (sam, robin):
        finish(who, "Dishes")
    robin.post("thanks/", {"to": sam.id})
    before = page(sam)
    robin.fresh().leave()
    assert page(sam) == before


def test_who_may_read_it(sam: Person, stranger: Person) -> None:
    assert stranger.client.get(f"/h/{sam.home}/ours/").status_code == 404
    assert Client().get(f"/h/{sam.home}/ours/").status_code == 401
    assert sam.client.post(f"/h/{sam.home}/ours/").status_code == 405


def test_open_things_become_fewer_in_words(sam: Person, clock: Clock) -> None:
    tasks = [write(sam, f"Thing {n}") for n in range(3)]
    clock.move(days=28)
    assert re.search(r"Open now <span>3</span>", page(sam))
    sam.post(f"tasks/{tasks[0]}/let-go/")
    assert re.search(r"Open now <span>2, was 3</span>", page(sam))
    assert one(sam, "home")["name"]
