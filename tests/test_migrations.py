"""New migrations run while the old version serves (``tests/migration_rules.py``)."""

import pytest
from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from tests.migration_rules import dangers

#: What came before the portal was first installed, app by app. It moves on with each version.
BASELINE = {
    "accounts": "0002_roles_and_languages",
    "announcing": "0001_webhooks",
    "articles": "0026_article_by_sitemap_file",
    "index": "0004_names_said_in_texts",
    "organizations": "0007_families_of_things_and_donors",
    "page_cache": "0001_initial",
    "pages": "0002_starter_texts",
    "partnerships": "0010_owners_are_kept",
}
PACKAGES = {"portal", "articles", "organizations"}
LOADER = MigrationLoader(None)
OURS = {app.label for app in apps.get_app_configs() if app.name.split(".")[0] in PACKAGES}


def found(*operations, app="articles", atomic=True):
    """The dangers in a migration of a model that has two columns."""
    columns = [
        ("id", models.BigAutoField(primary_key=True)),
        ("name", models.CharField(max_length=50, null=True)),
    ]
    state = ProjectState()
    state.add_model(ModelState(app, "Thing", columns))
    migration = migrations.Migration("0099_new", app)
    migration.operations, migration.atomic = list(operations), atomic
    return list(dangers(migration, state))


def index_by_name():
    return models.Index(fields=["name"], name="thing_by_name")


def name_as(**options):
    return migrations.AlterField(
        "Thing", "name", models.CharField(**{"max_length": 50, "null": True} | options)
    )


REFUSED = {
    "column taken away": migrations.RemoveField("Thing", "name"),
    "table taken away": migrations.DeleteModel("Thing"),
    "column renamed": migrations.RenameField("Thing", "name", "title"),
    "table renamed": migrations.RenameModel("Thing", "Item"),
    "column that must be filled": migrations.AddField("Thing", "size", models.IntegerField(default=0)),
    "column that leads elsewhere": migrations.AddField(
        "Thing", "other", models.ForeignKey("articles.Thing", models.CASCADE, null=True)
    ),
    "shorter": name_as(max_length=20),
    "no longer empty": name_as(null=False),
    "another type": migrations.AlterField("Thing", "name", models.TextField(null=True)),
    "unique": name_as(unique=True),
    "index": migrations.AddIndex("Thing", index_by_name()),
    "constraint": migrations.AddConstraint(
        "Thing", models.UniqueConstraint(fields=["name"], name="one_name")
    ),
    "text of SQL": migrations.RunSQL("SELECT 1"),
}
ALLOWED = {
    "new table": migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
    "column that may be empty": migrations.AddField("Thing", "size", models.IntegerField(null=True)),
    "column that fills itself": migrations.AddField("Thing", "size", models.IntegerField(db_default=0)),
    "longer": name_as(max_length=80),
    "other words": name_as(verbose_name="name", help_text="As it is said."),
    "index by the way": AddIndexConcurrently("Thing", index_by_name()),
    "work on rows": migrations.RunPython(migrations.RunPython.noop),
}


@pytest.mark.parametrize("operation", REFUSED.values(), ids=REFUSED)
def test_what_locks_or_takes_away_is_seen(operation):
    assert len(found(operation)) == 1


@pytest.mark.parametrize("operation", ALLOWED.values(), ids=ALLOWED)
def test_what_the_old_version_can_live_with_is_let_through(operation):
    assert found(operation) == []


def test_rows_and_tables_are_changed_one_after_the_other():
    both = [ALLOWED["work on rows"], ALLOWED["column that may be empty"]]

    assert len(found(*both)) == 1
    assert found(*both, atomic=False) == []


def test_table_made_in_the_same_migration_is_nobodys_yet():
    index = migrations.AddIndex("Other", models.Index(fields=["id"], name="other_by_id"))

    assert found(ALLOWED["new table"], index) == []


def test_small_tables_may_be_locked():
    assert found(REFUSED["index"], app="accounts") == []


def test_separated_operations_are_seen():
    assert len(found(migrations.SeparateDatabaseAndState([REFUSED["table taken away"]]))) == 1


def test_new_migrations_run_while_the_old_version_serves():
    """One that can't, says why it may all the same: ``safe_because = "…"``."""
    refused = {
        f"{label}.{name}": list(dangers(migration, LOADER.project_state((label, name), at_end=False)))
        for (label, name), migration in LOADER.disk_migrations.items()
        if label in OURS and name > BASELINE.get(label, "") and not getattr(migration, "safe_because", "")
    }

    assert {name: said for name, said in refused.items() if said} == {}


@pytest.mark.parametrize("label", BASELINE)
def test_baseline_is_there(label):
    assert (label, BASELINE[label]) in LOADER.disk_migrations
