"""Sealed means sealed: whatever makes the circle smaller that is waited for, it opens nothing to who has not sealed.

Generated: each sealed thing × each way to leave the circle × two to four adults × own device, lent phone, tablet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from django.test import Client

from household.access import COOKIE
from household.models import Device, Member
from household.models.tablet import TabletLink
from household.news import news_for
from tasks.inventory import ENTRIES
from tasks.models import Borrowed, Meeting, Ranking
from tasks.models.heads import MOST_COMPARED, likely_same
from tests.conftest import Cast, Person, own_device, person, write
from tests.live_server import Server, Socket
from tests.meetings import joined, listed, one, opened, seal, to_step

NAMES = ("sam", "robin", "lee", "ash")


def order_of(who: int, tasks: list[str], places: int) -> list[str]:
    """An order that nobody else has and that the joint one cannot be: it has fewer places."""
    return [*tasks[who:], *tasks[:who]][:places]


def hold(step: str) -> Callable[[Person, int, str, list[str]], Any]:
    return lambda who, _n, meeting, _tasks: who.patch(f"meetings/{meeting}/hand/", {f"{step}_ready": True})


def empty_head(who: Person, n: int, meeting: str, tasks: list[str]) -> Any:
    if not any(task["title"] == f"SECRET {n}" for task in who.screen().all("task")):
        write(who, f"SECRET {n}", private=True, bring=True)
    return hold("heads")(who, n, meeting, tasks)


def rank(who: Person, n: int, meeting: str, tasks: list[str]) -> Any:
    return who.patch(f"meetings/{meeting}/ballot/", {"order": order_of(n, tasks, 5), "sealed": True})


def guess(who: Person, _n: int, _meeting: str, tasks: list[str]) -> Any:
    return who.post(f"tasks/{tasks[0]}/guessed/", {"size": "l"})


def wish(who: Person, _n: int, meeting: str, _tasks: list[str]) -> Any:
    return who.post(f"meetings/{meeting}/balance/wished/")


def go_through(who: Person, _n: int, _meeting: str, _tasks: list[str]) -> Any:
    who.post("inventory/marks/", {"round": 1, "marks": [{"key": ENTRIES[0].key, "exists": True, "in_head": True}]})
    return who.post("inventory/through/", {"round": 1})


SEAL: dict[str, Callable[[Person, int, str, list[str]], Any]] = {
    **{"how": hold("how"), "heads": empty_head, "rank": rank},
    **{"wish": wish, "guess": guess, "sitting": go_through},
}
STEP = {"how": "how", "heads": "heads", "rank": "rank"}
KIND = {"how": "shown", "wish": "strips", "guess": "guess", "sitting": "responsibility"}


def trace(thing: str, n: int, who: Person, tasks: list[str]) -> bytes:
    """What is in the bytes of whoever can read what this person sealed."""
    if thing == "heads":
        return b"SECRET %d" % n
    if thing == "rank":
        return orjson.dumps(order_of(n, tasks, 5))
    if thing == "guess":
        return b'"member":"%s","sealed"' % who.id.encode()
    return b'"kind":"%s"' % KIND[thing].encode()


def leaves_home(sam: Person, goer: Person, _meeting: str) -> None:
    goer.fresh().leave()
    write(sam, "The next shared change")


def is_signed_out(_sam: Person, goer: Person, _meeting: str) -> None:
    for device in Device.objects.filter(user_id=goer.member.user_id):
        goer.on_device(f"devices/{device.pk}/signed-out/")


def says_not_me(_sam: Person, goer: Person, meeting: str) -> None:
    Borrowed.answer(goer.fresh(), Meeting.objects.get(pk=meeting), me=False)


Act = Callable[[Person, Person, str], Any]
OWN: dict[str, Act] = {
    "gets up": lambda _sam, goer, m: goer.post(f"meetings/{m}/later/"),
    "leaves the home": leaves_home,
    "is signed out": is_signed_out,
    "is there when it closes": lambda sam, _goer, m: sam.post(f"meetings/{m}/closed/"),
}
LENT: dict[str, Act] = {
    "gives the phone back": lambda sam, goer, m: sam.post(f"meetings/{m}/lent/back/", {"member": goer.id}),
    "says that it was not them": says_not_me,
    "sits down elsewhere": lambda _sam, goer, m: goer.post(f"meetings/{m}/here/"),
    "loses the phone with its owner": lambda sam, _goer, m: sam.post(f"meetings/{m}/later/"),
    "leaves the home": leaves_home,
}
STAY = ("is signed out", "sits down elsewhere")  # they are waited for still


ENDS_IT = ("gets up", "leaves the home", "says that it was not them")  # tried with four as well


def cases() -> Iterator[Any]:
    for thing in SEAL:
        own = list(OWN) if thing in (*STEP, "wish") else ["gets up", "leaves the home"]
        lent = list(LENT) if thing in STEP else []
        for people in (2, 3, 4) if thing != "wish" else (2,):
            for on, acts in (("own", own), ("lent", lent)):
                for act in acts:
                    if people < 4 or act in ENDS_IT:
                        yield pytest.param(thing, people, on == "lent", act, id=f"{thing} {people} {on}: {act}")


def told(who: Person, since: str = "") -> bytes:
    """All that this person's screens load or catch up with; nothing once they have left."""
    return b"" if who.fresh().left_on else news_for(who.id, since).encoded()


