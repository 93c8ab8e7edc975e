import django.db.models.deletion
from django.db import migrations, models

FULL_TEXT = ("index_lexemes_ar", "index_lexemes_en")


def make_room_for_lexemes(apps, schema_editor):
    """What documents are found by, in the way of each database: a vector and its index, or tables of FTS5.

    A list of what is yet to be put into the index (``fastupdate``) would be read by every step of every search.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE index_documentrow ADD COLUMN lexemes tsvector NOT NULL")
        schema_editor.execute(
            "CREATE INDEX index_lexemes ON index_documentrow USING gin (lexemes) WITH (fastupdate = off)"
        )
    else:
        for table in FULL_TEXT:
            schema_editor.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5"
                "(lexemes, detail = none, columnsize = 0, tokenize = \"ascii tokenchars '@=-'\")"
            )


def remove_lexemes(apps, schema_editor):
    """PostgreSQL's column goes with its table."""
    if schema_editor.connection.vendor == "sqlite":
        for table in FULL_TEXT:
            schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DocumentRow",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Articles"),
                            ("partnership", "Partnerships"),
                            ("organization", "Organisations"),
                            ("person", "People"),
                        ],
                        max_length=12,
                    ),
                ),
                ("thing", models.BigIntegerField()),
                ("language", models.CharField(max_length=2)),
                ("is_public", models.BooleanField()),
                ("published_at", models.DateTimeField(null=True)),
                ("topic", models.BigIntegerField(null=True)),
                ("organizations", models.TextField()),
                ("headline", models.TextField()),
                ("standfirst", models.TextField()),
                ("titles", models.TextField()),
                ("sequence", models.TextField()),
            ],
            options={
                "verbose_name": "document of the index",
                "verbose_name_plural": "documents of the index",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "thing", "language", "is_public"), name="one_document_of_a_thing"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VocabularyWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("word", models.CharField(max_length=64)),
                ("spelling", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "word of the index",
                "verbose_name_plural": "words of the index",
                "default_permissions": (),
                "indexes": [models.Index(fields=["language", "word"], name="vocabulary_word")],
            },
        ),
        migrations.CreateModel(
            name="VocabularyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.IntegerField()),
                (
                    "word",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="index.vocabularyword",
                    ),
                ),
            ],
            options={
                "verbose_name": "key of a word",
                "verbose_name_plural": "keys of words",
                "default_permissions": (),
                "indexes": [models.Index(fields=["key", "word"], name="vocabulary_key")],
            },
        ),
        migrations.RunPython(make_room_for_lexemes, remove_lexemes),
    ]
