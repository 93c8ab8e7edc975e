import gzip
import json

import pytest

from articles.workflow import publish, withdraw
from portal.accounts.models import User
from tests.factories import make_article, make_draft

pytestmark = pytest.mark.django_db

GZIP = {"accept-encoding": "gzip"}


@pytest.fixture
def article():
    return make_article()


def test_page_may_be_kept_and_is_asked_for_again(client, article, language):
    response = client.get(article.url_in(language))

    assert response["Cache-Control"] == (
        "public, max-age=0, s-maxage=300, stale-while-revalidate=600, stale-if-error=864000"
    )
    assert f"article-{article.pk}" in response["Surrogate-Key"].split()
    assert f"topic-{article.topic_id}" in response["Surrogate-Key"].split()


def test_unchanged_page_is_a_304_without_body(client, article):
    first = client.get(article.url_in("ar"))

    again = client.get(article.url_in("ar"), headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert again["Vary"] == first["Vary"] == "Accept-Encoding"


def test_compressed_page_is_the_page_under_the_same_etag(client, article):
    plain = client.get(article.url_in("ar"))
    packed, packed_again = (client.get(article.url_in("ar"), headers=GZIP) for _ in range(2))

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]
    assert packed.content == packed_again.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    for first in (plain, packed):
        again = client.get(article.url_in("ar"), headers=GZIP | {"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert "Content-Encoding" not in again


def test_open_data_says_that_it_is_compressed(client, article):
    response = client.get("/api/v1/openapi.json", headers=GZIP)

    assert response["Content-Encoding"] == "gzip"
    assert response["Vary"] == "Accept-Encoding"
    assert json.loads(gzip.decompress(response.content))["openapi"]


def test_pages_that_hold_secrets_are_not_compressed(client):
    response = client.get("/admin/login/", headers=GZIP)

    assert b"csrfmiddlewaretoken" in response.content
    assert "Content-Encoding" not in response


def test_changed_page_is_sent_again(client, article):
    first = client.get(article.url_in("ar"))
    publish(make_draft(article, "ar", body="<p>نص جديد.</p>"), by=None)

    again = client.get(article.url_in("ar"), headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200
    assert "نص جديد" in again.content.decode()


def test_head_says_what_get_says(client, article):
    get, head = client.get(article.url_in("ar")), client.head(article.url_in("ar"))

    assert head.content == b""
    assert {name: head[name] for name in ("ETag", "Cache-Control")} == {
        name: get[name] for name in ("ETag", "Cache-Control")
    }


def test_withdrawn_page_may_be_kept_but_is_no_304(client, article):
    withdraw(article, "ar", by=None, reason="خطأ")
    first = client.get(article.url_in("ar"))

    again = client.get(article.url_in("ar"), headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code) == (410, 410)
    assert first["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("cookie", ["csrf", "session"])
@pytest.mark.parametrize("value", ["", "x", "x" * 32, "%00"])
def test_damaged_cookies_leave_no_trace_on_public_answers(client, article, cookie, value):
    plain = client.get(article.url_in("ar"))
    client.cookies[cookie] = value

    for path in ("/ar/", article.url_in("ar"), f"/ar/articles/{article.pk}/wrong/", "/EN/"):
        response = client.get(path)
        assert not response.cookies, path
        assert "cookie" not in response.get("Vary", "").lower(), path
    assert client.get(article.url_in("ar")).content == plain.content


def test_page_is_the_same_for_who_is_signed_in(client, article, django_assert_num_queries):
    anonymous = client.get(article.url_in("ar"))
    client.force_login(User.objects.create_superuser("chief"))

    with django_assert_num_queries(6):
        response = client.get(article.url_in("ar"))

    assert response.content == anonymous.content
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_pages_are_only_read(client, article, language, method):
    response = getattr(client, method)(article.url_in(language))

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD"
    assert f'<html lang="{language}"' in response.content.decode()


def test_unknown_parameters_change_nothing(client, article):
    plain = client.get(article.url_in("ar"))

    assert client.get(article.url_in("ar") + "?utm_source=x&fbclid=1").content == plain.content
