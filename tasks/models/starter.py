"""Starter cards: the first board is not empty, and each card teaches one gesture by being done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .placing import OPEN, Place

if TYPE_CHECKING:
    from household.change import Change
    from household.models import Member


INVITE = "invite"


def somebody_joined(member: Member, change: Change) -> None:
    """The card that says to invite somebody is done by their coming."""
    from .task import Task

    cards = Task.objects.filter(household_id=member.household_id, starter=INVITE, place__in=OPEN, private_to=None)
    with change.on_behalf_of(member):
        for card in cards:
            card.finish(change, ask=False)


def starter_cards(member: Member, change: Change) -> None:
    """Seven cards, one of them in one's own head, in the language of whoever starts the home and in the order in
    which one tries things."""
    from .task import Task

    cards = [
        (
            "take",
            Place.WEEK,
            _("Open me and take me"),
            "",
            _("Nobody can give a task to anybody else. Only you take."),
        ),
        (
            "feel",
            Place.WEEK,
            _("Write what I should feel like"),
            "",
            _(
                "Dinner is served: that is done. Everyone sits down and enjoys it: that is how it should feel. "
                "Open me and write yours."
            ),
        ),
        (
            INVITE,
            Place.WEEK,
            _("Invite the person you live with"),
            _("Two heads, one list"),
            _("Tap your letter at the top, then Invite: a link and a code, for one person."),
        ),
        (
            "question",
            Place.WEEK,
            _("Tick me to see the question"),
            "",
            _("After a task each of you is asked how supported you felt. Only you see your answer."),
        ),
        ("move", Place.LIST, _("Move me to This week"), "", _("Drag, or use the menu with the three dots.")),
        ("let_go", Place.LIST, _("Let me go"), "", _("Not everything has to be done. One less to carry.")),
    ]
    for key, place, title, feel, notes in reversed(cards):
        task = Task(
            household_id=member.household_id,
            author=member,
            title=title,
            feel=feel,
            notes=notes,
            place=place,
            starter=key,
            added_on=change.today,
        )
        task.rank = task.top_of(place)
        change.save(task)
        change.note("added", task, starter=True)
    head = Task(
        household_id=member.household_id,
        author=member,
        private_to=member,
        title=_("Bring me to our list"),
        notes=_("What is in your head is yours. Only you see it until you bring it."),
        starter="share",
        added_on=change.today,
    )
    head.rank = head.top_of(head.place)
    change.save(head)
    change.note("added", head, starter=True)
