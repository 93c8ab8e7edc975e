"""Editors find records of the directory and entries of the ledger under any name, however it is spelled."""

import pytest
from django.utils import timezone

from organizations.models import Alias, Organization, Person
from portal.search.indexing import reindex_all
from portal.search.searchables import ENTRIES, ORGANIZATIONS, PEOPLE
from tests.editing import make_editor
from tests.factories import make_commitment, make_partnership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


@pytest.fixture
def huawei():
    huawei = Organization.objects.create(slug="huawei", name_ar="هواوي", name_en="Huawei")
    Alias.objects.create(organization=huawei, language="en", name="Huawei Technologies")
    other = Organization.objects.create(slug="other", name_ar="بنك الخليج", name_en="Gulf Bank")
    reindex_all(ORGANIZATIONS, [huawei.pk, other.pk])
    return huawei


def listed(client, model, words):
    page = client.get(f"/admin/organizations/{model}/", {"q": words})
    return [row.pk for row in page.context["cl"].result_list]


def offered(client, field, words, model="organizationmention"):
    query = {"app_label": "articles", "model_name": model, "field_name": field, "term": words}
    return [int(row["id"]) for row in client.get("/admin/autocomplete/", query).json()["results"]]


@pytest.mark.parametrize("words", ["هواوى", "HUAWEI", "huawei", "technolog", "هوا", "Huawei Technologies"])
def test_organization_is_listed_and_offered_by_any_name(client, huawei, words):
    client.force_login(make_editor())

    assert listed(client, "organization", words) == [huawei.pk]
    assert offered(client, "organization", words) == [huawei.pk]


def test_list_of_organizations_also_knows_the_words_of_descriptions(client, huawei):
    huawei.description_ar = "شركة للاتصالات والشبكات"
    huawei.save()
    reindex_all(ORGANIZATIONS, [huawei.pk])
    client.force_login(make_editor())

    assert listed(client, "organization", "شبكة") == [huawei.pk]
    assert offered(client, "organization", "شبكة") == []


def test_merged_record_is_offered_by_no_name(client, huawei):
    merged = Organization.objects.create(
        slug="hw", name_ar="هواوي تك", merged_into=huawei, merged_at=timezone.now()
    )
    client.force_login(make_editor())

    assert merged.pk not in offered(client, "organization", "هواوي")


def test_person_is_offered_by_name_without_article_and_hamza(client):
    person = Person.objects.create(slug="ahmad", name_ar="أحمد العنزي", name_en="Ahmad")
    reindex_all(PEOPLE, [person.pk])
    client.force_login(make_editor())

    assert offered(client, "person", "احمد عنزي", "personmention") == [person.pk]
    assert listed(client, "person", "احمد العنزى") == [person.pk]


def test_entries_and_items_are_found_by_the_words_of_an_entry(client):
    entry = make_partnership(title_ar="مذكرة التفاهم السحابية", title_en="Cloud memorandum")
    make_partnership(title_ar="لقاء", title_en="Meeting")
    item = make_commitment(entry)
    reindex_all(ENTRIES, [entry.pk])
    client.force_login(make_editor())

    entries = client.get("/admin/partnerships/partnership/", {"q": "السحابيه مذكرات"}).context["cl"]
    items = client.get("/admin/partnerships/commitment/", {"q": "مذكره التفاهم", "check": "all"}).context[
        "cl"
    ]

    assert [row.pk for row in entries.result_list] == [entry.pk]
    assert [row.pk for row in items.result_list] == [item.pk]


@pytest.mark.parametrize("words", ["هواوى", "Huawei", "برشلونه", "signed in Barcelona", "in signed"])
def test_draft_of_an_entry_is_listed_by_its_parties_and_its_summary(client, huawei, words):
    """Drafts are in no index."""
    client.force_login(make_editor())
    said = {"summary_ar": "وُقّعت في برشلونة.", "summary_en": "It was signed in Barcelona."}
    draft = make_partnership(huawei, has_source=False, **said)
    make_partnership(has_source=False, summary_en="It was signed.", summary_ar="وُقّعت.")

    assert entries_listed(client, words) == [draft.pk]
    assert entries_listed(client, "Riyadh") == []


def entries_listed(client, words):
    page = client.get("/admin/partnerships/partnership/", {"q": words})
    return [row.pk for row in page.context["cl"].result_list]
