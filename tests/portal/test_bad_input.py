"""Guarantee 21: what no honest reader sends gets a clear 4xx page in the language of the address."""

import pytest

from tests.factories import make_article, make_organization, make_partnership, make_person, make_topic

pytestmark = pytest.mark.django_db

LONG = "a" * 10_000
CURSORS = [
    "x",
    "~",
    "~~",
    "1~",
    "~1",
    "1~1~1",
    "-1~1",
    "1~-1",
    "9" * 40 + "~1",
    "1~" + "9" * 40,
    "NaN~1",
    "١~١",
    LONG[:1500],
]

BROKEN = [
    "%00", "a%00b", "%ff", "%c3%28", "%ed%a0%80", "..%2f..%2fetc%2fpasswd", "%0d%0aSet-Cookie:x", "%e2%80%ae",
    LONG, "9" * 400, "0", "-1", "1e9", "null", "<script>alert(1)</script>", "{{7*7}}", "' OR 1=1--",
]  # fmt: skip

ADDRESSES = [
    "articles/{}/", "articles/{}/slug/", "articles/1/{}/", "topics/{}/", "authors/{}/", "archive/{}/01/",
    "archive/2024/{}/", "organizations/{}/", "people/{}/", "partnerships/{}/", "{}/",
    "feeds/latest.{}", "feeds/topics/{}.atom", "feeds/organizations/{}.json",
]  # fmt: skip

QUERIES = [
    "articles/?before={}", "articles/?after={}", "organizations/?before={}", "partnerships/?before={}",
    "partnerships/?kind={}", "partnerships/?status={}", "partnerships/?organization={}",
    "partnerships/?year={}",
    "archive/2025/03/?before={}", "feeds/latest.rss?before={}", "feeds/partnerships.json?after={}",
]  # fmt: skip


@pytest.fixture(autouse=True)
def content():
    organization = make_organization()
    make_article(
        topic=make_topic(), organizations=[organization], partnerships=[make_partnership(organization)]
    )
    make_person()


def _assert_refused_in(language, response, path):
    assert 400 <= response.status_code < 500, (path[:120], response.status_code)
    page = response.content.decode()
    assert f'<html lang="{language}"' in page, path[:120]
    assert response["Content-Language"] == language, path[:120]
    assert "<script>alert" not in page, path[:120]
    assert "default-src 'none'" in response["Content-Security-Policy"], path[:120]


@pytest.mark.parametrize("address", ADDRESSES)
def test_broken_path_is_refused(client, language, address):
    for broken in BROKEN:
        path = f"/{language}/{address.format(broken)}"
        response = client.get(path)
        if response.status_code == 301 and address == "articles/1/{}/":
            continue  # a wrong slug of a real article leads to the right one
        _assert_refused_in(language, response, path)


@pytest.mark.parametrize("address", QUERIES)
def test_broken_query_is_refused(client, language, address):
    for broken in [*BROKEN, *CURSORS]:
        if address.startswith("organizations") and broken in {"-1~1", "NaN~1", "9" * 40 + "~1"}:
            continue  # in base64 these are bytes, and so a place in the directory
        path = f"/{language}/{address.format(broken)}"
        response = client.get(path)
        _assert_refused_in(language, response, path)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("articles/9999999999999999999999/", 404),
        ("articles/999999999999999999/", 404),
        ("articles/0/", 404),
        ("archive/2024/13/", 404),
        ("archive/0000/01/", 404),
        ("archive/2999/01/", 404),
        ("partnerships/?year=0000", 404),
        ("partnerships/?kind=treaty", 404),
        ("articles/?before=" + LONG, 414),
        ("articles/?" + "&".join(f"a{n}=1" for n in range(200)), 400),
        ("articles/?before=1~x", 400),
    ],
)
def test_wrong_value_has_its_status(client, language, path, status):
    response = client.get(f"/{language}/{path}")

    assert response.status_code == status
    _assert_refused_in(language, response, path)


@pytest.mark.parametrize("path", ["/fr/", "/arabic/", "/e/", "/xx/articles/", "/ar-/", "/admin2/"])
def test_unknown_language_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/EN/", "/en/"), ("/Ar/articles/", "/ar/articles/"), ("/ar-KW/", "/ar/"),
        ("/en_US/articles/?x=1", "/en/articles/?x=1"),
        ("/ar", "/ar/"), ("/en/articles", "/en/articles/"), ("/ar/health/live/", "/health/live/"),
        ("/en/favicon.ico", "/favicon.ico"),
    ],
)  # fmt: skip
def test_loose_address_redirects_permanently(client, path, target):
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (301, target)


def test_nul_in_a_form_is_refused(client):
    response = client.post(
        "/i18n/setlang/", "language=ar%00", content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 400


@pytest.mark.parametrize(
    ("header", "cookie", "target"),
    [
        ("", "", "/ar/"),
        ("en-GB,en;q=0.9", "", "/en/"),
        ("en", "ar", "/ar/"),
        ("fr", "", "/ar/"),
        ("fr,en;q=0.5", "xx", "/en/"),
    ],
)
def test_bare_address_leads_to_a_language(client, header, cookie, target):
    if cookie:
        client.cookies["portal_language"] = cookie

    response = client.get("/", headers={"accept-language": header})

    assert (response.status_code, response["Location"]) == (302, target)
    assert "no-store" in response["Cache-Control"]
