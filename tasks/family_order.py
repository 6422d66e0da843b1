"""Family order: children's orders count for what is the whole family's, and for nothing else (RESULTS.md 5.4). Pure.

The adults' draft says which places the family's things take. Who stands in those places is decided by everybody's
ballots, children's too, with the family's things only: the first three of each, the same for all. So nothing of the
adults' moves by a child's ballot, no parent is outvoted about it, and among the family's things every voice is equal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from tasks.joint_order import JointOrder, joint_order

MOST_FOR_CHILDREN = 3


def family_order(
    draft: JointOrder,
    items: Sequence[str],
    adults: Mapping[str, Sequence[str]],
    children: Mapping[str, Sequence[str]],
    family: Collection[str],
) -> JointOrder:
    """The adults' `draft` of `items` (oldest first), with the family's things ordered by all. What only one adult put
    first stays in the week, as it was in the draft. `turn` stays the adults'. No child named anything: the draft."""
    ours = [item for item in items if item in family]
    if not any(item in family for ballot in children.values() for item in ballot):
        return draft
    ballots = {
        person: [item for item in ballot if item in family][:MOST_FOR_CHILDREN]
        for person, ballot in {**adults, **children}.items()
    }
    above = sum(item in family for item in draft.week)
    found = joint_order(ours, ballots, draft.turn, above)
    week, rest = found.order[:above], found.order[above:]
    firsts = {ballot[0] for ballot in adults.values() if ballot} & {item for item in draft.week if item in family}
    for first in [item for item in rest if item in firsts]:
        out = last_but(week, firsts)
        rest[rest.index(first)] = out
        week[week.index(out)] = first
    standing = iter([*week, *rest])
    order = [next(standing) if item in family else item for item in draft.order]
    chosen = order[: len(draft.week)]
    lifted = [item for item in dict.fromkeys([*draft.lifted, *found.lifted]) if item in chosen]
    turn = [who for who in found.turn if who not in children]
    return replace(draft, order=order, week=chosen, lifted=lifted, turn=turn)


def last_but(week: Sequence[str], firsts: Collection[str]) -> str:
    """The last of the week that is no adult's first choice. There is one: each of those had its place in the draft."""
    return next(item for item in reversed(week) if item not in firsts)
