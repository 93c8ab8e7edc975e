"""The page of the network, and the partners on the page of an organisation."""

import re
from itertools import pairwise

import html5lib
import pytest
from django.utils import timezone

from organizations.models import Organization
from organizations.partnerships.network import whole_network
from portal.demo.records import load_records
from tests.factories import make_organization, make_partnership

pytestmark = pytest.mark.django_db

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"


def page_of(client, language, query=""):
    response = client.get(f"/{language}/partnerships/network/{query}")
    assert response.status_code == 200
    return html5lib.parse(response.content.decode())


def links(element):
    return [link.get("href") for tag in (SVG, HTML) for link in element.iter(f"{tag}a")]


def drawings(page):
    """The links of each drawing, in the order of the document, which is the keyboard's."""
    return {
        svg.get("class").rpartition("--")[2]: [link.get("href") for link in svg.iter(f"{SVG}a")]
        for svg in page.iter(f"{SVG}svg")
        if "network__drawing" in (svg.get("class") or "")
    }


def text_of(page):
    return " ".join("".join(page.itertext()).split())


def is_account(paragraph):
    return paragraph.get("class") == "network__account"


def network_of(language="en"):
    return whole_network(language)


@pytest.fixture
def demo():
    load_records()


@pytest.fixture
def chain():
    """Sixty organisations, each in an entry with the next."""
    organizations = [make_organization() for _ in range(60)]
    for first, second in pairwise(organizations):
        make_partnership(first, second)
    return organizations


def test_network_of_the_demo_is_drawn_and_told_in_both_languages(client, language, demo):
    page = page_of(client, language)
    network = network_of(language)
    organizations = {f"/{language}/organizations/{one.slug}/" for one in network.organizations}
    entries = {f"/{language}/partnerships/{entry.slug}/" for entry in network.subject.entries.values()}

    assert len(organizations) == 9
    assert len(entries) == 5
    for drawing in drawings(page).values():
        assert set(drawing) == organizations | entries
    table = next(page.iter(f"{HTML}table"))
    assert entries <= set(links(table)) <= organizations | entries
    assert organizations | entries <= set(links(page))


def test_both_drawings_and_the_table_tell_the_same(client, language):
    parties = [make_organization() for _ in range(3)]
    make_partnership(*parties, slug="of-three")
    page = page_of(client, language)

    entry = f"/{language}/partnerships/of-three/"
    assert {shape: drawing.count(entry) for shape, drawing in drawings(page).items()} == {
        "wide": 3,
        "arcs": 3,
    }
    table = next(page.iter(f"{HTML}table"))
    assert links(table).count(entry) == 1
    assert [len(list(row.iter(f"{HTML}p"))) for row in next(table.iter(f"{HTML}tbody"))] == [2, 1]


def test_entry_of_many_is_drawn_once_for_each_and_the_account_says_so(client):
    many = [make_organization(name_en=f"Body {number}") for number in range(6)]
    make_partnership(*many, slug="of-six")
    page = page_of(client, "en")

    assert [drawing.count("/en/partnerships/of-six/") for drawing in drawings(page).values()] == [5, 5]
    assert "Between them 10 lines" in text_of(page)
    assert "Left out" not in text_of(page)


def test_table_draws_the_three_lines_apart(client, language):
    make_partnership(make_organization(), make_organization())
    table = next(page_of(client, language).iter(f"{HTML}table"))

    assert len(list(table.iter(f"{HTML}dt"))) >= 3


def test_who_is_no_party_is_drawn_apart_and_named_with_its_role(client, language):
    entry = make_partnership(make_organization())
    entry.parties.create(organization=make_organization(), role="cooperation_mentioned", position=1)
    words = {"ar": "تعاون مذكور", "en": "cooperation mentioned"}[language]
    page = page_of(client, language)

    assert words in text_of(page).lower()
    assert network_of(language).line_words[0][0] == "named"
    lines = [path.get("class") for path in page.iter(f"{SVG}path")]
    assert "network__line network__line--named" in lines
    assert "network__line network__line--signed" not in lines


