"""No form of another site is taken: every address that changes anything refuses what carries no token."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from portal.accounts.models import User
from tests.portal.test_settings import read
from tests.security.database import contents, what_differs

pytestmark = pytest.mark.django_db

PARTS = {
    "language": "ar", "subject": "amount", "row": "1", "content_type_id": "1", "app_label": "articles",
    "url": "x",
    "slug": "about", "object_id": "1", "pk": "1", "id": "1", "token": "x", "name": "x", "format": "rss",
}  # fmt: skip


def post_addresses():
    """One address of every route, whatever it does with a form."""
    return sorted({_filled(route) for route in _routes(get_resolver().url_patterns)})


def _routes(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        yield from _routes(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]


def _filled(route):
    route = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: PARTS.get(part[1], "1"), route)
    route = re.sub(r"\^|\$|\(\?P|\\", "", route)
    return "/" + re.sub(r"\(.*", "x/", route)


@pytest.fixture
def victim():
    """The browser of somebody who may do everything, led astray by another site."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.mark.parametrize(
    "headers",
    [{}, {"referer": "https://evil.example/"}, {"origin": "https://evil.example"}, {"origin": "null"}],
    ids=["bare", "referer", "origin", "null"],
)
def test_forged_posts_change_nothing(victim, things, headers):
    before = contents()
    addresses = post_addresses()

    answers = {path: victim.post(path, {"post": "yes", "_save": "1"}, headers=headers) for path in addresses}

    taken = {
        path: answer.status_code
        for path, answer in answers.items()
        if answer.status_code not in (403, 404, 405)
    }
    # A form that sets nothing but the reader's own language; an address without its slash.
    assert {path for path in taken if taken[path] != 301} - {"/i18n/setlang/"} == set()
    assert what_differs(before, contents()) == []
    assert sum(answer.status_code == 403 for answer in answers.values()) > 80


@pytest.mark.parametrize("cookie", ["", "x", "a" * 32, "a" * 64, "<script>"])
def test_cookie_of_the_form_of_a_token_is_believed(cookie):
    """So nobody else may be able to set it: see the next test."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrf"] = cookie

    response = client.post("/admin/login/", {"csrfmiddlewaretoken": cookie, "username": "x", "password": "x"})

    assert (response.status_code == 200) == (len(cookie) in (32, 64))


def test_no_neighbour_of_the_site_can_choose_the_token(tmp_path):
    """Browsers take a cookie of such a name from the very host alone, over https."""
    secure = read(tmp_path, "settings.CSRF_COOKIE_NAME", SITE_URL="https://portal.example")

    assert secure.stdout.strip() == "__Host-csrf"


def test_desk_cannot_be_framed(victim):
    for path in ("/admin/", "/admin/login/", "/admin/articles/article/add/"):
        assert "frame-ancestors 'none'" in victim.get(path)["Content-Security-Policy"]
