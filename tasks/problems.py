"""The problem codes of tasks, for the reference: what each means to a program."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from household.errors import Text

CODES: dict[str, tuple[int, Text]] = {
    "about_right": (409, _("Everybody has shared that it is about right, so strips are not offered.")),
    "two_adults": (409, _("Strips lie between two adults; in a home with more or fewer there are none.")),
    "alone": (409, _("Sizes are guessed by the adults of a home, where there are two or more.")),
    "declined": (409, _("They said that it wasn’t them; only they can put it back.")),
    "guessed": (409, _("The guesses are open; put them away to guess anew.")),
    "own_line": (409, _("Another adult at home answers a suggestion.")),
    "own_words": (409, _("What somebody said or claimed themselves is theirs to change.")),
    "private": (409, _("Parts, thanks and guesses are about what is ours; this is in somebody’s head.")),
    "changed_meanwhile": (
        409,
        _("A field says something else than `was`; `items` has the row as it is, nothing was overwritten."),
    ),
    "answered": (409, _("The ask has an answer or has ended; `items` has it as it is.")),
    "free": (409, _("Nobody else has it: it can be taken, so there is nothing to offer.")),
    "not_asked": (409, _("Only the one who is asked answers, and only the one who asked changes an ask.")),
    "not_yours": (409, _("Only the one who has it says how it goes.")),
    "up": (409, _("It is up for anyone: there is a yes, and nothing else to answer.")),
    "each": (409, _("Here everyone does their own: nobody can have it for the others.")),
    "in_my_head": (409, _("It is still in one’s own head; bring it to the list first.")),
    "not_each": (409, _("Here not everyone does their own: join as a helper or together.")),
    "over": (409, _("It was done or let go; open it again first.")),
    "enough": (409, _("More words of one’s own than one sitting takes.")),
    "id_in_use": (409, _("The id of the new task belongs to something else; make another one.")),
    "three": (409, _("A home has at most three intentions; change one or put one away first.")),
    "many_steps": (409, _("A task has at most 100 steps.")),
    "meeting_open": (409, _("A meeting is open: it can be paused or closed, not moved to another day.")),
    "closed": (409, _("The meeting is closed.")),
    "opened_without_you": (
        409,
        _("The orders were opened without this person’s; the week shows once it is agreed on."),
    ),
    "no_seat": (409, _("Only who is in the meeting can do this; `ready` takes a seat.")),
    "own_device": (409, _("They said that it was not them on another’s phone; they allow it again themselves.")),
    "other_device": (409, _("They sit on a device of their own in this meeting, or on somebody else’s phone.")),
    "not_open": (409, _("The meeting has not begun, or is long over.")),
    "shown_already": (409, _("What was sealed has been shown to everybody and stays as it was.")),
    "shared": (409, _("What is ours cannot be deleted; it can be let go.")),
    "taken": (409, _("Somebody else has it: only they can give it back.")),
    "touched": (409, _("Somebody else has touched it since it was shared, so it stays on our list.")),
}