def test_what_is_part_of_another_is_tied_without_a_number(client, language):
    whole = make_organization()
    make_partnership(make_organization(parent=whole), make_organization())
    page = page_of(client, language)

    numbers = [link for link in page.iter(f"{SVG}a") if link.get("class") == "network__entry"]
    assert "network__line network__line--institutional" in {p.get("class") for p in page.iter(f"{SVG}path")}
    assert len(numbers) == 2  # of the one entry, in each of the two drawings
    assert whole.url_in(language) in drawings(page)["wide"]


def test_links_of_a_drawing_are_followed_organisation_by_organisation(client, demo):
    drawing = drawings(page_of(client, "en"))["arcs"]

    assert drawing[:4] == [
        "/en/organizations/aicto/",
        "/en/partnerships/aicto-huawei-meeting/",
        "/en/organizations/huawei/",
        "/en/partnerships/citra-huawei-mou/",
    ]


def test_every_seal_and_number_is_called_by_its_full_name(client, language, demo):
    page = page_of(client, language)
    titles = [link.find(f"{SVG}title").text for link in page.iter(f"{SVG}a")]

    for organization in network_of(language).organizations:
        assert any(organization.name in title for title in titles)
    for entry in network_of(language).subject.entries.values():
        assert any(entry.title in title for title in titles)


def test_headline_counts_fellow_parties_alone(client, language):
    asked, hub = make_organization(), make_organization(short_name_ar="المحور", short_name_en="The hub")
    for _ in range(2):
        make_partnership(hub, make_organization())
    for _ in range(5):
        entry = make_partnership(make_organization())
        entry.parties.create(organization=asked, role="discussed_with", position=1)
    leaders, others = network_of(language).most_connected

    assert (leaders, others) == ([hub], 2)
    assert network_of(language).organizations[0] == hub


def test_headline_does_not_call_mentions_connections(client):
    entry = make_partnership(make_organization(), slug="offer")
    for place in (1, 2):
        entry.parties.create(organization=make_organization(), role="discussed_with", position=place)
    network = network_of()

    assert (network.most_connected, network.joins_parties, network.rows) == (([], 0), False, [])
    assert "No two organisations are parties to one entry" in text_of(page_of(client, "en"))
    assert len(network.rows_apart) == 2


def test_table_lists_apart_who_is_no_party(client):
    both = make_partnership(make_organization(), make_organization(), slug="both")
    entry = make_partnership(make_organization(), slug="named")
    entry.parties.create(organization=make_organization(), role="cooperation_mentioned", position=1)
    parties, apart = next(page_of(client, "en").iter(f"{HTML}table")).iter(f"{HTML}tbody")

    assert both.url_in("en") in links(parties)
    assert entry.url_in("en") not in links(parties)
    assert entry.url_in("en") in links(apart)


def test_merged_organisations_are_left_out_everywhere(client, language):
    survivor, partner = make_organization(), make_organization(slug="partner")
    merged = {"merged_into": survivor, "merged_at": timezone.now()}
    twin = make_organization(slug="twin", **merged)
    make_partnership(survivor, partner)
    make_partnership(twin, partner)
    part = make_organization(slug="part", parent=twin)
    make_partnership(part, partner)
    make_organization(slug="twin-of-part", parent=partner, **merged)

    assert set(network_of(language).organizations) == {survivor, partner, part}
    assert set(around(partner, language).organizations) == {partner, survivor, part}
    for address in (f"/{language}/partnerships/network/", partner.url_in(language)):
        assert "twin" not in re.sub(r"<title>.*?</title>", "", client.get(address).text)


