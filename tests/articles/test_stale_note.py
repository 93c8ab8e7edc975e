import re
from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from articles.models import Article
from articles.previews import address_of, make_link
from articles.workflow import publish, save_revision, schedule
from tests.articles.admin.test_coverage import make_stale
from tests.editing import make_editor
from tests.factories import TEXTS, make_article, make_draft

pytestmark = pytest.mark.django_db


def page_of(client, article, language):
    article.refresh_from_db()
    return client.get(article.url_in(language))


def note_in(response):
    page = response.content.decode()
    return page.split('<p class="stale-note"')[1].split("</p>")[0] if "stale-note" in page else None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("This translation follows the version of", "the Arabic has been updated since.")),
        ("ar", ("تستند هذه الترجمة إلى نسخة", "؛ وقد حُدّث النص الإنجليزي بعدها.")),
    ],
)
def test_stale_translation_says_so_to_readers(client, language, words):
    article = make_stale(language)
    other = "ar" if language == "en" else "en"

    note = note_in(page_of(client, article, language))

    assert [word for word in words if word not in note] == []
    assert f'href="{article.url_in(other)}"' in note
    assert note_in(page_of(client, article, other)) is None


def test_versions_of_one_day_are_told_apart_by_the_time(client):
    article = make_stale()
    assert article.follows_at_en.date() == article.stale_since_en.date()

    assert re.search(
        r"follows the version of \d+ \w+ \d{4} \d\d:\d\d;", note_in(page_of(client, article, "en"))
    )

    before = article.follows_at_en - timedelta(days=2)
    Article.objects.filter(pk=article.pk).update(follows_at_en=before)
    assert re.search(r"follows the version of \d+ \w+ \d{4};", note_in(page_of(client, article, "en")))


def test_translation_that_is_current_says_nothing(client):
    assert note_in(page_of(client, make_article("ar en"), "en")) is None


def test_note_goes_with_the_other_edition(client):
    article = make_stale()
    # Without the verb, which would find the text current: the page asks for itself.
    Article.objects.filter(pk=article.pk).update(withdrawn_at_ar=timezone.now())

    assert note_in(page_of(client, article, "en")) is None


def test_note_comes_with_the_second_at_which_a_scheduled_original_is_shown(client):
    article = make_article("")
    first = make_draft(article, "ar")
    publish(
        save_revision(article, "en", TEXTS["en"], by=None, started_from=0, translated_from=first), by=None
    )
    at = timezone.now() + timedelta(days=2)
    schedule(make_draft(article, "ar", body="<p>غيره.</p>"), by=None, at=at)

    assert note_in(page_of(client, article, "en")) is None
    with travel(at, tick=False):
        assert note_in(page_of(client, article, "en"))


def test_note_costs_no_query_and_its_page_names_the_article(client, django_assert_num_queries):
    stale, current = make_stale(), make_article("ar en")
    # One to find the piece, three for its links, two for what stands beside it.
    for article in (stale, current):
        url = article.url_in("en")
        with django_assert_num_queries(6):
            response = client.get(url)
    assert f"article-{current.pk}" in response["Surrogate-Key"].split()


def test_preview_has_no_note(client):
    article = make_stale()
    link = make_link(make_draft(article, "en", headline="Newer"), by=make_editor())

    page = client.get(address_of(link)).content.decode()

    assert "Newer" in page
    assert "stale-note" not in page
