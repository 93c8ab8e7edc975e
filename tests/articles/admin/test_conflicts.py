import pytest

from articles import workflow
from articles.models import Article, LogEntry, Picture
from tests.editing import change_url, form_of, make_editor, make_upload, newest, picture_form
from tests.factories import make_article, make_author, make_draft, make_organization

pytestmark = pytest.mark.django_db


def test_edit_conflict_keeps_the_typed_text_and_shows_the_newer(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنواني أنا")
    make_draft(article, "ar", headline="عنوان غيري")

    page = client.post(change_url(article), data).content.decode()

    assert newest(article, "ar").headline == "عنوان غيري"
    assert "عنواني أنا" in page
    assert "عنوان غيري" in page


def test_editors_of_different_languages_do_not_conflict(client, editor):
    article = make_article()
    data = form_of(article, en__headline="My own headline")
    make_draft(article, "ar", headline="عنوان غيري")

    response = client.post(change_url(article), data)

    assert response.status_code == 302
    assert newest(article, "en").headline == "My own headline"
    assert newest(article, "ar").headline == "عنوان غيري"


def test_conflict_in_one_language_saves_the_other_neither(client, editor):
    article = make_article()
    data = form_of(article, ar__headline="عنواني أنا", en__headline="My own headline")
    make_draft(article, "ar", headline="عنوان غيري")

    client.post(change_url(article), data)

    assert newest(article, "en").number == 1


def test_conflict_found_only_while_saving_undoes_everything(client, editor, monkeypatch):
    article = make_article()
    data = form_of(article, ar__headline="عنواني أنا", kind="opinion")
    save = workflow.save_revision

    def save_too_late(article, language, text, **more):
        monkeypatch.setattr(workflow, "save_revision", save)
        raise workflow.EditConflict("late")

    monkeypatch.setattr(workflow, "save_revision", save_too_late)
    response = client.post(change_url(article), data)

    assert response.status_code == 302
    assert LogEntry.objects.filter(act="shared").count() == 1


def test_shared_fields_count_their_own_version(client, editor):
    article = make_article()

    client.post(change_url(article), form_of(article, kind="opinion"))

    article.refresh_from_db()
    assert (article.kind, article.shared_version) == ("opinion", 1)
    assert LogEntry.objects.filter(act="shared", by=editor).count() == 1


def test_conflict_over_shared_fields_overwrites_nothing(client, editor):
    article = make_article()
    data = form_of(article, kind="opinion", ar__headline="عنواني أنا")
    Article.objects.filter(pk=article.pk).update(kind="interview", shared_version=1)

    page = client.post(change_url(article), data).content.decode()

    article.refresh_from_db()
    assert article.kind == "interview"
    assert newest(article, "ar").number == 1
    assert "عنواني أنا" in page
    assert 'name="shared_version" value="1"' in page


def test_conflict_over_mentions_adds_none(client, editor):
    article = make_article()
    row = {"organization_mentions-0-organization": make_organization().pk}
    data = (
        form_of(article)
        | row
        | {"organization_mentions-TOTAL_FORMS": 1, "organization_mentions-0-role": "passing"}
    )
    Article.objects.filter(pk=article.pk).update(shared_version=1)

    response = client.post(change_url(article), data)

    assert response.status_code == 200
    assert not article.organization_mentions.exists()


def test_mention_of_a_live_article_is_shown_at_once(client, editor):
    article = make_article("ar")
    citra = make_organization(name_ar="هيئة الاتصالات", slug="citra")
    rows = {"organization_mentions-TOTAL_FORMS": 1, "organization_mentions-0-organization": citra.pk}

    client.post(change_url(article), form_of(article) | rows | {"organization_mentions-0-role": "subject"})

    mention = article.organization_mentions.get()
    assert (mention.published_at_ar, mention.published_at_en) == (article.published_at_ar, None)


def test_shared_part_of_a_live_article_needs_the_right_to_publish(client):
    article = make_article()
    client.force_login(make_editor("publish_article"))
    rows = {
        "bylines-TOTAL_FORMS": 1,
        "bylines-0-author": make_author().pk,
        "bylines-0-position": 0,
        "bylines-0-role": "author",
    }

    response = client.post(change_url(article), form_of(article, kind="opinion", ar__headline="مسودة") | rows)

    article.refresh_from_db()
    assert article.kind == "news"
    assert not article.bylines.exists()
    assert newest(article, "ar").number == 1
    assert "مسودة" in response.content.decode()


def test_new_lead_picture_of_a_live_article_is_shown_at_once(client, editor):
    client.post("/admin/articles/picture/add/", picture_form(make_upload(), alt_ar="حقل"))
    article, picture = make_article(), Picture.objects.get()

    client.post(change_url(article), form_of(article, picture=picture.pk))

    picture.refresh_from_db()
    assert picture.is_public
