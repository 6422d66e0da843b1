"""The words of the example home: what is on the list of a couple with a child. Made up, nobody's real list."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

SAM, ROBIN, MIA = "Sam", "Robin", "Mia"


class Example(NamedTuple):
    """One example task. Days count from today: `due` ahead, `closed` and `untouched` back.

    `head`: in whose head it still is.
    """

    place: str
    title: str
    area: str = ""
    size: str = ""
    means: str = ""
    feel: str = ""
    due: int | None = None
    owner: str = ""
    author: str = SAM
    closed: int = 0
    head: str = ""
    notes: str = ""
    untouched: int = 0
    helper: str = ""  # who joined it
    steps: tuple[str, ...] = ()


def areas() -> dict[str, str]:
    """The areas of the home: what the examples below call them, and their names."""
    return {
        "kitchen": _("Kitchen"),
        "laundry": _("Laundry"),
        "mia": _("Mia"),
        "papers": _("Money and papers"),
        "outside": _("Balcony and cellar"),
        "home": _("Around the home"),
        "people": _("Family and friends"),
    }


def intentions() -> list[str]:
    """What the home wants."""
    return [_("Evenings without a list"), _("Mia knows what happens next")]


def whys() -> dict[str, tuple[str, int | None]]:
    """Some areas' whys: what each is to feel like, and which intention it serves, by its number."""
    return {
        "kitchen": (_("Somebody hums while cooking"), 0),
        "mia": (_("Nobody has to ask twice"), 1),
        "outside": (_("Green, and not one more duty"), None),
    }


def because_of() -> str:
    """Why Sam asks Robin for something: as it stands behind "It would help me because …"."""
    return _("I have the late shift on Tuesday")


def parts() -> dict[str, str]:
    """What belongs to some of them; `bag` and `dentist` are titles of this week's."""
    return {
        "bag": _("Pack the bag for swimming"),
        "steps": _("Towel\nGoggles\nA dry jumper"),
        "means": _("Towel, goggles, a dry jumper and something to eat are in it"),
        "dentist": _("Book the dentist for Mia"),
        "thanks": _("It helped me because I could stay with Mia."),
        "song": _("For the song at breakfast"),
    }


def examples() -> list[Example]:
    """About sixty tasks in all places, place by place, each from the top."""
    return [*this_week(), *our_list(), *not_now(), *heads(), *done(), *let_go()]


def rabbit() -> tuple[str, ...]:
    """What is to be done for it, one after the other."""
    return _("Hay"), _("Fresh water"), _("Ten minutes of company")


def this_week() -> list[Example]:
    """What the two chose for this week."""
    week = "week"
    return [
        Example(
            week,
            _("Cook enough for two evenings"),
            "kitchen",
            "m",
            due=2,
            owner=ROBIN,
            means=_("There is some left for the lunch boxes"),
            feel=_("No rush at six o'clock"),
        ),
        Example(
            week,
            _("Pack the bag for swimming"),
            "mia",
            "s",
            due=1,
            owner=SAM,
            means=_("Towel, goggles and a dry jumper are in it"),
        ),
        Example(
            week,
            _("Book the dentist for Mia"),
            "mia",
            "s",
            due=4,
            means=_("The day is in both our calendars"),
            notes=_("Afternoons only, not on Tuesday."),
            feel=_("Not one more thing to keep in mind"),
        ),
        Example(
            week, _("Change the bed linen"), "laundry", "m", author=ROBIN, feel=_("Like a hotel on Sunday evening")
        ),
        Example(week, _("Sort the post on the hall table"), "papers", "s", author=ROBIN),
        Example(week, _("Feed the rabbit"), "mia", "s", owner=ROBIN, helper=MIA, steps=rabbit(), author=ROBIN),
        Example(week, _("Descale the kettle"), "kitchen", "s"),
        Example(
            week,
            _("Wrap a present for Jonah's birthday"),
            "people",
            "s",
            due=5,
            owner=ROBIN,
            feel=_("Something we chose, not grabbed"),
        ),
        Example(week, _("Bring the bottles to the container"), "outside", "s", author=ROBIN),
    ]


