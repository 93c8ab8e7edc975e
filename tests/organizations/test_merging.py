from datetime import date, timedelta
from itertools import count

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from articles.entity_linking import directory
from articles.models import Article, Picture
from articles.workflow import relink
from organizations.merging import MergeError, links_of, merge
from organizations.merging.links import join_rows, links_to
from organizations.models import Alias, Organization, Person
from organizations.partnerships.append_only import AppendOnlyError
from organizations.partnerships.models import Partnership, Reply
from tests.editing import make_member
from tests.factories import make_article, make_organization, make_partnership, make_person, make_picture

pytestmark = pytest.mark.django_db

MAKERS = {
    Organization: make_organization,
    Person: make_person,
    Partnership: make_partnership,
    Article: make_article,
    Picture: make_picture,
}
#: What the rules of a table ask for beside its columns.
NEEDED = {Reply: {"replied_on": date(2024, 1, 1)}}
LINKS = [link for model in (Organization, Person) for link in links_to(model)]
_numbers = count(1)


@pytest.fixture
def huawei():
    return make_organization(slug="huawei", name_ar="هواوي", name_en="Huawei")


@pytest.fixture
def twin():
    return make_organization(slug="huawei-co", name_ar="شركة هواوي", name_en="Huawei Company")


def make_row(model, **columns):
    """A row of any model, in which all that must be there is there: past its verbs and its guards."""
    if model in MAKERS:
        return MAKERS[model](**columns)
    columns |= NEEDED.get(model, {})
    missing = [
        field for field in model._meta.concrete_fields if field.name not in columns and is_needed(field)
    ]
    columns |= {field.name: value_of(field) for field in missing}
    return QuerySet(model).bulk_create([model(**columns)])[0]


def is_needed(field):
    """Whether a row has to have it; of what may be empty, the Arabic words and who somebody is."""
    if field.primary_key or field.has_default():
        return False
    return not field.null or field.name.endswith("_ar") or field.related_model in {Organization, Person}


def value_of(field):
    number = next(_numbers)
    if field.is_relation:
        return make_row(field.related_model)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.CharField | models.TextField):
        return f"x{number}"[: field.max_length]
    if isinstance(field, models.DateTimeField):
        return timezone.now()
    return date(2024, 1, 1) if isinstance(field, models.DateField) else number


@pytest.mark.parametrize("link", LINKS, ids=str)
def test_every_link_of_every_model_moves(link):
    duplicate, into = MAKERS[link.related_model](), MAKERS[link.related_model]()
    more = {"merged_at": timezone.now()} if link.name == "merged_into" else {}
    row = make_row(link.model, **{link.name: duplicate}, **more)

    outcome = merge(duplicate, into, by=None)

    assert getattr(QuerySet(link.model).get(pk=row.pk), link.attname) == into.pk
    assert links_of(duplicate) == []
    assert sum(outcome.moved.values())


def test_nothing_of_a_refused_merge_happens(huawei, twin):
    twin.aliases.create(language="en", name="HW")

    with pytest.raises(PermissionDenied):
        merge(twin, huawei, by=make_member("editor"))

    assert twin.aliases.count() == 1
    assert Organization.objects.unmerged().count() == 2


@pytest.mark.parametrize("role", ["chief", "administrator"])
def test_chief_and_administrator_may_merge(huawei, twin, role):
    assert merge(twin, huawei, by=make_member(role)).into == huawei


def test_record_is_not_merged_into_itself(huawei):
    with pytest.raises(MergeError):
        merge(huawei, huawei, by=None)


def test_person_is_not_merged_into_an_organisation(huawei):
    with pytest.raises(MergeError):
        merge(make_person(), huawei, by=None)


def test_merged_record_is_not_merged_again_nor_merged_into(huawei, twin):
    merge(twin, huawei, by=None)
    third = make_organization()

    # Whoever opened it earlier holds it as it was.
    for duplicate, into in ((twin, third), (third, twin)):
        with pytest.raises(MergeError):
            merge(duplicate, into, by=None)


def test_whole_is_not_merged_into_its_part(huawei):
    part = make_organization(parent=make_organization(parent=huawei))

    with pytest.raises(MergeError):
        merge(huawei, part, by=None)


def test_part_may_be_merged_into_its_whole(huawei, twin):
    part = make_organization(parent=twin)
    Organization.objects.filter(pk=twin.pk).update(parent=huawei)

    merge(twin, huawei, by=None)

    assert list(huawei.parts.all()) == [part]


def test_whole_is_taken_over_unless_it_would_go_round(huawei, twin):
    group = make_organization()
    Organization.objects.filter(pk=twin.pk).update(parent=group)

    merge(twin, huawei, by=None)

    huawei.refresh_from_db()
    assert huawei.parent == group
    within, lone = make_organization(parent=huawei), make_organization()
    Organization.objects.filter(pk=huawei.pk).update(parent=None)
    Organization.objects.filter(pk=lone.pk).update(parent=within)
    merge(lone, huawei, by=None)
    huawei.refresh_from_db()
    assert huawei.parent is None


