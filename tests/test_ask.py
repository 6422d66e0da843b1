"""Asks: could you, I can, for anyone, together; and the answers, as people see them."""

from __future__ import annotations

import pytest

from household.models import Device, Household, Member, User
from tests.asks import ask, ask_id, state
from tests.clock import Clock
from tests.conftest import Cast, Person, person, write


@pytest.fixture
def alex(cast: Cast) -> Person:
    """A third adult in the home."""
    home = Household.objects.get(pk=cast.sam.home)
    with home.change(cast.sam.fresh()) as change:
        member = Member(household=home, name="Alex", colour="moss", joined_on=change.today, user=User.objects.create())
        change.save(member)
    assert member.user
    with member.user.change() as change:
        Device.sign_in(member.user, "test browser")
        change.worth_keeping()
    return person(member)


# -- asking one person -----------------------------------------------------------------------------


def test_nothing_lands_on_a_person_until_they_say_yes(sam: Person, robin: Person) -> None:
    task = write(sam, "Dentist for Mia")
    sam.post(f"tasks/{task}/taken/")
    pk = ask_id(ask(sam, task, robin, because="I have the late shift"))
    (seen,) = robin.screen().all("ask")
    assert seen == {
        **{"kind": "ask", "id": pk, "rev": 1, "task": task, "by": sam.id, "to": robin.id, "how": "ask"},
        **{"because": "I have the late shift", "by_day": None, "state": "asked", "but": "", "words": "", "day": None},
        **{"answered_by": None, "until": None},
    }
    assert robin.screen().task(task)["owner"] == sam.id
    robin.post(f"asks/{pk}/accepted/")
    assert sam.screen().task(task)["owner"] == robin.id
    assert state(sam, pk) == "accepted"


def test_only_the_one_who_is_asked_answers(sam: Person, robin: Person, alex: Person, kim: Person) -> None:
    task = write(sam)
    pk = ask_id(ask(sam, task, robin))
    for who in (sam, alex):
        assert who.post(f"asks/{pk}/accepted/").json()["code"] == "not_asked"
        assert who.post(f"asks/{pk}/declined/").json()["code"] == "not_asked"
        assert who.post(f"asks/{pk}/changed/", {"but": "later"}).json()["code"] == "not_asked"
    for verb in ("withdrawn", "parked", "agreed"):
        assert robin.post(f"asks/{pk}/{verb}/").json()["code"] == "not_asked"
    assert kim.post(f"asks/{pk}/accepted/").status_code == 404
    assert sam.screen().task(task)["owner"] is None


def test_not_this_time_needs_no_reason_and_is_back_on_the_list(sam: Person, robin: Person) -> None:
    task = write(sam)
    pk = ask_id(ask(sam, task, robin))
    assert robin.post(f"asks/{pk}/declined/", {"because": "no"}).json()["code"] == "bad_input"
    robin.post(f"asks/{pk}/declined/")
    assert sam.screen().task(task)["owner"] is None
    assert state(sam, pk) == "declined"
    sam.post(f"asks/{pk}/parked/")
    assert state(robin, pk) == "parked"
    robin.post(f"asks/{pk}/accepted/")  # after the meeting
    assert sam.screen().task(task)["owner"] == robin.id


def test_yes_but_on_thursday_waits_for_the_askers_ok(sam: Person, robin: Person, clock: Clock) -> None:
    task = write(sam)
    pk = ask_id(ask(sam, task, robin, by_day="2026-11-24"))
    thursday = {"but": "later", "day": "2026-11-26", "words": "after my exam"}
    robin.post(f"asks/{pk}/changed/", thursday)
    assert sam.screen().task(task)["owner"] is None
    clock.move(days=5)  # an answer does not lapse
    (seen,) = sam.screen().all("ask")
    assert (seen["state"], seen["but"], seen["day"], seen["words"]) == (
        "changed",
        "later",
        "2026-11-26",
        "after my exam",
    )
    sam.post(f"asks/{pk}/agreed/")
    found = sam.screen().task(task)
    assert (found["owner"], found["due"]) == (robin.id, "2026-11-26")
    assert sam.post(f"asks/{pk}/agreed/").status_code == 200
    assert robin.post(f"asks/{pk}/changed/", thursday).status_code == 200  # the same answer again


