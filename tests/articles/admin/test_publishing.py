"""The publish buttons of the form: they publish what the editor has seen, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.enums import State
from articles.forms import ArticleForm
from articles.models import Article
from tests.editing import change_url, form_of, make_editor, newest
from tests.factories import TEXTS, make_article, make_draft

pytestmark = pytest.mark.django_db


def schedule(article, language):
    workflow.schedule(newest(article, language), by=None, at=timezone.now() + timedelta(days=1))
    return Article.objects.get(pk=article.pk)


def drafted(*languages):
    article = make_article("")
    for language in languages:
        make_draft(article, language)
    return article


def test_text_that_came_in_between_is_not_published_unseen(client, editor):
    article = drafted("ar")
    data = form_of(article, _publish_ar="1")
    make_draft(article, "ar", headline="عنوان غيري")

    page = client.post(change_url(article), data).content.decode()

    article.refresh_from_db()
    assert article.state_in("ar") == State.DRAFT
    assert 'name="ar-started_from" value="2"' in page
    assert re.search(r'<textarea name="ar-headline"[^>]*>\s*عنوان غيري</textarea>', page)


def test_publishing_again_publishes_the_newer_text_that_was_shown(client, editor):
    article = drafted("ar")
    data = form_of(article, _publish_ar="1")
    make_draft(article, "ar", headline="عنوان غيري")
    client.post(change_url(article), data)

    client.post(change_url(article), form_of(article, _publish_ar="1"))

    article.refresh_from_db()
    assert article.headline_ar == "عنوان غيري"
    assert newest(article, "ar").number == 2


def test_publishing_a_text_that_was_never_there_is_told(client, editor):
    article = drafted("ar")

    data = form_of(article, _publish_en="1", en__started_from=5)
    response = client.post(change_url(article), data)

    assert response.context["adminform"].form.texts["en"].non_field_errors()


def test_revision_saved_at_the_last_moment_is_not_published(client, editor, monkeypatch):
    article = drafted("ar")
    data = form_of(article, _publish_ar="1")
    save_texts = ArticleForm.save_texts

    def save_texts_too_late(form, article, **more):
        save_texts(form, article, **more)
        make_draft(article, "ar", headline="عنوان غيري")

    monkeypatch.setattr(ArticleForm, "save_texts", save_texts_too_late)
    client.post(change_url(article), data)

    article.refresh_from_db()
    assert article.headline_ar == TEXTS["ar"]["headline"]


def test_newer_text_does_not_count_as_seen_while_another_field_is_wrong(client, editor):
    article = make_article()
    data = form_of(article, en__headline="My own headline", en__source_url="not an address")
    make_draft(article, "ar", headline="عنوان غيري")

    page = client.post(change_url(article), data).content.decode()

    assert 'name="ar-started_from" value="1"' in page
    assert "عنوان غيري" not in page


def test_wrong_field_does_not_hide_the_conflict(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنواني أنا", ar__source_url="not an address")
    make_draft(article, "ar", headline="عنوان غيري")

    page = client.post(change_url(article), data).content.decode()

    assert "عنواني أنا" in page
    assert "عنوان غيري" in page


def test_shared_part_does_not_count_as_seen_while_a_text_is_wrong(client, editor):
    article = make_article()
    data = form_of(article, kind="opinion", ar__source_url="not an address")
    Article.objects.filter(pk=article.pk).update(kind="interview", shared_version=1)

    page = client.post(change_url(article), data).content.decode()

    assert 'name="shared_version" value="0"' in page


def test_schedule_is_taken_back_with_one_button_and_what_was_typed_is_kept(client, editor):
    article = schedule(drafted("ar", "en"), "ar")

    client.post(change_url(article), form_of(article, ar__headline="عنوان جديد", _unschedule_ar="1"))

    article.refresh_from_db()
    assert (article.state_in("ar"), article.withdrawal_reason_ar) == (State.DRAFT, None)
    assert newest(article, "ar").headline == "عنوان جديد"


def test_taking_back_needs_the_right_to_publish(client):
    article = schedule(drafted("ar"), "ar")
    client.force_login(make_editor("publish_article"))

    response = client.post(change_url(article), form_of(article, _unschedule_ar="1"))

    article.refresh_from_db()
    assert response.status_code == 200
    assert article.state_in("ar") == State.SCHEDULED


def test_taking_back_what_is_live_is_refused_with_a_message(client, editor):
    article = make_article()

    response = client.post(change_url(article), form_of(article, _unschedule_ar="1"))

    article.refresh_from_db()
    assert article.is_live_in("ar")
    assert response.context["adminform"].form.texts["ar"].non_field_errors()


def test_scheduled_is_unscheduled_and_live_is_withdrawn(client, editor):
    article = make_article("en")
    make_draft(article, "ar")
    article = schedule(article, "ar")

    page = client.get(change_url(article)).content.decode()

    assert "_unschedule_ar" in page
    assert "/withdraw/ar/" not in page
    assert "_unschedule_en" not in page
    assert "/withdraw/en/" in page
