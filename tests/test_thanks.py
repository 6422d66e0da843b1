"""Thanks: one tap, words if one likes, deletable by both; never counted, never asked for."""

from __future__ import annotations

import uuid
from typing import Any

from household.access import COOKIE
from tests.clock import Clock
from tests.conftest import Person, write


def thank(by: Person, to: Person, task: str | None = None, **more: Any) -> Any:
    return by.post("thanks/", {"to": to.id, "task": task, **more})


def test_thanks_are_seen_by_everybody_at_home(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    made = thank(robin, sam, task, words="It helped me because I was late.")
    assert made.status_code == 201
    (seen,) = kim.screen().all("thanks")
    assert (seen["by"], seen["to"], seen["task"]) == (robin.id, sam.id, task)
    assert seen["words"] == "It helped me because I was late."
    thank(kim, sam, task)
    assert len(sam.screen().all("thanks")) == 2


def test_for_a_task_it_is_one_and_its_words_may_come_later(sam: Person, robin: Person) -> None:
    task = write(sam)
    (first,) = thank(robin, sam, task).json()["items"]
    cursor = sam.news()["cursor"]
    (again,) = thank(robin, sam, task).json()["items"]
    assert again["id"] == first["id"]
    assert sam.news()["cursor"] == cursor
    thank(robin, sam, task, words="So quick")
    robin.patch(f"thanks/{first['id']}/", {"words": "So calm"})
    assert [row["words"] for row in sam.screen().all("thanks")] == ["So calm"]
    pk = str(uuid.uuid4())
    for _n in range(2):
        assert thank(robin, sam, id=pk, words="just so").status_code == 201
    assert len(sam.screen().all("thanks")) == 2


def test_the_words_are_the_givers_and_either_can_take_it_away(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    pk = thank(robin, sam, task).json()["items"][0]["id"]
    assert sam.patch(f"thanks/{pk}/", {"words": "x"}).json()["code"] == "own_words"
    assert kim.delete(f"thanks/{pk}/").json()["code"] == "own_words"
    screen = robin.screen()
    assert sam.delete(f"thanks/{pk}/").json()["items"][0]["gone"] is True
    screen.take(robin.news(screen.cursor))
    assert screen.all("thanks") == []
    pk = thank(robin, sam, task).json()["items"][0]["id"]
    assert robin.delete(f"thanks/{pk}/").status_code == 200


def test_not_to_oneself_not_next_door_and_not_for_what_is_private(sam: Person, robin: Person, stranger: Person) -> None:
    task, mine = write(sam), write(sam, "mine", private=True)
    assert thank(sam, sam, task).status_code == 400
    assert thank(sam, stranger, task).status_code == 400
    assert thank(sam, robin, mine).json()["code"] == "private"
    assert thank(robin, sam, mine).status_code == 404
    pk = thank(sam, robin, task).json()["items"][0]["id"]
    member, stranger.member = robin, sam.member
    assert thank(stranger, member, task).status_code == 404
    assert stranger.patch(f"thanks/{pk}/", {"words": "x"}).status_code == 404
    assert stranger.delete(f"thanks/{pk}/").status_code == 404


def test_what_was_thanked_for_stays_on_our_list(sam: Person, robin: Person) -> None:
    task = write(sam)
    thank(robin, sam, task)
    assert sam.post(f"tasks/{task}/private/").json()["code"] == "touched"


def test_the_page_has_them_all_with_their_words(
    sam: Person, robin: Person, kim: Person, stranger: Person, clock: Clock
) -> None:
    task = write(sam, "Dishes")
    thank(robin, sam, task, words="The sink was a joy")
    clock.move(days=1)
    thank(robin, kim, words="For the song")
    sam.post(f"tasks/{task}/done/")
    clock.move(days=40)
    assert sam.screen().all("thanks") == []  # they have left the board
    sam.client.cookies[COOKIE] = sam.cookie
    page = sam.client.get(f"/h/{sam.home}/thanks/").content.decode()
    assert page.index("For the song") < page.index("The sink was a joy")
    assert "Dishes" in page
    stranger.client.cookies[COOKIE] = stranger.cookie
    assert stranger.client.get(f"/h/{sam.home}/thanks/").status_code == 404
    robin.post("left/")
    write(sam, "the next shared change")
    assert "former member" in sam.client.get(f"/h/{sam.home}/thanks/").content.decode().lower()


def test_the_page_lets_the_two_take_it_away(sam: Person, robin: Person) -> None:
    pk = thank(robin, sam, words="For the song").json()["items"][0]["id"]
    sam.client.cookies[COOKIE] = sam.cookie
    answer = sam.client.post(f"/h/{sam.home}/thanks/{pk}/deleted/")
    assert answer.status_code == 302
    assert b"For the song" not in sam.client.get(answer["Location"]).content


def test_the_copy_one_takes_along_has_the_words(sam: Person, robin: Person) -> None:
    task = write(sam, "Dishes")
    sam.post(f"tasks/{task}/steps/", {"title": "Soak the pan"})
    thank(robin, sam, task, words="The sink was a joy")
    sam.client.cookies[COOKIE] = sam.cookie
    copy = sam.client.get(f"/h/{sam.home}/settings/copy/").content.decode()
    for words in ("Soak the pan", "Robin thanks Sam for Dishes", "The sink was a joy"):
        assert words in copy
