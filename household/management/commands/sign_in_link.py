"""manage.py sign_in_link: for somebody who has lost every device. Whoever runs the server gives them the link."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.urls import reverse

from household.addresses import url
from household.management.commands.serve import EVERYWHERE, phone_link, qr_code
from household.models import Member, SignInLink, User
from household.models.device import RESCUE_LIVES
from household.upgrade import require_home
from household.words import isolated, one_line


class Command(BaseCommand):
    help = "A link that signs one device in as that person: once, within 15 minutes. It shows on all their devices."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="their name in the home, or their member id")
        parser.add_argument("--home", default="", help="the name or id of the home, where a name is not unique")

    def handle(self, *args: Any, **options: Any) -> None:
        require_home()
        user, members = self.person(options["name"], options["home"])
        made, secret = SignInLink.make(user, rescue=True)
        link = self.base().rstrip("/") + reverse("device", args=[secret])
        name = printed(members[0].name)
        homes = ", ".join(printed(member.household.name) for member in user.present_members())
        until = made.until.astimezone(members[0].household.clock)
        minutes = int(RESCUE_LIVES.total_seconds() // 60)
        self.stdout.write(
            f"\nSigns one device in as {name} ({homes}), once, until {until:%H:%M} ({minutes} minutes):\n"
        )
        self.stdout.write(f"  {link}\n")
        self.stdout.write(qr_code(link, coloured=self.stdout.isatty()))
        self.stdout.write(f"All devices of {name} show that this link was made, so that nobody is signed in unseen.\n")

    def person(self, name: str, home: str) -> tuple[User, list[Member]]:
        """The one person meant, and who they are in which home. Raises `CommandError` with the choice there is."""
        present = Member.objects.filter(left_on=None, user__isnull=False).select_related("household", "user")
        found = present.filter(Q(name__iexact=name) | Q(pk=name.lower()))
        if home:
            found = found.filter(Q(household__name__iexact=home) | Q(household_id=home.lower()))
        members = list(found.order_by("household__name", "joined_on", "pk"))
        people = {member.user_id for member in members}
        if len(people) == 1 and (user := members[0].user):
            return user, members
        if not people:
            where = f" in {home}" if home else ""
            raise CommandError(
                f"There is nobody named {name}{where} who signs in here. Nothing was made.\n"
                "The name is the one the board shows; put it in quotes if it has blanks."
            )
        lines = "\n".join(f"  {m.pk}  {m.name} in {m.household.name}, since {m.joined_on}" for m in members)
        raise CommandError(
            f"There are {len(people)} people named {name}. Nothing was made. Name the home with --home, "
            f"or give the id instead of the name:\n{lines}"
        )

    def base(self) -> str:
        """Where a phone reaches this server; from this machine only, where it serves nobody else."""
        host = os.environ.get("HOST") or EVERYWHERE
        return phone_link(host, settings.PORT) or url("localhost", settings.PORT)


def printed(name: str) -> str:
    """A name for the terminal: names of older versions may hold characters that steer it."""
    return isolated(one_line(name))
