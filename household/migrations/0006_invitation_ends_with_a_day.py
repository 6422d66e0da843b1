import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations


def clock_of(name: str) -> ZoneInfo:
    """As on the model: a name this machine does not know counts as UTC."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def end_with_the_day(apps: Any, schema_editor: Any) -> None:
    """Each open invitation ends when its last day is over at home, so that nobody reads from it when it was made."""
    for link in apps.get_model("household", "Invitation").objects.select_related("household").iterator(chunk_size=1000):
        clock = clock_of(link.household.time_zone)
        after = link.until.astimezone(clock).date() + datetime.timedelta(days=1)
        link.until = datetime.datetime.combine(after, datetime.time(), tzinfo=clock).astimezone(datetime.UTC)
        link.save(update_fields=["until"])


class Migration(migrations.Migration):
    dependencies = [("household", "0005_link_made_on")]

    operations = [migrations.RunPython(end_with_the_day, migrations.RunPython.noop)]
