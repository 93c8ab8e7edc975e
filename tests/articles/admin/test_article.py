import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.enums import State
from articles.models import Article, LogEntry, Revision
from tests.editing import (
    ADD,
    LIST,
    change_url,
    form_of,
    make_editor,
    make_member,
    make_viewer,
    newest,
    typed,
)
from tests.factories import TEXTS, make_article, make_topic

pytestmark = pytest.mark.django_db


def test_new_article_is_saved_as_a_first_revision_only(client, editor):
    response = client.post(ADD, form_of(**typed("ar"), topic=make_topic().pk))

    article = Article.objects.get()
    assert response.status_code == 302
    assert [(row.language, row.number, row.author) for row in article.revisions.all()] == [("ar", 1, editor)]
    assert article.headline_ar is None
    assert article.state_in("ar") == State.DRAFT


def test_article_needs_a_text_in_one_language(client, editor):
    response = client.post(ADD, form_of())

    assert response.status_code == 200
    assert not Article.objects.exists()


def test_saving_inserts_a_revision_only_where_the_text_changed(client, editor):
    article = make_article()

    client.post(change_url(article), form_of(article, ar__headline="عنوان جديد"))

    assert newest(article, "ar").number == 2
    assert newest(article, "en").number == 1


def test_saving_an_unchanged_form_changes_nothing(client, editor):
    article = make_article()
    entries = LogEntry.objects.count()

    client.post(change_url(article), form_of(article))

    article.refresh_from_db()
    assert (Revision.objects.count(), LogEntry.objects.count(), article.shared_version) == (2, entries, 0)


def test_saving_leaves_the_live_text_alone(client, editor):
    article = make_article()

    client.post(change_url(article), form_of(article, ar__headline="عنوان جديد", kind="analysis"))

    article.refresh_from_db()
    assert article.headline_ar == TEXTS["ar"]["headline"]
    assert article.kind == "analysis"


def test_pasted_markup_is_cleaned(client, editor):
    word = (
        '<p class="MsoNormal" style="margin:0">نص <b onclick="x()">مهم</b><o:p></o:p></p><script>x()</script>'
    )

    client.post(ADD, form_of(**typed("ar", body=word)))

    assert Revision.objects.get().body == "<p>نص <strong>مهم</strong></p>"


def test_publish_button_publishes_what_was_just_typed(client, editor):
    data = form_of(**typed("ar"), topic=make_topic().pk, _publish_ar="1")

    client.post(ADD, data)

    article = Article.objects.get()
    assert article.is_live_in("ar")
    assert not article.is_live_in("en")
    assert article.headline_ar == TEXTS["ar"]["headline"]


def test_schedule_button_schedules_for_the_typed_time(client, editor):
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    data = form_of(**typed("ar"), topic=make_topic().pk, _schedule_ar="1")

    client.post(ADD, data | {"ar-publish_at": tomorrow.strftime("%Y-%m-%dT%H:%M")})

    article = Article.objects.get()
    assert article.state_in("ar") == State.SCHEDULED
    assert article.published_at_ar == tomorrow.replace(second=0, microsecond=0)


def test_text_that_cannot_be_published_is_told_and_stays_typed(client, editor):
    response = client.post(ADD, form_of(**typed("en"), _publish_en="1"), follow=True)

    form = response.context["adminform"].form
    assert not Article.objects.exists()
    assert form.texts["en"]["headline"].value() == TEXTS["en"]["headline"]
    assert form["topic"].errors
    assert list(response.context["messages"]) == []


@pytest.mark.parametrize("languages", [["ar"], ["ar", "en"]])
def test_right_to_add_is_enough_to_write_a_new_article(client, languages):
    client.force_login(make_member("contributor"))
    texts = {name: value for language in languages for name, value in typed(language).items()}

    page = client.get(ADD).content.decode()
    response = client.post(ADD, form_of(**texts, topic=make_topic().pk, _continue="1"), follow=True)

    assert 'name="_continue"' in page
    assert response.status_code == 200
    assert [row.language for row in Article.objects.get().revisions.order_by("language")] == languages


def test_publishing_without_the_right_saves_nothing_and_keeps_what_was_typed(client):
    client.force_login(make_editor("publish_article"))

    response = client.post(ADD, form_of(**typed("ar"), topic=make_topic().pk, _publish_ar="1"))

    assert response.status_code == 200
    assert TEXTS["ar"]["headline"] in response.content.decode()
    assert not Article.objects.exists()


def test_buttons_are_those_the_editor_has_the_right_to(client):
    article = make_article()
    client.force_login(make_editor("publish_article", "withdraw_article"))

    page = client.get(change_url(article)).content.decode()

    assert "_publish_ar" not in page
    assert "/withdraw/" not in page


def test_text_too_long_for_an_article_is_an_error_of_the_form(client, editor):
    response = client.post(ADD, form_of(**typed("ar", body="<p>" + "x" * 3_000_000 + "</p>")))

    assert response.status_code == 200
    assert not Revision.objects.exists()


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_fields_keep_the_direction_of_their_own_language(client, editor, admin_language):
    article = make_article()
    client.cookies["portal_language"] = admin_language

    page = client.get(change_url(article)).content.decode()

    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        for name in ("headline", "standfirst", "body"):
            field = re.search(rf'<textarea name="{language}-{name}"[^>]*>', page)[0]
            assert f'lang="{language}"' in field
            assert f'dir="{direction}"' in field


def test_own_language_of_the_editor_comes_first(client, editor):
    article = make_article()

    pages = {}
    for language in ("ar", "en"):
        client.cookies["portal_language"] = language
        pages[language] = client.get(change_url(article)).content.decode()

    assert pages["ar"].index("ar-headline") < pages["ar"].index("en-headline")
    assert pages["en"].index("en-headline") < pages["en"].index("ar-headline")


def test_view_on_site_is_offered_only_where_readers_find_it(client, editor):
    article = make_article("ar")

    page = client.get(change_url(article)).content.decode()

    assert article.url_in("ar") in page
    assert f"/en/articles/{article.pk}" not in page


def test_article_is_only_read_without_the_right_to_change(client):
    article = make_article()
    client.force_login(make_viewer())

    page = client.get(change_url(article)).content.decode()
    response = client.post(change_url(article), form_of(article, ar__headline="عنوان آخر"))

    assert re.search(r'<textarea name="ar-headline"[^>]* disabled', page)
    assert 'name="_continue"' not in page
    assert response.status_code == 403


def test_article_is_never_deleted(client, editor):
    article = make_article()

    assert client.post(f"{LIST}{article.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("started_from", ["99999999999999999999", "-1", "x"])
def test_nonsense_in_hidden_fields_is_an_error_of_the_form(client, editor, started_from):
    article = make_article()

    response = client.post(change_url(article), form_of(article, ar__started_from=started_from))

    assert response.status_code == 200
    assert newest(article, "ar").number == 1
