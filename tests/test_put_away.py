"""What was put away or taken away by mistake comes back as it was, for a day."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from household.access import COOKIE
from household.tidy import tidy
from tasks.models import PutAway
from tests.conftest import Person, write
from tests.test_area import area


def intention(by: Person, words: str) -> str:
    return str(by.post("intentions/", {"words": words}).json()["items"][0]["id"])


def words(by: Person) -> list[str]:
    rows = sorted(by.screen().all("intention"), key=lambda row: row["position"])
    return [row["words"] for row in rows]


def thanked(by: Person, to: Person, task: str, said: str = "") -> str:
    answer = by.post("thanks/", {"to": to.id, "task": task, "words": said}).json()["items"]
    return str(next(item["id"] for item in answer if item["kind"] == "thanks"))


def test_an_area_put_away_comes_back_with_its_tasks_also_in_heads(sam: Person, robin: Person) -> None:
    evenings = intention(sam, "Evenings")
    kitchen = area(sam)
    sam.patch(f"areas/{kitchen}/", {"feel": "Somebody hums", "intention": evenings})
    ours, mine = write(sam, "Dishes", area=kitchen), write(robin, "A surprise", area=kitchen, private=True)
    elsewhere = write(sam, "Bins", area=kitchen)
    screen, before = robin.screen(), robin.screen()
    sam.delete(f"areas/{kitchen}/")
    screen.take(robin.news(screen.cursor))
    assert screen.task(ours)["area"] is None and screen.task(mine)["area"] is None
    cellar = area(sam, "Cellar")
    sam.patch(f"tasks/{elsewhere}/", {"area": cellar})
    assert sam.post(f"areas/{kitchen}/restored/").status_code == 200
    for one in (screen, before):  # also who never heard that it was gone
        one.take(robin.news(one.cursor))
        (back,) = [row for row in one.all("area") if row["id"] == kitchen]
        assert (back["name"], back["feel"], back["intention"]) == ("Kitchen", "Somebody hums", evenings)
        assert one.task(ours)["area"] == one.task(mine)["area"] == kitchen
        assert one.task(elsewhere)["area"] == cellar
    assert one.rows == robin.screen().rows
    cursor = sam.news()["cursor"]
    assert sam.post(f"areas/{kitchen}/restored/").status_code == 200  # again: nothing happens
    assert sam.news()["cursor"] == cursor


def test_an_area_in_somebodys_head_moves_no_number_but_their_own(sam: Person, robin: Person) -> None:
    kitchen = area(sam)
    write(robin, "A surprise", area=kitchen, private=True)
    sam.delete(f"areas/{kitchen}/")
    answer = sam.post(f"areas/{kitchen}/restored/")
    assert [item["kind"] for item in answer.json()["items"]] == ["area"]


def test_an_intention_comes_back_to_its_place(sam: Person, robin: Person) -> None:
    first, second = intention(sam, "Evenings"), intention(sam, "Laughing")
    kitchen, task = area(sam), write(sam)
    sam.patch(f"areas/{kitchen}/", {"intention": first})
    sam.patch(f"tasks/{task}/", {"intention": first})
    robin.delete(f"intentions/{first}/")
    assert words(sam) == ["Laughing"]
    robin.post(f"intentions/{first}/restored/")
    assert words(sam) == ["Evenings", "Laughing"]
    assert sam.screen().task(task)["intention"] == first
    assert [row["intention"] for row in sam.screen().all("area")] == [first]
    sam.delete(f"intentions/{second}/")
    for more in ("Two", "Three"):
        intention(sam, more)
    assert sam.post(f"intentions/{second}/restored/").status_code == 409  # three can be kept in mind
    assert words(sam) == ["Evenings", "Two", "Three"]


def test_intentions_stand_in_the_order_somebody_gives_them(sam: Person, robin: Person) -> None:
    one, two, three = (intention(sam, text) for text in ("One", "Two", "Three"))
    screen = robin.screen()
    for moved, after, order in (
        (three, None, ["Three", "One", "Two"]),
        (three, one, ["One", "Three", "Two"]),
        (one, two, ["Three", "Two", "One"]),
        (two, "00000000-0000-4000-8000-000000000000", ["Three", "One", "Two"]),
    ):
        assert sam.post(f"intentions/{moved}/moved/", {"after": after}).status_code == 200
        assert words(robin) == order
    cursor = sam.news()["cursor"]
    sam.post(f"intentions/{two}/moved/", {"after": one})
    assert sam.news()["cursor"] == cursor  # it stands there
    screen.take(robin.news(screen.cursor))
    assert screen.rows == robin.screen().rows


def test_thanks_come_back_to_whoever_took_them_away_and_nobody_else(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    thanks = thanked(sam, robin, task, "for your patience")
    robin.delete(f"thanks/{thanks}/")
    assert sam.screen().all("thanks") == []
    for other in (sam, kim):
        assert other.post(f"thanks/{thanks}/restored/").status_code == 404
    robin.post(f"thanks/{thanks}/restored/")
    (row,) = sam.screen().all("thanks")
    assert (row["id"], row["words"], row["by"], row["to"]) == (thanks, "for your patience", sam.id, robin.id)
    sam.delete(f"thanks/{thanks}/")
    anew = thanked(sam, robin, task)
    sam.post(f"thanks/{thanks}/restored/")  # given anew meanwhile: it is that one
    assert [row["id"] for row in robin.screen().all("thanks")] == [anew]


def test_next_door_finds_nothing_and_after_a_day_nobody_does(
    sam: Person, robin: Person, stranger: Person, kim: Person
) -> None:
    kitchen, evenings = area(sam), intention(sam, "Evenings")
    for path in (f"areas/{kitchen}/", f"intentions/{evenings}/"):
        sam.delete(path)
        assert stranger.post(f"{path}restored/").status_code == 404
        assert kim.post(f"{path}restored/").status_code in (403, 404)
    later: Any = timezone.now() + datetime.timedelta(days=1, minutes=1)
    tidy(later)
    assert not PutAway.objects.exists()
    for path in (f"areas/{kitchen}/", f"intentions/{evenings}/"):
        assert sam.post(f"{path}restored/").status_code == 404


def test_the_page_of_thanks_takes_it_back_too(sam: Person, robin: Person) -> None:
    thanks = thanked(sam, robin, write(sam), "for your patience")
    for person in (sam, robin):
        person.client.cookies[COOKIE] = person.cookie
    page = f"/h/{sam.home}/thanks/"
    answer = sam.client.post(f"{page}{thanks}/deleted/", follow=True)
    assert f"{page}{thanks}/restored/" in answer.content.decode()
    assert "patience" not in answer.content.decode()
    assert "patience" in sam.client.post(f"{page}{thanks}/restored/", follow=True).content.decode()
    assert sam.client.get(f"{page}?done=deleted&away=%2F%2Fnext-door").status_code == 200
