"""What belongs to some tasks of the example home: steps, who had which part, thanks, a line that waits for a yes."""

from __future__ import annotations

from household.models import Member
from tasks.example_texts import MIA, ROBIN, SAM, parts
from tasks.models import Credit, CreditPart, Place, Step, Task, Thanks


def add_parts(people: dict[str, Member]) -> None:
    """A little of each, where the home has such a task."""
    sam, robin, mia, texts = people[SAM], people[ROBIN], people[MIA], parts()
    ours = Task.objects.filter(household=sam.household, private_to=None).order_by("rank")
    week = {task.title: task for task in ours.filter(place=Place.WEEK)}
    if bag := week.get(texts["bag"]):
        Step.add(bag, sam, [{"title": title} for title in texts["steps"].splitlines()])
        if first := bag.steps.order_by("rank").first():
            first.tick(mia)
        bag.edit(robin, {"done_means": texts["means"]})
    if dentist := week.get(texts["dentist"]):
        Credit.give(dentist, sam, CreditPart.NOTICED, robin.pk)
        Credit.give(dentist, robin, CreditPart.PLANNED, sam.pk)
    for task in ours.filter(place=Place.DONE, done_by=robin).order_by("-done_on", "pk")[:1]:
        task.complete(robin, [robin.pk], [mia.pk])
        Thanks.give(sam, robin.pk, task, texts["thanks"])
    Thanks.give(robin, mia.pk, None, texts["song"])
