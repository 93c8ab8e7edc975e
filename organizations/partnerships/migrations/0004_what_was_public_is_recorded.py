from datetime import date

from django.db import migrations
from django.utils import timezone


def put_on_record(apps, schema_editor):
    """What readers saw stays public: an entry with a source. Items are numbered in the order they came."""
    partnerships = apps.get_model("partnerships", "Partnership").objects.order_by("pk")
    recorded = set(apps.get_model("partnerships", "Source").objects.values_list("partnership", flat=True))
    last = 0
    for entry in partnerships.iterator():
        days = [entry.announced_on, entry.signed_on, entry.held_on]
        partnerships.filter(pk=entry.pk).update(
            first_status=entry.status,
            sorted_on=min(filter(None, days), default=date.min),
            recorded_at=timezone.now() if entry.pk in recorded else None,
        )
        last = max(last, entry.number)
    commitments = apps.get_model("partnerships", "Commitment").objects
    numbers = {}
    for pk, entry in commitments.order_by("pk").values_list("pk", "partnership"):
        numbers[entry] = numbers.get(entry, 0) + 1
        commitments.filter(pk=pk).update(number=numbers[entry])
    apps.get_model("partnerships", "Numbering").objects.create(pk=1, last=last)


class Migration(migrations.Migration):
    dependencies = [
        ("partnerships", "0003_append_only_record"),
    ]

    operations = [
        # No way back: applied once more, it would put on the record what was a draft with a source by then.
        migrations.RunPython(put_on_record),
    ]