def test_a_change_can_be_talked_about_or_given_up(sam: Person, robin: Person) -> None:
    one, other = write(sam, "one"), write(sam, "other")
    talk, away = ask_id(ask(sam, one, robin)), ask_id(ask(sam, other, robin))
    for pk in (talk, away):
        robin.post(f"asks/{pk}/changed/", {"but": "swap", "words": "for the bins"})
    sam.post(f"asks/{talk}/parked/")
    sam.post(f"asks/{away}/withdrawn/")
    assert (state(robin, talk), state(robin, away)) == ("parked", "withdrawn")
    sam.post(f"asks/{talk}/agreed/")
    assert sam.screen().task(one)["owner"] == robin.id


def test_a_day_belongs_to_later_and_lies_ahead(sam: Person, robin: Person, clock: Clock) -> None:
    task = write(sam)
    assert ask(sam, task, robin, by_day="2026-11-22").json()["errors"].keys() == {"by_day"}
    pk = ask_id(ask(sam, task, robin, by_day="2026-11-23"))
    assert robin.post(f"asks/{pk}/changed/", {"but": "later", "day": "2026-11-22"}).status_code == 400
    assert robin.post(f"asks/{pk}/changed/", {"but": "swap", "day": "2026-11-29"}).status_code == 400
    assert robin.post(f"asks/{pk}/changed/", {"but": "never"}).status_code == 400


def test_words_are_frozen_after_an_answer(sam: Person, robin: Person) -> None:
    pk = ask_id(ask(sam, write(sam), robin, because="tired"))
    sam.patch(f"asks/{pk}/", {"because": "I am tired"})
    assert robin.screen().all("ask")[0]["because"] == "I am tired"
    assert robin.patch(f"asks/{pk}/", {"because": "x"}).json()["code"] == "not_asked"
    robin.post(f"asks/{pk}/declined/")
    assert sam.patch(f"asks/{pk}/", {"because": "please"}).json()["code"] == "answered"
    sam.post(f"asks/{pk}/parked/")
    assert sam.patch(f"asks/{pk}/", {"because": "please"}).json()["code"] == "answered"
    assert sam.patch(f"asks/{pk}/", {"because": "x" * 201}).status_code == 400


# -- offering, for anyone, together ----------------------------------------------------------------


def test_an_offer_goes_to_the_one_who_has_it(sam: Person, robin: Person) -> None:
    task = write(sam)
    assert ask(robin, task, how="offer").json()["code"] == "free"
    sam.post(f"tasks/{task}/taken/")
    assert ask(sam, task, how="offer").json()["code"] == "free"
    pk = ask_id(ask(robin, task, how="offer"))
    assert sam.screen().all("ask")[0]["to"] == sam.id
    assert robin.post(f"asks/{pk}/accepted/").json()["code"] == "not_asked"
    sam.post(f"asks/{pk}/accepted/")
    assert robin.screen().task(task)["owner"] == robin.id
    (taken,) = [m for m in sam.get(f"tasks/{task}/history/").json()["moments"] if m["data"].get("who")]
    assert (taken["verb"], taken["data"]["who"]) == ("taken", robin.id)


def test_what_is_up_goes_to_the_first_who_says_yes(sam: Person, robin: Person, alex: Person) -> None:
    task = write(sam)
    pk = ask_id(ask(sam, task, how="up"))
    assert sam.post(f"asks/{pk}/accepted/").json()["code"] == "not_asked"
    assert robin.post(f"asks/{pk}/declined/").json()["code"] == "up"
    alex.post(f"asks/{pk}/accepted/")
    refused = robin.post(f"asks/{pk}/accepted/")
    assert refused.json()["code"] == "answered"
    assert refused.json()["items"][0]["answered_by"] == alex.id
    assert sam.screen().task(task)["owner"] == alex.id


def test_together_both_hold_it(sam: Person, robin: Person) -> None:
    had, free, asked_owner = write(sam, "had"), write(sam, "free"), write(sam, "asked owner")
    sam.post(f"tasks/{had}/taken/")
    robin.post(f"tasks/{asked_owner}/taken/")
    for task in (had, free, asked_owner):
        robin.post(f"asks/{ask_id(ask(sam, task, robin, 'together'))}/accepted/")
    screen = sam.screen()
    parts = {part["task"]: (part["member"], part["how"]) for part in screen.all("part")}
    assert (screen.task(had)["owner"], parts[had]) == (sam.id, (robin.id, "together"))
    assert (screen.task(free)["owner"], parts[free]) == (robin.id, (sam.id, "together"))
    assert (screen.task(asked_owner)["owner"], parts[asked_owner]) == (robin.id, (sam.id, "together"))


