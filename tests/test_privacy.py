"""Whatever seems to hold something of a person is named in docs/privacy.md."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "privacy.md"
NAMED = re.compile(
    r"(?:^|_)(?:\w*mail|user\w*|first_name|last_name|last_login|password|phone|\w*agent|ip|address|session|browser|device"
    r"|cookie|login|to|recipient|commenter)(?:_|$)"
)
#: Their names are like those of others, but they lead from one thing to another.
OF_THINGS = {"to_organization", "to_person"}


def seems_personal(field):
    return (
        field.related_model is get_user_model()
        or isinstance(field, (models.EmailField, models.GenericIPAddressField))
        or bool(NAMED.search(field.name) and field.name not in OF_THINGS)
    )


def personal_fields():
    return [
        pytest.param(model._meta.label, field.name, id=f"{model._meta.label}.{field.name}")
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if seems_personal(field)
    ]


def named(label, field, lines):
    return any(f"`{label}`" in line and f"`{field}`" in line for line in lines)


@pytest.mark.parametrize(("label", "field"), personal_fields())
def test_document_names_what_is_kept_of_people(label, field):
    assert named(label, field, DOCUMENT.read_text().splitlines())


@pytest.mark.parametrize(
    ("field", "is_personal"),
    [
        (models.EmailField(name="contact"), True),
        (models.GenericIPAddressField(name="seen_from"), True),
        (models.CharField(name="user_agent"), True),
        (models.CharField(name="ip_address"), True),
        (models.CharField(name="headline_ar"), False),
        (models.TextField(name="description"), False),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_guard_knows_what_is_of_people(field, is_personal):
    assert seems_personal(field) == is_personal
