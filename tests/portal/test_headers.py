import pytest
from django.db import OperationalError

from articles import views
from articles.workflow import withdraw
from portal.headers import PERMISSIONS
from tests.editing import make_editor
from tests.factories import make_article

pytestmark = pytest.mark.django_db

TRUSTED = "require-trusted-types-for 'script'"


def policy_of(response):
    """The directives by name."""
    return dict(part.partition(" ")[::2] for part in response["Content-Security-Policy"].split("; "))


def assert_strict(response):
    policy = policy_of(response)
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert response["Permissions-Policy"] == PERMISSIONS
    assert response["Origin-Agent-Cluster"] == "?1"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


ERRORS = {
    400: "/ar/?q=%00",
    404: "/ar/nothing/",
    405: "/ar/",
    410: None,
    414: f"/ar/?q={'a' * 9000}",
    500: "/ar/articles/",
    503: "/ar/articles/",
}
FAULTS = {500: RuntimeError("a bug"), 503: OperationalError("gone")}


@pytest.mark.parametrize(("status", "path"), ERRORS.items())
def test_every_error_page_has_the_whole_policy(client, monkeypatch, status, path):
    client.raise_request_exception = False
    if status in FAULTS:
        monkeypatch.setattr(
            views.Article.objects, "live", lambda *args: (_ for _ in ()).throw(FAULTS[status])
        )
    if status == 410:
        article = make_article()
        path = article.url_in("ar")
        withdraw(article, "ar", by=None, reason="خطأ")

    response = client.post(path) if status == 405 else client.get(path)

    assert response.status_code == status
    assert_strict(response)
    assert TRUSTED in response["Content-Security-Policy"]


@pytest.mark.parametrize("is_https", [False, True])
def test_host_that_is_not_ours_gets_the_policy_too(client, settings, is_https):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_SSL_HOST = is_https, "portal.example"

    response = client.get("/ar/", headers={"host": "evil.example"})

    if is_https:
        assert response["Location"] == "https://portal.example/ar/"
    else:
        assert response.status_code == 400
        assert_strict(response)
    assert "evil.example" not in response.text


def test_public_pages_make_nothing_of_text_and_the_admin_is_as_strict_otherwise(client):
    assert_strict(client.get("/ar/"))
    assert policy_of(client.get("/ar/"))["require-trusted-types-for"] == "'script'"
    assert policy_of(client.get("/ar/"))["trusted-types"] == "kept-pages worker"

    client.force_login(make_editor())
    for path in ("/admin/", "/admin/articles/article/add/", "/admin/nothing/"):
        response = client.get(path)
        assert_strict(response)
        assert "trusted-types" not in response["Content-Security-Policy"]


def test_pictures_feeds_and_data_may_be_shown_elsewhere(client):
    make_article()

    for path in ("/ar/feeds/latest.atom", "/en/feeds/latest.json", "/api/v1/articles", "/ar/card.png"):
        response = client.get(path)
        assert response.status_code in {200, 301, 302}, path
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin", path
        assert "Permissions-Policy" not in response


def test_unchanged_page_repeats_the_policy_of_scripts_alone(client):
    path = make_article().url_in("ar")
    first = client.get(path)

    again = client.get(path, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert set(again["Content-Security-Policy"].split("; ")) == set(
        first["Content-Security-Policy"].split("; ")
    )
    assert not {"Permissions-Policy", "Cross-Origin-Resource-Policy", "Origin-Agent-Cluster"} & set(
        again.headers
    )
