import datetime
import hashlib
import hmac

from django.db import migrations, models


def key_fingerprints(apps, schema_editor):
    """Keys a receipt's fingerprint with its idempotency key, and keeps only a hash of that, as the model does now."""
    receipts = apps.get_model('household', 'Receipt').objects
    for receipt in receipts.all().iterator(chunk_size=1000):
        key = receipt.key.encode()
        receipts.filter(pk=receipt.pk).update(
            key=hashlib.sha256(key).hexdigest(),
            fingerprint=hmac.digest(key, receipt.fingerprint.encode(), 'sha256').hex(),
        )


class Migration(migrations.Migration):

    dependencies = [
        ('household', '0003_device_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('looked_at', models.DateTimeField()),
                ('steady_since', models.DateTimeField()),
                ('trusted', models.DateTimeField(null=True)),
                ('late_by', models.DurationField(default=datetime.timedelta)),
                ('late_until', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RunPython(key_fingerprints, migrations.RunPython.noop),
    ]
