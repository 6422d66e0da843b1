import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import migrations

STAYS = datetime.timedelta(days=30)


def clock_of(name: str) -> ZoneInfo:
    """As on the model: a name this machine does not know counts as UTC."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def end_with_the_day(apps: Any, schema_editor: Any) -> None:
    """Thanks without a task leave the screens when their last day is over at home: nobody reads from it when they were
    said."""
    given = apps.get_model("tasks", "Thanks").objects.filter(task=None).exclude(until=None)
    for thanks in given.select_related("household").iterator(chunk_size=1000):
        clock = clock_of(thanks.household.time_zone)
        after = thanks.on + STAYS + datetime.timedelta(days=1)
        thanks.until = datetime.datetime.combine(after, datetime.time(), tzinfo=clock).astimezone(datetime.UTC)
        thanks.save(update_fields=["until"])


class Migration(migrations.Migration):
    dependencies = [("household", "0005_link_made_on"), ("tasks", "0005_what_leaves_the_week")]

    operations = [migrations.RunPython(end_with_the_day, migrations.RunPython.noop)]
