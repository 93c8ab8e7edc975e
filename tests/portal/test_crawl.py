"""Guarantees 1 to 4, 16 and 20 over every page that can be reached, with the demonstration's content."""

from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings

from tests.portal.crawling import foreign_text

pytestmark = pytest.mark.django_db


def _html(pages):
    """Pages of a language; the reference of the open data is in English alone."""
    return {path: seen for path, seen in pages.items() if seen.html and not path.startswith("/api/")}


def test_crawl_finds_no_dead_link_and_no_fault(pages):
    bad = {
        path: seen.response.status_code for path, seen in pages.items() if seen.response.status_code >= 400
    }

    assert bad == {}
    assert len(_html(pages)) > 60


def test_crawl_finds_the_language_of_the_address_on_every_page(pages):
    directions = {"ar": "rtl", "en": "ltr"}
    wrong = [
        path
        for path, seen in _html(pages).items()
        if (seen.html.get("lang"), seen.html.get("dir")) != (path[1:3], directions[path[1:3]])
        or seen.response["Content-Language"] != path[1:3]
    ]

    assert wrong == []


def test_crawl_finds_no_text_of_the_other_language_standing_in(pages):
    foreign = {path: found for path, seen in _html(pages).items() if (found := foreign_text(seen, path[1:3]))}

    assert foreign == {}


def test_crawl_finds_each_page_naming_itself_as_canonical(pages):
    wrong = {}
    for path, seen in _html(pages).items():
        canonical = seen.heads.get("canonical")
        if canonical is None and seen.response.get("X-Robots-Tag") == "noindex":
            continue
        if canonical is None or _path(canonical) != unquote(path):
            wrong[path] = canonical

    assert wrong == {}


def test_crawl_finds_alternates_that_answer_and_point_back(pages):
    for path, seen in _html(pages).items():
        for language, address in seen.alternates.items():
            other = pages.get(address.removeprefix(settings.SITE_URL))
            assert other is not None, (path, address)
            assert other.alternates == seen.alternates, (path, language)


def test_crawl_finds_pairs_named_by_both_languages(pages):
    """Most pages exist twice; a crawl in which none said so would prove nothing above."""
    paired = [
        path for path, seen in _html(pages).items() if set(seen.alternates) == {"ar", "en", "x-default"}
    ]

    assert len(paired) > 40


def test_crawl_finds_public_pages_without_cookies_that_caches_may_keep(pages):
    for path, seen in _html(pages).items():
        response = seen.response
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
        assert "Set-Cookie" not in response.headers, path
        for part in ("public", "s-maxage=", "stale-while-revalidate=", "stale-if-error="):
            assert part in response["Cache-Control"], path
        assert response["Surrogate-Key"], path
        assert response["ETag"], path


def test_crawl_finds_no_request_to_another_host_and_a_strict_policy(pages):
    for path, seen in _html(pages).items():
        hosts = {urlsplit(asset).netloc for asset in seen.assets} - {"", urlsplit(settings.SITE_URL).netloc}
        assert hosts == set(), path
        policy = seen.response["Content-Security-Policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert "http:" not in policy, path


def test_crawl_finds_no_form_but_those_that_ask(pages):
    """A cached page holds no form that changes anything, for it can carry no token."""
    assert {method for seen in pages.values() for method in seen.heads.get("forms", [])} <= {"get"}


def _path(address):
    parts = urlsplit(address)
    return unquote(parts.path + (f"?{parts.query}" if parts.query else ""))
