"""What a migration must not do while the old version of the portal serves: keep others waiting, or take away.

The old version goes on reading and writing until it is replaced, and PostgreSQL makes everybody wait who asks
for a table that is being altered (docs/operating.md, “Migrations”). Whoever has to do it all the same says
why that is safe, as ``safe_because`` of the migration.
"""

from collections.abc import Iterator

from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.special import SeparateDatabaseAndState
from django.db.migrations.state import ProjectState
from django.db.models import GeneratedField
from django.db.models.fields import NOT_PROVIDED

#: Apps whose tables grow with the archive: to read one through under a lock takes seconds.
GROWING = {"articles", "organizations", "partnerships", "index"}
TAKES_AWAY = (
    *(migrations.DeleteModel, migrations.RenameModel, migrations.AlterModelTable),
    *(migrations.RemoveField, migrations.RenameField),
)
#: To be had without a lock: AddIndexConcurrently; AddConstraintNotValid, then ValidateConstraint.
READS_THROUGH = (migrations.AddIndex, migrations.AddConstraint)
WORK = (migrations.RunPython, migrations.RunSQL)


def dangers(migration: migrations.Migration, state: ProjectState) -> Iterator[str]:
    """One for each; ``state`` is what was there before, and becomes what is there afterwards."""
    made, operations = set(), []
    for operation in _flat(migration.operations):
        model = _model_of(operation)
        if isinstance(operation, migrations.CreateModel):
            made.add(model)
        elif model not in made and (reason := _danger(operation, migration.app_label, state)):
            yield f"{operation.describe()}: {reason}"
        operation.state_forwards(migration.app_label, state)
        operations.append(operation)
    works = [isinstance(operation, WORK) for operation in operations]
    if migration.atomic and any(works) and not all(works):
        yield "rows are changed while the tables are locked: give each a migration of its own"


def _flat(operations: list[Operation]) -> Iterator[Operation]:
    for operation in operations:
        if isinstance(operation, SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _model_of(operation):
    is_of_the_model = isinstance(operation, migrations.CreateModel | migrations.DeleteModel)
    return getattr(operation, "name" if is_of_the_model else "model_name", "").lower()


def _danger(operation, app, state) -> str:
    if isinstance(operation, TAKES_AWAY):
        return "the old version still asks for it; stop using it first, take it away with the next version"
    if isinstance(operation, migrations.RunSQL):
        return "nobody but its author knows what it locks"
    if type(operation) in READS_THROUGH and app in GROWING:
        return "the table is locked while it is read through"
    if isinstance(operation, migrations.AddField):
        return _danger_of_new(operation.field, app)
    if isinstance(operation, migrations.AlterField):
        return _danger_of_change(_before(operation, app, state), operation.field, app)
    return ""


def _danger_of_new(field, app):
    if field.many_to_many:
        return ""
    if isinstance(field, GeneratedField):
        return "the table is written anew under a lock"
    if not field.null and field.db_default is NOT_PROVIDED:
        return "the old version writes rows without it: give it null=True or db_default"
    return _danger_of_index(field, app)


def _danger_of_change(before, after, app):
    if before.get_internal_type() != after.get_internal_type():
        return "another type: the table is written anew, and the old version writes what it was"
    if before.null and not after.null:
        return "the old version may still write nothing there"
    if after.max_length and (not before.max_length or after.max_length < before.max_length):
        return "what is longer doesn’t fit any more"
    if (after.unique, after.db_index) != (before.unique, before.db_index):
        return _danger_of_index(after, app)
    return ""


def _danger_of_index(field, app):
    is_read_through = app in GROWING and (field.db_index or field.unique)
    return (
        "an index is made under a lock: db_index=False, then AddIndexConcurrently" if is_read_through else ""
    )


def _before(operation, app, state):
    return state.models[app, operation.model_name_lower].get_field(operation.name)
