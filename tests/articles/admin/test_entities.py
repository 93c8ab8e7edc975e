"""What the editor of texts offers to link to."""

import pytest
from django.test import Client

from tests.editing import LIST
from tests.factories import make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db


def found(client, query, language="ar"):
    answer = client.get(f"{LIST}entities/", {"q": query, "language": language})
    return [(entity["label"], entity["url"]) for entity in answer.json()["entities"]]


def test_things_are_found_by_the_names_of_either_language(client, editor):
    citra = make_organization(slug="citra", name_ar="هيئة الاتصالات", name_en="Telecom Authority")
    make_person(slug="sara", name_ar="سارة العلي", name_en="Sara Al-Ali")
    make_partnership(citra, slug="first", title_ar="مذكرة السحابة", title_en="Cloud memorandum")

    assert found(client, "telecom") == [("هيئة الاتصالات", "/ar/organizations/citra/")]
    assert found(client, "العلي", "en") == [("Sara Al-Ali", "/en/people/sara/")]
    assert found(client, "cloud") == [("مذكرة السحابة", "/ar/partnerships/first/")]


def test_entry_is_found_by_its_number(client, editor):
    entry = make_partnership(slug="first", title_ar="مذكرة")

    assert ("مذكرة", "/ar/partnerships/first/") in found(client, str(entry.number))


def test_only_what_readers_of_the_language_find_is_offered(client, editor):
    make_organization(name_ar="شركة بلا اسم", name_en=None)
    make_partnership(has_source=False, title_ar="شركة وعدت", title_en="A company promised")

    assert found(client, "شركة", "en") == []


def test_what_is_called_so_comes_before_what_only_has_the_words(client, editor):
    for number in range(10):
        make_partnership(title_en=f"Kuwait {number} CITRA", title_ar=None)
    make_organization(slug="newer", name_en="CITRA partners")
    make_organization(slug="citra", name_en="CITRA")

    labels = [label for label, _url in found(client, "citra", "en")]

    assert labels[:2] == ["CITRA", "CITRA partners"]
    assert labels[2].startswith("Kuwait")


@pytest.mark.parametrize("query", ["", "x" * 300, "%", "9" * 30])
def test_any_words_get_an_answer(client, editor, query):
    assert client.get(f"{LIST}entities/", {"q": query, "language": "ar"}).status_code == 200


def test_language_that_is_not_ours_is_refused(client, editor):
    assert client.get(f"{LIST}entities/", {"q": "x", "language": "fr"}).status_code == 400


def test_visitors_are_sent_to_log_in():
    assert Client().get(f"{LIST}entities/?q=x&language=ar").status_code == 302
