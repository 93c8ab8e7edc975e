"""Editors find pieces as readers do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.index import editors
from portal.index.engine import TookTooLong
from portal.search.indexing import reindex_all
from portal.search.searchables import ARTICLES
from tests.editing import LIST, make_member
from tests.factories import make_article, make_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def indexed(*articles):
    reindex_all(ARTICLES, [article.pk for article in articles])


def found(client, words, **more):
    return [row.pk for row in client.get(LIST, {"q": words, **more}).context["cl"].result_list]


def article_about(headline):
    return make_article("ar", texts={"ar": {"headline": headline, "slug": headline.replace(" ", "-")}})


@pytest.mark.parametrize(
    "words", ["اتفاقيه", "الإتفاقيات", "تعليم اتفاقية", '"اتفاقية التعليم"', "guideline"]
)
def test_pieces_are_found_by_any_form_of_their_words_in_either_language(client, editor, words):
    article = article_about("توقيع اتفاقية التعليم")
    make_draft(article, "en", headline="Guidelines for schools")
    indexed(article, article_about("خبر آخر"))

    assert found(client, words) == [article.pk]


def test_words_of_a_draft_that_nobody_has_published_are_found(client, editor):
    article = article_about("خبر")
    make_draft(article, "en", headline="Draft", body="<p>Nothing but lighthouses</p>")
    indexed(article)

    assert found(client, "lighthouse") == [article.pk]


def test_beginning_of_a_word_is_found_where_no_word_is(client, editor):
    article = article_about("توقيع اتفاقية التعليم")
    indexed(article)

    assert found(client, "اتفاق التعل") == [article.pk]


def test_picker_finds_what_begins_so_beside_what_has_the_word(client, editor):
    article, other = article_about("بنك الكويت"), article_about("بنكيران")
    indexed(article, other)
    address = f"{LIST}front-page/ar/candidates/"

    results = client.get(address, {"term": "بنك"}).json()["results"]

    assert {result["id"] for result in results} == {str(article.pk), str(other.pk)}
    assert found(client, "بنك") == [article.pk]


def test_index_that_takes_too_long_leaves_the_headlines(client, editor, monkeypatch):
    class Slow:
        def find(self, query):
            raise TookTooLong

    monkeypatch.setattr(editors, "engine", Slow)
    article = article_about("توقيع اتفاقية التعليم")

    assert found(client, "اتفاقيه التعليم") == [article.pk]


def test_number_of_queries_doesnt_depend_on_what_is_found(client, editor):
    indexed(article_about("اتفاقية 0"))
    found(client, "اتفاقية")
    with CaptureQueriesContext(connection) as one:
        found(client, "اتفاقية")
    indexed(*(article_about(f"اتفاقية {number}") for number in range(1, 6)))
    with CaptureQueriesContext(connection) as six:
        assert len(found(client, "اتفاقية")) == 6

    assert len(six) == len(one)


def test_what_a_contributor_finds_tells_nothing_of_drafts_of_others(client):
    contributor = make_member("contributor")
    client.force_login(contributor)
    own = make_article("ar", made_by=contributor, texts={"ar": {"headline": "بنكيران", "slug": "m"}})
    indexed(own)
    assert found(client, "بنك") == [own.pk]

    indexed(article_about("بنك الكويت"))
    assert found(client, "بنك") == [own.pk]
