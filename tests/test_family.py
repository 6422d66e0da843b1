"""A meeting with children: what they see of it, what they order, and that it counts for the family's things only."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from household.access import COOKIE
from household.models import TabletLink
from tasks.family_order import family_order
from tasks.joint_order import joint_order
from tasks.models import Ballot, FamilyTable, Rhythm
from tests.clock import Clock
from tests.conftest import Cast, Person, own_device, write
from tests.live_server import Server, Socket
from tests.meetings import joined, one, opened, opened_to, seal, to_step

# -- the rule --------------------------------------------------------------------------------------

ITEMS = ["tax", "zoo", "car", "cake", "den", "hall"]
FAMILY = {"zoo", "cake", "den"}
PARENTS = {"sam": ["tax", "zoo", "car", "hall", "cake"], "robin": ["tax", "car", "zoo", "cake", "den"]}


def ordered(children: dict[str, list[str]], slots: int = 4) -> Any:
    draft = joint_order(ITEMS, PARENTS, ["sam", "robin"], slots)
    return draft, family_order(draft, ITEMS, PARENTS, children, FAMILY)


def test_a_child_moves_the_familys_things_among_their_places_and_nothing_else() -> None:
    draft, found = ordered({"kim": ["den", "cake", "zoo"], "lou": ["den", "cake"]})
    assert draft.week == ["tax", "zoo", "car", "cake"]
    assert found.order == ["tax", "zoo", "car", "den", "hall", "cake"] and found.lifted == ["den"]
    assert [item for item in found.order if item not in FAMILY] == [i for i in draft.order if i not in FAMILY]


def test_what_a_child_names_besides_counts_for_nothing() -> None:
    draft, found = ordered({"kim": ["tax", "car", "hall"]})
    assert found == draft
    assert ordered({})[1] == draft and ordered({"kim": []})[1] == draft


@settings(max_examples=400, deadline=None)
@given(chance=st.randoms(use_true_random=False), people=st.integers(1, 4), kids=st.integers(1, 3))
def test_whoever_orders_the_adults_places_and_first_choices_stand(chance: Any, people: int, kids: int) -> None:
    items = [f"i{n}" for n in range(chance.randrange(1, 12))]
    family = set(chance.sample(items, chance.randrange(len(items) + 1)))
    most, slots = min(5, len(items)), chance.randrange(0, 7)
    adults = {f"a{n}": chance.sample(items, most) if chance.random() < 0.8 else [] for n in range(people)}
    ours = sorted(family)
    children = {f"c{n}": chance.sample(ours, min(3, len(ours))) if chance.random() < 0.8 else [] for n in range(kids)}
    draft = joint_order(items, adults, sorted(adults), slots)
    found = family_order(draft, items, adults, children, family)
    assert sorted(found.order) == sorted(items) and found.week == found.order[: len(draft.week)]
    assert sorted(found.turn) == sorted(draft.turn)
    for at, item in enumerate(draft.order):
        assert found.order[at] in family if item in family else found.order[at] == item
    for ballot in adults.values():
        assert not ballot or ballot[0] in found.week or ballot[0] not in draft.week
    renamed = {f"z{name}": ballot for name, ballot in reversed(children.items())}
    assert family_order(draft, items, adults, renamed, family).order == found.order


# -- at the table ----------------------------------------------------------------------------------


def family(sam: Person, *titles: str) -> list[str]:
    return [write(sam, title, family=True) for title in titles]


def with_kim(sam: Person, robin: Person, kim: Person, at: str = "rank") -> str:
    meeting = opened(sam, robin, form="children")
    assert kim.post(f"meetings/{meeting}/here/").status_code == 200
    if at:
        to_step(sam, meeting, at)
    return meeting


def test_only_an_adult_says_what_is_the_whole_familys(sam: Person, robin: Person, kim: Person) -> None:
    task, kims = write(sam, "Zoo"), write(kim, "A dog")
    assert sam.screen().task(task)["family"] is False  # type: ignore[index]
    assert robin.patch(f"tasks/{task}/", {"family": True}).json()["items"][0]["family"] is True
    for path, body in ((f"tasks/{task}/", {"family": False}), (f"tasks/{kims}/", {"family": True})):
        assert kim.patch(path, body).status_code == 403
    assert kim.post("tasks/", {"title": "x", "family": True}).status_code == 403


def test_a_child_sees_the_table_and_nothing_of_the_adults(sam: Person, robin: Person, kim: Person) -> None:
    zoo, den = family(sam, "Zoo", "A den")
    taxes = write(sam, "Taxes")
    sam.post("topics/", {"feel": "SECRET", "about": "SECRET"})
    meeting = with_kim(sam, robin, kim)
    seal(robin, meeting, [taxes, zoo, den])
    screen = kim.screen()
    kinds = {kind for kind, _pk in screen.seen()}
    assert not kinds & {"meeting", "seat", "ranking", "rhythm", "topic", "shown", "hand"}
    (table,) = screen.all("family_table")
    assert (table["step"], table["here"], table["shown"]) == ("rank", [kim.id], False)
    assert sorted(table["offered"]) == sorted([zoo, den])
    (ballot,) = screen.all("ballot")
    assert sorted(ballot["offered"]) == sorted([zoo, den]) and ballot["places"] == 2
    told = str(kim.news())
    for trace in ("SECRET", *(row["id"] for row in robin.screen().all("ballot"))):
        assert trace not in told


def test_its_order_is_sealed_waited_for_and_shown(sam: Person, robin: Person, kim: Person) -> None:
    zoo, cake, den = family(sam, "Zoo", "Cake", "A den")
    taxes = write(sam, "Taxes")
    meeting = with_kim(sam, robin, kim)
    for who in (sam, robin):
        seal(who, meeting, [taxes, zoo, cake, den])
    assert one(sam, "ranking")["shown"] is False
    before = sam.news()
    assert kim.patch(f"meetings/{meeting}/ballot/", {"order": [den]}).status_code == 200
    assert sam.news() == before  # nobody sees a child drag either
    assert kim.patch(f"meetings/{meeting}/ballot/", {"order": [taxes]}).status_code == 400
    seal(kim, meeting, [den, cake, zoo])
    ranking, (table,) = one(sam, "ranking"), kim.screen().all("family_table")
    assert ranking["shown"] and ranking["places"][kim.id] == [den, cake, zoo]
    assert ranking["order"][0] == taxes
    assert opened_to(kim)["places"] == {kim.id: [den, cake, zoo]}  # the parents' own orders are not there
    assert "places" not in table  # the tablet and whoever did not order read what came of all
    assert table["order"] == [task for task in ranking["order"] if task != taxes]
    sam.post(f"meetings/{meeting}/closed/")
    assert kim.screen().all("family_table") == kim.screen().all("ballot") == []
    assert not FamilyTable.objects.exists() and not Ballot.objects.exists()


def test_who_goes_off_to_play_opens_nothing_and_is_waited_for_no_more(sam: Person, robin: Person, kim: Person) -> None:
    zoo, den = family(sam, "Zoo", "A den")
    meeting = with_kim(sam, robin, kim)
    for who in (sam, robin):
        seal(who, meeting, [zoo, den])
    assert kim.post(f"meetings/{meeting}/later/", {"child": sam.id}).status_code == 404
    assert robin.post(f"meetings/{meeting}/later/", {"child": kim.id}).status_code == 200
    assert not one(sam, "ranking")["shown"]
    for who in (sam, robin):
        assert one(who, "ballot")["reopened"] is True
        seal(who, meeting, [zoo, den])
    assert one(sam, "ranking")["shown"] and set(one(sam, "ranking")["places"]) == {sam.id, robin.id}
    assert one(sam, "family_table")["here"] == []


def test_nobody_waits_for_a_child_to_begin_and_a_problem_is_put_up(sam: Person, robin: Person, kim: Person) -> None:
    meeting = with_kim(sam, robin, kim, at="topics")
    kim.post(f"meetings/{meeting}/problem/", {"words": "Lou is always first in the bath"})
    assert one(robin, "family_table")["problems"] == {kim.id: "Lou is always first in the bath"}
    sam.patch(f"meetings/{meeting}/", {"good": "Zoo on Sunday"})
    assert kim.screen().all("family_table")[0]["good"] == "Zoo on Sunday"
    kim.post(f"meetings/{meeting}/problem/", {"words": ""})
    assert one(robin, "family_table")["problems"] == {}
    assert sam.post(f"meetings/{meeting}/problem/", {"words": "x"}).status_code == 404
    assert kim.post(f"meetings/{meeting}/stepped/", {"leaves": "topics", "to": "rank"}).status_code == 404
    assert kim.post(f"meetings/{meeting}/closed/").status_code == 404


def test_guests_strangers_and_other_forms_have_no_such_table(
    sam: Person, robin: Person, kim: Person, stranger: Person
) -> None:
    meeting = opened(sam, robin)
    assert kim.post(f"meetings/{meeting}/here/").status_code == 404
    sam.post(f"meetings/{meeting}/closed/")
    meeting = opened(sam, robin, form="children")
    stranger.member = sam.member
    assert stranger.post(f"meetings/{meeting}/here/").status_code == 404
    sam.patch(f"helpers/{kim.id}/", {"role": "guest"})
    assert kim.post(f"meetings/{meeting}/here/").status_code == 404
    sam.patch(f"helpers/{kim.id}/", {"role": "teen"})
    assert kim.post(f"meetings/{meeting}/here/").status_code == 200


def test_yesterdays_table_is_empty_today(sam: Person, robin: Person, kim: Person, clock: Clock) -> None:
    sam.post("meetings/", {"form": "children"})
    meeting = one(sam, "meeting")["id"]
    kim.post(f"meetings/{meeting}/here/")
    clock.move(days=1)
    robin.post(f"meetings/{meeting}/here/")
    assert one(sam, "family_table")["here"] == []


def test_at_the_familys_tablet_a_childs_order_is_found_again_until_it_is_sealed(
    sam: Person, robin: Person, kim: Person
) -> None:
    zoo, den = family(sam, "Zoo", "A den")
    meeting = opened(sam, robin, form="children", at="rank")
    link, _secret = TabletLink.make(sam.member)
    tablet = Client(headers={"Cookie": f"{COOKIE}={link.use('Kitchen')}"})

    def act(method: str, path: str, body: Any, who: str = kim.id) -> Any:
        url, headers = f"/api/homes/{sam.home}/meetings/{meeting}/{path}/", {"Tandem-As": who}
        return getattr(tablet, method)(url, body, "application/json", headers=headers)

    def laid_out() -> Any:
        return act("get", "ballot", None).json()

    assert [item["kind"] for item in act("post", "here", {}).json()["items"]] == ["family_table"]
    kim.patch(f"meetings/{meeting}/ballot/", {"order": [zoo]})
    assert laid_out() == {"order": [], "sealed": False}  # begun on a device of its own: not for the kitchen
    assert kim.get(f"meetings/{meeting}/ballot/").json() == {"order": [zoo], "sealed": False}
    before = sam.news()
    answers = [act("patch", "ballot", {"order": order}) for order in ([den], [den, zoo])]
    assert laid_out() == {"order": [den, zoo], "sealed": False}  # who was called away finds it again
    answers += [act("patch", "ballot", {"order": [den, zoo], "sealed": True}) for _ in range(2)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, {"items": []})] * 4
    assert laid_out() == {"order": [], "sealed": True}  # sealed, it is read no more
    assert sam.news() == before
    assert kim.screen().all("ballot")[0]["order"] == [den, zoo]  # on its own device it can be read
    assert act("get", "ballot", None, who=sam.id).status_code == act("get", "ballot", None, who="").status_code == 403
    news = tablet.get(f"/api/homes/{sam.home}/news/").content
    assert str(kim.screen().all("ballot")[0]["id"]).encode() not in news
    for who in (sam, robin):
        seal(who, meeting, [zoo, den])
    assert one(sam, "ranking")["places"][kim.id] == [den, zoo]


@pytest.mark.parametrize("where", ["their own device", "the tablet"])
def test_at_the_familys_tablet_nobody_opens_what_a_child_has_sealed(
    where: str, sam: Person, robin: Person, kim: Person
) -> None:
    zoo, den = family(sam, "Zoo", "A den")
    meeting = opened(sam, robin, form="children", at="rank")
    kim.post(f"meetings/{meeting}/here/")
    link, _secret = TabletLink.make(sam.member)
    tablet = Client(headers={"Cookie": f"{COOKIE}={link.use('Kitchen')}", "Tandem-As": kim.id})
    path, body = kim.url(f"meetings/{meeting}/ballot/"), {"order": [den, zoo], "sealed": True}
    if where == "the tablet":
        assert tablet.patch(path, body, "application/json").status_code == 200
    else:
        seal(kim, meeting, [den, zoo])
    for said in ({"sealed": False}, {}, {"sealed": True}):
        assert tablet.patch(path, said, "application/json").status_code == 200
        assert tablet.get(path).json()["order"] == []
    assert kim.get(f"meetings/{meeting}/ballot/").json() == body


def test_three_screens_with_a_child_and_no_byte_before_the_reveal(server: Server, cast: Cast) -> None:
    sam, robin, kim = cast.sam, cast.robin, cast.kim
    zoo, den = family(sam, "Zoo", "A den")
    meeting = with_kim(sam, robin, kim)
    with Socket(server, sam) as sams, Socket(server, robin) as robins, Socket(server, kim) as kims:
        for phone in (sams, robins, kims):
            phone.take()
        seal(kim, meeting, [den, zoo])
        seal(sam, meeting, [zoo, den])
        for phone in (sams, robins, kims):
            phone.ping()
        assert one(robin, "ranking")["places"] == {} and robins.screen.all("family_table")[0]["order"] == []
        childs = kim.screen().all("ballot")[0]["id"].encode()
        assert childs in b"".join(kims.raw) and childs not in b"".join([*sams.raw, *robins.raw])
        seal(robin, meeting, [zoo, den])
        for phone in (sams, robins, kims):
            phone.ping()
        assert sams.screen.all("ranking")[0]["shown"] and kims.screen.all("family_table")[0]["shown"]
        assert b'"ranking"' not in b"".join(kims.raw)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_shown_is_what_the_rule_says(sam: Person, robin: Person, kim: Person, seed: int) -> None:
    chance = random.Random(seed)
    lee = joined(sam, "Lee")
    things = [write(sam, f"Thing {n}", family=n % 2 == 0) for n in range(9)]
    meeting = opened(sam, robin, lee, form="children")
    kim.post(f"meetings/{meeting}/here/")
    to_step(sam, meeting, "rank")
    turn, orders = [sam.id, robin.id, lee.id], {}
    Rhythm.objects.update(turn=turn)
    for who in (sam, robin, lee, kim):
        mine = one(who, "ballot")
        orders[who.id] = chance.sample(mine["offered"], mine["places"])
        seal(who, meeting, orders[who.id])
    ranking = one(sam, "ranking")
    kims = {kim.id: orders.pop(kim.id)}
    draft = joint_order(ranking["candidates"], orders, turn, 5)
    found = family_order(draft, ranking["candidates"], orders, kims, set(things[::2]))
    assert (ranking["order"], ranking["cut"]) == (found.order, 5)
    assert Rhythm.objects.get().turn == found.turn and kim.id not in found.turn


def test_a_profile_that_is_gone_is_at_no_table(sam: Person, robin: Person, kim: Person) -> None:
    zoo, den = family(sam, "Zoo", "A den")
    meeting = with_kim(sam, robin, kim)
    for who in (sam, robin):
        seal(who, meeting, [zoo, den])
    assert sam.post(f"helpers/{kim.id}/left/").status_code == 200
    assert one(robin, "family_table")["here"] == [] and not one(robin, "ranking")["shown"]
    for who in (sam, robin):
        seal(who, meeting, [zoo, den])
    assert one(robin, "ranking")["shown"]


def test_who_left_in_silence_needs_no_order(sam: Person, robin: Person, kim: Person) -> None:
    sam.patch(f"helpers/{kim.id}/", {"role": "teen"})
    own_device(sam, kim)
    family(sam, "Zoo", "A den")
    meeting = opened(sam, robin, form="children")
    kim.post(f"meetings/{meeting}/here/")
    kim.fresh().leave()
    to_step(sam, meeting, "rank")
    assert one(robin, "family_table")["here"] == []


# -- a child's own page ----------------------------------------------------------------------------


def page(who: Person) -> Any:
    return Client(headers={"Cookie": f"{COOKIE}={who.cookie}"}).get(f"/h/{who.home}/meeting/")


@pytest.mark.parametrize("role", ["child", "teen"])
def test_a_child_has_a_page_while_there_is_a_table_with_nothing_of_the_adults_in_it(
    sam: Person, robin: Person, kim: Person, role: str
) -> None:
    sam.patch(f"helpers/{kim.id}/", {"role": role})
    own_device(sam, kim)
    zoo, den = family(sam, "Zoo", "A den")
    sam.post("topics/", {"feel": "SECRET", "about": "SECRET", "like": "SECRET"})
    write(sam, "SECRET in a head", private=True)
    assert page(kim).status_code == 404
    plain = opened(sam, robin)
    assert page(kim).status_code == 404  # one of the adults' alone
    sam.post(f"meetings/{plain}/closed/")
    meeting = with_kim(sam, robin, kim)
    seal(robin, meeting, [den, zoo])
    for _ in range(2):
        found = page(kim)
        assert found.status_code == 200
        told = found.content.decode()
        adults = [
            row["id"] for kind in ("meeting", "seat", "ranking", "rhythm", "topic") for row in sam.screen().all(kind)
        ]
        ballots = [row["id"] for who in (sam, robin) for row in who.screen().all("ballot")]
        own = {row["id"] for row in kim.screen().all("ballot")}
        trace = ["SECRET", *(pk for pk in adults if pk != meeting), *(pk for pk in ballots if pk not in own)]
        assert not [pk for pk in trace if pk in told]
        assert '"kind":"meeting"' not in told and str(kim.screen().all("family_table")[0]["id"]) in told
        if not one(sam, "ranking")["shown"]:
            seal(sam, meeting, [zoo, den])
            seal(kim, meeting, [den, zoo])
    sam.post(f"meetings/{meeting}/closed/")
    assert page(kim).status_code == 404


def test_a_guest_and_a_strangers_child_have_no_such_page(
    sam: Person, robin: Person, kim: Person, stranger: Person
) -> None:
    own_device(sam, kim)
    opened(sam, robin, form="children")
    assert page(kim).status_code == 200
    sam.patch(f"helpers/{kim.id}/", {"role": "guest"})
    assert page(kim).status_code == 404
    found = Client(headers={"Cookie": f"{COOKIE}={stranger.cookie}"}).get(f"/h/{sam.home}/meeting/")
    assert found.status_code == 404
