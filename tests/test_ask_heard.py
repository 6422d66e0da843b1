"""Who hears of an ask, and what a child's or a stranger's screen can tell of it."""

from __future__ import annotations

import datetime

import pytest

from tests.asks import ask, ask_id
from tests.conftest import Person, write
from tests.live_server import Server, Socket

# -- who hears of it -------------------------------------------------------------------------------


def everything(sam: Person, robin: Person) -> list[str]:
    """Asks in every state with SECRET in each word; their ids and that of being low."""
    said = {"because": "SECRET reason", "by_day": sam.fresh().household.today().isoformat()}
    made = [ask_id(ask(sam, write(sam, f"Task {n}"), robin, **said)) for n in range(5)]
    robin.post(f"asks/{made[0]}/changed/", {"but": "smaller", "words": "SECRET words"})
    robin.post(f"asks/{made[1]}/declined/")
    sam.post(f"asks/{made[1]}/parked/")
    sam.post(f"asks/{made[2]}/withdrawn/")
    sam.patch(f"asks/{made[3]}/", {"because": "SECRET other reason"})
    sam.post("low/begun/")
    made += [row["id"] for row in sam.screen().all("low")]
    return made


def test_a_childs_and_a_strangers_screens_hold_no_trace(
    server: Server, sam: Person, robin: Person, kim: Person, stranger: Person
) -> None:
    task = write(sam, "Dishes")
    with Socket(server, kim) as childs, Socket(server, stranger) as next_door, Socket(server, robin) as robins:
        for phone in (childs, next_door, robins):
            phone.take()
        ids = everything(sam, robin)
        ids.append(ask_id(ask(sam, task, robin, because="SECRET")))
        sam.post(f"asks/{ids[-1]}/withdrawn/")
        for phone in (childs, next_door, robins):
            phone.ping()
        for phone in (childs, next_door):
            heard = b"".join(phone.raw)
            assert b"SECRET" not in heard
            assert not any(pk.encode() in heard for pk in ids)
        assert b"SECRET" in b"".join(robins.raw)
    for who in (kim, stranger):
        pages = [who.get("news/"), *(who.get(f"tasks/{task}/history/") for _ in "1")]
        for pk in ids[:-2]:
            pages += [who.post(f"asks/{pk}/{verb}/") for verb in ("accepted", "declined", "withdrawn", "parked")]
            pages += [who.patch(f"asks/{pk}/", {"because": "x"}), who.post(f"asks/{pk}/changed/", {"but": "swap"})]
        assert {page.status_code for page in pages[2:]} == {404}
        for page in pages:
            assert b"SECRET" not in page.content
            assert not any(pk.encode() in page.content for pk in ids)
    assert kim.post("low/begun/").status_code == 404
    assert b"SECRET" not in sam.get(f"tasks/{task}/history/").content  # what was asked is no history


def test_what_is_asked_between_adults_moves_nothing_of_a_childs(sam: Person, robin: Person, kim: Person) -> None:
    tasks = [write(sam, f"Task {n}") for n in range(4)]
    before = kim.news()
    for task in tasks:
        pk = ask_id(ask(sam, task, robin, because="SECRET"))
        robin.post(f"asks/{pk}/changed/", {"but": "later"})
        sam.post(f"asks/{pk}/parked/")
    robin.post("low/begun/")
    robin.post("low/ended/")
    assert kim.news() == before
    assert kim.news(before["cursor"])["items"] == []


def test_an_ask_and_its_answer_reach_the_other_phone(server: Server, sam: Person, robin: Person) -> None:
    task = write(sam)
    with Socket(server, sam) as mine, Socket(server, robin) as robins:
        mine.take(), robins.take()
        pk = ask_id(ask(sam, task, robin))
        assert [(i["kind"], i["state"]) for i in robins.take()["items"]] == [("ask", "asked")]
        mine.take()
        robin.post(f"asks/{pk}/accepted/")
        told = {item["kind"]: item for item in mine.take()["items"]}
        assert (told["ask"]["state"], told["task"]["owner"]) == ("accepted", robin.id)


def test_a_history_does_not_tell_a_child_that_there_was_an_ask(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam)
    made = sam.post("asks/", {"task": task, "how": "ask", "to": robin.id}).json()["items"]
    ask = next(item["id"] for item in made if item["kind"] == "ask")
    robin.post(f"asks/{ask}/changed/", {"but": "smaller"})
    assert sam.post(f"asks/{ask}/agreed/").status_code == 200
    told = [who.get(f"tasks/{task}/history/").json()["moments"][0] for who in (sam, kim)]
    assert [line["verb"] for line in told] == ["taken", "taken"]
    assert (told[0]["by"], told[0]["data"]) == (sam.id, {"who": robin.id})
    assert (told[1]["by"], told[1]["data"]) == (robin.id, {})


# -- what a child's screen can tell ------------------------------------------------------------------


@pytest.mark.parametrize("way", ["offer", "agreed", "together"])
def test_a_childs_bytes_do_not_tell_whose_tap_gave_it_to_somebody(
    way: str, sam: Person, robin: Person, kim: Person
) -> None:
    task = write(sam, "Dishes")
    if way == "offer":
        robin.post(f"tasks/{task}/taken/")
    cursor = kim.news()["cursor"]
    if way == "offer":
        pk = ask_id(ask(sam, task, how="offer"))
        robin.post(f"asks/{pk}/accepted/")  # robin taps, sam has it
        owner, tapped = sam, robin
    else:
        pk = ask_id(ask(sam, task, robin, how="together" if way == "together" else "ask"))
        day = kim.fresh().household.today() + datetime.timedelta(days=2)
        robin.post(f"asks/{pk}/changed/", {"but": "later", "day": day.isoformat()})
        sam.post(f"asks/{pk}/agreed/")  # sam taps, robin has it
        owner, tapped = robin, sam
    news = kim.get("news/", since=cursor)
    (item,) = [row for row in news.json()["items"] if row["kind"] == "task"]
    assert (item["owner"], item["changed_by"]) == (owner.id, owner.id)  # as if they had just taken it
    assert pk.encode() not in news.content and b'"ask"' not in news.content
    if way != "together":  # there the other is in it, too
        assert tapped.id.encode() not in news.content.replace(f'"author":"{sam.id}"'.encode(), b"")
    history = kim.get(f"tasks/{task}/history/")
    assert {line["by"] for line in history.json()["moments"] if line["verb"] in ("taken", "edited")} <= {
        *(robin.id, owner.id)
    }
