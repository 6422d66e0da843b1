"""The joint order: RESULTS.md 5.2 and 5.3, and what must hold for any household of two to six."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.joint_order import JointOrder, joint_order

pytestmark = pytest.mark.once

SEVEN = ["Tax papers", "Dentist", "Birthday", "Hallway", "Winter clothes", "Bike", "Car check"]
BALLOTS = {
    "Sam": ["Tax papers", "Dentist", "Birthday", "Hallway", "Car check"],
    "Alex": ["Hallway", "Birthday", "Dentist", "Winter clothes", "Bike"],
}
PEOPLE = ["ada", "ben", "cem", "dot", "eve", "fay"]
often = settings(max_examples=400, deadline=None, derandomize=True, database=None)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[list[str], dict[str, list[str]], list[str], int]:
    """Items, everybody's ballot (some leave things out), the queue and the slots."""
    items = [f"item {n}" for n in range(draw(st.integers(1, 9)))]
    people = PEOPLE[: draw(st.integers(2, 6))]
    ballots = {}
    for person in people:
        ballot = draw(st.permutations(items))
        ballots[person] = list(ballot)[: draw(st.integers(0, min(5, len(items))))]
    return items, ballots, list(draw(st.permutations(people))), draw(st.integers(1, 6))


def place(items: list[str], ballot: list[str], item: str) -> Fraction:
    """As RESULTS.md says it, not as the code does."""
    left = [Fraction(n) for n in range(len(ballot) + 1, len(items) + 1)]
    return Fraction(ballot.index(item) + 1) if item in ballot else sum(left, Fraction(0)) / len(left)


def standing(items: list[str], ballots: dict[str, list[str]], item: str) -> tuple[Fraction, Fraction]:
    places = [place(items, ballot, item) for ballot in ballots.values()]
    return sum(places, Fraction(0)) / len(places), max(places)


def test_the_worked_example() -> None:
    found = joint_order(SEVEN, BALLOTS, ["Alex", "Sam"], 4)
    assert found == JointOrder(
        order=["Birthday", "Dentist", "Hallway", "Tax papers", "Winter clothes", "Bike", "Car check"],
        week=["Birthday", "Dentist", "Hallway", "Tax papers"],
        turn=["Sam", "Alex"],
        differences=["Tax papers", "Hallway", "Winter clothes"],
        lifted=[],
        same=9,
        opposite=10,
    )


def test_with_three_slots_a_first_choice_moves_another_out() -> None:
    found = joint_order(SEVEN, BALLOTS, ["Alex", "Sam"], 3)
    assert found.week == ["Birthday", "Hallway", "Tax papers"]
    assert (found.lifted, found.order[3]) == (["Tax papers"], "Dentist")


def test_the_turn_decides_and_passes_on() -> None:
    ballots = {"sam": ["a", "b"], "robin": ["b", "a"]}
    first = joint_order(["a", "b"], ballots, ["sam", "robin"], 2)
    assert (first.order, first.turn) == (["a", "b"], ["robin", "sam"])
    second = joint_order(["a", "b"], ballots, first.turn, 2)
    assert (second.order, second.turn) == (["b", "a"], ["sam", "robin"])


def test_who_does_not_care_keeps_their_turn() -> None:
    ballots = {"kim": ["c"], "sam": ["a", "b"], "robin": ["b", "a"]}
    found = joint_order(["a", "b", "c"], ballots, ["kim", "sam", "robin"], 3)
    assert found.order.index("a") < found.order.index("b")
    assert found.turn == ["kim", "robin", "sam"]


def test_below_the_cut_no_turn_is_used() -> None:
    ballots = {"sam": ["x", "a", "b"], "robin": ["x", "b", "a"]}
    found = joint_order(["b", "a", "x"], ballots, ["sam", "robin"], 1)
    assert (found.order, found.turn) == (["x", "b", "a"], ["sam", "robin"])


def test_several_favourites_come_in_oldest_first_and_places_may_run_out() -> None:
    items = ["old", "middle", "new", "all like it"]
    ballots = {who: [one, "all like it"] for who, one in zip(("a", "b", "c"), items, strict=False)}
    found = joint_order(items, ballots, ["a", "b", "c"], 2)
    assert found.week[-1] in ("old", "middle")
    assert "all like it" not in found.week and set(found.week) == {"old", "middle"}


def test_with_six_first_choices_and_three_places_the_best_placed_come_in() -> None:
    """`a` is the oldest and only Cem wants it; `g` is Eve's first choice and stands well with three others."""
    items = ["a", "b", "c", "d", "e", "f", "g"]
    ballots = {
        "ada": ["d", "f", "b", "g", "a"],
        "ben": ["e", "d", "g", "c", "a"],
        "cem": ["a", "f", "g", "e", "b"],
        "dot": ["e", "d", "b", "g", "f"],
        "eve": ["g", "f", "e", "c", "d"],
        "fay": ["b", "e", "f", "c", "d"],
    }
    found = joint_order(items, ballots, PEOPLE, 3)
    assert found.week == ["e", "d", "g"]
    assert (found.lifted, found.order[3]) == (["g"], "f")  # `f` stood third, and is nobody's first choice
    assert standing(items, ballots, "g") < standing(items, ballots, "b") < standing(items, ballots, "a")


