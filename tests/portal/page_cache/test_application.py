"""What is kept is what would be made; what isn't a public page is never kept."""

import gzip
import threading
import time

import pytest
from time_machine import travel

from portal.accounts.models import User
from portal.caching import SHARED_SECONDS, STALE_IF_ERROR_SECONDS, STORE_RESTS_SECONDS
from portal.page_cache.application import PageCache
from portal.page_cache.generation import Generation
from tests.factories import make_article, make_topic

from .broken_store import BrokenStore
from .conftest import ask

AWAY = Generation("first", is_certain=False)
OUT_OF_ORDER = ("503 Service Unavailable", [("Content-Type", "text/html")], b"away")


def test_page_is_made_once(pages, maker):
    first, second = ask(pages, "/ar/"), ask(pages, "/ar/")

    assert first == second
    assert (first.status, first.body, len(maker.made)) == (200, b"page", 1)
    assert first.headers["content-length"] == "4"


def test_other_processes_find_it(pages, another, maker):
    assert ask(pages, "/ar/") == ask(another, "/ar/") == ask(another, "/ar/")
    assert len(maker.made) == 1


@pytest.mark.parametrize(
    "difference",
    [
        {"HTTP_HOST": "other.example"},
        {"wsgi.url_scheme": "https"},
        {"SCRIPT_NAME": "/portal"},
        {"path": "/en/"},
        {"path": "/ar/search/", "query": "q=a"},
    ],
)
def test_pages_of_other_addresses_are_others(pages, maker, difference):
    ask(pages, "/ar/")
    ask(pages, "/ar/search/")
    before = len(maker.made)

    ask(pages, difference.pop("path", "/ar/"), **difference)

    assert len(maker.made) == before + 1


def test_scheme_is_the_readers_own_behind_a_proxy(pages, maker, settings):
    settings.BEHIND_PROXY = True
    for told in ("http", "https", "https", "https, http"):
        ask(pages, "/ar/", HTTP_X_FORWARDED_PROTO=told)

    assert len(maker.made) == 2


@pytest.mark.parametrize("query", ["utm_source=x", "before=1~1", "%3F", "q=a&q=b", "&&="])
def test_parameters_that_the_page_does_not_take_make_no_other_page(pages, maker, query):
    ask(pages, "/ar/")
    ask(pages, "/ar/", query)

    assert len(maker.made) == 1


@pytest.mark.parametrize("query", ["a=%", "a=%00", "a=%ff", "x=" + "y" * 9000, "&" * 101])
def test_damaged_queries_are_left_to_django(pages, maker, query):
    ask(pages, "/ar/")
    ask(pages, "/ar/", query)

    assert maker.made[1]["QUERY_STRING"] == query


def test_parameters_count_in_any_order_with_each_of_their_values(pages, maker):
    for query in ("q=a&type=b", "type=b&q=a&fbclid=1", "q=a&type=c", "q=a&q=b", "q=b&q=a", "q=", ""):
        ask(pages, "/ar/search/", query)

    assert [made["QUERY_STRING"] for made in maker.made] == [
        "q=a&type=b",
        "q=a&type=c",
        "q=a&q=b",
        "q=b&q=a",
        "q=",
        "",
    ]


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("", False), ("gzip;q=0", False), ("br", False)],
)
def test_page_is_packed_for_whoever_takes_it(pages, maker, accepted, is_packed):
    maker.body = b"<p>text</p>" * 100
    for _ in range(2):
        answer = ask(pages, "/ar/", HTTP_ACCEPT_ENCODING=accepted)
        assert (answer.headers.get("content-encoding") == "gzip") == is_packed
        assert int(answer.headers["content-length"]) == len(answer.body)
        assert (gzip.decompress(answer.body) if is_packed else answer.body) == maker.body
    assert "HTTP_ACCEPT_ENCODING" not in maker.made[0]


@pytest.mark.parametrize("held", ['W/"1"', '"1"', '"0", W/"1"', "*"])
def test_who_holds_the_page_is_told_that_it_is_unchanged(pages, maker, held):
    """The first time, too: then it is made whole all the same."""
    for _ in range(2):
        answer = ask(pages, "/ar/", HTTP_IF_NONE_MATCH=held)
        assert (answer.status, answer.body) == (304, b"")
        assert answer.headers.keys() == {"etag", "cache-control", "vary"}
    assert (ask(pages, "/ar/").body, len(maker.made)) == (b"page", 1)


