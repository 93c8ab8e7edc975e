"""The lists of names and words in the admin."""

import pytest
from django.core.exceptions import ValidationError

from organizations.models import WordFamily
from tests.editing import make_editor, make_member
from tests.factories import make_organization, make_partnership, make_person
from tests.ledger_desk import ROWS, seen

pytestmark = pytest.mark.django_db

FAMILIES = "/admin/organizations/wordfamily/"


@pytest.fixture
def editor(client):
    editor = make_editor()
    client.force_login(editor)
    return editor


def test_family_is_kept_in_one_way_however_it_is_typed():
    arabic = WordFamily.objects.create(language="ar", words="صحيفة,صحف ؛ صُحُف  صحائف")
    english = WordFamily.objects.create(language="en", words="paper\npapers; Paper")

    assert (arabic.words, english.words) == ("صحيفة، صحف، صحائف", "paper, papers")


@pytest.mark.parametrize("words", ["", "alone", "alone, Alone", ", ;", " ".join(f"w{n}" for n in range(75))])
def test_family_of_too_few_or_too_many_words_is_refused(words):
    with pytest.raises(ValidationError):
        WordFamily(language="en", words=words).full_clean()


def test_word_belongs_to_one_family_of_a_kind():
    WordFamily.objects.create(language="en", words="gazette, gazettes")

    with pytest.raises(ValidationError) as refusal:
        WordFamily(language="en", words="journal, Gazettes").full_clean()
    assert "Gazettes" in str(refusal.value)
    WordFamily(language="en", words="gazette, gazete", is_spelling=True).full_clean()


def test_compiled_families_join_spellings_and_forms():
    WordFamily.objects.all().delete()
    WordFamily.objects.create(language="en", words="centre, center", is_spelling=True)
    WordFamily.objects.create(language="en", words="centre, centres")

    assert WordFamily.objects.compiled().forms_of("Center") == ["center", "centre", "centres"]
    assert WordFamily.objects.for_names().forms_of("centre") == ["centre", "center"]


def test_portal_starts_with_families_of_both_languages():
    from importlib import import_module  # noqa: PLC0415 -- a module whose name is no identifier

    from django.apps import apps  # noqa: PLC0415

    WordFamily.objects.all().delete()
    import_module("organizations.migrations.0003_first_word_families").add_families(apps, None)

    families = WordFamily.objects.all()
    for family in families:
        family.full_clean()
        assert family.words == family._listed()
    assert {"بنوك", "هيئات", "مذكرات"} <= {word for family in families for word in family.members}


def test_editor_adds_and_changes_a_family(client, editor):
    data = {"language": "ar", "words": "صحيفة صحف", "is_spelling": ""}
    assert client.post(f"{FAMILIES}add/", data).status_code == 302

    family = WordFamily.objects.get(words="صحيفة، صحف")
    client.post(f"{FAMILIES}{family.pk}/change/", data | {"words": "صحيفة، صحف، صحائف"})
    family.refresh_from_db()
    assert family.members == ["صحيفة", "صحف", "صحائف"]


def test_words_of_a_language_are_for_those_who_hold_it(client):
    client.force_login(make_member("editor", "en"))
    arabic = WordFamily.objects.filter(language="ar").first() or WordFamily.objects.create(
        language="ar", words="بنك، بنوك"
    )

    client.post(f"{FAMILIES}add/", {"language": "ar", "words": "صحيفة، صحف"})
    changed = client.post(f"{FAMILIES}{arabic.pk}/change/", {"language": "ar", "words": "صحيفة، صحف"})
    deleted = client.post(f"{FAMILIES}{arabic.pk}/delete/", {"post": "yes"})
    client.post(f"{FAMILIES}add/", {"language": "en", "words": "gazette, gazettes"})

    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert not WordFamily.objects.filter(words="صحيفة، صحف").exists()
    assert WordFamily.objects.filter(words="gazette, gazettes").exists()


@pytest.mark.parametrize(
    ("address", "thing"),
    [
        ("organizations/alias/", make_organization),
        ("organizations/personalias/", make_person),
        ("partnerships/partnershipalias/", make_partnership),
    ],
)
def test_other_names_are_listed_with_their_record(client, editor, address, thing):
    thing = thing()
    alias = thing.aliases.create(language="en", name="Another <b>Name</b>", is_ambiguous=True)

    page = client.get(f"/admin/{address}?q=another").content.decode()

    label = thing._meta
    assert f'<a href="/admin/{label.app_label}/{label.model_name}/{thing.pk}/change/"><bdi>' in page
    assert "Another &lt;b&gt;Name&lt;/b&gt;" in page
    assert f'href="{FAMILIES}"' in page
    if address != "partnerships/partnershipalias/":  # those of an entry on the record are kept there
        assert client.post(f"/admin/{address}{alias.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    "address",
    ["organizations/organization/add/", "organizations/person/add/", "partnerships/partnership/add/"],
)
def test_records_lead_to_the_words(client, editor, address):
    assert f'<a href="{FAMILIES}">' in client.get(f"/admin/{address}").content.decode()


def test_editor_gives_an_entry_another_name(client, editor):
    entry = make_partnership(has_source=False)
    inlines = seen(entry)
    for name in ROWS:
        inlines |= {f"{name}-TOTAL_FORMS": 0, f"{name}-INITIAL_FORMS": 0}
    inlines |= {"sources-TOTAL_FORMS": 1, "sources-INITIAL_FORMS": 0, "aliases-TOTAL_FORMS": 1}
    source = {
        "id": "",
        "partnership": entry.pk,
        "kind": "press_report",
        "title_en": "News",
    }
    alias = {"language": "en", "name": "The corridor", "kind": "short", "is_ambiguous": "on"}
    data = {"title_ar": entry.title_ar, "title_en": entry.title_en, "kind": "memorandum", "status": "signed"}
    data |= inlines | {f"sources-0-{name}": value for name, value in source.items()}
    data |= {f"aliases-0-{name}": value for name, value in alias.items()}

    client.post(f"/admin/partnerships/partnership/{entry.pk}/change/", data)

    assert list(entry.aliases.values_list("name", "is_ambiguous")) == [("The corridor", True)]


@pytest.mark.parametrize("rows", [1, 12])
def test_list_of_other_names_costs_the_same_for_any_number(client, editor, rows, django_assert_num_queries):
    for number in range(rows):
        make_organization().aliases.create(language="en", name=f"Name {number}")
    client.get("/admin/organizations/alias/")

    with django_assert_num_queries(6):
        client.get("/admin/organizations/alias/")