def sit(people: list[Person], lent: bool, thing: str) -> str:
    """A meeting with all of them at that step; the last one on the first one's phone."""
    if not lent:
        return opened(*people, at=STEP.get(thing, ""))
    sam, goer = people[0], people[-1]
    items = sam.post("meetings/", {}).json()["items"]
    meeting: str = next(item["id"] for item in items if item["kind"] == "meeting")
    assert sam.post(f"meetings/{meeting}/lent/", {"member": goer.id}).status_code == 200
    for who in people[:-1]:
        who.post(f"meetings/{meeting}/ready/")
    assert sam.post(f"meetings/{meeting}/lent/ready/", {"member": goer.id}).status_code == 200
    to_step(sam, meeting, STEP[thing])
    return meeting


@pytest.mark.parametrize(("thing", "people", "lent", "act"), list(cases()))
def test_whoever_leaves_the_circle_opens_nothing(
    thing: str, people: int, lent: bool, act: str, sam: Person, robin: Person, kim: Person
) -> None:
    adults = [sam, robin, *(joined(sam, name) for name in NAMES[2:people])]
    *sealers, goer = adults
    tasks = [write(sam, f"Thing {n}") for n in range(6)]
    meeting = sit(adults, lent, thing)
    start = {who.id: who.news()["cursor"] for who in (*adults, kim)}
    for n, who in enumerate(sealers):
        answer = SEAL[thing](who, n, meeting, tasks)
        assert answer.status_code in (200, 201), answer.content

    def no_trace(readers: list[Person]) -> None:
        for reader in readers:
            seen = told(reader) + told(reader, start[reader.id])
            for n, who in enumerate(sealers):
                if who is not reader:
                    assert trace(thing, n, who, tasks) not in seen, f"{reader.member.name} reads what {n} sealed"

    nothing_said = thing == "how" and lent  # on a lent phone nothing is said of it, so nobody waits for that
    home_alone = people == 2 and act == "leaves the home"
    no_trace([goer, kim] if nothing_said else [*adults, kim])
    (LENT if lent else OWN)[act](sam, goer, meeting)
    told_by_leaving = act == "leaves the home" and thing in ("guess", "sitting")  # all who are left have sealed
    no_trace([goer, kim] if nothing_said or told_by_leaving else [*adults, kim])
    if not home_alone:
        assert not Ranking.objects.filter(shown=True).exists(), "a ballot became the joint order by somebody's leaving"

    if act == "is there when it closes" or (home_alone and thing == "heads"):
        return
    left = sealers[1:] if act == "loses the phone with its owner" else sealers
    # the first seal after somebody left in silence makes that known, and takes the seals off
    for _ in range(2 if act == "leaves the home" and thing in STEP else 1):
        for n, who in enumerate(sealers):
            if who in left:
                SEAL[thing](who, n, meeting, tasks)
    if thing == "heads" and len(left) >= 2 and act not in STAY:
        assert b"SECRET 1" in told(goer) or act == "leaves the home"  # our list is everybody's, by their own act
        return
    goer.post(f"meetings/{meeting}/here/")
    no_trace([goer, kim])
    if thing in STEP and not nothing_said:
        opens = len(left) >= 2 and act not in STAY
        for reader in left:
            others = [(n, who) for n, who in enumerate(sealers) if who is not reader and who in left]
            seen = told(reader)
            assert all((trace(thing, n, who, tasks) in seen) is opens for n, who in others)
        if thing == "rank" and not home_alone:
            assert Ranking.objects.filter(shown=True).exists() is opens


