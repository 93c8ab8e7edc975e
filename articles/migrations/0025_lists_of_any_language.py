"""When a piece could first be read in any language, and the lists of the open data that walk by it."""

import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0024_imported_items"),
        ("organizations", "0007_families_of_things_and_donors"),
        ("partnerships", "0010_owners_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="first_shown_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    django.db.models.functions.comparison.Least(
                        models.Case(
                            models.When(
                                models.Q(("withdrawn_at_ar__isnull", True)), then=models.F("published_at_ar")
                            )
                        ),
                        models.Case(
                            models.When(
                                models.Q(("withdrawn_at_en__isnull", True)), then=models.F("published_at_en")
                            )
                        ),
                    ),
                    models.Case(
                        models.When(
                            models.Q(("withdrawn_at_ar__isnull", True)), then=models.F("published_at_ar")
                        )
                    ),
                    models.Case(
                        models.When(
                            models.Q(("withdrawn_at_en__isnull", True)), then=models.F("published_at_en")
                        )
                    ),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddField(
            model_name="byline",
            name="first_shown_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    django.db.models.functions.comparison.Least(
                        models.F("published_at_ar"), models.F("published_at_en")
                    ),
                    models.F("published_at_ar"),
                    models.F("published_at_en"),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="first_shown_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    django.db.models.functions.comparison.Least(
                        models.F("published_at_ar"), models.F("published_at_en")
                    ),
                    models.F("published_at_ar"),
                    models.F("published_at_en"),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddField(
            model_name="organizationmention",
            name="first_shown_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    django.db.models.functions.comparison.Least(
                        models.F("published_at_ar"), models.F("published_at_en")
                    ),
                    models.F("published_at_ar"),
                    models.F("published_at_en"),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddField(
            model_name="partnershipmention",
            name="first_shown_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    django.db.models.functions.comparison.Least(
                        models.F("published_at_ar"), models.F("published_at_en")
                    ),
                    models.F("published_at_ar"),
                    models.F("published_at_en"),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddField(
            model_name="personmention",
            name="first_shown_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    django.db.models.functions.comparison.Least(
                        models.F("published_at_ar"), models.F("published_at_en")
                    ),
                    models.F("published_at_ar"),
                    models.F("published_at_en"),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("published_at_ar__isnull", False), ("withdrawn_at_ar__isnull", True)),
                fields=["kind", "-published_at_ar", "-id"],
                name="article_kind_newest_ar",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("published_at_en__isnull", False), ("withdrawn_at_en__isnull", True)),
                fields=["kind", "-published_at_en", "-id"],
                name="article_kind_newest_en",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("first_shown_at__isnull", False)),
                fields=["-first_shown_at", "-id"],
                name="article_first_shown",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("first_shown_at__isnull", False)),
                fields=["topic", "-first_shown_at", "-id"],
                name="article_topic_first_shown",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("first_shown_at__isnull", False)),
                fields=["kind", "-first_shown_at", "-id"],
                name="article_kind_first_shown",
            ),
        ),
        migrations.AddIndex(
            model_name="byline",
            index=models.Index(fields=["author", "-first_shown_at", "-article"], name="byline_first_shown"),
        ),
        migrations.AddIndex(
            model_name="organizationmention",
            index=models.Index(
                fields=["organization", "-first_shown_at", "-article"], name="org_mention_first_shown"
            ),
        ),
        migrations.AddIndex(
            model_name="partnershipmention",
            index=models.Index(
                fields=["partnership", "-first_shown_at", "-article"], name="entry_mention_first_shown"
            ),
        ),
        migrations.AddIndex(
            model_name="personmention",
            index=models.Index(
                fields=["person", "-first_shown_at", "-article"], name="person_mention_first_shown"
            ),
        ),
    ]
