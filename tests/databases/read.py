"""Upgrades the database of the environment and prints what is in it, as `make` wrote it down: rows and news.

`python -m tests.databases.read MADE_AT`: at that moment, since some rows leave the news by time alone."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime

if __name__ == "__main__":
    import django
    from django.utils import timezone

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "household.settings")
    django.setup()
    from django.test import Client

    from household.models import Household, Member
    from household.upgrade import upgrade
    from tests.conftest import person
    from tests.databases.make import news, rows

    moment = datetime.fromisoformat(sys.argv[1])
    timezone.now = lambda: moment
    upgrade()
    told = {"rows": rows(), "news": news()}
    home = Household.objects.filter(members__left_on=None, members__user__isnull=False).earliest("pk")
    member = Member.objects.filter(household=home, left_on=None, user__isnull=False).earliest("pk")
    headers = {"Cookie": f"tandem={person(member).cookie}", "Host": "localhost"}
    told["board"] = Client().get(f"/h/{home.pk}/", headers=headers).status_code
    print(json.dumps(told))