def test_yes_but_together(sam: Person, robin: Person) -> None:
    task = write(sam)
    sam.post(f"tasks/{task}/taken/")
    pk = ask_id(ask(sam, task, robin))
    robin.post(f"asks/{pk}/changed/", {"but": "together"})
    sam.post(f"asks/{pk}/agreed/")
    screen = robin.screen()
    assert screen.task(task)["owner"] == sam.id
    assert [(part["member"], part["how"]) for part in screen.all("part")] == [(robin.id, "together")]
    assert sam.post(f"tasks/{task}/private/").json()["code"] == "touched"


def test_nobody_is_asked_for_what_somebody_else_has(sam: Person, robin: Person, alex: Person, kim: Person) -> None:
    task, head = write(sam), write(sam, private=True)
    alex.post(f"tasks/{task}/taken/")
    for how in ("ask", "together"):
        assert ask(sam, task, robin, how).json()["code"] == "taken"
    assert ask(sam, task, alex).json()["code"] == "taken"
    assert ask(sam, task, how="up").json()["code"] == "taken"
    assert ask(sam, task, robin, "offer").json()["errors"].keys() == {"to"}
    assert ask(sam, head, robin).json()["code"] == "in_my_head"
    free = write(sam)
    assert ask(sam, free, kim).json()["errors"].keys() == {"to"}
    assert ask(sam, free, sam).json()["errors"].keys() == {"to"}
    assert ask(sam, free).json()["errors"].keys() == {"to"}
    assert ask(kim, free, robin).status_code == 404
    sam.post(f"tasks/{free}/each/")
    assert ask(sam, free, robin).json()["code"] == "each"


# -- at most three, low, lapse ---------------------------------------------------------------------


def test_the_fourth_open_ask_to_one_person_is_kindly_parked(sam: Person, robin: Person, alex: Person) -> None:
    asked = [ask_id(ask(sam, write(sam, f"task {n}"), robin)) for n in range(4)]
    assert [state(robin, pk) for pk in asked] == ["asked", "asked", "asked", "parked"]
    assert state(robin, ask_id(ask(alex, write(alex), robin))) == "asked"  # from somebody else
    robin.post(f"asks/{asked[0]}/accepted/")
    assert state(robin, ask_id(ask(sam, write(sam), robin))) == "asked"
    task = write(sam)
    robin.post(f"tasks/{task}/taken/")
    assert state(robin, ask_id(ask(sam, task, how="offer"))) == "asked"  # an offer asks nothing of anybody


def test_what_lapsed_makes_room(sam: Person, robin: Person, clock: Clock) -> None:
    for n in range(3):
        ask(sam, write(sam, f"task {n}"), robin, by_day="2026-11-24")
    clock.move(days=2)
    assert state(robin, ask_id(ask(sam, write(sam), robin))) == "asked"


def test_who_is_low_is_not_asked_and_may_be_helped(sam: Person, robin: Person, clock: Clock) -> None:
    task, early = write(robin), write(sam)
    before = ask_id(ask(sam, early, robin, by_day="2026-11-25"))
    robin.post(f"tasks/{task}/taken/")
    answer = robin.post("low/begun/").json()["items"]
    assert {item["kind"] for item in answer} == {"low", "ask"}
    (low,) = sam.screen().all("low")
    assert (low["member"], low["until"]) == (robin.id, "2026-11-29T23:00:00Z")  # Sunday midnight in Berlin
    assert state(robin, before) == "parked"
    assert state(robin, ask_id(ask(sam, write(sam), robin))) == "parked"
    assert state(robin, ask_id(ask(sam, task, how="offer"))) == "asked"
    cursor = sam.news()["cursor"]
    assert robin.post("low/begun/").status_code == 200
    assert sam.news()["cursor"] == cursor
    robin.post("low/ended/")
    assert sam.screen().all("low") == []
    robin.post("low/begun/")
    clock.move(days=7)
    assert sam.screen().all("low") == []
    assert state(robin, ask_id(ask(sam, write(sam), robin))) == "asked"


def test_when_its_day_is_over_it_is_quietly_back_on_the_list(sam: Person, robin: Person, clock: Clock) -> None:
    task = write(sam)
    pk = ask_id(ask(sam, task, robin, by_day="2026-11-24"))
    assert robin.screen().all("ask")[0]["until"] == "2026-11-24T23:00:00Z"
    before = robin.news()["cursor"]
    clock.move(days=2)
    assert sam.screen().all("ask") == []
    assert robin.news(before)["items"] == []
    late = robin.post(f"asks/{pk}/accepted/")
    assert (late.status_code, late.json()["code"]) == (410, "too_late")
    assert late.json()["items"][0]["id"] == pk
    assert robin.post(f"asks/{pk}/declined/").status_code == 410
    assert state(robin, ask_id(ask(sam, task, robin))) == "asked"  # and can be asked anew


