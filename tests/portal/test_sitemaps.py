"""The index, the pages that stand by themselves, what a demonstration lists, and robots.txt."""

from urllib.parse import unquote

import pytest
from django.conf import settings

from portal.pages.models import StandingPage
from portal.robots import CLOSED
from portal.sitemap_files import file_name
from portal.sitemaps import SITEMAPS
from tests.factories import make_article, make_organization, make_partnership, make_person, make_topic
from tests.sitemaps import get, get_index

pytestmark = pytest.mark.django_db

#: Pages of a list with a cursor or a filter, what is found by following links from entries, and the search,
#: which asks not to be indexed.
UNLISTED = ("?", "/partnerships/between/", "/search/")


def test_index_names_every_file_that_lists_something(client, django_assert_num_queries):
    assert list(get_index(client)) == ["/sitemap-pages.xml"]

    make_article()
    make_person()
    make_partnership(make_organization())
    with django_assert_num_queries(19):
        files = get_index(client)
    names = [path for path in files if "articles" not in path]
    assert names == [
        f"/{file_name(name, 1)}" for name in SITEMAPS if name not in {"articles", "news", "authors"}
    ]
    for path in files:
        assert get(client, path)


def test_index_costs_the_same_with_more(client, django_assert_num_queries):
    for _ in range(3):
        make_article(topic=make_topic())

    with django_assert_num_queries(19):
        get_index(client)


def test_first_file_of_each_sitemap_is_always_there(client):
    assert [list(get(client, f"/{file_name(name, 1)}")) for name in SITEMAPS if name != "pages"] == [[]] * 8


@pytest.mark.parametrize(
    "name",
    ["articles-1", "articles-01", "articles-0", "articles-999999999", "articles-x", "nothing", "pages-2"],
)
def test_file_that_is_none_is_not_found(client, name):
    response = client.get(f"/sitemap-{name}.xml")

    assert response.status_code == 404
    assert "html" in response["Content-Type"]


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap-articles-2.xml", "sitemap-news.xml", "robots.txt"])
def test_machine_addresses_carry_no_language(client, language, name):
    response = client.get(f"/{language}/{name}")

    assert (response.status_code, response["Location"]) == (301, f"/{name}")


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-articles.xml", "/robots.txt"])
def test_answers_may_be_kept_and_set_no_cookie(client, address):
    client.cookies["sessionid"] = "damaged"
    response = client.get(address)

    assert "s-maxage" in response["Cache-Control"]
    assert not response.cookies
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-articles.xml", "/robots.txt", "/health/live/"])
@pytest.mark.parametrize("method", ["post", "options"])
def test_answers_are_only_read(client, address, method):
    response = getattr(client, method)(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_pages_are_listed_with_the_time_of_their_last_change_where_it_is_known(client):
    about = StandingPage.objects.get(slug="about")
    StandingPage.objects.filter(slug="privacy").update(title_en=None)

    found = get(client, "/sitemap-pages.xml")

    assert found["/en/about/"].changed_at == about.changed_at.replace(microsecond=0)
    assert found["/ar/"].changed_at is None
    assert found["/ar/"].alternates == {"ar": "/ar/", "en": "/en/", "x-default": "/ar/"}
    assert ("/ar/privacy/" in found, "/en/privacy/" in found) == (True, False)
    for path in found:
        answer = client.get(path)
        assert (answer.status_code, answer.get("X-Robots-Tag")) == (200, None), path


def test_sitemaps_list_every_page_that_a_crawl_finds_and_no_other(pages):
    """With the same editions as the pages name themselves; those of the demonstration say noindex."""
    listed = {}
    for path, seen in pages.items():
        if path.startswith("/sitemap-"):
            listed |= get(_Answers(seen.response), path)
    found = {
        unquote(path): seen.alternates
        for path, seen in pages.items()
        if "canonical" in seen.heads and not any(part in path for part in UNLISTED)
    }
    urls = {
        unquote(path): {code: settings.SITE_URL + other for code, other in url.alternates.items()}
        for path, url in listed.items()
    }
    assert {path: urls.get(path) for path in found} == found
    assert urls.keys() - found.keys() == set()
    assert len(found) > 100


class _Answers:
    """A client that was answered before."""

    def __init__(self, response):
        self.response = response

    def get(self, _address):
        return self.response


def test_robots_find_the_index_and_are_kept_out_of_rooms_alone(client, settings):
    settings.SITE_URL = "https://portal.example"
    make_article()

    response = client.get("/robots.txt", headers={"host": "127.0.0.1"})

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "Disallow: /i18n/",
        "Disallow: /ar/search/?",
        "Disallow: /ar/search/suggestions/",
        "Disallow: /en/search/?",
        "Disallow: /en/search/suggestions/",
        "",
        "Sitemap: https://portal.example/sitemap.xml",
    ]
    listed = [path for file in get_index(client) for path in get(client, file)]
    assert [path for path in listed if path.startswith(CLOSED)] == []
