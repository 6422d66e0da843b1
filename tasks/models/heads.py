"""Heads: what people typed for themselves and marked to be brought comes on our list, all of it in one change.

A line typed in this step is a private task like any other: sealed, kept as typed, its author's. Only what is marked
`bring` is brought; the rest stays in its head, and nobody learns how much that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from household.models import Member

from .placing import OPEN, Place

if TYPE_CHECKING:
    from household.change import Change

    from .meeting import Meeting

ALIKE = 0.8  # difflib's ratio, from which on two lines are offered for merging
MOST_PAIRS = 12
MOST_COMPARED = 20  # titles that one fresh title is compared with
MOST_WORDS = 12  # in a longer title one other word hardly counts


def bring(meeting: Meeting, there: list[str], change: Change) -> None:
    """All at the table are ready. Each line is its author's: they wrote it, they shared it."""
    from .borrowed import Borrowed
    from .hand import Hand
    from .seat import Seat
    from .task import Task

    brought: list[str] = []
    lent = Seat.lent_on(meeting)
    for member in Member.objects.filter(pk__in=there).select_related("household").order_by("pk"):
        if member.pk in lent:  # only what they typed here: their own head is opened by themselves alone
            hand = Hand.objects.get(meeting=meeting, member=member)
            on = lent[member.pk]
            with change.on_behalf_of(member):  # it stands as theirs, and its history says on whose phone it was said
                lines = [
                    Task._add_one(member, {"title": title}, change, False, on=on) for title in reversed(hand.lines)
                ]
            hand.lines = []
            change.save(hand, "lines")
            Borrowed.note(meeting, member.pk, on, change, lines=reversed(lines))
            brought += lines
            continue
        marked = Task.objects.filter(private_to=member, bring=True, place__in=OPEN).order_by("rank")
        with change.on_behalf_of(member):
            for task in reversed(list(marked)):
                task.stood = task.stream
                task.come_to(Place.LIST, change)
                brought.append(task.pk)
    ours = Task.objects.filter(household_id=meeting.household_id, private_to=None, place__in=OPEN, starter="")
    meeting.heads_shown = True
    meeting.pairs = likely_same(list(ours.order_by("added_on", "pk").values_list("pk", "title")), set(brought))
    change.save(meeting, "heads_shown", "pairs")


def likely_same(titles: Sequence[tuple[str, str]], fresh: set[str]) -> list[list[str]]:
    """Pairs `[older, newer]` of ids whose titles are the same in other words, at least one of them `fresh`; oldest
    first.

    The home waits meanwhile, so the work grows with the number of titles and not with its square: each fresh title is
    compared with at most `MOST_COMPARED` of those that share a key with it, see `keys`.
    """
    words = [normal(title) for _pk, title in titles]
    alike_by_key: dict[str, list[int]] = {}
    for at, title in enumerate(words):
        for key in keys(title):
            alike_by_key.setdefault(key, []).append(at)
    found: set[tuple[int, int]] = set()
    for at, (pk, _title) in enumerate(titles):
        if pk in fresh:
            others = islice(sharing(keys(words[at]), alike_by_key, at), MOST_COMPARED)
            found |= {(min(at, other), max(at, other)) for other in others if alike(words[at], words[other])}
    return [[titles[older][0], titles[newer][0]] for older, newer in sorted(found)[:MOST_PAIRS]]


def sharing(wanted: list[str], by_key: dict[str, list[int]], at: int) -> Iterator[int]:
    """The others that share one of these keys, those with the first key before those with a later one, each once."""
    seen = {at}
    for key in wanted:
        for other in by_key[key]:
            if other not in seen:
                seen.add(other)
                yield other


def keys(title: str) -> list[str]:
    """What a normal title has in common with titles like it, the surest first: all of it, how its words begin, and all
    of it but one word. An empty one has none."""
    words = title.split()
    if not words:
        return []
    but_one = [" ".join(words[:n] + words[n + 1 :]) for n in range(len(words))] if 1 < len(words) <= MOST_WORDS else []
    return list(dict.fromkeys([title, " ".join(word[:3] + "…" for word in words), *but_one]))


def normal(title: str) -> str:
    """The words of a title, lower case and in order of the alphabet: “Call mum!” is “mum: call”."""
    return " ".join(sorted(re.findall(r"\w+", title.casefold())))


def alike(one: str, other: str) -> bool:
    """Whether two normal titles are the same, or nearly."""
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
