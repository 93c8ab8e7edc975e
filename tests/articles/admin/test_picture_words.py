"""What the form of an article and the publish page say of pictures without alternative text."""

import re

import pytest
from django.urls import reverse

from articles.enums import State
from articles.models import Article
from tests.editing import change_url, form_of
from tests.factories import make_article, make_draft, make_picture

pytestmark = pytest.mark.django_db

FIGURE = '<p>Text.</p><figure><img src="{}" alt="{}"></figure>'


@pytest.fixture(autouse=True)
def english(client):
    client.cookies["portal_language"] = "en"


def warned(page):
    """The languages whose column says that the lead picture has no words."""
    tags = re.findall(r'data-lacks-alt="(..)"( hidden)?', page)
    assert {language for language, _hidden in tags} == {"ar", "en"}
    return {language for language, hidden in tags if not hidden}


@pytest.mark.parametrize(
    ("words", "lacking"),
    [
        ({}, {"ar", "en"}),
        ({"alt_ar": "حقل"}, {"en"}),
        ({"alt_en": "A field"}, {"ar"}),
        ({"alt_ar": "حقل", "alt_en": "A field"}, set()),
    ],
)
def test_column_says_that_the_lead_picture_lacks_words_in_its_language(client, editor, words, lacking):
    picture = make_picture(**words)
    article = make_article(picture=picture)

    page = client.get(change_url(article)).content.decode()

    assert warned(page) == lacking
    assert page.count(f'href="/admin/articles/picture/{picture.pk}/change/"') == 2


def test_column_is_silent_without_a_lead_picture(client, editor):
    assert warned(client.get(change_url(make_article())).content.decode()) == set()
    assert warned(client.get("/admin/articles/article/add/").content.decode()) == set()


def test_column_counts_pictures_of_its_text_without_words(client, editor):
    named, unnamed = make_picture(), make_picture()
    article = make_article("ar")
    body = FIGURE.format(named.file.url, "حقل") + FIGURE.format(unnamed.file.url, "")
    make_draft(article, "ar", body=body)

    page = client.get(change_url(article)).content.decode()

    assert "1 picture in the text has no alternative text." in page


def test_missing_words_hinder_nobody_from_publishing(client, editor):
    article = make_article("", picture=make_picture())
    make_draft(article, "ar")

    client.post(change_url(article), form_of(article, _publish_ar="1"))

    assert Article.objects.get().state_in("ar") == State.LIVE


@pytest.mark.parametrize("has_words", [True, False])
def test_publish_page_names_what_lacks_words(client, editor, has_words):
    article = make_article("", picture=make_picture(alt_en="A field" if has_words else None))
    make_draft(article, "en")

    page = client.get(reverse("admin:articles_article_publish", args=["en"]), {"ids": article.pk})

    assert ("no alternative text" in page.content.decode()) is not has_words


def test_publish_page_names_a_text_whose_picture_lacks_words(client, editor):
    article = make_article("")
    make_draft(article, "en", body=FIGURE.format(make_picture().file.url, ""))

    page = client.get(reverse("admin:articles_article_publish", args=["en"]), {"ids": article.pk})

    assert "no alternative text" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_publish_page_costs_the_same_for_any_number_of_pictures(
    client, editor, django_assert_num_queries, rows
):
    articles = [make_article("", picture=make_picture()) for _number in range(rows)]
    for article in articles:
        make_draft(article, "en")
    address = reverse("admin:articles_article_publish", args=["en"])
    query = {"ids": ",".join(str(article.pk) for article in articles)}
    client.get(address, query)

    with django_assert_num_queries(9):
        client.get(address, query)
