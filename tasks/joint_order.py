"""Joint order: from everyone's silent order to one draft for the week. Pure and exact (RESULTS.md section 5).

Mean place (Borda 1781; for two people any order that keeps the pairs both agree on is Kemeny-optimal), then the smaller
worst place (fallback bargaining: Brams & Kilgour 2001, doi 10.1023/A:1011252808608), then turns. A draft: people drag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

MOST_RANKED = 5  # the same for everybody: who names fewer would win otherwise
MOST_DIFFERENCES = 3

Places = dict[str, dict[str, int]]  # person -> item -> twice its place: means of places are halves, so ties stay exact


@dataclass(frozen=True, slots=True)
class JointOrder:
    """The draft.

    `order`: all items, first things first. `week`: those above the cut. `turn`: the queue as it stands now.
    `differences`: at most three items seen differently, widest first. `lifted`: what is in the week only because it is
    somebody's first choice. `same`, `opposite`: pairs of items that two people ordered alike, and the other way round.
    """

    order: list[str]
    week: list[str]
    turn: list[str]
    differences: list[str]
    lifted: list[str]
    same: int
    opposite: int


def joint_order(
    items: Sequence[str], ballots: Mapping[str, Sequence[str]], turn: Sequence[str], slots: int
) -> JointOrder:
    """One order out of several. `items`: oldest first. `ballots`: for each person their items, best first; the first
    min(5, items) of them count, what is not named shares the mean of the places left. `turn`: whose turn it is, first;
    who is missing there queues up behind. `slots`: how many items a week takes. Everybody's first choice is among them;
    with more first choices than slots, those with the best joint standing are (`with_first_choices`).

    Time: items² × people. Raises `ValueError` where something is named twice, or is no item, or `slots` is negative.
    """
    check(items, ballots, turn, slots)
    places = {person: places_of(items, ballot) for person, ballot in ballots.items()}
    draft, queue = drafted(items, places, [*turn, *sorted(set(ballots) - set(turn))], slots)
    order, lifted = with_first_choices(draft, {ballot[0] for ballot in ballots.values() if ballot}, slots)
    same, opposite = agreement(items, places)
    return JointOrder(order, order[:slots], queue, differences(items, places, slots), lifted, same, opposite)


def check(items: Sequence[str], ballots: Mapping[str, Sequence[str]], turn: Sequence[str], slots: int) -> None:
    """Raises `ValueError` for what nobody could have meant."""
    known = set(items)
    for what, names in [("items", items), ("turn", turn), *((f"the ballot of {who}", b) for who, b in ballots.items())]:
        if len(set(names)) != len(names):
            raise ValueError(f"{what}: something is named twice")
    for person, ballot in ballots.items():
        if unknown := set(ballot) - known:
            raise ValueError(f"the ballot of {person}: {sorted(unknown)[0]!r} is not among the items")
    if slots < 0:
        raise ValueError("slots: less than none")


def places_of(items: Sequence[str], ballot: Sequence[str]) -> dict[str, int]:
    """Twice the place of each item in one ballot; unranked ones share the mean of the places left."""
    ranked = ballot[: min(MOST_RANKED, len(items))]
    left = len(ranked) + 1 + len(items)  # twice the mean of the places after those that are taken
    return dict.fromkeys(items, left) | {item: 2 * place for place, item in enumerate(ranked, start=1)}


def drafted(items: Sequence[str], places: Places, turn: list[str], slots: int) -> tuple[list[str], list[str]]:
    """By mean place, then by the smaller worst place, then by turns above the cut; below it the older first."""

    def standing(item: str) -> tuple[int, int]:
        here = [of_one[item] for of_one in places.values()]
        return sum(here), max(here, default=0)

    queue, draft = list(turn), list[str]()
    left = sorted(items, key=standing)  # stable: the older first
    while left:
        tied = [item for item in left if standing(item) == standing(left[0])]
        next_one = tied[0]
        if len(tied) > 1 and len(draft) < slots:
            picker = next((who for who in queue if who in places and cares(places[who], tied)), None)
            if picker is not None:
                next_one = min(tied, key=places[picker].__getitem__)
                queue.remove(picker)
                queue.append(picker)
        left.remove(next_one)
        draft.append(next_one)
    return draft, queue


def cares(places: Mapping[str, int], tied: Sequence[str]) -> bool:
    """Whether these stand at different places for one person."""
    return len({places[item] for item in tied}) > 1


def with_first_choices(draft: list[str], firsts: AbstractSet[str], slots: int) -> tuple[list[str], list[str]]:
    """Brings first choices above the cut, each in place of the lowest item that is nobody's first choice.

    They come in by their joint standing in the draft (RESULTS.md 5.2: mean place, then the smaller worst place), so
    with more first choices than places the best placed ones are in; exact ties go to the older. Two people never get
    there with three slots or more, three people with two slots can. Returns the order and the items brought in.
    """
    above, below, pushed, lifted = draft[:slots], draft[slots:], set[str](), list[str]()
    for favourite in (item for item in draft if item in firsts):
        others = [item for item in above if item not in firsts]
        if favourite in above or not others:
            continue
        above.remove(others[-1])
        above.append(favourite)
        pushed.add(others[-1])
        lifted.append(favourite)
    out = [item for item in draft if item in pushed]
    return [*above, *out, *(item for item in below if item not in lifted)], lifted


def differences(items: Sequence[str], places: Places, slots: int) -> list[str]:
    """What people place at least two places and a third of the list apart, and someone within the week."""
    wide: list[tuple[int, str]] = []
    for item in items:
        here = [of_one[item] for of_one in places.values()]
        spread = max(here, default=0) - min(here, default=0)
        if spread >= 4 and 3 * spread >= 2 * len(items) and min(here) <= 2 * slots:
            wide.append((spread, item))
    wide.sort(key=lambda one: -one[0])  # stable: the older first
    return [item for _spread, item in wide[:MOST_DIFFERENCES]]


def agreement(items: Sequence[str], places: Places) -> tuple[int, int]:
    """How many pairs of items two people ordered the same way, and how many the opposite way."""
    same = opposite = 0
    for one, other in combinations(places.values(), 2):
        for a, b in combinations(items, 2):
            sign = (one[a] - one[b]) * (other[a] - other[b])
            same, opposite = same + (sign > 0), opposite + (sign < 0)
    return same, opposite
