"""The open data says everything public of an entry, and nothing else."""

import json

import pytest
from django.db.models import Model

from organizations.models import Organization, Person
from organizations.partnerships.exporting import (
    COMMITMENTS,
    PARTNERSHIPS,
    commitments_for_export,
    entries_for_export,
    listed_milestone,
    partnership_document,
    schema,
)
from organizations.partnerships.exporting.tables import flat, nested
from organizations.partnerships.models import Commitment, Partnership
from tests.organizations.partnerships.rich_ledger import make_directory, make_ledger

pytestmark = pytest.mark.django_db


def find(slug) -> Model:
    return Organization.objects.filter(slug=slug).first() or Person.objects.get(slug=slug)


@pytest.fixture
def rich():
    make_directory()
    return make_ledger()


def document_of(entry):
    return partnership_document(entries_for_export(Partnership.objects.filter(pk=entry.pk)).get())


def test_document(rich):
    print(json.dumps(document_of(rich), ensure_ascii=False, indent=1))
    schema.Partnership.model_validate(document_of(rich))
    for i in commitments_for_export(Commitment.objects.all()):
        d = listed_milestone(i)
        f = flat(d)
        print(f)
        print(nested(COMMITMENTS.models, f))
    f = flat(document_of(rich))
    f.pop("milestones")
    print(f)
    x = nested(PARTNERSHIPS.models, f)
    assert (
        schema.Partnership.model_validate(x).model_dump()
        == schema.Partnership.model_validate(document_of(rich) | {"milestones": []}).model_dump()
    )