def our_list() -> list[Example]:
    """What is to be done, whenever."""
    on = "list"
    return [
        Example(
            on,
            _("Dinner is served"),
            "kitchen",
            "m",
            author=ROBIN,
            means=_("Everybody sits down at the same time"),
            feel=_("A pause, not a shift change"),
        ),
        Example(
            on,
            _("Mend the dripping tap"),
            "home",
            "m",
            due=9,
            means=_("Dry for a whole day"),
            notes=_("The washer is half an inch."),
        ),
        Example(
            on,
            _("Compare the electricity contract"),
            "papers",
            "l",
            due=20,
            owner=SAM,
            means=_("We have read the two best offers together"),
        ),
        Example(on, _("Find winter boots that fit"), "mia", "m", author=ROBIN),
        Example(on, _("Write to the landlord about the cellar light"), "papers", "s", author=ROBIN),
        Example(on, _("Clean the fridge, shelf by shelf"), "kitchen", "m"),
        Example(on, _("Hang the picture from the holidays"), "home", "s", feel=_("Ours")),
        Example(on, _("Call Grandma back"), "people", "s", owner=ROBIN, author=ROBIN, feel=_("Time to listen")),
        Example(
            on,
            _("Plan a weekend for two"),
            "people",
            "l",
            means=_("A date, and somebody for Mia"),
            feel=_("Looking forward to it"),
        ),
        Example(on, _("Wash the coats"), "laundry", "l"),
        Example(on, _("Repot the basil"), "outside", "s", author=ROBIN, untouched=51),
        Example(on, _("Oil the squeaking door"), "home", "s"),
        Example(on, _("Check the smoke alarms"), "home", "s", due=14, means=_("Each of them has beeped once")),
        Example(on, _("Sign Mia's permission slip"), "mia", "s", due=6, author=ROBIN),
        Example(on, _("Buy stamps"), "papers", "s"),
        Example(on, _("Sew the button on the blue shirt"), "laundry", "s", author=ROBIN),
        Example(on, _("Sharpen the kitchen knives"), "kitchen", "s"),
        Example(on, _("Answer the invitation from the choir"), "people", "s", author=ROBIN),
        Example(on, _("Empty the vacuum cleaner"), "home", "s"),
        Example(on, _("Agree on pocket money"), "mia", "m", feel=_("Fair to all three of us")),
        Example(
            on,
            _("File the tax papers by year"),
            "papers",
            "l",
            author=ROBIN,
            notes=_("The grey folder. Last year's are in the drawer below."),
        ),
        Example(on, _("Pump up the bicycle tyres"), "outside", "s", due=3),
    ]


def not_now() -> list[Example]:
    """What may rest, without a bad conscience."""
    rest = "not_now"
    return [
        Example(rest, _("Paint the hall"), "home", "l", feel=_("Bright when we come in")),
        Example(rest, _("Build a bed for herbs"), "outside", "l", author=ROBIN),
        Example(rest, _("Digitise the old photographs"), "people", "l"),
        Example(
            rest,
            _("Learn to make dumplings with Mia"),
            "kitchen",
            "l",
            author=ROBIN,
            feel=_("Flour everywhere and nobody minds"),
        ),
        Example(rest, _("Look for a bigger flat"), "home", "l", author=ROBIN),
        Example(rest, _("Sell the old pram"), "outside", "m", untouched=60),
        Example(rest, _("Make wills"), "papers", "l", feel=_("Calm, once it is there")),
    ]


def heads() -> list[Example]:
    """What is still in one person's head."""
    on = "list"
    return [
        Example(
            on, _("Ask for Fridays off"), "papers", "m", head=SAM, notes=_("Think it through before I bring it to us.")
        ),
        Example(on, _("A surprise for the tenth of May"), "people", "m", head=SAM),
        Example(on, _("See the doctor about my back"), size="s", head=SAM),
        Example(on, _("Say no to the parents' council"), "mia", "s", head=ROBIN),
        Example(on, _("Order the book Sam liked"), "people", "s", head=ROBIN, due=8),
        Example("not_now", _("Find a choir nearer to home"), size="m", head=ROBIN),
        Example(on, _("Paint a picture for Papa"), "mia", "m", head=MIA),
    ]


def done() -> list[Example]:
    """What was done lately."""
    end = "done"
    return [
        Example(end, _("Clear the table after breakfast"), "kitchen", "s", owner=MIA, closed=0),
        Example(end, _("Hang out the washing"), "laundry", "s", owner=ROBIN, closed=1),
        Example(end, _("Fetch the parcel from next door"), "people", "s", owner=SAM, closed=1),
        Example(
            end,
            _("Shop for the week"),
            "kitchen",
            "l",
            owner=ROBIN,
            closed=2,
            means=_("Nobody has to go again before Saturday"),
        ),
        Example(end, _("Parents' evening"), "mia", "l", owner=SAM, closed=3, feel=_("We both know what was said")),
        Example(end, _("Pay the rent"), "papers", "s", owner=SAM, closed=4, author=ROBIN),
        Example(end, _("Clean the bathroom"), "home", "m", owner=ROBIN, closed=5),
        Example(end, _("Repair Mia's kite"), "mia", "m", owner=SAM, closed=8, author=ROBIN),
        Example(end, _("Renew the library cards"), "papers", "s", owner=ROBIN, closed=11),
        Example(
            end,
            _("Winter tyres"),
            "outside",
            "l",
            owner=SAM,
            closed=16,
            means=_("The appointment was kept and the others are in the cellar"),
        ),
        Example(end, _("Defrost the freezer"), "kitchen", "m", owner=ROBIN, closed=22),
    ]


def let_go() -> list[Example]:
    """What the two stopped carrying."""
    gone = "let_go"
    return [
        Example(gone, _("Iron the tea towels"), "laundry", "m", owner=ROBIN, closed=2, author=ROBIN),
        Example(gone, _("Home-made decorations for the window"), "home", "l", owner=SAM, closed=6),
        Example(gone, _("A reply to every birthday card"), "people", "m", owner=ROBIN, closed=9),
        Example(gone, _("Wash the car by hand"), "outside", "l", owner=SAM, closed=19),
    ]
