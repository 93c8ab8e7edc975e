import pytest
from django.apps import apps
from django.db import models

from articles.models import Picture
from portal.moving import statement
from portal.moving.columns import NAMED

MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}


def test_every_model_moves_or_is_left_behind_with_a_reason():
    stated = [*statement.KEPT, *statement.LEFT_BEHIND]

    assert sorted(stated) == sorted(MODELS)
    assert all(statement.LEFT_BEHIND.values())


def test_what_migrations_bring_moves():
    assert set(statement.BROUGHT_BY_MIGRATIONS) <= set(statement.KEPT)


@pytest.mark.parametrize("label", statement.KEPT)
def test_a_row_that_moves_refers_to_rows_that_move_or_have_names(label):
    relations = [field for field in MODELS[label]._meta.concrete_fields if field.is_relation]

    lost = {
        field.name
        for field in relations
        if field.related_model not in NAMED and field.related_model._meta.label not in statement.KEPT
    }

    assert lost == set()


@pytest.mark.parametrize("label", statement.KEPT)
def test_files_of_rows_that_move_are_those_of_pictures(label):
    """What ``portal.moving.media`` copies; a model with files of its own needs more."""
    has_files = any(isinstance(field, models.FileField) for field in MODELS[label]._meta.concrete_fields)

    assert has_files == (MODELS[label] is Picture)
