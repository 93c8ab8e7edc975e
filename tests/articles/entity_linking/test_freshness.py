"""The compiled names are those of the database, whichever process changed it."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from articles.entity_linking import directory
from organizations.models import Organization, WordFamily
from organizations.partnerships.ledger import record
from tests.factories import make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db


def is_known(text):
    return bool(directory().find(text))


def named(text):
    """What it names, in order."""
    return [model.objects.get(pk=pk) for model, pk in (mention.key for mention in directory().find(text))]


def test_directory_is_compiled_once(django_assert_num_queries):
    make_organization(name_en="Compiled Body")
    first = directory()

    with django_assert_num_queries(1):
        assert directory() is first


def test_new_and_changed_and_deleted_names_are_seen():
    assert not is_known("First Body")
    body = make_organization(name_en="First Body")
    assert is_known("First Body")

    body.name_en = "Second Body"
    body.save()
    assert (is_known("First Body"), is_known("Second Body")) == (False, True)

    alias = body.aliases.create(language="en", name="Third Body")
    assert is_known("Third Body")
    alias.delete()
    assert not is_known("Third Body")


def test_everything_that_gives_a_name_is_watched():
    person, entry = (
        make_person(name_en="Some Person"),
        make_partnership(make_organization(), title_en="Some Entry", has_source=False),
    )
    body = make_organization(name_en="Arab Organisation for Data", country="")
    assert is_known("Some Person")

    person.aliases.create(language="en", name="Other Person", is_ambiguous=True)
    assert not is_known("Other Person of Oman")
    person.positions.create(organization=make_organization(country="OM"), title_en="Director")
    assert is_known("Other Person of Oman")

    assert not is_known("Some Entry")
    entry.sources.create(kind="press_report", title_en="News")
    record(entry, by=None)
    assert is_known("Some Entry")

    entry.aliases.create(language="en", name="The Corridor", is_ambiguous=True)
    assert named("The Corridor and the Arab Organisation for Data") == [body]
    entry.parties.create(organization=body)
    assert named("The Corridor and the Arab Organisation for Data") == [entry, body]

    WordFamily.objects.all().delete()
    assert not is_known("Arab Organization for Data")
    WordFamily.objects.create(language="en", words="organisation, organization", is_spelling=True)
    assert is_known("Arab Organization for Data")


def test_names_read_while_a_change_was_fresh_are_read_once_more():
    """Another transaction may have taken its time before this one and end after it, with an older time."""
    make_organization(name_en="Quick Body")
    while_fresh = directory()
    assert directory() is while_fresh

    Organization.objects.update(touched_at=F("touched_at") - timedelta(minutes=2))
    settled = directory()

    assert settled is not while_fresh
    assert directory() is settled
    assert Organization.objects.get().touched_at < timezone.now() - timedelta(minutes=1)
