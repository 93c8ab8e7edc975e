"""The items that an article is evidence for on its own page, and the articles on the page of their entry."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from articles.evidence import link_evidence, record_update
from articles.loading import load_links
from articles.models import Article
from articles.reported import reported_by
from articles.workflow import withdraw
from organizations.partnerships.ledger import add, confirm, propose, redact, supersede
from organizations.partnerships.models import Partnership, Source
from tests.factories import (
    PUBLISHED_AT,
    TEXTS,
    make_article,
    make_commitment,
    make_organization,
    make_partnership,
)

pytestmark = pytest.mark.django_db

DIRECTION = {"ar": "rtl", "en": "ltr"}
ONLY_IN = {"ar": "متاح بالإنجليزية فقط", "en": "Available in Arabic only"}
OTHER = {"ar": "en", "en": "ar"}
LINES = {
    "ar": ("مُعلَن", "مصدر واحد", "مضى الموعد المعلن"),
    "en": ("Announced", "One source", "Stated date has passed"),
}


@pytest.fixture
def item():
    columns = {"due_text_ar": "2021", "due_text_en": "2021", "due_latest": date(2021, 12, 31)}
    return make_commitment(make_partnership(make_organization()), **columns)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def reported(article, language="ar"):
    article = Article.objects.for_page().get(pk=article.pk)
    load_links(article, language)
    return [one for _entry, items in reported_by(article, language) for one in items]


def make_source(item, **columns):
    source = Source(partnership=item.partnership, kind="press_report", title_ar="خبر آخر", **columns)
    return add(source, by=None)


def test_article_names_its_items_with_their_three_lines(client, item, language):
    article = make_article()
    link_evidence(article, item, by=None)

    page = text(client.get(article.url_in(language)))
    box = page[page.index('<ul class="reported"') :]
    box = box[: box.index("</ul>")]

    assert f'href="{item.partnership.url_in(language)}#item-1"' in box
    assert item.code in box
    assert getattr(item, f"statement_{language}") in box
    for line in LINES[language]:
        assert line in box


def test_article_says_of_a_date_without_a_day_that_it_was_stated(client, item):
    article = make_article()
    link_evidence(
        article, make_commitment(item.partnership, due_text_ar="قريبًا", due_text_en="soon"), by=None
    )

    page = text(client.get(article.url_in("en")))

    box = page[page.index('<ul class="reported"') :]
    assert "Date stated without a day" in box
    assert "No date stated" not in box


def test_article_names_no_item_that_its_language_does_not_state(client, item):
    item = make_commitment(item.partnership, statement_en=None)
    article = make_article()
    link_evidence(article, item, by=None)

    assert len(reported(article, "ar")) == 1
    assert reported(article, "en") == []
    assert item.statement_ar not in text(client.get(article.url_in("en")))


def test_article_names_no_item_that_was_redacted_and_says_which_was_replaced(client, item):
    article = make_article()
    redacted = make_commitment(item.partnership, statement_en="Not to be read any more")
    for one in (item, redacted):
        link_evidence(article, one, by=None)
    redact(redacted, by=None, note_en="On request")
    supersede(item, by=None, nature="plan", statement_en="A later plan")

    page = text(client.get(article.url_in("en")))

    assert [(one.item.number, one.is_replaced) for one in reported(article)] == [(1, True)]
    assert "Not to be read any more" not in page
    assert "A later announcement stands in its place" in page


def _with_own_source(item):
    source = make_source(item, for_item_only=True)
    return make_commitment(item.partnership, source=source)


def _with_repeats(item):
    for origin in ("agency", "agency", ""):
        make_source(item, origin=origin)
    return item


def _with_opinion(item):
    add(Source(partnership=item.partnership, kind="opinion_column", title_ar="رأي"), by=None)
    return item


def _with_conflict(item):
    make_source(item, is_conflicting=True)
    return item


def _with_redacted_source(item):
    redact(item.partnership.sources.get(), by=None, note_ar="بطلب")
    return item


def _with_later_status(item):
    make_source(item)
    news = {"said_on": date(2025, 1, 1), "note_ar": "اكتمل"}
    update = propose(item, by=None, source=make_source(item, for_item_only=True), status="completed", **news)
    confirm(update, by=None)
    return item


def _with_same_status_again(item):
    news = {"said_on": date(2025, 1, 1), "note_ar": "ما زال معلنًا"}
    propose(item, by=None, source=make_source(item, for_item_only=True), status="announced", **news)
    return item


def _with_news_of_the_entry(item):
    news = {"said_on": date(2025, 1, 1), "note_ar": "لقاء جديد"}
    propose(item.partnership, by=None, source=make_source(item), **news)
    return item


@pytest.mark.parametrize(
    "prepare",
    [
        lambda item: item,
        _with_own_source,
        _with_repeats,
        _with_opinion,
        _with_conflict,
        _with_redacted_source,
        _with_later_status,
        _with_same_status_again,
        _with_news_of_the_entry,
    ],
)
def test_evidence_is_counted_as_the_page_of_the_entry_counts_it(item, prepare):
    item = prepare(item)
    article = make_article("ar")
    link_evidence(article, item, by=None)

    entry = Partnership.objects.for_page().get(pk=item.partnership_id)
    there = next(one for one in entry.commitments.all() if one.pk == item.pk)
    (here,) = reported(article)

    assert here.evidence == there.evidence
    assert here.item.status == there.status


@pytest.mark.parametrize("items", [1, 12])
def test_pages_cost_the_same_for_any_number_of_items_and_articles(
    client, language, items, django_assert_num_queries
):
    entry = make_partnership(make_organization())
    articles = [make_article(language) for _ in range(3)]
    for _ in range(items):
        item = make_commitment(entry)
        for article in articles:
            link_evidence(article, item, by=None)

    with django_assert_num_queries(6):
        assert text(client.get(articles[0].url_in(language))).count("#item-") == items
    with django_assert_num_queries(16):
        assert text(client.get(entry.url_in(language))).count("evidence__article") > items


def test_entry_lists_the_articles_on_an_item_the_newest_first(client, item, language):
    first, second = make_article(), make_article(at=PUBLISHED_AT + timedelta(days=1))
    for article in (second, first):
        link_evidence(article, item, by=None)

    page = text(client.get(item.partnership.url_in(language)))
    section = page[page.index('<ul class="evidence"') :]
    section = section[: section.index("</ul>")]

    assert section.index(second.url_in(language)) < section.index(first.url_in(language))
    assert TEXTS[language]["headline"] in section


def test_entry_marks_what_is_only_in_the_other_language(client, item, language):
    headline = "Its own <headline>"
    article = make_article(OTHER[language], texts={OTHER[language]: {"headline": headline}})
    link_evidence(article, item, by=None)

    page = text(client.get(item.partnership.url_in(language)))

    isolated = f'<bdi lang="{OTHER[language]}" dir="{DIRECTION[OTHER[language]]}">{escape(headline)}</bdi>'
    assert page.count(isolated) == page.count(escape(headline)) == 2
    # Once with the item, once with the entry.
    assert page.count(ONLY_IN[language]) == 2
    assert page.count(f'href="/{language}/articles/{article.pk}/"') == 2
    assert text(client.get(f"/{language}/articles/{article.pk}/"))


def test_entry_lists_no_draft_and_nothing_withdrawn_or_to_come(client, item, language):
    draft, withdrawn, both = make_article(""), make_article(), make_article()
    to_come = make_article(at=timezone.now() + timedelta(days=1))
    for article in (draft, withdrawn, to_come, both):
        link_evidence(article, item, by=None)
    for gone in ("ar", "en"):
        withdraw(withdrawn, gone, by=None, reason="خطأ في النقل")
    withdraw(both, language, by=None, reason="خطأ في النقل")

    page = text(client.get(item.partnership.url_in(language)))

    for article in (draft, withdrawn, to_come):
        assert f"/{language}/articles/{article.pk}/" not in page
    assert page.count(ONLY_IN[language]) == 2


def test_page_of_the_entry_names_the_articles_that_it_shows(client, item, language):
    here, elsewhere = make_article(language), make_article(OTHER[language])
    for article in (here, elsewhere):
        link_evidence(article, item, by=None)
        article.partnership_mentions.all().delete()

    keys = client.get(item.partnership.url_in(language))["Surrogate-Key"].split()

    assert {f"article-{here.pk}", f"article-{elsewhere.pk}"} <= set(keys)


def test_unconfirmed_news_is_on_neither_page(client, item, language):
    article = make_article()
    source = Source(kind="press_report", title_ar="خبر لاحق", title_en="Later news")
    news = {"said_on": date(2025, 1, 1), "note_ar": "اكتمل كل شيء", "note_en": "All of it is done"}
    record_update(article, by=None, thing=item, source=source, status="completed", **news)

    assert "#item-1" not in text(client.get(article.url_in(language)))
    assert 'class="evidence"' not in text(client.get(item.partnership.url_in(language)))
