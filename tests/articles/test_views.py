from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote

import pytest
from django.utils import timezone

from articles.workflow import withdraw
from tests.factories import (
    TEXTS,
    make_article,
    make_author,
    make_draft,
    make_organization,
    make_partnership,
    make_topic,
    show,
)

pytestmark = pytest.mark.django_db


def _text(response):
    return response.content.decode()


def test_article_shows_the_live_text_and_no_draft(client):
    article = make_article("ar")
    make_draft(article, "ar", headline="سر لم يُنشر")

    page = _text(client.get(article.url_in("ar")))

    assert TEXTS["ar"]["headline"] in page
    assert "سر لم يُنشر" not in page


@pytest.mark.parametrize("slug", ["", "خطأ/", "x" * 3000 + "/"], ids=["missing", "wrong", "long"])
def test_article_redirects_to_its_right_address(client, slug):
    article = make_article("ar")

    response = client.get(f"/ar/articles/{article.pk}/{slug}")

    assert response.status_code == 301
    assert unquote(response["Location"]) == unquote(article.url_in("ar"))
    assert response["Cache-Control"] == "public, max-age=3600"


def test_article_only_in_the_other_language_says_so(client):
    article = make_article("ar")

    response = client.get(f"/en/articles/{article.pk}/")

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert "Available in Arabic only" in _text(response)
    assert quote(article.slug_ar) in _text(response)


def test_article_only_in_the_other_language_has_one_address(client):
    article = make_article("ar")

    response = client.get(f"/en/articles/{article.pk}/{quote(article.slug_ar)}/")

    assert (response.status_code, response["Location"]) == (302, f"/en/articles/{article.pk}/")


def test_article_switch_leads_to_the_page_that_says_so(client):
    article = make_article("ar")

    assert f'href="/en/articles/{article.pk}/"' in _text(client.get(article.url_in("ar")))


@pytest.mark.parametrize("languages", ["", "scheduled"])
def test_article_that_is_live_in_neither_language_is_not_found(client, language, languages):
    at = timezone.now() + timedelta(days=1)
    article = make_article("ar en", at=at) if languages else make_article("")

    assert client.get(f"/{language}/articles/{article.pk}/").status_code == 404


def test_article_withdrawn_here_says_when_and_why_and_names_the_other(client):
    article = make_article()
    withdraw(article, "ar", by=None, reason="خطأ في نسبة القول")

    response = client.get(article.url_in("ar"))

    assert response.status_code == 410
    assert "خطأ في نسبة القول" in _text(response)
    assert f'href="{article.url_in("en")}"' in _text(response)
    assert TEXTS["ar"]["body"] not in _text(response)


def test_article_withdrawn_there_is_named_in_the_switch_as_plain_text(client):
    article = make_article()
    withdraw(article, "ar", by=None, reason="خطأ")

    page = _text(client.get(article.url_in("en")))

    assert f"/ar/articles/{article.pk}/" not in page


def test_withdrawn_article_is_in_no_list(client):
    topic, author, organization = make_topic(), make_author(), make_organization()
    article = make_article(topic=topic, organizations=[organization])
    article.bylines.create(author=author)
    lists = ["/ar/", "/ar/articles/", topic.url_in("ar"), author.url_in("ar"), organization.url_in("ar")]
    for path in lists:
        assert TEXTS["ar"]["headline"] in _text(client.get(path)), path

    withdraw(article, "ar", by=None, reason="خطأ")

    for path in lists:
        assert TEXTS["ar"]["headline"] not in _text(client.get(path)), path


COUNTS = (1, 3, 300)


@pytest.fixture(params=COUNTS)
def rows(request):
    return request.param


@pytest.fixture
def crowd(rows):
    """A topic, author, organisation and entry with as many articles, all of them linked to all."""
    from articles.models import Article, Byline, OrganizationMention, PartnershipMention  # noqa: PLC0415 -- slow import

    topic, author, organization = make_topic(), make_author(), make_organization()
    partnership = make_partnership(organization, make_organization())
    first = make_article(topic=topic)
    columns = {
        field.attname: getattr(first, field.attname)
        for field in Article._meta.concrete_fields
        if not field.primary_key
    }
    articles = [first, *Article.objects.bulk_create(Article(**columns) for _ in range(rows - 1))]
    links = ((Byline, "author", author), (OrganizationMention, "organization", organization))
    for model, name, thing in (*links, (PartnershipMention, "partnership", partnership)):
        made = [model(**{"article": article, name: thing}) for article in articles]
        for link in made:
            link.copy_times()
        model.objects.bulk_create(made)
    return {
        "topic": topic,
        "author": author,
        "organization": organization,
        "partnership": partnership,
        "article": first,
    }


@pytest.mark.parametrize(
    ("thing", "most"),
    [("article", 6), ("topic", 6), ("author", 5), ("organization", 12), ("partnership", 15)],
)
def test_page_costs_the_same_for_any_number_of_articles(
    client, crowd, language, thing, most, rows, django_assert_num_queries
):
    path = crowd[thing].url_in(language)
    exact = {"article": 6, "topic": 6, "author": 4, "organization": 10, "partnership": 13}[thing]

    assert exact <= most
    with django_assert_num_queries(exact):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "exact", "most"),
    [("", 8, 8), ("articles/", 3, 5), ("archive/", 3, 5), ("archive/2025/03/", 4, 5)],
)
def test_list_costs_the_same_for_any_number_of_articles(
    client, crowd, language, path, exact, most, django_assert_num_queries
):
    assert exact <= most
    with django_assert_num_queries(exact):
        assert client.get(f"/{language}/{path}").status_code == 200


@pytest.mark.parametrize("slug", ["", "anything/"])
def test_scheduled_edition_says_nothing_of_itself_in_any_address(client, slug):
    """It once stood in the switch with its headline as the slug, and its page led to itself for ever."""
    article = make_article("ar")
    secret = make_draft(article, "en", headline="Secret headline")
    show(secret, timezone.now() + timedelta(days=1))

    arabic = client.get(article.url_in("ar"))
    english = client.get(f"/en/articles/{article.pk}/{slug}", follow=True)

    assert "secret-headline" not in _text(arabic).lower()
    assert english.status_code == 200
    assert len(english.redirect_chain) == (1 if slug else 0)
    assert english.request["PATH_INFO"] == f"/en/articles/{article.pk}/"
    assert "secret" not in _text(english).lower()


def test_day_of_publication_is_that_of_kuwait(client, language):
    """22:00 UTC is one o'clock of the next day in Kuwait, in words as in the machine's date."""
    article = make_article(at=datetime(2024, 1, 31, 22, tzinfo=UTC))

    page = _text(client.get(article.url_in(language)))

    assert 'datetime="2024-02-01T01:00:00+03:00"' in page
    assert {"ar": "1 فبراير 2024", "en": "1 February 2024"}[language] in page
    assert {"ar": "31 يناير 2024", "en": "31 January 2024"}[language] not in page
