import re
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone

from articles import workflow
from articles.admin.article_list import ArticleListAdmin
from articles.models import Article
from tests.editing import LIST, make_editor
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


@pytest.mark.usefixtures("indexed")
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
    client.post(response.url, {"text": [f"{row.pk}:1:draft" for row in articles]})

    assert Article.objects.live("ar").count() == 2


def test_withdraw_action_asks_for_the_reason_first(client, editor):
    article = make_article()

    response = client.post(LIST, {"action": "withdraw_in_english", "_selected_action": [article.pk]})

    article.refresh_from_db()
    assert response.url == f"{LIST}withdraw/en/?ids={article.pk}"
    assert article.is_live_in("en")


def _tags(page, language="en"):
    """The words of the tags of one language, row by row."""
    short = {"ar": "ع", "en": "EN"}[language]
    rows = page.content.decode().split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    return [re.findall(rf"<b>{short}</b> ([^<]+)</span>", row) for row in rows]


def test_list_shows_changes_that_readers_do_not_see(client, editor):
    client.cookies["portal_language"] = "en"
    tomorrow = timezone.now() + timedelta(days=1)
    unchanged, live, scheduled, withdrawn = (
        make_article(),
        make_article(),
        make_article(at=tomorrow),
        make_article(),
    )
    withdraw = partial(workflow.withdraw, by=None, reason="Wrong figures")
    withdraw(withdrawn, "en")
    for article in (live, scheduled, withdrawn):
        make_draft(article, "en", headline="Changed")
    in_review = make_article()
    workflow.submit(make_draft(in_review, "en", headline="Changed"), by=None)

    assert _tags(client.get(LIST)) == [
        ["published", "in review"],
        ["withdrawn", "draft"],
        ["scheduled", "draft"],
        ["published", "draft"],
        ["published"],
    ]
    found = client.get(LIST, {"state_en": "changes"}).context["cl"].result_list
    assert [row.pk for row in found] == [withdrawn.pk, scheduled.pk, live.pk]
    assert unchanged not in found
    assert not client.get(LIST, {"state_ar": "changes"}).context["cl"].result_list


def test_change_that_was_published_is_no_change_any_more(client, editor):
    article = make_article()
    make_draft(article, "en", headline="Never shown")
    workflow.publish(make_draft(article, "en", headline="Shown"), by=None)

    assert not client.get(LIST, {"state_en": "changes"}).context["cl"].result_list


def test_list_marks_what_was_sent_back_until_it_is_saved_again(client, editor):
    client.cookies["portal_language"] = "en"
    draft = make_draft(make_article(""), "en")
    workflow.submit(draft, by=None)
    workflow.send_back(draft, by=None, note="Who signed it?")

    assert _tags(client.get(LIST)) == [["returned"]]

    workflow.submit(draft, by=None)
    assert _tags(client.get(LIST)) == [["in review"]]
    workflow.send_back(draft, by=None, note="And when?")
    make_draft(draft.article, "en", headline="Now with a name")
    assert _tags(client.get(LIST)) == [["draft"]]


def test_list_tells_who_began_an_article_and_when_it_was_saved_last(client, editor):
    client.cookies["portal_language"] = "en"
    article = make_article(made_by=editor)
    draft = make_draft(article, "ar")
    saved = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
    type(draft).objects.filter(pk=draft.pk).update(made_at=saved)

    page = client.get(LIST).content.decode()

    assert f'<td class="field-begun_by"><bdi>{editor}</bdi></td>' in page
    assert '<td class="field-last_change">4 May 2031 12:30</td>' in page


def test_list_is_filtered_to_what_one_has_begun(client, editor):
    own = make_article("", made_by=editor)
    make_article("")
    make_article("", made_by=make_editor())

    assert [row.pk for row in client.get(LIST, {"mine": "1"}).context["cl"].result_list] == [own.pk]
    assert len(client.get(LIST, {"mine": "x"}).context["cl"].result_list) == 3


@pytest.mark.parametrize(("language", "expected"), [("ar", "محتوى تجريبي"), ("en", "Demonstration record")])
def test_filters_are_headed_by_what_they_ask(client, editor, language, expected):
    client.cookies["portal_language"] = language

    page = client.get(LIST).content.decode()

    assert re.search(rf"<summary>\s*{expected}\s*</summary>", page)


def test_filter_names_the_choice_of_no_topic(client, editor):
    client.cookies["portal_language"] = "en"
    make_article()

    page = client.get(LIST).content.decode()

    assert 'href="?topic__isnull=True">without a topic</a>' in page
