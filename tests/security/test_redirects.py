"""Nobody is led away from the portal by an address of the portal."""

import pytest

from portal.accounts.models import User
from tests.portal.page_cache.conftest import ask
from tests.security.hostile import leads_away

pytestmark = pytest.mark.django_db

AWAY = [
    "https://evil.example/", "http://evil.example", "//evil.example", "///evil.example", "////evil.example",
    "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\t/evil.example", "/\n/evil.example",
    " //evil.example",
    "\x01//evil.example", "http:evil.example", "http:/evil.example", "https:///evil.example",
    "HTTPS://evil.example",
    "//evil.example\\@testserver/", "https://testserver@evil.example/", "https://testserver:80@evil.example",
    "https://testserver.evil.example/", "https://evil.example#testserver", "https://evil.example?testserver",
    "javascript:pwned()", "java\tscript:pwned()", "data:text/html,x", "vbscript:x", "//evil.example/%2f..",
    "/%0d%0aLocation:%20//evil.example\r\nX: y", "//[::1]/", "//evil%E3%80%82example", "//evil。example",
    "/\u2028/evil.example",
    "ftp://evil.example", "//testserver:80@evil.example/", "http://testserver:9999/", "/.//evil.example",
]  # fmt: skip
PATHS = [
    "//evil.example", "//evil.example/", "///evil.example/..", "/\\evil.example", "//evil.example/ar/",
    "/ar//evil.example",
    "/EN//evil.example/", "/ar-KW//evil.example", "/ar/preview//evil.example",
    "/ar/preview/https://evil.example/",
    "/ar/admin//evil.example", "/ar/api//evil.example/", "/preview//evil.example", "/en/media//evil.example",
    "/ar/i18n//evil.example",
    "/%2f%2fevil.example", "/%5cevil.example", "/ar/%2f%2fevil.example", "/ar/admin/https://evil.example",
    "//evil.example/%2e%2e",
    "/AR\\evil.example", "/en_US@evil.example/", "/ar/articles//evil.example", "/api/v1//evil.example/",
    "/api/v1/search//evil.example/",
]  # fmt: skip


@pytest.fixture
def chief():
    return User.objects.create_superuser("chief", password="the right words")


@pytest.mark.parametrize("address", AWAY)
def test_sign_in_leads_within(client, chief, address):
    page = client.get("/admin/login/", {"next": address})
    data = {"username": "chief", "password": "the right words", "next": address}

    response = client.post("/admin/login/", data)

    assert response.status_code == 302
    assert not leads_away(response["Location"])
    assert not leads_away(page.get("Location", ""))


@pytest.mark.parametrize("address", AWAY)
def test_choice_of_language_leads_within(client, address):
    for headers in ({}, {"referer": address.encode("latin-1", "replace").decode("latin-1")}):
        sent = {"language": "en"} if headers else {"language": "en", "next": address}
        response = client.post("/i18n/setlang/", sent, headers=headers)
        assert not leads_away(response.get("Location", "")), headers


@pytest.mark.parametrize("path", PATHS)
def test_path_leads_within(portal, path):
    answer = ask(portal, path)

    assert answer.status < 500
    assert not leads_away(answer.headers.get("location", ""))


@pytest.mark.parametrize("address", AWAY)
def test_forms_of_the_desk_lead_within(client, chief, things, address):
    client.force_login(chief)
    entry = things.entries[0]
    for path in (f"/admin/partnerships/partnership/{entry.pk}/check/", "/admin/logout/"):
        response = client.post(path, {"next": address})
        assert not leads_away(response.get("Location", "")), path
