"""Which part somebody had in a task: did it, helped, asked for it, noticed it, planned it. Stored with an answer.

The question is worded the same for every part (RESULTS.md 1.3); the part is kept beside what was felt, so that one can
look at it by oneself. Nothing is counted over people here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .answering import State
from .ask import Ask, Manner
from .credit import Credit, CreditPart
from .part import How, Part

if TYPE_CHECKING:
    from .task import Task

ASKED = "asked"
PARTS = (*CreditPart.values, ASKED)


def parts_in(task: Task, member: str) -> list[str]:
    """That person's parts as they stand now, in the order of `PARTS`; none: somebody else did it."""
    said: dict[str, dict[str, bool]] = {}
    for part, who, declined in Credit.objects.filter(task=task).values_list("part", "member_id", "declined"):
        said.setdefault(part, {})[who] = declined
    mine = {part for part, people in said.items() if people.get(member) is False}
    mine |= {part for part in CreditPart.values if part not in said and Credit.unsaid(task, part) == member}
    joined = Part.objects.filter(task=task, member_id=member).first()
    if joined and CreditPart.DONE not in said and (joined.how == How.TOGETHER or joined.done_on):
        mine.add(CreditPart.DONE)
    elif joined and joined.how == How.HELPER and CreditPart.HELPED not in said:
        mine.add(CreditPart.HELPED)
    asked = Ask.objects.filter(task=task, by_id=member, state=State.ACCEPTED).exclude(how=Manner.OFFER)
    if asked.exists():
        mine.add(ASKED)
    return [part for part in PARTS if part in mine]
