"""Nobody writes over the record: every model and every way that Django offers is tried."""

from datetime import date

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError

from organizations.partnerships import ledger
from organizations.partnerships.models import (
    Amount,
    AppendOnlyError,
    Change,
    LedgerRow,
    Owner,
    Partnership,
    Relation,
    Reply,
)
from tests.factories import make_commitment, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db

MODELS = [
    model
    for model in apps.get_app_config("partnerships").get_models()
    if issubclass(model, LedgerRow) or model in {Change, Owner}
]


@pytest.fixture
def record():
    """An entry on the record with a row of every kind."""
    organization = make_organization()
    entry = make_partnership(organization)
    entry.signatories.create(person=make_person(), organization=organization)
    item = make_commitment(entry, organization)
    source = entry.sources.get()
    for row in (
        Amount(partnership=entry, value=5, currency="KWD", stage="planned"),
        Reply(partnership=entry, organization=organization, asked_on=date(2025, 1, 1)),
        Relation(partnership=entry, kind="renews", other=make_partnership()),
    ):
        ledger.add(row, by=None)
    for thing in (entry, item):
        ledger.propose(thing, by=None, source=source, said_on=date(2025, 1, 1), note_ar="خبر")
    return entry


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_row_on_the_record_is_neither_changed_nor_deleted(record, model):
    row = model.objects.first()
    stored = list(model.objects.order_by("pk").values())
    column = model._meta.concrete_fields[-1].attname
    path = {model.ENTRY: record}
    for forbidden in (
        row.save,
        lambda: model(pk=row.pk).save(),
        row.delete,
        lambda: model.objects.filter(pk=row.pk).update(**{column: None}),
        lambda: model.objects.filter(**path).delete(),
        lambda: model.objects.all().delete(),
        lambda: model.objects.bulk_update([row], [column]),
        lambda: model.objects.update_or_create(pk=row.pk, defaults={column: None}),
        lambda: model.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["id"], update_fields=[column]
        ),
    ):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            forbidden()

    assert list(model.objects.order_by("pk").values()) == stored


@pytest.mark.parametrize(
    "model", [model for model in MODELS if model is not Change], ids=lambda m: m.__name__
)
def test_row_of_a_draft_can_be_changed_and_deleted(record, model):
    models_row = model.objects.first()
    Partnership._base_manager.filter(pk=models_row.entry.pk)._update(
        [(Partnership._meta.get_field("recorded_at"), None, None)]
    )
    row = model.objects.get(pk=models_row.pk)

    row.save()


@pytest.mark.parametrize(
    "columns",
    [{"title_ar": "غيره"}, {"status": "ended"}, {"recorded_at": None}, {"slug": "other"}, {"number": 99}],
    ids=lambda columns: next(iter(columns)),
)
def test_entry_on_the_record_is_not_written_over(record, columns):
    entry = Partnership.objects.get(pk=record.pk)
    for name, value in columns.items():
        setattr(entry, name, value)
    for forbidden in (
        entry.save,
        lambda: Partnership.objects.filter(pk=entry.pk).update(**columns),
        lambda: Partnership.objects.bulk_update([entry], list(columns)),
        lambda: Partnership.objects.update_or_create(pk=entry.pk, defaults=columns),
        lambda: Partnership.objects.filter(pk=entry.pk).delete(),
    ):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            forbidden()
    with pytest.raises(ProtectedError):
        entry.delete()


def test_who_announced_an_item_is_not_changed_past_the_verbs(record):
    item, other = record.commitments.get(), make_organization()
    for forbidden in (
        lambda: item.owners.set([other]),
        item.owners.clear,
        lambda: item.owners.remove(item.owners.get()),
    ):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            forbidden()


def test_number_never_comes_back():
    draft = make_partnership(has_source=False)
    draft.delete()

    assert make_partnership().number == draft.number + 1
    made = make_partnership(number=40)
    assert make_partnership().number == made.number + 1


def test_row_on_the_record_is_not_moved_through_the_other_side(record):
    draft, other = make_partnership(has_source=False), make_partnership(make_organization())
    source, party = record.sources.get(), record.parties.get()
    for forbidden in (
        lambda: draft.sources.add(source),
        lambda: other.sources.add(source),
        lambda: draft.changes.add(record.changes.first()),
        lambda: draft.commitments.add(record.commitments.get()),
        lambda: make_organization().roles.add(party),
        lambda: source.commitments.add(record.commitments.get()),
    ):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            forbidden()


def test_real_entry_is_never_called_a_demonstration(record):
    entry = Partnership.objects.get(pk=record.pk)
    entry.is_demo = True
    for forbidden in (entry.save, lambda: Partnership.objects.filter(pk=entry.pk).update(is_demo=True)):
        with pytest.raises(AppendOnlyError), transaction.atomic():
            forbidden()


def test_demonstration_may_turn_real():
    entry = make_partnership(is_demo=True)

    Partnership.objects.filter(pk=entry.pk).update(is_demo=False)

    assert not Partnership.objects.get().is_demo
