from datetime import UTC, datetime

import pytest

from organizations.merging import merge
from organizations.models import Alias, Organization
from organizations.search import Organizations, People
from portal.index import Document, Kind
from portal.index.names import Names
from tests.factories import make_organization, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def citra():
    citra = make_organization(
        name_ar="الهيئة العامة للاتصالات وتقنية المعلومات",
        name_en="Communication and Information Technology Regulatory Authority",
        short_name_ar="هيئة الاتصالات",
        short_name_en="CITRA",
        description_ar="الجهة المنظمة للاتصالات.",
        description_en="The regulator of telecommunications.",
        seat_ar="مدينة الكويت",
        parent=make_organization(),
    )
    citra.aliases.create(language="ar", name="سيترا")
    citra.aliases.create(language="en", name="Citra Kuwait", is_ambiguous=True)
    return citra


NAMES = (
    "الهيئة العامة للاتصالات وتقنية المعلومات",
    "Communication and Information Technology Regulatory Authority",
    "هيئة الاتصالات",
    "CITRA",
    "سيترا",
    "Citra Kuwait",
)


def test_documents_of_organization_hold_all_its_names_in_both_scripts(citra):
    common = {
        "kind": Kind.ORGANIZATION,
        "pk": citra.pk,
        "names": NAMES,
        "about": ((Kind.ORGANIZATION, citra.parent_id),),
    }
    assert list(Organizations().documents([citra.pk])) == [
        Document(language="ar", headline=NAMES[0], body="الجهة المنظمة للاتصالات.\nمدينة الكويت", **common),
        Document(language="en", headline=NAMES[1], body="The regulator of telecommunications.", **common),
    ]
    labels = {"ar": NAMES[0], "en": NAMES[1]}
    assert list(Organizations().names([citra.pk])) == [
        Names(Kind.ORGANIZATION, citra.pk, labels, NAMES, frozenset({"Citra Kuwait"}))
    ]


def test_organization_is_found_in_the_languages_in_which_it_has_a_name():
    arabic = make_organization(name_ar="هيئة", name_en=None)
    both = make_organization()
    found = {(one.pk, one.language) for one in Organizations().documents([arabic.pk, both.pk])}
    assert found == {(arabic.pk, "ar"), (both.pk, "ar"), (both.pk, "en")}
    assert set(Organizations().due("en")) == {both.pk}


@pytest.mark.parametrize(("source", "make"), [(Organizations(), make_organization), (People(), make_person)])
def test_merged_record_is_found_no_more_and_its_names_are_those_of_the_other(source, make):
    kept, duplicate = make(name_ar="هواوي", name_en="Huawei"), make(name_ar="شركة هواوي", name_en=None)
    duplicate.aliases.create(language="ar", name="هواوى")
    merge(duplicate, kept, by=None)
    found = list(source.documents([kept.pk, duplicate.pk]))
    assert [(one.pk, one.language) for one in found] == [(kept.pk, "ar"), (kept.pk, "en")]
    assert set(found[0].names) == {"هواوي", "Huawei", "هواوى", "شركة هواوي"}
    assert [names.pk for names in source.names([kept.pk, duplicate.pk])] == [kept.pk]
    assert set(source.due("ar")) == {kept.pk}


def test_documents_of_person_hold_names_offices_and_for_whom_they_were_held(citra):
    person = make_person(name_ar="سارة", name_en="Sara", biography_en="Born in Kuwait.")
    person.aliases.create(language="en", name="Sarah")
    person.positions.create(organization=citra, title_ar="رئيسة", title_en="Chair", stated_year=2020)
    person.positions.create(organization=citra, title_ar="مديرة", stated_year=2024)
    common = {
        "kind": Kind.PERSON,
        "pk": person.pk,
        "names": ("سارة", "Sara", "Sarah"),
        "about": ((Kind.ORGANIZATION, citra.pk),),
    }
    assert list(People().documents([person.pk])) == [
        Document(language="ar", headline="سارة", standfirst="مديرة\nرئيسة", **common),
        Document(language="en", headline="Sara", standfirst="Chair", body="Born in Kuwait.", **common),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_documents_of_records_cost_the_same_for_any_number(number, citra, django_assert_num_queries):
    people = [make_person() for _ in range(number)]
    for person in people:
        person.aliases.create(language="en", name="Somebody")
        person.positions.create(organization=citra, title_ar="مدير")
    with django_assert_num_queries(3):
        assert len(list(People().documents([person.pk for person in people]))) == 2 * number
    with django_assert_num_queries(2):
        list(Organizations().documents(Organization.objects.values_list("pk", flat=True)))


def test_keys_of_records_changed_since_a_time(citra):
    long_ago = datetime(2024, 1, 1, tzinfo=UTC)
    named = make_organization()
    Organization.objects.update(touched_at=long_ago)
    Alias.objects.update(touched_at=long_ago)
    named.aliases.create(language="ar", name="اسم جديد")
    assert set(Organizations().keys(datetime(2025, 1, 1, tzinfo=UTC))) == {named.pk}


def test_things_linked_to_an_organization(citra):
    person = make_person()
    person.positions.create(organization=citra, title_ar="مدير")
    assert set(People().linked_to((Kind.ORGANIZATION, citra.pk))) == {person.pk}
    assert set(Organizations().linked_to((Kind.ORGANIZATION, citra.parent_id))) == {citra.pk}
    assert not People().linked_to((Kind.PARTNERSHIP, citra.pk))
