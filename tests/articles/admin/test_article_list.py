from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.admin.article_list import ArticleListAdmin
from articles.models import Article
from tests.editing import LIST
from tests.factories import TEXTS, make_article, make_draft, make_organization, make_topic

pytestmark = pytest.mark.django_db


def test_list_shows_both_headlines_and_each_state(client, editor):
    article = make_article("ar")
    make_draft(article, "en", headline="Only a draft so far")

    page = client.get(LIST).content.decode()

    assert TEXTS["ar"]["headline"] in page
    assert "Only a draft so far" in page
    assert "state--live" in page
    assert "state--draft" in page


@pytest.mark.parametrize("word", ["هيئة الاتصالات", "memorandum", "draft so far"])
def test_list_is_searched_in_both_languages_and_in_drafts(client, editor, word):
    article = make_article()
    make_draft(article, "en", headline="Only a draft so far")
    make_article("ar", texts={"ar": {"headline": "خبر آخر", "slug": "خبر-آخر"}})

    changes = client.get(LIST, {"q": word}).context["cl"]

    assert [row.pk for row in changes.result_list] == [article.pk]


def test_list_finds_an_article_by_its_number(client, editor):
    article, _other = make_article(), make_article()
    counted = make_article("en", texts={"en": {"headline": f"The {article.pk} promises", "slug": "promises"}})

    changes = client.get(LIST, {"q": f" {article.pk} "}).context["cl"]

    assert [row.pk for row in changes.result_list] == [counted.pk, article.pk]


@pytest.mark.parametrize("order", ["", "3"])
def test_list_keeps_its_order_on_every_page(client, editor, order, monkeypatch):
    monkeypatch.setattr(ArticleListAdmin, "list_per_page", 2)
    made = [make_article(kind=kind) for kind in ("news", "analysis", "interview", "news")]
    expected = sorted(made, key=lambda row: (row.kind if order else "", -row.pk))

    pages = [client.get(LIST, {"o": order, "p": page}).context["cl"] for page in (1, 2)]

    assert [row.pk for page in pages for row in page.result_list] == [row.pk for row in expected]


@pytest.mark.parametrize(
    ("state", "expected"), [("missing", 0), ("draft", 1), ("scheduled", 2), ("live", 3), ("withdrawn", 4)]
)
def test_list_is_filtered_by_the_state_of_a_language(client, editor, state, expected):
    articles = [make_article("ar"), make_article("ar"), make_article("ar"), make_article(), make_article()]
    make_draft(articles[1], "en")
    tomorrow = timezone.now() + timedelta(days=1)
    workflow.schedule(make_draft(articles[2], "en"), by=None, at=tomorrow)
    workflow.withdraw(articles[4], "en", by=None, reason="Wrong figures")

    changes = client.get(LIST, {"state_en": state}).context["cl"]

    assert [row.pk for row in changes.result_list] == [articles[expected].pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number_of_rows(client, editor, rows, django_assert_num_queries):
    for _ in range(rows):
        make_draft(make_article(organizations=[make_organization()]), "ar")

    # The session, the user, two for the rights, the topics of the filter, the count, the keys of
    # the page, its rows, their newest texts, which of these were sent back.
    with django_assert_num_queries(10):
        client.get(LIST)


def test_publish_action_publishes_the_newest_text_of_each(client, editor):
    articles = [make_article("", topic=make_topic()) for _ in range(2)]
    for article in articles:
        make_draft(article, "ar")

    data = {"action": "publish_in_arabic", "_selected_action": [row.pk for row in articles]}
    response = client.post(LIST, data)
    assert not Article.objects.live("ar")
    client.post(response.url, {"text": [f"{row.pk}:1" for row in articles]})

    assert Article.objects.live("ar").count() == 2


def test_withdraw_action_asks_for_the_reason_first(client, editor):
    article = make_article()

    response = client.post(LIST, {"action": "withdraw_in_english", "_selected_action": [article.pk]})

    article.refresh_from_db()
    assert response.url == f"{LIST}withdraw/en/?ids={article.pk}"
    assert article.is_live_in("en")
