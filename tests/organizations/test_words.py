"""The lists of names and words in the admin."""

from collections import Counter
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from organizations.models import WordFamily
from organizations.names.families import MOST_RELATIVES
from portal.bilingual.arabic import fold
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
    arabic = WordFamily.objects.create(language="ar", words="قصيدة,قصائد ؛ قَصائد  قلائد")
    english = WordFamily.objects.create(language="en", words="paper\npapers; Paper")

    assert (arabic.words, english.words) == ("قصيدة، قصائد، قلائد", "paper, papers")


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


def _migrate(*names):
    for name in names:
        import_module(f"organizations.migrations.{name}").add_families(apps, None)


def test_portal_starts_with_families_of_both_languages():
    WordFamily.objects.all().delete()
    _migrate("0003_first_word_families")

    families = WordFamily.objects.all()
    for family in families:
        family.full_clean()
        assert family.words == family._listed()
    assert {"بنوك", "هيئات", "مذكرات"} <= {word for family in families for word in family.members}


def test_more_families_follow_the_rules_of_the_first():
    WordFamily.objects.all().delete()
    _migrate("0003_first_word_families", "0006_more_word_families")

    families = list(WordFamily.objects.all())
    taken = Counter(
        (family.language, family.is_spelling, fold(word)) for family in families for word in family.members
    )
    assert [word for word, times in taken.items() if times > 1] == []
    for family in families:
        family.clean_fields()
        assert family.words == family._listed()
        assert len(family.members) > 1
    assert Counter(family.language for family in families)["ar"] > 300
    assert "agreement, agreements, agree, agreed" in {family.words for family in families}


def test_more_families_leave_those_of_editors_as_they_are():
    WordFamily.objects.all().delete()
    _migrate("0003_first_word_families")
    changed = WordFamily.objects.get(words="agreement, agreements")
    changed.words = "agreement, agreements, accord"
    changed.save()
    WordFamily.objects.create(language="ar", words="قمر، هلال")
    WordFamily.objects.create(language="ar", words="سبب، دافع")

    _migrate("0006_more_word_families", "0006_more_word_families")

    kept = WordFamily.objects.filter(words__in=[changed.words, "قمر، هلال", "سبب، دافع"])
    assert kept.count() == 3
    assert WordFamily.objects.filter(words="agree, agreed").count() == 1
    assert not WordFamily.objects.filter(words__contains="أقمار").exists()


@pytest.mark.parametrize(
    ("typed", "relative"),
    [
        ("الهجمات", "هجوم"),
        ("وزرائها", "وزير"),
        ("توقيع", "وقعت"),
        ("وقّعت", "توقيع"),
        ("بالأسواق", "سوق"),
        ("جوجل", "غوغل"),
        ("banks'", "bank"),
        ("men", "man"),
    ],
)
def test_typed_word_has_the_relatives_of_its_stem(typed, relative):
    WordFamily.objects.all().delete()
    _migrate("0003_first_word_families", "0006_more_word_families")

    families = WordFamily.objects.compiled()

    assert relative in families.relatives_of(typed)
    assert families.relatives_of("زنبرك") == []


def test_families_that_have_grown_together_have_no_more_relatives_than_a_search_looks_for():
    WordFamily.objects.all().delete()
    for place in range(60):
        WordFamily.objects.create(language="ar", words=f"قصيدة، قمر{place}")

    assert len(WordFamily.objects.compiled().relatives_of("قصيدة")) == MOST_RELATIVES


def test_editor_adds_and_changes_a_family(client, editor):
    data = {"language": "ar", "words": "قصيدة قصائد", "is_spelling": ""}
    assert client.post(f"{FAMILIES}add/", data).status_code == 302

    family = WordFamily.objects.get(words="قصيدة، قصائد")
    client.post(f"{FAMILIES}{family.pk}/change/", data | {"words": "قصيدة، قصائد، قلائد"})
    family.refresh_from_db()
    assert family.members == ["قصيدة", "قصائد", "قلائد"]


def test_words_of_a_language_are_for_those_who_hold_it(client):
    client.force_login(make_member("editor", "en"))
    arabic = WordFamily.objects.filter(language="ar").first() or WordFamily.objects.create(
        language="ar", words="بنك، بنوك"
    )

    client.post(f"{FAMILIES}add/", {"language": "ar", "words": "قصيدة، قصائد"})
    changed = client.post(f"{FAMILIES}{arabic.pk}/change/", {"language": "ar", "words": "قصيدة، قصائد"})
    deleted = client.post(f"{FAMILIES}{arabic.pk}/delete/", {"post": "yes"})
    client.post(f"{FAMILIES}add/", {"language": "en", "words": "gazette, gazettes"})

    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert not WordFamily.objects.filter(words="قصيدة، قصائد").exists()
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
