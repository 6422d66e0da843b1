"""What done means is agreed: the first wording stands, another one waits for somebody else's yes."""

from __future__ import annotations

from typing import Any

from tests.conftest import Person, write


def word(by: Person, task: str, line: str) -> Any:
    answer = by.patch(f"tasks/{task}/", {"done_means": line})
    assert answer.status_code == 200, answer.content
    return answer


def lines(by: Person, task: str) -> tuple[str, str, str | None]:
    """The line in force, the suggested one, and whose it is."""
    seen = by.screen().task(task)
    assert seen
    return seen["done_means"], seen["done_means_new"], seen["done_means_by"]


def test_the_first_wording_stands_at_once(sam: Person, robin: Person) -> None:
    task = write(sam)
    word(robin, task, "The sink is empty")
    assert lines(sam, task) == ("The sink is empty", "", None)


def test_another_wording_asks_the_other_and_the_old_one_stays(sam: Person, robin: Person) -> None:
    task = write(sam, done_means="The sink is empty")
    word(robin, task, "The sink shines")
    assert lines(sam, task) == ("The sink is empty", "The sink shines", robin.id)
    assert robin.post(f"tasks/{task}/done-means/agreed/").json()["code"] == "own_line"
    sam.post(f"tasks/{task}/done-means/agreed/", {"done_means_new": "The sink shines"})
    assert lines(robin, task) == ("The sink shines", "", None)
    cursor = sam.news()["cursor"]
    assert sam.post(f"tasks/{task}/done-means/agreed/").status_code == 200
    assert sam.news()["cursor"] == cursor
    verbs = [moment["verb"] for moment in sam.get(f"tasks/{task}/history/").json()["moments"]]
    assert verbs == ["agreed", "suggested", "added"]


def test_kept_as_it_was_or_taken_back(sam: Person, robin: Person) -> None:
    task = write(sam, done_means="The sink is empty")
    for answers in (sam, robin):
        word(robin, task, "The sink shines")
        answers.post(f"tasks/{task}/done-means/kept/")
        assert lines(sam, task) == ("The sink is empty", "", None)
    word(robin, task, "The sink shines")
    word(robin, task, "The sink is empty")  # its author writes the old line again
    assert lines(sam, task) == ("The sink is empty", "", None)


def test_a_third_wording_replaces_the_second_and_asks_the_other_way(sam: Person, robin: Person) -> None:
    task = write(sam, done_means="The sink is empty")
    word(robin, task, "The sink shines")
    word(sam, task, "Empty, and wiped")
    assert lines(robin, task) == ("The sink is empty", "Empty, and wiped", sam.id)
    late = robin.post(f"tasks/{task}/done-means/agreed/", {"done_means_new": "The sink shines"})
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    assert late.json()["items"][0]["done_means_new"] == "Empty, and wiped"
    word(robin, task, "Empty, and wiped")  # written by both: agreed
    assert lines(sam, task) == ("Empty, and wiped", "", None)


def test_no_line_at_all_can_be_suggested(sam: Person, robin: Person) -> None:
    task = write(sam, done_means="The sink is empty")
    word(sam, task, "")
    assert lines(robin, task) == ("The sink is empty", "", sam.id)
    robin.post(f"tasks/{task}/done-means/agreed/")
    assert lines(robin, task) == ("", "", None)


def test_alone_or_in_ones_head_it_changes_at_once(sam: Person, robin: Person, stranger: Person) -> None:
    mine = write(sam, private=True, done_means="one")
    word(sam, mine, "two")
    assert lines(sam, mine) == ("two", "", None)
    theirs = write(stranger, done_means="one")
    word(stranger, theirs, "two")
    assert lines(stranger, theirs) == ("two", "", None)
    ours = write(sam, done_means="one")
    word(sam, ours, "two")
    sam.post(f"tasks/{ours}/private/")
    assert lines(sam, ours) == ("two", "", None)


def test_what_done_means_is_between_the_adults(sam: Person, kim: Person) -> None:
    task = write(sam, done_means="The sink is empty")
    assert kim.patch(f"tasks/{task}/", {"done_means": "The sink is full"}).json()["code"] == "adults_only"
    for answer in ("agreed", "kept"):
        assert kim.post(f"tasks/{task}/done-means/{answer}/").status_code == 404
    assert lines(sam, task) == ("The sink is empty", "", None)


def test_who_leaves_takes_the_suggestion_along_and_is_asked_no_more(sam: Person, robin: Person) -> None:
    his, hers = write(sam, done_means="one"), write(sam, done_means="one")
    word(sam, his, "his")
    word(robin, hers, "hers")
    robin.post("left/")
    write(sam, "the next shared change")
    assert lines(sam, his) == ("his", "", None)
    assert lines(sam, hers) == ("one", "", None)


def test_no_stranger_answers(sam: Person, robin: Person, stranger: Person) -> None:
    task = write(sam, done_means="one")
    word(robin, task, "two")
    stranger.member = sam.member
    for answer in ("agreed", "kept"):
        assert stranger.post(f"tasks/{task}/done-means/{answer}/").status_code == 404


def test_what_a_child_wrote_in_their_own_head_is_a_suggestion_once_they_bring_it(sam: Person, kim: Person) -> None:
    task = write(kim, "Build a den", private=True, done_means="Big enough for three")
    assert kim.patch(f"tasks/{task}/", {"family": True}).json()["code"] == "adults_only"
    kim.post(f"tasks/{task}/shared/")
    assert lines(sam, task) == ("", "Big enough for three", kim.id)
    sam.post(f"tasks/{task}/done-means/agreed/", {"done_means_new": "Big enough for three"})
    assert lines(kim, task) == ("Big enough for three", "", None)
