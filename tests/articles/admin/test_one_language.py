"""An article in one language only goes through the form, whatever the language of the admin (design §7)."""

import pytest

from articles.enums import State
from articles.models import Article
from tests.editing import ADD, change_url, form_of, newest, typed
from tests.factories import TEXTS, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["ar", "en"])
def admin_language(request, client):
    client.cookies["portal_language"] = request.param


@pytest.fixture(params=[("ar", "en"), ("en", "ar")], ids=["only-ar", "only-en"])
def written_and_missing(request):
    return request.param


def test_article_in_one_language_is_published_and_edited(client, editor, admin_language, written_and_missing):
    written, missing = written_and_missing
    publish = {f"_publish_{written}": "1"}
    client.post(ADD, form_of(**typed(written), topic=make_topic().pk, **publish))
    article = Article.objects.get()

    response = client.post(change_url(article), form_of(article, kind="analysis"))

    article.refresh_from_db()
    assert response.status_code == 302
    assert (article.languages, article.kind) == ((written,), "analysis")
    assert getattr(article, f"headline_{written}") == TEXTS[written]["headline"]
    assert newest(article, missing) is None


def test_missing_language_stays_empty_and_is_added_later(client, editor, admin_language, written_and_missing):
    written, missing = written_and_missing
    client.post(ADD, form_of(**typed(written), topic=make_topic().pk))
    article = Article.objects.get()
    columns = ("headline", "slug", "standfirst", "body", "place", "source_name", "source_url", "published_at")
    assert [getattr(article, f"{name}_{missing}") for name in columns] == [None] * len(columns)

    client.post(change_url(article), form_of(article, **typed(missing), **{f"_publish_{missing}": "1"}))

    article.refresh_from_db()
    assert article.languages == (missing,)
    assert article.state_in(written) == State.DRAFT
