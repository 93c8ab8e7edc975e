from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_stage_of_what_was_published")]

    operations = [
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),  # not translated: Revision
                    models.Q(("stage", "draft"), _negated=True),
                ),
                fields=("article", "language"),
                name="one_text_of_a_language_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),  # not translated: Revision
                    ("stage", "approved"),
                    _connector="OR",
                ),
                name="published_revision_is_approved",
            ),
        ),
    ]
