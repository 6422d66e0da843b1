import datetime
from typing import Any

import django.db.models.deletion
from django.db import migrations, models

STAYS = datetime.timedelta(days=31)  # when its task leaves the board, at midnight in Greenwich


def named_until(apps: Any, schema_editor: Any) -> None:
    """From the day its task was closed to the moment at which it leaves the board, as all that belongs to a task."""
    for part in apps.get_model("tasks", "Part").objects.exclude(closed_on=None):
        part.until = datetime.datetime.combine(part.closed_on + STAYS, datetime.time(), datetime.UTC)
        part.save(update_fields=["until"])


class Migration(migrations.Migration):
    dependencies = [("household", "0001_initial"), ("tasks", "0003_borrowed")]

    operations = [
        migrations.AddField("part", "until", models.DateTimeField(null=True)),
        migrations.RunPython(named_until, migrations.RunPython.noop),
        migrations.RemoveField("part", "closed_on"),
        migrations.AlterField(
            "part",
            "household",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="household.household",
            ),
        ),
    ]