# -- how it ends by itself -------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["done", "let-go", "taken", "each"])
def test_what_happens_to_the_task_ends_what_is_asked_about_it(verb: str, sam: Person, robin: Person) -> None:
    task = write(sam)
    pk = ask_id(ask(sam, task, robin))
    robin.post(f"tasks/{task}/{verb}/")
    assert state(sam, pk) == "withdrawn"
    late = robin.post(f"asks/{pk}/accepted/")
    assert late.json()["code"] == "answered"
    assert late.json()["items"][0]["state"] == "withdrawn"


def test_giving_back_ends_offers_and_a_new_ask_takes_the_place_of_the_one_before(sam: Person, robin: Person) -> None:
    task = write(sam)
    sam.post(f"tasks/{task}/taken/")
    offer, first = ask_id(ask(robin, task, how="offer")), ask_id(ask(sam, task, robin))
    again = ask(sam, task, robin)
    assert ask_id(again) == first  # the very same: nothing happens
    up = ask_id(ask(sam, task, how="up"))
    assert (state(sam, first), state(sam, up)) == ("withdrawn", "asked")
    sam.post(f"tasks/{task}/released/")
    assert (state(sam, offer), state(sam, up)) == ("withdrawn", "asked")


def test_asks_do_not_go_back_into_the_head(sam: Person, robin: Person, kim: Person) -> None:
    task = write(sam, "A surprise", private=True)
    sam.post(f"tasks/{task}/shared/")
    screen = robin.screen()
    ask(sam, task, robin)
    screen.take(robin.news(screen.cursor))
    assert screen.all("ask")
    assert sam.post(f"tasks/{task}/private/").status_code == 200
    screen.take(robin.news(screen.cursor))
    assert screen.all("ask") == screen.all("task") == []
    sam.post(f"tasks/{task}/shared/")
    assert robin.screen().all("ask") == []


def test_what_somebody_else_asked_or_answered_is_not_taken_off_with_the_task(sam: Person, robin: Person) -> None:
    """Else it could be said that nobody ever asked."""
    asked, answered = write(sam), write(sam, "Windows")
    pk = ask_id(ask(robin, asked, sam))
    robin.post(f"asks/{ask_id(ask(sam, answered, robin))}/declined/")
    for task in (asked, answered):
        assert sam.post(f"tasks/{task}/private/").json()["code"] == "touched"
    assert state(robin, pk) == "asked"


def test_who_leaves_takes_what_they_asked_and_were_asked_along(sam: Person, robin: Person) -> None:
    asked, free = ask_id(ask(sam, write(sam), robin)), write(sam)
    robin.post("low/begun/")
    screen = sam.screen()
    robin.fresh().leave()
    assert sam.news(screen.cursor)["items"] == []
    last = ask(sam, free, robin)  # this very ask tells that robin has left
    assert last.status_code == 201
    assert {row["state"] for row in sam.screen().all("ask")} == {"withdrawn"}
    assert state(sam, asked) == "withdrawn"
    assert sam.screen().all("low") == []
    assert ask(sam, free, robin).json()["errors"].keys() == {"to"}


# -- how it goes -----------------------------------------------------------------------------------


def test_only_who_has_it_says_how_it_goes(sam: Person, robin: Person) -> None:
    task = write(sam)
    assert sam.post(f"tasks/{task}/status/", {"status": "on_it"}).json()["code"] == "not_yours"
    sam.post(f"tasks/{task}/taken/")
    assert robin.post(f"tasks/{task}/status/", {"status": "stuck"}).json()["code"] == "not_yours"
    assert sam.post(f"tasks/{task}/status/", {"status": "lost"}).status_code == 400
    sam.post(f"tasks/{task}/status/", {"status": "stuck"})
    assert robin.screen().task(task)["status"] == "stuck"
    sam.post(f"tasks/{task}/released/")
    assert robin.screen().task(task)["status"] == ""
    sam.post(f"tasks/{task}/taken/")
    sam.post(f"tasks/{task}/status/", {"status": "waiting"})
    robin.post(f"tasks/{task}/done/")
    assert robin.screen().task(task)["status"] == ""