CHILD: dict[str, Callable[[Person, Person, Client, str], Any]] = {
    "goes to play at the tablet": lambda sam, max_, tablet, m: tablet.post(
        max_.url(f"meetings/{m}/later/"), {}, "application/json", headers={"Tandem-As": max_.id}
    ),
    "goes to play": lambda sam, max_, tablet, m: max_.post(f"meetings/{m}/later/"),
    "is said to have gone": lambda sam, max_, tablet, m: sam.post(f"meetings/{m}/later/", {"child": max_.id}),
    "is no child any more": lambda sam, max_, tablet, m: sam.patch(f"helpers/{max_.id}/", {"role": "guest"}),
    "is signed out": lambda sam, max_, tablet, m: sam.post(f"helpers/{max_.id}/signed-out/"),
    "leaves the home": lambda sam, max_, tablet, m: sam.post(f"helpers/{max_.id}/left/"),
}


@pytest.mark.parametrize(("act", "people"), [(act, 2) for act in CHILD] + [("goes to play", 3)])
def test_a_child_that_leaves_the_table_opens_nothing(
    people: int, act: str, sam: Person, robin: Person, kim: Person
) -> None:
    adults = [sam, robin, *(joined(sam, name) for name in NAMES[2:people])]
    Member.add_helper(sam.fresh(), "Max", "plum", "child")
    max_ = person(Member.objects.get(name="Max"))
    own_device(sam, max_) if not max_.fresh().user_id else None
    link, _secret = TabletLink.make(sam.fresh())
    tablet = Client(headers={"Cookie": f"{COOKIE}={link.use('Kitchen')}"})
    tasks = [write(sam, f"Thing {n}", family=True) for n in range(6)]
    meeting = opened(*adults, form="children")
    for child in (kim, max_):
        assert child.post(f"meetings/{meeting}/here/").status_code == 200
    to_step(sam, meeting, "rank")
    childs = order_of(5, tasks, 3)
    body = {"order": childs, "sealed": True}
    answer = tablet.patch(
        kim.url(f"meetings/{meeting}/ballot/"), body, "application/json", headers={"Tandem-As": kim.id}
    )
    assert answer.status_code == 200
    for n, who in enumerate(adults):
        rank(who, n, meeting, tasks)
    sealed = {who.id: orjson.dumps(order_of(n, tasks, 5)) for n, who in enumerate(adults)} | {
        kim.id: orjson.dumps(childs)
    }

    def no_trace(*readers: Person) -> None:
        kitchen = tablet.get(f"/api/homes/{sam.home}/news/").content
        assert not any(order in kitchen for order in sealed.values())
        for reader in readers:
            assert not any(order in told(reader) for who, order in sealed.items() if who != reader.id)

    CHILD[act](sam, max_, tablet, meeting)
    no_trace(*adults, kim, max_)
    assert not Ranking.objects.filter(shown=True).exists()
    for n, who in enumerate(adults):
        rank(who, n, meeting, tasks)
    no_trace(max_)
    opens = act not in ("is no child any more", "is signed out")
    assert Ranking.objects.filter(shown=True).exists() is opens
    if opens:
        assert all(sealed[kim.id] in told(who) for who in (*adults, kim))
        if act != "leaves the home":  # somebody is left who could read it
            assert one(sam, "family_table")["order"] == []  # so it is not there before the week is agreed
        assert sam.post(f"meetings/{meeting}/agreed/").status_code == 200
        assert one(sam, "family_table")["order"] == one(sam, "ranking")["order"]
        no_trace(max_)


