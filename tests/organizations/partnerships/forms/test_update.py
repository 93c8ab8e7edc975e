from datetime import date

import pytest
from django.contrib.auth.models import Permission

from organizations.partnerships.forms import UpdateForm
from organizations.partnerships.models import CommitmentUpdate, Source
from tests.editing import make_member
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db

SAID = {"said_on": "2025-05-01", "said_precision": "day", "note_ar": "ما ورد بعد ذلك"}
SOURCE = {"new-kind": "press_report", "new-title_ar": "خبر جديد", "new-url": "https://example.com/"}


@pytest.fixture
def item():
    return make_commitment(make_partnership(make_organization()))


def form_of(thing, user=None, **data):
    return UpdateForm(SAID | data, thing=thing, user=user or make_member("editor"))


def test_update_needs_a_source_a_day_and_a_note(item):
    form = UpdateForm({}, thing=item, user=make_member("editor"))

    assert not form.is_valid()
    assert {"said_on"} <= form.errors.keys()
    assert {"kind"} <= form.new_source.errors.keys()
    assert "__all__" in form.new_source.errors

    form = form_of(item, note_ar="", source=item.partnership.sources.get().pk)
    assert form.is_valid()
    assert form.save() is None
    assert form.non_field_errors()
    assert not CommitmentUpdate.objects.exists()


def test_source_of_another_entry_is_no_choice(item):
    form = form_of(item, source=make_partnership().sources.get().pk)

    assert not form.is_valid()
    assert "source" in form.errors


def test_whoever_may_not_record_brings_no_source(item):
    member = make_member("")
    member.user_permissions.add(Permission.objects.get(codename="propose_update"))

    form = form_of(item, member, **SOURCE)

    assert form.new_source is None
    assert not form.is_valid()
    assert "source" in form.errors


def test_words_of_a_language_not_held_are_closed(item):
    source = item.partnership.sources.get().pk
    form = form_of(item, make_member("editor", "ar"), note_en="Typed", source=source)

    assert form.is_valid()
    assert form.save().note_en is None


def test_two_sources_are_one_too_many(item):
    form = form_of(item, source=item.partnership.sources.get().pk, **SOURCE)

    assert not form.is_valid()
    assert "source" in form.errors


def test_update_of_an_item_brings_its_source_for_the_item_alone(item):
    form = form_of(item, value="3", **SOURCE)

    assert form.is_valid(), form.errors
    update = form.save()

    assert (update.said_on, update.value, update.source.title_ar) == (date(2025, 5, 1), 3, "خبر جديد")
    assert update.source.for_item_only


def test_update_of_an_entry_brings_a_source_of_the_entry():
    form = form_of(make_partnership(status="signed"), status="active", **SOURCE)

    assert form.is_valid(), form.errors
    update = form.save()

    assert update.effective_at is None
    assert not update.source.for_item_only
    assert "value" not in form.fields


def test_refused_update_leaves_no_source_behind(item):
    form = form_of(item, note_ar="", **SOURCE)

    assert form.is_valid()
    assert form.save() is None
    assert Source.objects.count() == 1


def test_meeting_has_no_status_to_change():
    form = UpdateForm(thing=make_partnership(kind="meeting", status=""), user=make_member("editor"))

    assert "status" not in form.fields
