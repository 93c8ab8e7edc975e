import pytest

from organizations.partnerships.ledger import record
from tests.factories import make_article, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db

SECRET = "entry-without-source"


@pytest.fixture
def things():
    """An entry that lacks its source, so that only editors may see it, and all that is linked to it."""
    organization, person = make_organization(), make_person()
    secret = make_partnership(organization, has_source=False, slug=SECRET, title_ar=SECRET, title_en=SECRET)
    secret.signatories.create(person=person, organization=organization)
    article = make_article(organizations=[organization], partnerships=[secret])
    return secret, [organization, person, article, article.topic]


def test_entry_without_source_is_shown_nowhere(client, language, things):
    secret, linked = things
    paths = [f"/{language}/", f"/{language}/partnerships/", f"/{language}/articles/"]
    paths += [thing.url_in(language) for thing in linked]

    assert client.get(secret.url_in(language)).status_code == 404
    for path in paths:
        assert SECRET not in client.get(path).content.decode(), path

    secret.sources.create(kind="press_report", title_ar="خبر", title_en="News")
    record(secret, by=None)
    for path in paths:
        assert SECRET in client.get(path).content.decode(), path


def test_entry_without_a_title_in_this_language_is_in_no_list(client):
    partnership = make_partnership(make_organization(), title_en=None)

    assert partnership.slug in client.get("/ar/partnerships/").content.decode()
    assert partnership.slug not in client.get("/en/partnerships/").content.decode()
    assert "Available in Arabic only" in client.get(partnership.url_in("en")).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [("", {1, 2}), ("?kind=proposal", {2}), ("?status=signed", {1}), ("?year=2024", {1}),
     ("?organization=a", {1, 2}),
     ("?organization=b&kind=memorandum", {1}), ("?kind=meeting", set()), ("?year=2023", set())],
)  # fmt: skip
def test_ledger_filters_compose(client, language, query, found):
    first, second = make_organization(slug="a"), make_organization(slug="b")
    make_partnership(
        first,
        second,
        slug="n1",
        title_ar="قيد أول",
        title_en="n1",
        signed_on="2024-05-01",
        signed_precision="month",
    )
    make_partnership(first, slug="n2", kind="proposal", status="proposed", title_ar="قيد ثانٍ", title_en="n2")

    page = client.get(f"/{language}/partnerships/{query}").content.decode()

    assert {number for number in (1, 2) if f"/{language}/partnerships/n{number}/" in page} == found


def test_entry_of_three_parties_names_each(client, language):
    parties = [make_organization() for _ in range(3)]
    partnership = make_partnership(*parties)

    page = client.get(partnership.url_in(language)).content.decode()

    for party in parties:
        assert f"/{language}/organizations/{party.slug}/" in page


@pytest.mark.parametrize("entries", [1, 3, 300])
def test_ledger_costs_the_same_for_any_number_of_entries(
    client, language, entries, django_assert_num_queries
):
    organization = make_organization()
    for _ in range(entries):
        make_partnership(organization)

    with django_assert_num_queries(7):
        client.get(f"/{language}/partnerships/")
    with django_assert_num_queries(9):
        client.get(organization.url_in(language))


def test_who_is_no_party_is_named_with_its_role(client, language):
    """A body that was consulted or mentioned must never read like one that made an agreement."""
    party, mentioned = make_organization(), make_organization()
    partnership = make_partnership(party)
    partnership.parties.create(organization=mentioned, role="cooperation_mentioned", position=1)
    role = {"ar": "تعاون مذكور", "en": "cooperation mentioned"}[language]

    for path in (f"/{language}/partnerships/", partnership.url_in(language)):
        assert role in client.get(path).content.decode().lower(), path


def test_office_of_a_signatory_is_as_of_the_report(client, language):
    organization, person = make_organization(), make_person()
    partnership = make_partnership(organization)
    partnership.signatories.create(
        person=person, organization=organization, office_ar="رئيس", office_en="Chair"
    )
    words = {"ar": "حتى تاريخ الخبر", "en": "as of the report"}[language]

    assert words in client.get(partnership.url_in(language)).content.decode()