@pytest.mark.parametrize("thing", STEP)
def test_the_socket_of_who_got_up_gets_no_byte_of_it(server: Server, cast: Cast, thing: str) -> None:
    sam, robin, lee = cast.sam, cast.robin, joined(cast.sam, "Lee")
    tasks = [write(sam, f"Thing {n}") for n in range(6)]
    meeting = opened(sam, robin, lee, at=STEP[thing])
    with Socket(server, lee) as lees, Socket(server, cast.kim) as kims, Socket(server, robin) as robins:
        for phone in (lees, kims, robins):
            phone.take()
        for n, who in enumerate((sam, robin)):
            SEAL[thing](who, n, meeting, tasks)
        lee.post(f"meetings/{meeting}/later/")
        if thing != "heads":  # what is brought is everybody's
            for n, who in enumerate((sam, robin)):
                SEAL[thing](who, n, meeting, tasks)
            robins.see(lambda screen: screen.all("draft") or screen.all("shown"), "it is opened")
        for phone in (lees, kims):
            phone.ping()
            raw = b"".join(phone.raw)
            assert not any(trace(thing, n, who, tasks) in raw for n, who in enumerate((sam, robin)))


def test_whoever_did_not_order_moves_nothing_and_is_told_why(sam: Person, robin: Person) -> None:
    lee = joined(sam, "Lee")
    tasks = [write(sam, f"Thing {n}") for n in range(6)]
    meeting = opened(sam, robin, at="rank")
    for n, who in enumerate((sam, robin)):
        rank(who, n, meeting, tasks)
    lee.post(f"meetings/{meeting}/ready/")
    before = lee.news()
    assert sam.post(f"meetings/{meeting}/ordered/", {"task": tasks[5], "after": None}).status_code == 200
    assert lee.news() == before  # nor when the draft is moved
    for path, body in (("ordered", {"task": tasks[0], "after": None}), ("cut", {"cut": 1}), ("agreed", {})):
        answer = lee.post(f"meetings/{meeting}/{path}/", body)
        assert (answer.status_code, answer.json()["code"]) == (409, "opened_without_you")
    assert one(robin, "ranking")["order"][0] == tasks[5]


def test_looking_for_the_same_things_grows_with_the_list_and_not_with_its_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared = 0

    def counted(one: str, other: str) -> bool:
        nonlocal compared
        compared += 1
        return False

    monkeypatch.setattr("tasks.models.heads.alike", counted)
    titles = [(f"{n}", f"Thing {n} of everybody") for n in range(3300)]
    assert likely_same(titles, {f"{n}" for n in range(60)}) == []
    assert compared <= 60 * MOST_COMPARED


def test_sealing_anew_after_somebody_left_in_silence_opens_nothing_of_the_others(sam: Person, robin: Person) -> None:
    """Two had sealed while the third was waited for. The third leaves the home; one of the two opens their order and
    seals it again: the other sealed among three, and has not said that two are enough."""
    alex = joined(sam, "Alex")
    tasks = listed(sam)
    meeting = opened(sam, robin, alex, at="rank")
    seal(sam, meeting, tasks[:5])
    seal(robin, meeting, tasks[2:7])
    assert alex.on_device("left/").status_code == 200
    assert sam.patch(f"meetings/{meeting}/ballot/", {"sealed": False}).status_code == 200
    seal(sam, meeting, tasks[:5])
    assert not Ranking.objects.filter(shown=True).exists()
    assert not sam.screen().all("draft") and not robin.screen().all("draft")
    seal(robin, meeting, tasks[2:7])
    assert not Ranking.objects.filter(shown=True).exists(), "sam's seal came off with robin's"
    seal(sam, meeting, tasks[:5])
    assert sam.screen().all("draft") and robin.screen().all("draft")
