"""What was said on another's phone: visible on whose it was, told to its person, and to be put right by them."""

from __future__ import annotations

from typing import Any

import pytest

from household.access import COOKIE
from tasks.models import Ballot, Borrowed
from tasks.models.recap import over
from tests.clock import Clock
from tests.conftest import Cast, Person, write
from tests.helpers import device_of, link_for
from tests.live_server import Server, Socket
from tests.meetings import joined, listed, one, seal, to_step, week
from tests.test_lending import begun, lent, on
from tests.test_recap import message_of, page, shown


@pytest.fixture(autouse=True)
def signed_in(sam: Person, robin: Person, stranger: Person) -> None:
    for who in (sam, robin, stranger):
        who.client.cookies[COOKIE] = who.cookie


def told(who: Person) -> list[dict[str, Any]]:
    return who.screen().all("borrowed")


def history(who: Person, task: str) -> list[tuple[str, Any, Any]]:
    return [
        (line["verb"], line["by"], line["data"].get("on"))
        for line in who.get(f"tasks/{task}/history/").json()["moments"]
    ]


def brought(sam: Person, robin: Person, *lines: str) -> tuple[str, dict[str, str]]:
    """A meeting in which these lines came on our list as robin's, typed on sam's phone; their ids by title."""
    meeting = lent(sam, robin, at="heads")
    assert on(sam, meeting, "heads/", robin, lines=list(lines)).status_code == 200
    sam.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    return meeting, {task["title"]: task["id"] for task in sam.screen().all("task")}


def close(sam: Person, meeting: str) -> None:
    assert sam.post(f"meetings/{meeting}/closed/").status_code == 200


# -- it is kept on whose phone it was --------------------------------------------------------------


def test_history_says_on_whose_phone_a_line_was_said_and_to_a_child_not(
    sam: Person, robin: Person, kim: Person
) -> None:
    meeting, ids = brought(sam, robin, "Gutter")
    close(sam, meeting)
    for who in (sam, robin):
        assert history(who, ids["Gutter"]) == [("added", robin.id, sam.id)]
    childs = device_of(link_for(sam, kim.fresh()))
    answer = childs.get(f"/api/homes/{kim.home}/tasks/{ids['Gutter']}/history/")
    assert answer.status_code == 200 and b'"on"' not in answer.content and b'"added"' in answer.content


def test_the_recap_says_it_on_its_page_and_in_the_message_and_the_calendar_does_not(sam: Person, robin: Person) -> None:
    meeting, ids = brought(sam, robin, "Gutter", "Boiler")
    to_step(sam, meeting, "rank")
    on(sam, meeting, "ballot/", robin, order=[ids["Boiler"], ids["Gutter"]])
    seal(sam, meeting, [ids["Gutter"], ids["Boiler"]])
    close(sam, meeting)
    (entry,) = one(sam, "meeting")["lent"]
    lines = [ids["Gutter"], ids["Boiler"]]
    assert entry == {"member": robin.id, "on": sam.id, "ordered": True, "lines": lines, "denied": False}
    sam.patch(f"tasks/{ids['Gutter']}/", {"title": "Rain gutter"})
    for who in (sam, robin):
        html = shown(who, meeting)
        for words in (
            "Robin was at the table on Sam’s phone.",
            "“Rain gutter”, “Boiler”",
            "An order was put in there.",
        ):
            assert words in html
        assert "– Robin was at the table on Sam’s phone." in message_of(html)
    assert b"phone" not in page(sam, f"{meeting}.ics").content


def test_a_meeting_of_own_devices_says_nothing_of_phones(sam: Person, robin: Person) -> None:
    meeting = lent(sam, robin)
    on(sam, meeting, "back/", robin)
    other = lent_never(sam, robin)
    assert "phone" not in shown(sam, other) and told(robin) != [] and meeting != other


def lent_never(sam: Person, robin: Person) -> str:
    """The meeting that is on is closed; another one, of own devices."""
    close(sam, one(sam, "meeting")["id"])
    meeting = begun(sam)
    robin.post(f"meetings/{meeting}/ready/")
    sam.post(f"meetings/{meeting}/ready/")
    close(sam, meeting)
    return meeting


