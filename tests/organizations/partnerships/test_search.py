from datetime import date, datetime

import pytest
from django.utils import timezone

from organizations.partnerships.ledger import add, correct, redact, supersede
from organizations.partnerships.models import Partnership, Signatory
from organizations.partnerships.search import Entries
from portal.index import Document, Kind
from portal.index.names import Names
from tests.factories import make_commitment, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db

WHY = {"note_ar": "سبب", "note_en": "A reason"}


@pytest.fixture
def entry():
    return make_partnership(
        make_organization(),
        title_ar="مذكرة الهيئة وهواوي",
        title_en="CITRA–Huawei memorandum",
        summary_ar="للتعاون في الجيل الخامس.",
        place_ar="برشلونة",
        event_ar="المؤتمر العالمي",
        signed_on=date(2024, 2, 27),
        signed_precision="day",
        announced_on=date(2024, 3, 1),
        announced_precision="month",
        number=7,
    )


def documents_of(entry, language=None):
    return list(Entries().documents([entry.pk], language))


def test_documents_of_entry_hold_what_it_says_and_whom_it_names(entry):
    owner, person = make_organization(), make_person()
    entry.aliases.create(language="en", name="Barcelona memorandum")
    signatory = Signatory(partnership=entry, person=person, organization=owner)
    add(signatory, by=None)
    make_commitment(entry, owner, statement_ar="تدريب مهندسين", statement_en="Training engineers")
    make_commitment(entry, statement_ar="مختبر", statement_en=None)
    party = entry.parties.get().organization_id
    titles = ("مذكرة الهيئة وهواوي", "CITRA–Huawei memorandum")
    names = (*titles, "القيد 007", "القيد 7", "Entry 007", "Entry 7", "Barcelona memorandum")
    common = {
        "kind": Kind.PARTNERSHIP,
        "pk": entry.pk,
        "names": names,
        "published_at": timezone.make_aware(datetime(2024, 2, 27)),
        "about": ((Kind.ORGANIZATION, party), (Kind.ORGANIZATION, owner.pk), (Kind.PERSON, person.pk)),
    }
    assert documents_of(entry) == [
        Document(
            language="ar",
            headline=names[0],
            standfirst="للتعاون في الجيل الخامس.",
            body="تدريب مهندسين\nمختبر\nبرشلونة\nالمؤتمر العالمي",
            **common,
        ),
        Document(language="en", headline=names[1], body="Training engineers", **common),
    ]
    labels = {"ar": names[0], "en": names[1]}
    assert list(Entries().names([entry.pk])) == [Names(Kind.PARTNERSHIP, entry.pk, labels, names)]


def test_entry_without_a_known_day_has_no_time():
    (document, _english) = documents_of(make_partnership(make_organization()))
    assert document.published_at is None


def test_drafts_and_redacted_entries_are_found_by_nobody(entry):
    draft, redacted = (
        make_partnership(make_organization(), has_source=False),
        make_partnership(make_organization()),
    )
    redact(redacted, by=None, **WHY)
    everything = [entry.pk, draft.pk, redacted.pk]
    assert {(one.pk, one.language) for one in Entries().documents(everything)} == {
        (entry.pk, "ar"),
        (entry.pk, "en"),
    }
    assert [names.pk for names in Entries().names(everything)] == [entry.pk]
    assert set(Entries().due("ar")) == {entry.pk}


def test_entry_is_found_in_the_languages_in_which_it_has_a_title():
    arabic = make_partnership(make_organization(), title_en=None, summary_en="A summary without a title")
    assert [one.language for one in documents_of(arabic)] == ["ar"]
    assert list(Entries().due("en")) == []
    (names,) = Entries().names([arabic.pk])
    assert names.labels == {"ar": arabic.title_ar}


def test_redacted_and_replaced_rows_are_not_found(entry):
    owner, person = make_organization(), make_person()
    hidden = make_commitment(entry, owner, statement_ar="بند محجوب")
    replaced = make_commitment(entry, owner, statement_ar="بند قديم")
    new = make_organization()
    supersede(replaced, by=None, owners=[new], nature="plan", statement_ar="بند جديد")
    signatory = Signatory(partnership=entry, person=person, organization=owner, office_ar="منصب")
    add(signatory, by=None)
    for row in (hidden, signatory):
        redact(row, by=None, **WHY)
    party = entry.parties.get().organization_id
    document = documents_of(entry)[0]
    assert document.body == "بند جديد\nبرشلونة\nالمؤتمر العالمي"
    assert document.about == ((Kind.ORGANIZATION, party), (Kind.ORGANIZATION, new.pk))


def test_corrected_words_take_the_place_of_the_old_ones(entry):
    correct(entry, by=None, title_ar="مذكرة مصحّحة", **WHY)
    assert documents_of(entry)[0].headline == "مذكرة مصحّحة"
    assert entry.title_ar not in repr(documents_of(entry))


@pytest.mark.parametrize("number", [1, 3])
def test_documents_of_entries_cost_the_same_for_any_number(number, django_assert_num_queries):
    entries = [make_partnership(make_organization()) for _ in range(number)]
    for entry in entries:
        make_commitment(entry, make_organization())
        entry.aliases.create(language="ar", name="اسم آخر")
    pks = [entry.pk for entry in entries]
    with django_assert_num_queries(7):
        assert len(list(Entries().documents(pks))) == 2 * number
    with django_assert_num_queries(2):
        assert len(list(Entries().names(pks))) == number


def test_entries_linked_to_somebody(entry):
    owner, person = make_organization(), make_person()
    add(Signatory(partnership=entry, person=person, organization=owner), by=None)
    make_commitment(entry, owner)
    make_partnership(make_organization())
    party = entry.parties.get().organization_id
    for key in ((Kind.ORGANIZATION, owner.pk), (Kind.PERSON, person.pk), (Kind.ORGANIZATION, party)):
        assert list(Entries().linked_to(key)) == [entry.pk]
    assert list(Entries().linked_to((Kind.PARTNERSHIP, entry.pk))) == []


def test_keys_of_entries_changed_since_a_time(entry):
    long_ago = timezone.make_aware(datetime(2024, 1, 1))
    other = make_partnership(make_organization())
    Partnership.objects.update(touched_at=long_ago)
    make_commitment(other)
    assert set(Entries().keys(timezone.make_aware(datetime(2025, 1, 1)))) == {other.pk}
