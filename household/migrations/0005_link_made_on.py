from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("household", "0004_clock_and_keyed_receipts"),
    ]

    operations = [
        migrations.AddField(
            model_name=name,
            name="made_on",
            field=models.CharField(blank=True, default="", max_length=36),
        )
        for name in ("invitation", "signinlink", "tabletlink")
    ]