def test_pages_of_the_ledger_lead_to_each_other(client, language):
    for address in (f"/{language}/partnerships/network/", f"/{language}/data/"):
        page = html5lib.parse(client.get(address).text)
        nav = next(nav for nav in page.iter(f"{HTML}nav") if "ledger-nav" in nav.get("class", ""))
        current = [a.get("href") for a in nav.iter(f"{HTML}a") if a.get("aria-current")]

        assert current == [address]


def test_words_that_a_link_shows_are_painted_over_everything(client, demo):
    for svg in page_of(client, "en").iter(f"{SVG}svg"):
        if "network__drawing" in (svg.get("class") or ""):
            tags = [
                child.tag.rpartition("}")[2]
                for child in svg
                if child.get("aria-hidden") or child.tag != f"{SVG}path"
            ]
            assert tags[0] == "g"
            assert set(tags[1:]) == {"a"}


def test_cut_says_exactly_what_is_left_out(client, language, chain):
    network = network_of(language)

    assert len(network.organizations) == 40
    assert len(network.subject.ties) == 39
    assert (network.organizations_left_out, network.entries_left_out) == (20, 20)
    text = text_of(page_of(client, language))
    assert "20" in text
    rest = page_of(client, language, "?part=rest")
    assert (
        len(re.findall(r"entry__title", client.get(f"/{language}/partnerships/network/?part=rest").text))
        == 20
    )
    drawn = {entry.url_in(language) for entry in network.subject.entries.values()}
    assert drawn.isdisjoint(links(rest))


def test_entry_of_one_organisation_is_left_out_and_said_so(client):
    make_partnership(make_organization(), make_organization())
    alone = make_partnership(make_organization())

    assert (network_of().organizations_left_out, network_of().entries_left_out) == (1, 1)
    assert alone.url_in("en") in links(page_of(client, "en", "?part=rest"))


def test_lines_between_those_drawn_are_counted_where_there_are_too_many():
    parties = [make_organization() for _ in range(11)]
    for place, first in enumerate(parties):
        for second in parties[place + 1 :]:
            make_partnership(first, second)
    network = network_of()

    assert (len(network.subject.ties), network.lines_left_out) == (40, 15)
    assert (network.organizations_left_out, network.entries_left_out) == (0, 15)


def test_rest_pages_by_key(client, chain, monkeypatch):
    monkeypatch.setattr("organizations.partnerships.views.network.ROWS", 8)
    seen, query = [], "?part=rest"
    while query:
        page = page_of(client, "en", query)
        seen += [link for listed in page.iter(f"{HTML}ol") for link in links(listed)]
        older = [a.get("href") for a in page.iter(f"{HTML}a") if a.get("rel") == "next"]
        query = older[0] if older else ""

    entries = [link for link in seen if re.fullmatch(r"/en/partnerships/entry-\d+/", link)]
    assert len(entries) == len(set(entries)) == 20


@pytest.mark.parametrize("query", ["?part=all", "?part=rest&before=damaged", "?part="])
def test_unknown_part_is_refused_in_the_readers_language(client, query):
    assert client.get(f"/ar/partnerships/network/{query}").status_code in {400, 404}


def test_several_entries_of_two_are_one_line_with_their_number(client, language):
    first, second = make_organization(), make_organization()
    for _ in range(3):
        newest = make_partnership(first, second)
    page = page_of(client, language)

    numbers = [group for group in page.iter(f"{SVG}g") if group.get("class") == "network__numbers"]
    assert [text.text for group in numbers for text in group.iter(f"{SVG}text")] == ["×3", "×3"]
    assert newest.url_in(language) in links(next(page.iter(f"{HTML}table")))


def test_nothing_unpublished_or_unnamed_is_in_the_network(client, language):
    draft = make_partnership(make_organization(), make_organization(), has_source=False)
    other = {"ar": "en", "en": "ar"}[language]
    nameless = make_organization(**{f"name_{language}": None})
    untitled = make_partnership(make_organization(), make_organization(), **{f"title_{language}": None})
    make_partnership(nameless, make_organization())
    page = client.get(f"/{language}/partnerships/network/").text

    for thing in (draft, untitled, nameless):
        assert f"/{thing.slug}/" not in page
    assert network_of(other).organizations


