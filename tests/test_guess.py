"""Sizes seen together: a guess is sealed until each adult has one, then all of them are open at once."""

from __future__ import annotations

from typing import Any

import orjson

from household.news import news_for
from tests.conftest import Person, write


def guess(by: Person, task: str, size: str) -> Any:
    return by.post(f"tasks/{task}/guessed/", {"size": size})


def guesses(by: Person) -> list[tuple[str, str, bool]]:
    return sorted((row["member"], row["size"], row["sealed"]) for row in by.screen().all("guess"))


def test_nobody_learns_that_i_have_guessed(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    before = {who.id: (news_for(who.id, "").encoded(), who.news()["cursor"]) for who in (robin, kim)}
    guess(sam, task, "s")
    guess(sam, task, "l")
    assert guesses(sam) == [(sam.id, "l", True)]
    for who in (robin, kim):
        assert (news_for(who.id, "").encoded(), who.news()["cursor"]) == before[who.id]
        assert who.news(before[who.id][1])["items"] == []
    assert b"guess" not in robin.get(f"tasks/{task}/history/").content


def test_when_the_last_one_guesses_all_are_open_in_one_change(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    guess(sam, task, "s")
    guess(sam, task, "m")
    screen, child = sam.screen(), kim.news()
    answer = guess(robin, task, "l").json()["items"]
    both = sorted([(sam.id, "m", False), (robin.id, "l", False)])
    shown = [item for item in answer if item["kind"] == "guess" and not item.get("gone")]
    assert sorted((row["member"], row["size"], row["sealed"]) for row in shown) == both
    news = sam.news(screen.cursor)
    screen.take(news)
    assert sorted((row["member"], row["size"], row["sealed"]) for row in screen.all("guess")) == both
    assert guesses(robin) == guesses(sam) == both
    assert len({row["rev"] for row in screen.all("guess")}) == 1  # not how often each changed their mind
    assert kim.news() == child
    assert b"guess" not in orjson.dumps(kim.news())


def test_open_guesses_are_put_away_to_guess_anew(sam: Person, robin: Person) -> None:
    task = write(sam)
    guess(sam, task, "s")
    guess(robin, task, "m")
    assert guess(sam, task, "m").json()["code"] == "guessed"
    robin.post(f"tasks/{task}/unguessed/")
    assert guesses(sam) == guesses(robin) == []
    guess(sam, task, "m")
    assert guesses(robin) == []
    before = robin.news()
    sam.post(f"tasks/{task}/unguessed/")
    assert guesses(sam) == []
    assert robin.news() == before
    robin.post(f"tasks/{task}/unguessed/")  # nothing is there: nothing happens
    assert robin.news() == before


def test_only_adults_of_a_home_of_two_guess_about_what_is_ours(
    sam: Person, robin: Person, kim: Person, stranger: Person
) -> None:
    task, mine, theirs = write(sam), write(sam, "mine", private=True), write(stranger)
    assert guess(kim, task, "s").status_code == 404
    assert guess(stranger, theirs, "s").json()["code"] == "alone"
    assert guess(sam, mine, "s").json()["code"] == "private"
    assert guess(robin, mine, "s").status_code == 404
    assert guess(sam, task, "").status_code == 400
    stranger.member = sam.member
    assert guess(stranger, task, "s").status_code == 404
    assert stranger.post(f"tasks/{task}/unguessed/").status_code == 404


def test_a_sealed_guess_keeps_nobody_from_taking_it_back(sam: Person, robin: Person) -> None:
    task = write(sam)
    guess(robin, task, "s")
    answer = sam.post(f"tasks/{task}/private/")
    assert answer.status_code == 200
    assert b"guess" not in answer.content
    assert guesses(robin) == []


def test_open_guesses_leave_with_the_task_and_a_sealed_one_too(sam: Person, robin: Person) -> None:
    task = write(sam)
    guess(robin, task, "s")
    answer = sam.post(f"tasks/{task}/done/")
    assert b"guess" not in answer.content
    (sealed,) = robin.screen().all("guess")
    assert sealed["until"] == robin.screen().task(task)["until"]


def test_whoever_leaves_takes_their_guess_along(sam: Person, robin: Person) -> None:
    one, other = write(sam), write(sam)
    for task in (one, other):
        guess(sam, task, "s")
    guess(robin, one, "m")
    guess(robin, one, "m")
    robin.post("left/")
    write(sam, "the next shared change")
    assert guesses(sam) == sorted([(sam.id, "s", False), (sam.id, "s", True)])