def test_names_of_the_duplicate_become_other_names(huawei, twin):
    twin.aliases.create(language="en", name="Huawei Co", kind="former")
    huawei.aliases.create(language="en", name="Huawei Co")

    outcome = merge(twin, huawei, by=None)

    rows = huawei.aliases.values_list("language", "name", "kind")
    assert set(rows) == {
        ("ar", "شركة هواوي", "spelling"),
        ("en", "Huawei Company", "spelling"),
        ("en", "Huawei Co", "spelling"),
    }
    assert set(outcome.names) == {"شركة هواوي", "Huawei Company"}


def test_name_that_it_has_already_becomes_no_other_name(huawei):
    same = make_organization(name_ar="هواوي", name_en="Huawei")

    merge(same, huawei, by=None)

    assert not huawei.aliases.exists()


def test_empty_columns_are_filled_and_others_stay(huawei, twin):
    Organization.objects.filter(pk=huawei.pk).update(name_en=None, sort_key_en=None, description_ar="شركة")
    more = {"website": "https://huawei.example", "seat_en": "Shenzhen", "description_ar": "أخرى"}
    Organization.objects.filter(pk=twin.pk).update(**more)

    merge(twin, huawei, by=None)

    huawei.refresh_from_db()
    assert (huawei.name_en, huawei.website, huawei.seat_en) == (
        "Huawei Company",
        "https://huawei.example",
        "Shenzhen",
    )
    assert (huawei.description_ar, huawei.name_ar, huawei.slug) == ("شركة", "هواوي", "huawei")
    assert bytes(huawei.sort_key_en) == b"huawei company"


def test_demonstration_that_a_real_record_joins_is_none_any_more(twin):
    demo = make_organization(is_demo=True)

    merge(make_organization(is_demo=True), demo, by=None)
    demo.refresh_from_db()
    assert demo.is_demo
    merge(twin, demo, by=None)

    demo.refresh_from_db()
    assert not demo.is_demo


STRONGER = [
    # Of the record that stays, of the duplicate, what becomes of them: role, proposed, declined.
    (("passing", True, False), ("passing", False, False), ("passing", False, False)),
    (("subject", True, False), ("passing", False, False), ("passing", False, False)),
    (("passing", False, False), ("subject", True, False), ("passing", False, False)),
    (("passing", False, False), ("subject", False, False), ("subject", False, False)),
    (("subject", False, False), ("passing", False, False), ("subject", False, False)),
    (("passing", True, True), ("passing", True, False), ("passing", True, False)),
    (("passing", True, True), ("passing", True, True), ("passing", True, True)),
    (("passing", True, True), ("passing", False, False), ("passing", False, False)),
]


@pytest.mark.parametrize(("ours", "theirs", "left"), STRONGER)
def test_of_two_mentions_in_one_article_the_stronger_survives(huawei, twin, ours, theirs, left):
    article = make_article()
    for body, (role, is_proposed, is_declined) in ((huawei, ours), (twin, theirs)):
        columns = {"role": role, "is_proposed": is_proposed, "is_declined": is_declined}
        article.organization_mentions.create(organization=body, **columns)

    merge(twin, huawei, by=None)

    mention = article.organization_mentions.get()
    assert mention.organization == huawei
    assert (mention.role, mention.is_proposed, mention.is_declined) == left
    is_live = mention.published_at_ar == article.published_at_ar
    assert is_live == mention.counts


def test_two_roles_in_one_entry_become_one_and_other_roles_stay(huawei, twin):
    entry = make_partnership(huawei, twin)
    entry.parties.create(organization=twin, role="proposer")

    merge(twin, huawei, by=None)

    assert set(entry.parties.values_list("organization", "role")) == {
        (huawei.pk, "party"),
        (huawei.pk, "proposer"),
    }


def test_what_is_on_the_record_follows_though_nobody_writes_over_it(huawei, twin):
    entry = make_partnership(twin)
    assert entry.recorded_at
    with pytest.raises(AppendOnlyError):
        entry.parties.update(organization=huawei)

    merge(twin, huawei, by=None)

    assert entry.parties.get().organization == huawei
    assert not entry.changes.filter(subject="party").exists()


def test_owners_of_one_item_become_one(huawei, twin):
    item = make_partnership().commitments.create(nature="goal", statement_ar="هدف")
    item.owners.set([huawei, twin])

    merge(twin, huawei, by=None)

    assert list(item.owners.all()) == [huawei]


def test_person_who_signed_twice_signed_once(huawei):
    first, second = make_person(), make_person()
    entry = make_partnership(huawei)
    for person in (first, second):
        entry.signatories.create(person=person, organization=huawei)

    merge(second, first, by=None)

    assert entry.signatories.get().person == first


def test_row_that_goes_hands_on_what_leads_to_it(huawei, twin):
    twin.aliases.create(language="en", name="HW")

    join_rows(Organization, {twin.pk: huawei.pk})

    assert huawei.aliases.get().name == "HW"
    assert list(Organization.objects.all()) == [huawei]


def test_what_was_said_to_be_different_from_the_duplicate_differs_from_the_record(huawei, twin):
    other = make_organization()
    twin.different_from.add(other, huawei)

    merge(twin, huawei, by=None)

    assert list(huawei.different_from.all()) == [other]