@pytest.mark.parametrize("held", ['W/"2"', '""', "1", ""])
def test_who_holds_another_page_is_sent_this_one(pages, held):
    assert ask(pages, "/ar/", HTTP_IF_NONE_MATCH=held).body == b"page"


def test_head_says_what_get_says(pages, maker):
    head, get = ask(pages, "/ar/", method="HEAD"), ask(pages, "/ar/")

    assert (head.body, head.headers) == (b"", get.headers)
    assert (get.body, len(maker.made)) == (b"page", 1)


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS", "TRACE"])
def test_other_methods_are_left_to_django(pages, maker, method):
    for _ in range(2):
        ask(pages, "/ar/", method=method)

    assert [made["REQUEST_METHOD"] for made in maker.made] == [method] * 2


@pytest.mark.parametrize(
    "path", ["/", "/admin/", "/api/v1/articles", "/health/ready/", "/static/x.css", "/AR/", "/arx/"]
)
def test_addresses_that_hold_no_public_page_are_left_to_django(pages, maker, path):
    for _ in range(2):
        ask(pages, path, HTTP_IF_NONE_MATCH='"1"')

    assert [made.get("HTTP_IF_NONE_MATCH") for made in maker.made] == ['"1"'] * 2


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache_Control": "private, no-store"},
        {"Cache_Control": "public, max-age=3600"},
        {"Surrogate_Key": ""},
        {"Set_Cookie": "a=b"},
        {"Vary": "Accept-Encoding, Cookie"},
    ],
)
def test_what_is_no_public_page_is_not_kept(pages, another, maker, headers):
    maker.answers = [maker.page(**headers)] * 2

    assert [ask(pages, "/ar/").body, ask(another, "/ar/").body] == [b"page"] * 2
    assert len(maker.made) == 2


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved Permanently", "500 Internal Server Error"])
def test_only_pages_and_what_is_gone_are_kept(pages, maker, status):
    maker.answers = [(status, *maker.page()[1:])] * 2
    assert [ask(pages, "/ar/").status for _ in range(2)] == [int(status[:3])] * 2
    maker.answers = [("410 Gone", *maker.page()[1:])]

    assert [ask(pages, "/en/", HTTP_IF_NONE_MATCH='W/"1"').status for _ in range(2)] == [410] * 2


def test_changed_page_is_made_anew_in_every_process(pages, another, maker, watch):
    for process in (pages, another):
        ask(process, "/ar/")
    maker.body, watch.generation = b"new", Generation("second")

    assert [ask(process, "/ar/").body for process in (pages, another, pages)] == [b"new"] * 3
    assert len(maker.made) == 2


def test_page_is_made_anew_after_its_time(pages, maker):
    with travel(0, tick=False) as clock:
        ask(pages, "/ar/")
        clock.shift(SHARED_SECONDS - 1)
        ask(pages, "/ar/")
        assert len(maker.made) == 1
        clock.shift(1)
        ask(pages, "/ar/")
        assert len(maker.made) == 2


def test_page_is_served_while_another_process_renews_it(pages, another, maker, monkeypatch):
    claimed, claim = [], pages.shared.claim
    monkeypatch.setattr(pages.shared, "claim", lambda key: claimed.append(key) or claim(key))
    with travel(0, tick=False) as clock:
        ask(pages, "/ar/")
        clock.shift(SHARED_SECONDS)
        another.shared.claim(claimed[0])
        maker.body = b"newer"
        assert ask(pages, "/ar/").body == b"page"
        another.shared.release(claimed[0])
        assert ask(pages, "/ar/").body == b"newer"


def test_database_that_is_away_is_not_noticed_by_who_asks_for_a_known_page(pages, another, maker, watch):
    with travel(0, tick=False) as clock:
        ask(pages, "/ar/")
        watch.generation = AWAY
        maker.answers = [OUT_OF_ORDER]
        clock.shift(STALE_IF_ERROR_SECONDS - 1)
        assert [ask(process, "/ar/").body for process in (pages, another)] == [b"page"] * 2
        assert len(maker.made) == 1
        clock.shift(1)
        assert ask(pages, "/ar/").status == 503


def test_page_that_nobody_has_seen_says_that_the_database_is_away(pages, maker, watch):
    watch.generation = AWAY
    maker.answers = [OUT_OF_ORDER]

    assert ask(pages, "/ar/").status == 503
    assert ask(pages, "/ar/").body == b"page"
    assert ask(pages, "/ar/").body == b"page"
    assert len(maker.made) == 3, "nobody knows of which state this page is"


