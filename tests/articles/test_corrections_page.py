"""What readers see of corrections: on the article, above the other edition, in the public log."""

import re

import pytest
from django.utils import timezone
from time_machine import travel

from articles import workflow
from articles.correcting import answer
from articles.previews import address_of, make_link
from portal.bilingual.languages import other
from tests.editing import newest
from tests.factories import make_article, make_correction, make_draft

pytestmark = pytest.mark.django_db


def page_of(client, article, language):
    article.refresh_from_db()
    return client.get(article.url_in(language)).content.decode().split("</head>")[1]


def test_article_lists_its_corrections_dated_typed_and_newest_first(client, language):
    article = make_article(language)
    with travel("2025-04-01T22:00:00Z", tick=False):
        first = make_correction(article, language, kind="clarification", text="First <b>note</b>")
    second = make_correction(article, language, kind="note", text="Second note")

    page = page_of(client, article, language)

    assert page.index("Second note") < page.index("First &lt;b&gt;note&lt;/b&gt;")
    assert 'datetime="2025-04-02T01:00:00+03:00"' in page
    assert {f'id="{first.anchor}"', f'id="{second.anchor}"'} <= set(re.findall(r'id="[a-z]+-[0-9]+"', page))
    top = page[: page.index('class="prose"')]
    assert str(second.get_kind_display()).capitalize() in top
    assert 'href="#corrections"' in top
    assert "First" not in top


def test_article_without_corrections_says_nothing_of_any(client, language):
    page = page_of(client, make_article(), language)

    assert 'id="corrections"' not in page
    assert "#corrections" not in page


def test_notice_of_the_other_edition_appears_and_goes(client, language):
    elsewhere = other(language)
    article = make_article()
    correction = make_correction(article, elsewhere, text="Only there")

    page = page_of(client, article, language)
    notice = page[page.index("correction-review") : page.index('class="prose"')]
    assert f"{article.url_in(elsewhere)}#{correction.anchor}" in notice
    assert f'hreflang="{elsewhere}"' in notice
    assert "Only there" not in page
    assert "correction-review" not in page_of(client, article, elsewhere)

    answer(correction, by=None, unaffected="It never said it")
    page = page_of(client, article, language)
    assert "correction-review" not in page
    assert "It never said it" not in page


def test_notice_goes_with_the_same_correction(client):
    article = make_article()
    correction = make_correction(article, "ar")

    make_correction(article, "en", answers=[correction])

    for language in ("ar", "en"):
        assert "correction-review" not in page_of(client, article, language)


def test_notice_goes_while_the_corrected_edition_is_withdrawn(client):
    article = make_article()
    make_correction(article, "ar")

    workflow.withdraw(article, "ar", by=None, reason="خطأ")

    assert "correction-review" not in page_of(client, article, "en")


@pytest.mark.parametrize("rows", [0, 1, 5])
def test_article_costs_the_same_for_any_number_of_corrections(
    client, language, rows, django_assert_num_queries
):
    article = make_article()
    for _ in range(rows):
        make_correction(article, "ar")
        make_correction(article, "en")
    article.refresh_from_db()
    url = article.url_in(language)

    with django_assert_num_queries(6):
        page = client.get(url).content.decode()

    assert page.count('class="correction"') == rows


def test_preview_shows_the_corrections_that_the_page_will_have(client):
    article = make_article("ar")
    make_correction(article, "ar", text="صُحّح الرقم")
    link = make_link(make_draft(article, "ar", headline="الثالثة"), by=None)

    page = client.get(address_of(link)).content.decode()

    assert "صُحّح الرقم" in page


def test_log_lists_what_readers_of_the_language_see_newest_first(client, language):
    article = make_article()
    make_correction(article, language, text="The first")
    make_correction(make_article(language), language, text="The second")
    make_correction(article, other(language), text="Elsewhere")
    withdrawn = make_article()
    make_correction(withdrawn, language, text="Withdrawn")
    workflow.withdraw(withdrawn, language, by=None, reason="A mistake")

    response = client.get(f"/{language}/corrections/")
    page = response.content.decode()

    assert page.index("The second") < page.index("The first")
    assert "Elsewhere" not in page
    assert "Withdrawn" not in page
    article.refresh_from_db()
    assert article.url_in(language) in page
    assert f"article-{article.pk}" in response["Surrogate-Key"]
    assert "corrections" in response["Surrogate-Key"].split()
    assert 'hreflang="x-default"' in page
    for form in ("atom", "rss", "json"):
        assert f'href="/{language}/feeds/corrections.{form}"' in page


def test_log_without_corrections_says_so(client, language):
    page = client.get(f"/{language}/corrections/").content.decode()

    assert 'class="empty"' in page


def test_log_is_paged_by_key_and_costs_the_same(client, language, django_assert_num_queries):
    article = make_article(language)
    revision = newest(article, language)
    for number in range(45):
        make_correction(article, language, kind="note", text=f"Note <{number}>", revision=revision)

    url, seen = f"/{language}/corrections/", []
    for _ in range(3):
        with django_assert_num_queries(2):
            page = client.get(url).content.decode()
        seen += re.findall(r"Note &lt;(\d+)&gt;", page)
        older = re.search(r'href="(\?before=[^"]+)" rel="next"', page)
        url = f"/{language}/corrections/{older[1]}" if older else url

    assert [int(number) for number in seen] == list(range(44, -1, -1))
    assert older is None
    newer = re.search(r'href="(\?after=[^"]+)" rel="prev"', page)
    assert "Note &lt;24&gt;" in client.get(f"/{language}/corrections/{newer[1]}").content.decode()


@pytest.mark.parametrize(("query", "status"), [("?before=x", 400), ("?before=1~1", 404), ("?utm_x=1", 200)])
def test_log_answers_a_damaged_place_with_a_word(client, language, query, status):
    make_correction(make_article(language), language)

    assert client.get(f"/{language}/corrections/{query}").status_code == status


def test_log_is_linked_from_every_page(client, language):
    assert f'href="/{language}/corrections/"' in client.get(f"/{language}/").content.decode()


def test_correction_of_now_shows_at_once(client):
    article = make_article("en")
    with travel(timezone.now(), tick=False):
        make_correction(article, "en", text="This very second")
        assert "This very second" in client.get("/en/corrections/").content.decode()
