import pytest

from organizations.partnerships import ledger
from portal.bilingual.languages import other
from portal.paging import PAGE_SIZE
from tests.factories import make_organization, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return make_organization(slug="aaa"), make_organization(slug="bbb")


def address(language, first="aaa", second="bbb"):
    return f"/{language}/partnerships/between/{first}/{second}/"


def titles(response, *names):
    return [entry.title_en for name in names for entry in response.context_data[name]]


def test_pair_shows_what_both_have_a_role_in_newest_first_and_the_undated_apart(client, language, pair):
    first, second = pair
    make_partnership(*pair, title_en="undated")
    make_partnership(*pair, title_en="old", signed_on="2019-01-01", signed_precision="year")
    make_partnership(second, first, title_en="new", held_on="2024-05-01", held_precision="month")
    make_partnership(first, title_en="alone")
    make_partnership(second, make_organization(), title_en="with another")

    page = client.get(address(language))

    assert titles(page, "dated") == ["new", "old"]
    assert titles(page, "undated") == ["undated"]
    apart = {"ar": "التاريخ غير وارد في مصادرنا", "en": "Date not in our sources"}[language]
    assert f'id="undated">{apart}' in page.content.decode()


def test_pair_shows_the_role_of_everybody(client, pair):
    first, second = pair
    entry = make_partnership(first, make_organization(name_en="A third"))
    entry.parties.create(organization=second, role="discussed_with", position=2)

    page = client.get(address("en")).content.decode()

    assert "(discussed with)" in page
    assert "(party)" in page
    assert "A third" in page


def test_pair_has_one_address_in_either_order(client, language, pair):
    response = client.get(address(language, "bbb", "aaa"))

    assert (response.status_code, response["Location"]) == (301, address(language))
    assert not response.cookies


@pytest.mark.parametrize(("first", "second"), [("aaa", "aaa"), ("aaa", "nobody"), ("nobody", "aaa")])
def test_pair_of_one_or_of_nobody_is_not_found(client, language, pair, first, second):
    assert client.get(address(language, first, second)).status_code == 404


def test_pair_without_an_entry_says_so_and_leads_on(client, language, pair):
    response = client.get(address(language))
    page = response.content.decode()

    assert response["X-Robots-Tag"] == "noindex"
    words = {"ar": "لا قيد في هذا السجل يذكر الجهتين معًا", "en": "No entry of this ledger names both"}
    assert words[language] in page
    for organization in pair:
        assert organization.url_in(language) in page
        assert f"/partnerships/?organization={organization.slug}" in page


def test_pair_with_an_entry_is_indexed_in_both_languages(client, language, pair):
    make_partnership(*pair)

    response = client.get(address(language))

    assert "X-Robots-Tag" not in response
    assert {code for code, _url in response.context_data["page"].alternates} == {"ar", "en"}


def test_pair_names_no_edition_in_which_it_has_no_entry(client, language, pair):
    make_partnership(*pair, **{f"title_{other(language)}": None})

    page = client.get(address(language)).context_data["page"]

    assert (page.is_indexed, page.alternates) == (True, [])
    assert client.get(page.switch_url).context_data["page"].alternates == []


def test_pair_of_which_one_has_no_name_here_is_in_the_other_language_only(client, pair):
    arabic = make_organization(slug="ccc", name_en=None)
    make_partnership(pair[0], arabic)

    english = client.get(address("en", "aaa", "ccc"))

    assert "Available in Arabic only" in english.content.decode()
    assert address("ar", "aaa", "ccc") in english.content.decode()
    assert client.get(address("ar", "aaa", "ccc")).status_code == 200


def test_pair_hides_what_readers_may_not_see(client, language, pair):
    make_partnership(*pair, has_source=False, title_en="draft")
    redacted = make_partnership(*pair, title_en="redacted")
    ledger.redact(redacted, by=None, note_ar="سبب", note_en="A reason")
    party = make_partnership(*pair, title_en="one party redacted")
    ledger.redact(party.parties.last(), by=None, note_ar="سبب", note_en="A reason")
    other = "en" if language == "ar" else "ar"
    make_partnership(*pair, **{f"title_{language}": None, f"title_{other}": "قيد" if other == "ar" else "x"})

    assert titles(client.get(address(language)), "dated", "undated") == []


@pytest.mark.parametrize("entries", [1, 3, 300])
def test_pair_costs_the_same_for_any_number_of_entries(
    client, language, pair, entries, django_assert_num_queries
):
    for _ in range(entries):
        make_partnership(*pair)

    with django_assert_num_queries(7):
        client.get(address(language))


def test_pair_is_paged_by_date(client, language, pair):
    for month in range(1, 13):
        for year in (2023, 2024):
            make_partnership(*pair, signed_on=f"{year}-{month:02}-01", signed_precision="month")

    first = client.get(address(language))
    second = client.get(address(language) + first.context_data["listed"].older)

    days = [entry.sorted_on for page in (first, second) for entry in page.context_data["listed"]]
    assert len(first.context_data["listed"]) == PAGE_SIZE
    assert days == sorted(days, reverse=True)
    assert len(set(days)) == 24


@pytest.mark.parametrize("cursor", ["x", "2024-13-01~1", "1~1", "2024-01-01~" + "9" * 40])
def test_pair_refuses_a_damaged_cursor(client, language, pair, cursor):
    assert client.get(address(language) + f"?before={cursor}").status_code == 400