def test_empty_ledger_has_a_sentence_instead_of_a_drawing(client, language):
    page = page_of(client, language)

    assert drawings(page) == {}
    assert list(page.iter(f"{HTML}table")) == []


def test_page_of_sixty_organisations_is_light(client, language, chain):
    assert len(client.get(f"/{language}/partnerships/network/").content) < 150_000


@pytest.mark.parametrize("entries", [1, 3, 60])
def test_network_costs_the_same_for_any_number_of_entries(
    client, language, entries, django_assert_num_queries
):
    organizations = [make_organization() for _ in range(entries + 1)]
    for first, second in pairwise(organizations):
        make_partnership(first, second)

    with django_assert_num_queries(7):
        client.get(f"/{language}/partnerships/network/")


def test_network_is_current_in_the_masthead(client, language):
    page = page_of(client, language)
    current = [a.get("href") for a in page.iter(f"{HTML}a") if a.get("aria-current")]

    assert f"/{language}/partnerships/network/" in current
    assert f"/{language}/partnerships/" not in current


# --- The partners of one organisation ---------------------------------------------------------------------


def around(organization, language="en"):
    return organization.roles.neighbourhood(organization, language)


def test_partners_are_drawn_and_listed_on_the_page_of_an_organisation(client, language, demo):
    organization = Organization.objects.get(slug="citra")
    page = html5lib.parse(client.get(organization.url_in(language)).text)
    drawing = drawings(page)["fan"]

    assert organization.url_in(language) not in drawing
    assert drawing == [
        f"/{language}/organizations/huawei/",
        f"/{language}/partnerships/citra-huawei-mou/",
        f"/{language}/organizations/pakistan-embassy-kuwait/",
        f"/{language}/partnerships/pakistan-kuwait-digital-corridor/",
    ]
    listed = [ul for ul in page.iter(f"{HTML}ul") if ul.get("class") == "network__partners"]
    assert [links(ul) for ul in listed] == [drawing[:2], drawing[2:]]


def test_parent_and_parts_come_after_the_partners():
    whole = make_organization()
    organization = make_organization(parent=whole)
    part, partner = make_organization(parent=organization), make_organization()
    make_partnership(organization, partner)
    found = around(organization)

    assert [row[0] for row in found.partners] == [partner]
    assert found.relatives == [whole, part]


def test_at_most_twelve_partners_are_drawn_those_with_most_entries(client, language):
    organization, closest = make_organization(), make_organization()
    for _ in range(14):
        make_partnership(organization, make_organization())
    make_partnership(organization, closest)
    make_partnership(organization, closest)
    found = around(organization, language)

    assert found.partners[0][0] == closest
    assert (len(found.partners), found.left_out, found.size) == (12, 3, 15)
    assert len(drawings(html5lib.parse(client.get(organization.url_in(language)).text))["fan"]) == 24


def test_who_is_no_party_is_no_partner_of_the_organisation(client, language):
    organization, partner, asked = (make_organization() for _ in range(3))
    for _ in range(2):
        entry = make_partnership(organization)
        entry.parties.create(organization=asked, role="discussed_with", position=1)
    make_partnership(organization, partner)
    found = around(organization, language)

    assert found.size == 1
    assert [row[0] for row in found.partners] == [partner]
    assert [(row[0], row[2]) for row in found.named] == [(asked, 1)]


def test_organisation_without_partners_shows_no_connections(client, language):
    organization = make_organization()
    make_partnership(organization)

    assert 'id="connections"' not in client.get(organization.url_in(language)).text


@pytest.mark.parametrize("entries", [1, 3, 60])
def test_partners_cost_two_queries(entries, django_assert_num_queries):
    organization = make_organization()
    for _ in range(entries):
        make_partnership(organization, make_organization())

    with django_assert_num_queries(2):
        assert around(organization).fan.seals
