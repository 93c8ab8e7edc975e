"""Which articles search engines are told of, from which second on, and how the archive is split."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from time_machine import travel

from articles import sitemaps as articles_sitemaps
from articles.models import Article
from articles.sitemaps import ArticleSitemap
from articles.workflow import publish, withdraw
from portal.sitemap_files import RECORDS, by_range, file_name
from tests.explain import explain
from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_author,
    make_correction,
    make_draft,
    make_picture,
    make_topic,
    show,
)
from tests.sitemaps import file_of, get, get_index

pytestmark = pytest.mark.django_db

NOON = PUBLISHED_AT + timedelta(days=30)
SECOND = timedelta(seconds=1)


def listed(client, article):
    """The article's pages in the file that its id belongs to, by language."""
    name = file_name("articles", article.pk // RECORDS + 1)
    found = get(client, f"/{name}")
    prefixes = {language: f"/{language}/articles/{article.pk}/" for language in ("ar", "en")}
    return {
        language: url
        for language, start in prefixes.items()
        for path, url in found.items()
        if path.startswith(start)
    }


def news(client, number=1):
    return get(client, f"/{file_name('news', number)}")


def test_editions_name_each_other_and_themselves(client):
    article = make_article()

    found = listed(client, article)

    urls = {language: article.url_in(language) for language in ("ar", "en")}
    assert {language: url.path for language, url in found.items()} == urls
    for url in found.values():
        assert url.alternates == urls | {"x-default": urls["ar"]}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_only_edition_names_no_other(client, language):
    article = make_article(language)

    found = listed(client, article)

    assert list(found) == [language]
    assert found[language].alternates == {}


def test_states_show_when_and_where_they_should(client):
    """A draft never, a schedule from its second on, a withdrawal no more, one language alone."""
    with travel(NOON, tick=False):
        draft, scheduled, withdrawn = make_article("ar"), make_article("ar"), make_article()
        only_arabic = make_article("ar")
        make_draft(draft, "en")
        show(make_draft(scheduled, "en"), NOON + timedelta(hours=1))
        withdraw(withdrawn, "ar", by=None, reason="An error of fact")

        pieces = (draft, scheduled, withdrawn, only_arabic)
        assert [list(listed(client, piece)) for piece in pieces] == [["ar"], ["ar"], ["en"], ["ar"]]
        assert listed(client, withdrawn)["en"].alternates == {}

    with travel(NOON + timedelta(hours=1) - SECOND, tick=False):
        assert list(listed(client, scheduled)) == ["ar"]
    with travel(NOON + timedelta(hours=1), tick=False):
        found = listed(client, scheduled)
        assert list(found) == ["ar", "en"]
        assert list(found["ar"].alternates) == ["ar", "en", "x-default"]


def test_last_change_is_that_of_each_edition(client):
    """First published, then changed, then something is said beside a text that stays."""
    article = make_article(at=PUBLISHED_AT)
    assert {url.changed_at for url in listed(client, article).values()} == {PUBLISHED_AT}

    with travel(NOON, tick=False):
        publish(make_draft(article, "en", headline="Another"), by=None)
    found = listed(client, article)
    assert (found["ar"].changed_at, found["en"].changed_at) == (PUBLISHED_AT, NOON)

    with travel(NOON + SECOND, tick=False):
        revision = article.revisions.filter(language="ar").last()
        make_correction(article, "ar", kind="clarification", revision=revision)
    found = listed(client, article)
    assert (found["ar"].changed_at, found["en"].changed_at) == (NOON + SECOND, NOON)


def test_index_tells_of_every_change_in_a_file(client):
    """A schedule counts from its second on; what is withdrawn is a change of the file that it left."""
    with travel(NOON, tick=False):
        article, other = make_article(pk=RECORDS * 900_001), make_article(pk=RECORDS * 900_001 + 1)
        name = f"/{file_name('articles', 900_002)}"
        assert get_index(client)[name] == PUBLISHED_AT
        publish(make_draft(article, "en", headline="Another"), by=None)
        assert get_index(client)[name] == NOON
    with travel(NOON + SECOND, tick=False):
        withdraw(article, "ar", by=None, reason="An error of fact")
        assert get_index(client)[name] == NOON + SECOND
    with travel(NOON + 2 * SECOND, tick=False):
        revision = other.revisions.filter(language="ar").last()
        make_correction(other, "ar", kind="clarification", revision=revision)
        assert get_index(client)[name] == NOON + 2 * SECOND
        show(make_draft(make_article("", pk=RECORDS * 900_001 + 2), "ar"), NOON + timedelta(hours=1))
        assert get_index(client)[name] == NOON + 2 * SECOND
    with travel(NOON + timedelta(hours=1), tick=False):
        assert get_index(client)[name] == NOON + timedelta(hours=1)


def test_files_are_ranges_of_ids_that_nothing_shifts(client):
    first = 700_000 * RECORDS
    pieces = [make_article("ar", pk=pk) for pk in (first, first + RECORDS - 1, first + RECORDS)]
    names = [f"/sitemap-articles-{number}.xml" for number in (700_001, 700_002)]

    def files():
        return [sorted(get(client, name)) for name in names]

    before = files()
    assert before == [sorted(piece.url_in("ar") for piece in pieces[:2]), [pieces[2].url_in("ar")]]

    withdraw(pieces[0], "ar", by=None, reason="An error of fact")
    assert files() == [[pieces[1].url_in("ar")], before[1]]


def test_file_without_a_live_piece_is_not_listed_and_not_found(client):
    article = make_article("ar", pk=RECORDS * 800_000)
    name = "/sitemap-articles-800001.xml"
    assert name in get_index(client)

    withdraw(article, "ar", by=None, reason="An error of fact")

    assert name not in get_index(client)
    assert client.get(name).status_code == 404


def test_pictures_are_listed_once_everybody_may_fetch_them(client):
    shown, closed = make_picture(), make_picture()
    with travel(NOON, tick=False):
        live = make_article("ar", picture=shown)
        assert listed(client, live)["ar"].pictures == [f"{settings.SITE_URL}/media/{shown.file.name}"]
        live.picture = closed
        live.save(update_fields=["picture"])
        assert listed(client, live)["ar"].pictures == []


def test_demonstration_stands_in_the_ordinary_sitemap_and_in_no_news(client):
    article = make_article("ar", at=timezone.now(), is_demo=True)

    assert list(listed(client, article)) == ["ar"]
    assert news(client) == {}


def test_news_names_each_language_version_of_the_last_48_hours(client, settings):
    settings.SITE_NAME = {"ar": "سجل & كتاب", "en": "Record & <Book>"}
    headline = "Regulator’s “A&B” <signs> \ufffe]]>"
    with travel(NOON, tick=False):
        article = make_article("ar", at=NOON)
    with travel(NOON + timedelta(hours=30), tick=False):
        show(make_draft(article, "en", headline=headline), timezone.now())
        article.refresh_from_db()
        found = news(client)
        assert [url.path for url in found.values()] == [article.url_in("en"), article.url_in("ar")]
        arabic = {"name": "سجل & كتاب", "language": "ar", "at": NOON, "title": article.headline_ar}
        english = {"name": "Record & <Book>", "language": "en", "at": timezone.now()}
        assert found[article.url_in("ar")].news == arabic
        assert found[article.url_in("en")].news == english | {"title": headline.replace("\ufffe", "")}
        assert get_index(client)["/sitemap-news.xml"] == timezone.now()


def test_news_end_48_hours_after_the_first_publication_whatever_changes(client):
    with travel(NOON, tick=False):
        article = make_article("ar", at=NOON)
    with travel(NOON + timedelta(hours=47), tick=False):
        publish(make_draft(article, "ar", headline="عنوان آخر"), by=None)
        [url] = news(client).values()
        assert (url.news["at"], url.changed_at) == (NOON, NOON + timedelta(hours=47))
    with travel(NOON + timedelta(hours=48), tick=False):
        assert len(news(client)) == 1
    with travel(NOON + timedelta(hours=48) + SECOND, tick=False):
        assert news(client) == {}
        assert "/sitemap-news.xml" not in get_index(client)


def test_news_come_at_their_second(client):
    with travel(NOON, tick=False):
        show(make_draft(make_article(""), "en"), NOON + timedelta(hours=1))
    with travel(NOON + timedelta(hours=1) - SECOND, tick=False):
        assert news(client) == {}
    with travel(NOON + timedelta(hours=1), tick=False):
        assert len(news(client)) == 1


def test_news_split_at_1001(client):
    topic = make_topic()
    columns = {"topic": topic, "headline_ar": "خبر", "slug_ar": "خبر", "body_ar": "<p>نص</p>"}
    with travel(NOON, tick=False):
        rows = [Article(published_at_ar=NOON - place * SECOND, **columns) for place in range(1_000)]
        Article.objects.bulk_create(rows)
        assert len(news(client)) == 1_000
        assert client.get("/sitemap-news-2.xml").status_code == 404
        assert "/sitemap-news-2.xml" not in get_index(client)

        oldest = make_article("en", at=NOON - timedelta(hours=40))
        assert len(news(client)) == 1_000
        assert list(news(client, 2)) == [oldest.url_in("en")]
        assert get_index(client)["/sitemap-news-2.xml"] == NOON - timedelta(hours=40)


def test_topics_and_authors_are_listed_in_the_languages_of_their_names(client):
    both, arabic = make_topic(), make_author(name_en=None)

    topics, authors = (get(client, file_of(*named)) for named in (("topics", both), ("authors", arabic)))

    assert [topics[both.url_in(code)].alternates for code in ("ar", "en")] == [
        {"ar": both.url_in("ar"), "en": both.url_in("en"), "x-default": both.url_in("ar")}
    ] * 2
    assert list(authors) == [arabic.url_in("ar")]


def test_archive_lists_the_months_in_which_a_language_has_something(client):
    with travel(NOON, tick=False):
        make_article("ar", at=NOON - timedelta(days=400))
        make_article(at=NOON)
        show(make_draft(make_article(""), "en"), NOON + timedelta(days=40))
        found = get(client, "/sitemap-archive.xml")

    assert {path: sorted(url.alternates) for path, url in found.items()} == {
        "/ar/archive/2024/02/": [],
        "/ar/archive/2025/04/": ["ar", "en", "x-default"],
        "/en/archive/2025/04/": ["ar", "en", "x-default"],
    }


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("articles", 2), ("news", 2), ("topics", 2), ("authors", 2), ("archive", 4)]
)
def test_file_costs_its_queries_whatever_it_lists(
    client, name, queries, rows, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(articles_sitemaps, "NEWS_FOR", timedelta(days=365 * 50))
    article = None
    for _ in range(rows):
        article = make_article(author=make_author(), picture=make_picture())
    number = article.pk // RECORDS + 1 if name == "articles" else 1

    with django_assert_num_queries(queries):
        assert len(get(client, f"/{file_name(name, number)}")) >= 2


def test_file_is_found_by_its_range_and_its_last_change_without_the_rows():
    """However many articles there are: SQLite takes one of two bounds, and would walk all the times."""
    for number in range(30):
        make_article("ar", at=PUBLISHED_AT + timedelta(hours=number), topic=make_topic())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    sitemap = ArticleSitemap()

    plan = explain(sitemap.within(sitemap.live("ar"), 3).order_by())
    assert "article_sitemap_ar" in plan, plan
    # PostgreSQL takes any index for so few rows.
    if connection.vendor == "sqlite":
        plan = explain(by_range(sitemap.live("ar"), *sitemap.last_changes("ar")))
        assert "article_sitemap_ar" in plan, plan