def test_a_wrong_tap_that_is_taken_back_leaves_no_trace(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    meeting = begun(sam)
    for who in (lee, sam):
        who.post(f"meetings/{meeting}/ready/")
    assert one(sam, "meeting")["state"] == "open"
    on(sam, meeting, "", robin)
    on(sam, meeting, "back/", robin)
    close(sam, meeting)
    assert one(sam, "meeting")["lent"] == [] and told(robin) == []


# -- its person is told ----------------------------------------------------------------------------


def test_it_is_told_on_their_own_devices_beyond_the_close_and_on_nobody_elses(
    server: Server, cast: Cast, clock: Clock
) -> None:
    sam, robin = cast.sam, cast.robin
    with Socket(server, sam) as sams, Socket(server, robin) as robins:
        sams.take()
        meeting, ids = brought(sam, robin, "Gutter")
        close(sam, meeting)
        (note,) = told(robin)
        for phone in (sams, robins):
            phone.ping()
        raw = b"".join(sams.raw)
        assert note["id"].encode() in b"".join(robins.raw)
    assert (note["on"], note["meeting"], note["lines"]) == (sam.id, meeting, [ids["Gutter"]])
    assert (note["ordered"], note["kept"], note["denied"]) == (False, [], False)
    assert note["id"].encode() not in raw and "borrowed" not in str(sam.news())
    clock.move(days=60)
    assert told(robin) == [note]
    assert sam.delete(f"borrowed/{note['id']}/").status_code == 404
    before = sam.news()
    assert robin.delete(f"borrowed/{note['id']}/").status_code == 200
    assert told(robin) == [] and sam.news() == before


def test_lines_that_were_never_shown_are_told_to_them_alone(sam: Person, robin: Person) -> None:
    meeting = lent(sam, robin, at="heads")
    on(sam, meeting, "heads/", robin, lines=["Gutter", "Boiler"])
    close(sam, meeting)
    (note,) = told(robin)
    assert [robin.screen().task(pk)["title"] for pk in note["kept"]] == ["Gutter", "Boiler"]  # type: ignore[index]
    assert one(sam, "meeting")["lent"][0]["lines"] == [] and "Boiler" not in shown(sam, meeting)


def test_lines_that_came_too_late_are_told_and_can_be_denied_too(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    meeting = begun(sam)
    for who in (lee, sam):
        who.post(f"meetings/{meeting}/ready/")
    for who in (lee, sam):
        who.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    on(sam, meeting, "", robin)
    on(sam, meeting, "heads/", robin, lines=["Gutter"])
    on(sam, meeting, "back/", robin)
    assert [len(note["kept"]) for note in told(robin)] == [1] and one(sam, "meeting")["lent"] == []
    before = sam.news()
    assert robin.post(f"meetings/{meeting}/lent/not-me/").status_code == 200
    assert [note["denied"] for note in told(robin)] == [True] and sam.news() == before


# -- they put it right -----------------------------------------------------------------------------


def test_not_me_while_it_is_on_frees_the_seat_and_the_meeting_waits_for_two(sam: Person, robin: Person) -> None:
    tasks = listed(sam, 3)
    meeting = lent(sam, robin, at="rank")
    on(sam, meeting, "ballot/", robin, order=tasks)
    seal(sam, meeting, tasks)
    assert one(sam, "ranking")["shown"]
    assert robin.post(f"meetings/{meeting}/lent/not-me/").status_code == 200
    now = one(sam, "meeting")
    assert (now["state"], now["lent"][0]["denied"]) == ("waiting", True)
    assert [seat["member"] for seat in sam.screen().all("seat")] == [sam.id]
    assert not Ballot.objects.filter(member_id=robin.id).exists()  # nothing stands as their order
    for row in sam.screen().all("ranking"):
        assert not row["shown"]
    assert sam.screen().all("draft") == robin.screen().all("draft") == []
    assert one(sam, "ballot")["order"] == tasks  # what sam laid is kept
    for path in ("ready/", "stepped/"):
        body = {"leaves": "rank", "to": "who"} if "step" in path else {}
        sam.post(f"meetings/{meeting}/{path}", body)
        assert one(sam, "meeting")["state"] == "waiting"
    robin.post(f"meetings/{meeting}/ready/")
    to_step(robin, meeting, "rank")
    seal(robin, meeting, tasks[::-1])
    seal(sam, meeting, tasks)
    assert one(sam, "ranking")["places"] == {sam.id: tasks, robin.id: tasks[::-1]}
    robin.post(f"meetings/{meeting}/lent/not-me/")  # said already: what they laid themselves stands
    assert one(sam, "ranking")["shown"] and one(sam, "meeting")["state"] == "open"


def test_with_enough_others_it_goes_on_and_the_draft_is_made_without_them(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    tasks = listed(sam, 3)
    meeting = begun(sam)
    lee.post(f"meetings/{meeting}/ready/")
    on(sam, meeting, "", robin)
    sam.post(f"meetings/{meeting}/ready/")
    on(sam, meeting, "ready/", robin)
    to_step(sam, meeting, "rank")
    on(sam, meeting, "ballot/", robin, order=tasks)
    for who in (sam, lee):
        seal(who, meeting, tasks)
    robin.post(f"meetings/{meeting}/lent/not-me/")
    assert one(sam, "meeting")["state"] == "open" and not one(sam, "ranking")["shown"]
    for who in (sam, lee):
        seal(who, meeting, tasks)
    assert one(sam, "ranking")["places"].keys() == {sam.id, lee.id}


def test_not_me_after_the_close_stands_beside_what_was_decided_and_can_be_taken_back(
    sam: Person, robin: Person
) -> None:
    meeting, ids = brought(sam, robin, "Gutter")
    to_step(sam, meeting, "rank")
    on(sam, meeting, "ballot/", robin, order=[ids["Gutter"]])
    seal(sam, meeting, [ids["Gutter"]])
    sam.post(f"meetings/{meeting}/agreed/")
    close(sam, meeting)
    for _ in range(2):
        assert robin.post(f"meetings/{meeting}/lent/not-me/").status_code == 200
    assert "Robin was entered on Sam’s phone, and says: that was not me." in shown(sam, meeting)
    assert sam.screen().task(ids["Gutter"])["author"] is None  # type: ignore[index]
    assert week(sam) == [ids["Gutter"]]  # the board stays as it is: nobody's doing is undone by it
    assert history(sam, ids["Gutter"])[0] == ("not_mine", robin.id, None)
    assert [line[0] for line in history(sam, ids["Gutter"])].count("not_mine") == 1
    assert robin.post(f"meetings/{meeting}/lent/me/").status_code == 200
    assert sam.screen().task(ids["Gutter"])["author"] == robin.id  # type: ignore[index]
    assert "Robin was at the table on Sam’s phone." in shown(sam, meeting)
    assert [note["denied"] for note in told(robin)] == [False]


def test_a_line_brought_as_theirs_is_theirs_to_take_back_or_let_go(sam: Person, robin: Person) -> None:
    meeting, ids = brought(sam, robin, "Gutter", "Boiler")
    close(sam, meeting)
    assert robin.post(f"tasks/{ids['Gutter']}/private/").status_code == 200
    assert robin.post(f"tasks/{ids['Boiler']}/let-go/").status_code == 200
    assert sam.screen().task(ids["Gutter"]) is None
    robin.post(f"meetings/{meeting}/lent/not-me/")
    assert robin.screen().task(ids["Gutter"])["author"] == robin.id  # type: ignore[index]  # in their head: theirs
    html = shown(sam, meeting)
    assert "Gutter" not in html and "“Boiler”" in html


def test_who_said_not_me_is_seated_by_nobody_until_they_allow_it(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    meeting = begun(sam)
    on(sam, meeting, "", robin)
    robin.post(f"meetings/{meeting}/lent/not-me/")  # it has not even begun
    for who in (sam, lee):
        who.post(f"meetings/{meeting}/here/")
        answer = on(who, meeting, "", robin)
        assert (answer.status_code, answer.json()["code"]) == (409, "own_device")
    for who in (sam, lee):
        who.post(f"meetings/{meeting}/later/")
    second = begun(sam)
    assert on(sam, second, "", robin).json()["code"] == "own_device"
    (note,) = told(robin)
    assert robin.delete(f"borrowed/{note['id']}/").status_code == 200
    assert on(sam, second, "", robin).status_code == 200


def test_it_can_be_said_of_a_meeting_that_is_gone_too(sam: Person, robin: Person) -> None:
    """It began with two on one phone, waited once more when one of them said so, and then everybody got up."""
    lee, meeting = joined(sam, "Lee"), begun(sam)
    sam.post(f"meetings/{meeting}/ready/")
    for who in (robin, lee):
        on(sam, meeting, "", who)
    for who in (robin, lee):
        on(sam, meeting, "ready/", who)
    assert on(sam, meeting, "back/", robin).status_code == 200
    lee.post(f"meetings/{meeting}/lent/not-me/")
    assert one(sam, "meeting")["state"] == "waiting"
    sam.post(f"meetings/{meeting}/later/")
    before = sam.news()
    for path, denied in (("not-me/", True), ("not-me/", True), ("me/", False), ("not-me/", True)):
        assert robin.post(f"meetings/{meeting}/lent/{path}").status_code == 200
        assert [note["denied"] for note in told(robin)] == [denied]
    assert sam.news() == before
    assert on(sam, begun(sam), "", robin).json()["code"] == "own_device"
    assert sam.post(f"meetings/{meeting}/lent/not-me/").status_code == 404


def test_only_they_themselves_say_so(sam: Person, robin: Person, kim: Person, stranger: Person) -> None:
    meeting = lent(sam, robin)
    for who in (sam, joined(sam, "Lee"), kim, stranger):
        for path in ("lent/not-me/", "lent/me/"):
            assert who.post(f"meetings/{meeting}/{path}").status_code == 404
    assert sam.post(f"meetings/{meeting}/lent/not-me/", {"member": robin.id}).status_code == 400
    assert one(sam, "meeting")["lent"][0]["denied"] is False


def test_the_last_meeting_stays_the_last_whatever_is_said_of_an_earlier_one(sam: Person, robin: Person) -> None:
    first = lent(sam, robin)
    close(sam, first)
    second = lent(sam, robin)
    close(sam, second)
    robin.post(f"meetings/{first}/lent/not-me/")
    assert [meeting.pk for meeting in over(sam.home)] == [second, first]


def test_whoever_leaves_takes_what_they_were_told_along(sam: Person, robin: Person) -> None:
    close(sam, lent(sam, robin))
    meeting = one(sam, "meeting")["id"]
    robin.fresh().leave()
    write(sam, "the next shared change")
    assert not Borrowed.objects.exists() and "former member was at the table on Sam’s phone" in shown(sam, meeting)


# -- one connection that breaks --------------------------------------------------------------------

KEY = "6f2d8a4e-0c1b-4b7e-9a55-5a4f7f1c2d3e"


def test_a_head_that_is_handed_in_once_more_comes_once(sam: Person, robin: Person) -> None:
    meeting = lent(sam, robin, at="heads")

    def hand_in(*lines: str, pk: str = KEY) -> None:
        assert on(sam, meeting, "heads/", robin, lines=list(lines), id=pk).json() == {"items": []}

    hand_in("Gutter", "Boiler")  # taken, and its answer never came
    hand_in("Boiler", "Tyres")  # so one was taken out, one came on, and it was sent once more
    assert one(robin, "hand")["lines"] == ["Boiler", "Tyres"]
    hand_in("Gutter", "Gutter", pk=meeting)  # handed over once more: nothing of the first is touched
    assert one(robin, "hand")["lines"] == ["Boiler", "Tyres", "Gutter", "Gutter"]
    sam.patch(f"meetings/{meeting}/hand/", {"heads_ready": True})
    hand_in("Boiler", "Tyres", "Attic")  # once more, when all was shown: only what is new is kept for them
    hand_in("Boiler", "Tyres", "Attic", "Roof")
    ours = sorted(task["title"] for task in sam.screen().all("task"))
    assert ours == ["Boiler", "Gutter", "Gutter", "Tyres"]
    mine = sorted(task["title"] for task in robin.screen().all("task") if task["private"])
    assert mine == ["Attic", "Roof"]
    assert "handed" not in one(robin, "hand")
