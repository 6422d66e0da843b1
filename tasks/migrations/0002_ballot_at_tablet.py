from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="ballot",
            name="at_tablet",
            field=models.BooleanField(default=False),
        ),
    ]
