"""What surrounds the text of an article: who and when, the box of the record, the ways to pass it on."""

from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from django.utils import timezone

from tests.factories import (
    make_article,
    make_author,
    make_commitment,
    make_organization,
    make_partnership,
    make_person,
)

pytestmark = pytest.mark.django_db

FOUR = {"body": "<p>First.</p><p>Second.</p><p>Third.</p><p>Fourth.</p>"}
HIJRI = "5 ربيع الأول 1447 هـ"


def main_of(response):
    assert response.status_code == 200
    return response.content.decode().split("<main", 1)[1].split("</main>")[0]


def test_times_name_their_zone_and_arabic_pages_the_hijri_day(client):
    article = make_article(at=datetime(2025, 8, 28, 6, 10, tzinfo=UTC))

    arabic, english = (main_of(client.get(article.url_in(code))) for code in ("ar", "en"))

    assert HIJRI in arabic
    assert "09:10 Kuwait time" in english
    assert "هـ" not in english


def test_byline_says_what_each_did_for_the_article(client):
    article = make_article(author=make_author(name_en="Written First"))
    article.bylines.create(author=make_author(name_en="Named Third"), role="translation", position=0)
    article.bylines.create(author=make_author(name_en="Written Second"), position=1)
    article.bylines.create(author=make_author(name_en=None), role="pictures")

    page = main_of(client.get(article.url_in("en")))

    words = [">By<", "Written First", "Written Second", ">Translation<", "Named Third"]
    assert [page.index(word) for word in words] == sorted(page.index(word) for word in words)
    assert ">Pictures<" not in page


def test_time_beyond_the_hijri_tables_breaks_no_page(client, language):
    article = make_article(at=datetime(2025, 8, 28, 6, tzinfo=UTC))
    type(article).objects.update(changed_at_ar=datetime(2078, 1, 1, tzinfo=UTC))

    assert "2025" in main_of(client.get(article.url_in(language)))


def test_box_of_the_record_stands_after_the_third_paragraph(client):
    article = make_article(texts={"en": FOUR}, partnerships=[make_partnership(make_organization())])

    page = main_of(client.get(article.url_in("en")))

    places = [page.index(words) for words in ("Third.", "facts-box", "Fourth.")]
    assert places == sorted(places)
    assert page.count("Third.") == 1


def test_text_without_a_record_is_whole(client):
    page = main_of(client.get(make_article(texts={"en": FOUR}).url_in("en")))

    assert "<p>Third.</p><p>Fourth.</p>" in page
    assert "facts-box" not in page


def test_box_names_parties_organizations_and_people_of_this_language_only(client, language):
    party, only_arabic = make_organization(), make_organization(name_en=None)
    person, arabic_person = make_person(), make_person(name_en=None)
    article = make_article(organizations=[only_arabic], partnerships=[make_partnership(party)])
    for one in (person, arabic_person):
        article.person_mentions.create(person=one)
    article.person_mentions.create(person=make_person(slug="proposed"), is_proposed=True)

    page = main_of(client.get(article.url_in(language)))

    assert getattr(party, f"name_{language}") in page
    assert person.url_in(language) in page
    assert "proposed" not in page
    for one in (only_arabic, arabic_person):
        assert (one.url_in(language) in page) == (language == "ar")


@pytest.mark.parametrize("entries", [1, 3])
def test_box_costs_the_same_for_any_number_of_entries(client, entries, django_assert_num_queries):
    organizations = [make_organization() for _ in range(entries)]
    partnerships = [make_partnership(*organizations) for _ in range(entries)]
    for one in partnerships:
        make_commitment(one, organizations[0])
    article = make_article(organizations=organizations, partnerships=partnerships, author=make_author())
    article.person_mentions.create(person=make_person())

    with django_assert_num_queries(6):
        page = main_of(client.get(article.url_in("en")))

    assert page.count('<dl class="standing ') == entries


class _Hidden(HTMLParser):
    """Buttons that are shown without script."""

    def __init__(self, html):
        super().__init__()
        self.hidden, self.open, self.buttons = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in {"div", "li", "button"}:
            self.open.append("hidden" in dict(attrs))
            if tag == "button" and not any(self.open):
                self.buttons.append(dict(attrs))

    def handle_endtag(self, tag):
        if tag in {"div", "li", "button"}:
            self.open.pop()


def test_nothing_is_offered_that_needs_script_before_it_runs(client, language):
    page = main_of(client.get(make_article().url_in(language)))

    assert _Hidden(page).buttons == []
    assert page.count("<button") == 6
    assert "https://wa.me/" in page
    assert 'role="status"' in page


def test_page_on_paper_lists_where_its_links_lead(client):
    body = '<p>As <a href="https://b.example/text">the text</a> says.</p>'
    article = make_article(texts={"en": {"body": body}})

    page = main_of(client.get(article.url_in("en")))

    assert '<li><bdi lang="en" dir="ltr">https://b.example/text</bdi></li>' in page
    assert f'<bdi dir="ltr">http://testserver/en/articles/{article.pk}/</bdi>' in page


def test_page_of_a_piece_without_this_language_offers_what_can_be_read(client, django_assert_num_queries):
    partnership = make_partnership(make_organization())
    article = make_article("ar", partnerships=[partnership])
    other = make_article("en", partnerships=[partnership])
    arabic = make_article("ar", partnerships=[partnership])

    with django_assert_num_queries(6):
        response = client.get(f"/en/articles/{article.pk}/")

    page = main_of(response)
    assert partnership.title_en in page
    assert other.url_in("en") in page
    assert f"/articles/{arabic.pk}/" not in page
    assert timezone.localtime(article.published_at_ar).strftime("%Y") in page


def test_box_leads_to_the_sources_of_each_entry(client, language):
    entries = [make_partnership(make_organization()) for _ in range(2)]
    article = make_article(partnerships=entries)

    page = main_of(client.get(article.url_in(language)))

    assert all(f'href="{entry.url_in(language)}#sources"' in page for entry in entries)
    assert all('id="sources"' in main_of(client.get(entry.url_in(language))) for entry in entries)


def test_source_of_an_article_stands_under_its_heading(client):
    article = make_article(
        texts={"en": {"source_name": "A newspaper", "source_url": "https://news.example/1"}}
    )

    page = main_of(client.get(article.url_in("en")))

    assert page.index("Source of this article</h2>") < page.index('href="https://news.example/1"')


@pytest.mark.parametrize(
    ("roles", "named"),
    [
        (["passing"], 0),
        (["passing", "subject", "passing"], 1),
        (["passing", "passing"], None),
        (["subject", "subject"], None),
    ],
)
def test_card_names_the_entry_that_stands_for_the_piece_or_says_how_many(client, roles, named):
    article = make_article()
    entries = [make_partnership(make_organization()) for _ in roles]
    for entry, role in zip(entries, roles, strict=True):
        article.partnership_mentions.create(partnership=entry, role=role)

    card = main_of(client.get("/en/articles/")).split('class="ledger-link"')[1].split("</a>")[0]

    if named is None:
        assert f'href="{article.url_in("en")}#record"' in card
        assert f"{len(roles)} ledger entries" in card
        assert 'id="record"' in main_of(client.get(article.url_in("en")))
    else:
        assert f'href="{entries[named].url_in("en")}"' in card