def test_no_first_choice_is_left_out_for_one_with_a_worse_standing() -> None:
    chance = random.Random(6)
    for _meeting in range(500):
        items = [f"item {n}" for n in range(chance.randint(3, 9))]
        people = PEOPLE[: chance.randint(3, 6)]
        ballots = {person: chance.sample(items, min(5, len(items))) for person in people}
        week = joint_order(items, ballots, people, chance.randint(1, 3)).week
        for left_out in {ballot[0] for ballot in ballots.values()} - set(week):
            assert all(standing(items, ballots, item) <= standing(items, ballots, left_out) for item in week)


def test_nobody_answered() -> None:
    found = joint_order(["a", "b", "c"], {"sam": [], "robin": []}, ["sam", "robin"], 2)
    assert (found.order, found.turn, found.differences) == (["a", "b", "c"], ["sam", "robin"], [])
    assert joint_order([], {}, [], 5).order == []


@pytest.mark.parametrize(
    ("items", "ballots", "turn", "slots"),
    [
        (["a", "a"], {}, [], 5),
        (["a"], {"sam": ["b"]}, [], 5),
        (["a", "b"], {"sam": ["a", "a"]}, [], 5),
        (["a"], {"sam": ["a"]}, ["sam", "sam"], 5),
        (["a"], {"sam": ["a"]}, ["sam"], -1),
    ],
)
def test_what_nobody_could_have_meant(items, ballots, turn, slots) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"twice|not among|less than none"):
        joint_order(items, ballots, turn, slots)


@often
@given(meetings())
def test_everything_is_there_once_and_the_order_is_by_mean_and_worst_place(meeting) -> None:  # type: ignore[no-untyped-def]
    items, ballots, turn, slots = meeting
    found = joint_order(items, ballots, turn, slots)
    assert sorted(found.order) == sorted(items)
    assert found.week == found.order[:slots]
    assert sorted(found.turn) == sorted(turn)
    moved = set(found.lifted)
    kept = [item for item in found.order if item not in moved]
    if not moved:
        keys = [standing(items, ballots, item) for item in kept]
        assert keys == sorted(keys)


@often
@given(meetings())
def test_what_all_put_first_is_first_and_what_all_prefer_is_not_behind(meeting) -> None:  # type: ignore[no-untyped-def]
    items, ballots, turn, slots = meeting
    found = joint_order(items, ballots, turn, slots)
    for a in items:
        for b in items:
            before = [place(items, ballot, a) < place(items, ballot, b) for ballot in ballots.values()]
            if all(before) and b not in found.lifted:
                assert found.order.index(a) < found.order.index(b)


@often
@given(meetings())
def test_first_choices_are_inside_when_places_allow(meeting) -> None:  # type: ignore[no-untyped-def]
    items, ballots, turn, slots = meeting
    found = joint_order(items, ballots, turn, slots)
    firsts = {ballot[0] for ballot in ballots.values() if ballot}
    assert len(firsts & set(found.week)) == min(len(firsts), len(found.week))


@often
@given(meetings(), st.randoms(use_true_random=False))
def test_names_and_the_order_of_the_input_change_nothing_but_exact_ties(meeting, chance) -> None:  # type: ignore[no-untyped-def]
    items, ballots, turn, slots = meeting
    found = joint_order(items, ballots, turn, slots)
    people = list(ballots)
    new_names = dict(zip(people, chance.sample([f"p{n}" for n in range(9)], len(people)), strict=True))
    shuffled = list(ballots.items())
    chance.shuffle(shuffled)
    renamed = joint_order(
        items, {new_names[who]: ballot for who, ballot in shuffled}, [new_names[who] for who in turn], slots
    )
    assert renamed.order == found.order
    assert renamed.turn == [new_names[who] for who in found.turn]
    other_turn = joint_order(items, ballots, turn[::-1], slots)
    if not found.lifted and not other_turn.lifted:
        for one, other in zip(found.order, other_turn.order, strict=True):
            assert standing(items, ballots, one) == standing(items, ballots, other)


def test_a_thousand_mirrored_meetings_favour_nobody() -> None:
    chance, turn, won = random.Random(5), ["sam", "robin"], {"sam": 0, "robin": 0}
    for _meeting in range(1000):
        mine = chance.sample(["a", "b", "c", "d", "e"], 5)
        found = joint_order(sorted(mine), {"sam": mine, "robin": [mine[1], mine[0], *mine[2:]]}, turn, 5)
        won["sam" if found.order[0] == mine[0] else "robin"] += 1
        turn = found.turn
    assert won == {"sam": 500, "robin": 500}