def test_page_that_fails_is_served_as_it_was(pages, maker, watch):
    ask(pages, "/ar/")
    watch.generation, maker.answers = Generation("second"), [OUT_OF_ORDER]

    assert ask(pages, "/ar/").body == b"page"
    maker.body = b"new"
    assert ask(pages, "/ar/").body == b"new"


@pytest.mark.parametrize("is_away", [True, False])
def test_what_was_taken_back_is_not_served_again(pages, another, maker, watch, is_away):
    with travel(1_000, tick=False):
        ask(pages, "/ar/")
        watch.generation = Generation("second", is_certain=not is_away, since=1_001.0)
        maker.answers = [OUT_OF_ORDER] * 2

        assert [ask(process, "/ar/").status for process in (pages, another)] == [503, 503]


@pytest.mark.parametrize("readers", [12])
def test_many_readers_of_a_new_page_have_it_made_once(pages, another, maker, readers):
    begun = threading.Barrier(readers)

    def slow(environ, start_response):
        time.sleep(0.2)
        return maker(environ, start_response)

    pages.application = another.application = slow
    bodies = []

    def read(process):
        begun.wait()
        bodies.append(ask(process, "/ar/").body)

    threads = [
        threading.Thread(target=read, args=[(pages, another)[number % 2]]) for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (bodies, len(maker.made)) == ([b"page"] * readers, 1)


def test_store_that_is_out_of_order_costs_nothing_but_time(pages, another, maker, settings):
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "tests.portal.page_cache.broken_store.BrokenStore"}
    }

    assert [ask(process, "/ar/").body for process in (pages, another, pages)] == [b"page"] * 3
    assert len(maker.made) == 2


def test_store_that_is_out_of_order_is_left_alone_for_a_moment(pages, maker, settings):
    working = settings.CACHES
    settings.CACHES = working | {"pages": {"BACKEND": f"{BrokenStore.__module__}.BrokenStore"}}
    with travel(1_000, tick=False) as clock:
        before = BrokenStore.asked
        for path in ("/ar/", "/en/"):
            ask(pages, path)
        assert BrokenStore.asked - before == 1

        settings.CACHES = working
        clock.shift(STORE_RESTS_SECONDS)
        ask(pages, "/ar/search/")
        assert ask(PageCache(maker, pages.watch), "/ar/search/").body == b"page"
        assert len(maker.made) == 3


@pytest.mark.django_db
def test_kept_article_needs_no_query_and_is_the_page_that_django_makes(
    portal, client, django_assert_num_queries
):
    article = make_article()
    made = client.get(article.url_in("ar"))
    ask(portal, article.url_in("ar"))

    with django_assert_num_queries(0):
        kept = ask(portal, article.url_in("ar"))

    assert kept.body == made.content
    assert kept.headers == {name.lower(): value for name, value in made.headers.items()}


@pytest.mark.django_db
def test_unchanged_article_is_told_in_few_bytes(portal):
    url = make_article().url_in("ar")
    etag = ask(portal, url).headers["etag"]

    told = ask(portal, url, HTTP_IF_NONE_MATCH=etag).headers

    fixed = {"content-security-policy", "x-content-type-options", "referrer-policy"}
    fixed |= {"cross-origin-opener-policy", "x-frame-options"}
    assert {"etag", "cache-control", "vary", *fixed} == told.keys()
    assert sum(len(f"{name}: {value}\r\n") for name, value in told.items() if name not in fixed) <= 300


@pytest.mark.django_db
def test_signed_in_editors_neither_get_nor_leave_anything_of_their_own(portal, client):
    url = make_article().url_in("ar")
    client.force_login(User.objects.create_superuser("chief"))
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())

    with_cookies = ask(portal, url, HTTP_COOKIE=cookies)

    assert "set-cookie" not in with_cookies.headers
    assert ask(portal, url) == with_cookies


@pytest.mark.django_db
def test_views_see_no_parameter_that_they_do_not_take(client):
    topic = make_topic()
    for at in range(25):
        make_article(topic=topic, slug=f"s{at}")
    plain = client.get(topic.url_in("ar"))

    assert client.get(topic.url_in("ar"), {"utm_source": "x", "page": "2"}).content == plain.content
    assert client.get("/ar/", {"before": "1~1"}).status_code == 200
    assert client.get(topic.url_in("ar"), {"before": "x"}).status_code == 400