@pytest.mark.usefixtures("index")  # the real one writes each document by itself
def test_number_of_queries_does_not_depend_on_the_number_of_links(huawei, twin):
    def cost():
        other = make_organization()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            merge(other, huawei, by=None)
        return len(queries)

    few = cost()
    merged = make_organization()
    for _ in range(3):
        make_article(organizations=[huawei, merged])
        make_partnership(huawei, merged)
    with CaptureQueriesContext(connection) as queries:
        merge(merged, huawei, by=None)
    three = len(queries)
    again = make_organization()
    for _ in range(6):
        make_article(organizations=[huawei, again])
        make_partnership(huawei, again)
    with CaptureQueriesContext(connection) as queries:
        merge(again, huawei, by=None)

    assert len(queries) == three > few


@pytest.mark.parametrize("make", [make_organization, make_person])
def test_address_of_a_merged_record_leads_to_what_it_became(client, make):
    first, second, third = make(), make(), make()
    merge(first, second, by=None)
    merge(second, third, by=None)

    for language in ("ar", "en"):
        for record in (first, second):
            response = client.get(record.url_in(language))
            assert response.status_code == 301
            assert response["Location"] == third.url_in(language)
            assert response["Cache-Control"] == "public, max-age=3600"
        assert client.get(third.url_in(language)).status_code == 200


def test_redirect_of_a_merged_record_costs_one_query(client, huawei, twin, django_assert_num_queries):
    merge(twin, huawei, by=None)
    merge(make_organization(), huawei, by=None)

    with django_assert_num_queries(1):
        client.get(twin.url_in("ar"))


def test_record_that_is_missing_in_a_language_is_redirected_to_first(client, twin):
    arabic = make_organization(name_en=None)
    Organization.objects.filter(pk=twin.pk).update(name_en=None, sort_key_en=None)

    merge(twin, arabic, by=None)

    assert client.get(twin.url_in("en"))["Location"] == arabic.url_in("en")
    assert client.get(arabic.url_in("en")).status_code == 200


@pytest.mark.parametrize("language", ["ar", "en"])
def test_ledger_of_a_merged_organisation_is_that_of_what_it_became(client, huawei, twin, language):
    merge(twin, huawei, by=None)

    response = client.get(f"/{language}/partnerships/?kind=meeting&organization=huawei-co")

    assert response.status_code == 301
    assert response["Location"] == f"/{language}/partnerships/?kind=meeting&organization=huawei"


def test_merged_records_are_in_no_list(client, huawei, twin, language):
    merge(twin, huawei, by=None)

    assert list(Organization.objects.named_in(language)) == [huawei]
    assert "huawei-co" not in client.get(f"/{language}/organizations/").content.decode()


def test_text_is_recognised_by_the_names_of_both_from_then_on(huawei, twin):
    assert {mention.key[1] for mention in directory().find("Huawei Company signed.")} == {twin.pk}

    merge(twin, huawei, by=None)

    assert {mention.key[1] for mention in directory().find("Huawei Company signed.")} == {huawei.pk}
    assert directory().by_address["organizations", "huawei-co"].slug == "huawei"


def test_stored_links_of_live_texts_lead_to_what_the_record_became(huawei, twin):
    texts = {"en": {"body": "<p>Huawei Company signed. Huawei, too.</p>"}}
    article = make_article("en", texts=texts, organizations=[huawei, twin])
    alone = make_article("en", texts=texts, organizations=[twin])
    elsewhere = make_article("en", texts=texts, organizations=[huawei])
    assert [slug for *_place, slug in article.body_links["en"]] == ["huawei-co", "huawei"]

    merge(twin, huawei, by=None)

    for changed in (article, alone):
        before = changed.shared_version
        changed.refresh_from_db()
        [(start, end, kind, slug)] = changed.body_links["en"]
        assert (changed.body_en[start:end], kind, slug) == ("Huawei Company", "organization", "huawei")
        assert changed.shared_version == before + 1
        relink(changed)
        assert changed.body_links["en"] == [[start, end, kind, slug]]
    assert Article.objects.get(pk=elsewhere.pk).shared_version == elsewhere.shared_version


def test_names_that_moved_are_compiled_anew_wherever_they_were_compiled(huawei, twin):
    alias = twin.aliases.create(language="en", name="HW")
    longer_ago = timezone.now() - timedelta(days=1)
    QuerySet(Alias).update(touched_at=longer_ago)

    merge(twin, huawei, by=None)

    alias.refresh_from_db()
    assert alias.touched_at > longer_ago


def test_merged_record_has_a_page_in_no_language(huawei, twin):
    merge(twin, huawei, by=None)

    twin.refresh_from_db()
    assert (twin.languages, huawei.languages) == ((), ("ar", "en"))


def test_refusal_is_told_in_the_language_of_the_editor(huawei):
    with override("en"), pytest.raises(MergeError) as error:
        merge(huawei, huawei, by=None)

    assert error.value.messages == ["A record can’t be merged into itself."]
