from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("index", "0001_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="Name",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("thing", models.BigIntegerField()),
                ("label_ar", models.CharField(max_length=200, null=True)),
                ("label_en", models.CharField(max_length=200, null=True)),
                ("stems", models.CharField(db_index=True, max_length=300, null=True)),
                ("tail", models.BinaryField(max_length=240)),
            ],
            options={
                "verbose_name": "name in the index",
                "verbose_name_plural": "names in the index",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["kind", "thing"], name="name_of_thing"),
                    models.Index(
                        condition=models.Q(("label_ar__isnull", False), ("stems__isnull", False)),
                        fields=["tail", "kind", "thing"],
                        name="name_first_ar",
                    ),
                    models.Index(
                        condition=models.Q(("label_ar__isnull", False), ("stems__isnull", True)),
                        fields=["tail", "kind", "thing"],
                        name="name_later_ar",
                    ),
                    models.Index(
                        condition=models.Q(("label_en__isnull", False), ("stems__isnull", False)),
                        fields=["tail", "kind", "thing"],
                        name="name_first_en",
                    ),
                    models.Index(
                        condition=models.Q(("label_en__isnull", False), ("stems__isnull", True)),
                        fields=["tail", "kind", "thing"],
                        name="name_later_en",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("label_ar__isnull", False), ("label_en__isnull", False), _connector="OR"
                        ),
                        name="name_is_seen_by_somebody",
                    )
                ],
            },
        ),
    ]
