"""manage.py demo: a lived-in example home, with links to sign in and tokens for the API."""

from __future__ import annotations

from typing import Any

import orjson
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse

from household.addresses import url
from household.models import Member, SignInLink, Token
from household.upgrade import upgrade
from tasks import example_home


class Command(BaseCommand):
    help = "Make a lived-in example home (a couple and a child) and print links to sign in as each of them."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tasks", type=int, default=60, metavar="N", help="tasks in the home (60)")
        parser.add_argument("--homes", type=int, default=1, metavar="N", help="homes in all; the others are small (1)")
        parser.add_argument("--history", type=int, default=0, metavar="N", help="that many past changes more (0)")
        parser.add_argument("--json", action="store_true", help="print JSON, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        upgrade()
        homes = [example_home.lived_in(max(0, options["tasks"]), max(0, options["history"]))]
        homes += [example_home.small(number) for number in range(1, options["homes"])]
        address = where()
        told = [tell(members, address) for members in homes]
        if options["json"]:
            first = {"url": address, **told[0], "homes": told}
            self.stdout.write(orjson.dumps(first, option=orjson.OPT_INDENT_2).decode())
        else:
            self.say(homes, told)

    def say(self, homes: list[list[Member]], told: list[dict[str, Any]]) -> None:
        """The same for a person to read; of many homes the first."""
        self.stdout.write(f"\n{homes[0][0].household.name} is ready. Each link works once, for four hours:\n")
        for member in told[0]["members"]:
            self.stdout.write(f"  {member['name']:<6} {member['sign_in_url']}")
        if len(homes) > 1:
            self.stdout.write(f"\nAnd {len(homes) - 1} small homes next to it; --json lists them.")
        self.stdout.write("\nThe board itself is served by bin/start.\n")


def where() -> str:
    """The address of the board, without a slash at the end."""
    return settings.PUBLIC_ORIGIN or url("localhost", settings.PORT).rstrip("/")


def tell(members: list[Member], address: str) -> dict[str, Any]:
    """A home as a program needs it: its id, and of each member how to be them."""
    return {"home": members[0].household_id, "members": [keys_of(member, address) for member in members]}


def keys_of(member: Member, address: str) -> dict[str, str]:
    """A link that signs a browser in as this member, and a token for the API."""
    assert member.user
    _link, secret = SignInLink.make(member.user, member)
    _items, token = Token.make(member, "example")
    return {
        "name": member.name,
        "id": member.pk,
        "sign_in_url": address + reverse("device", args=[secret]),
        "token": token,
    }
