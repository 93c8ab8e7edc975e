"""Texts from before there were stages: what was published is approved, and whoever wrote first has begun it."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def approve_what_was_published(apps, schema_editor):
    revisions = apps.get_model("articles", "Revision").objects
    revisions.filter(published_at__isnull=False).update(stage="approved")  # not translated: Revision


def name_who_began(apps, schema_editor):
    first = apps.get_model("articles", "Revision").objects.filter(article=OuterRef("pk"), number=1)
    writer = Subquery(first.order_by("pk").values("author")[:1])
    apps.get_model("articles", "Article").objects.filter(made_by=None).update(made_by=writer)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_stages")]

    # Backwards there is nothing to do: the columns that were filled go with the migration before.
    operations = [
        migrations.RunPython(approve_what_was_published, migrations.RunPython.noop),
        migrations.RunPython(name_who_began, migrations.RunPython.noop),
    ]
