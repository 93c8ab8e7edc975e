"""What a cache in front does with the portal, in the configuration that is shipped."""

import time

from .conftest import CHANGE, HEADLINE, NEWER, PICTURES, PUBLIC, UNSEEN


def test_page_is_kept_however_it_is_asked_for(edge):
    first = edge.get(edge.page)
    assert (first[0], HEADLINE in first[2]) == (200, True)

    cookies = "_ga=GA1.2.3; csrf=x; session=nobody"
    for headers in (
        {},
        {"Cookie": cookies},
        {"X-Forwarded-Host": "evil.example", "X-Original-URL": "/admin/"},
    ):
        status, told, text = edge.get(edge.page, **headers)
        assert (status, text) == (200, first[2])
        assert told["x-cache"].lower() == "hit", headers
        assert "set-cookie" not in told
        assert "evil.example" not in text
    etag = first[1]["etag"]
    assert edge.get(edge.page, **{"If-None-Match": etag})[0] == 304


def test_nothing_of_the_reader_poisons_a_page(edge):
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Host": "evil.example"}
    headers |= {"Forwarded": "host=evil.example", "Accept-Language": "en", "User-Agent": "evil.example"}
    poisoned = edge.get(edge.page, **headers)

    assert edge.get(edge.page)[2] == edge.get(f"{edge.page}?utm_source=x")[2]
    assert "evil.example" not in poisoned[2] + edge.get(edge.page)[2]


def test_editors_pages_and_forms_are_never_kept(edge):
    for _ in range(2):
        status, told, text = edge.get("/admin/login/")
        assert (status, "csrfmiddlewaretoken" in text) == (200, True)
        assert told.get("x-cache", "miss").lower() != "hit"
        assert edge.get("/", Cookie="portal_language=en")[2] != ""
    assert edge.get("/health/ready/")[1].get("x-cache", "miss").lower() != "hit"


def test_published_picture_is_kept_and_a_picture_of_staff_is_not(edge):
    session = edge.site.manage("shell", "--verbosity", "0", "--command", PICTURES).strip()

    for name, told in ((PUBLIC, "hit"), (UNSEEN, "miss")):
        cookies = {} if name == PUBLIC else {"Cookie": f"session={session}"}
        answers = [edge.get(f"/media/{name}", **cookies) for _ in range(2)]
        assert [status for status, _headers, _text in answers] == [200, 200]
        assert answers[-1][1].get("x-cache", "miss").lower() == told
    assert edge.get(f"/media/{UNSEEN}")[0] == 404


def test_change_is_shown_and_the_old_page_never_again(edge):
    for _ in range(2):
        assert HEADLINE in edge.get(edge.page)[2]

    edge.site.manage("shell", "--verbosity", "0", "--command", CHANGE)

    edge.wait_for(edge.page, NEWER)
    until = time.monotonic() + 3
    while time.monotonic() < until:
        assert NEWER in edge.get(edge.page)[2]
        time.sleep(0.1)


def test_page_is_there_while_the_portal_is_down(edge):
    seen = edge.get(edge.page)[2]
    edge.get(edge.page)
    edge.stop_portal()
    time.sleep(4)

    assert [edge.get(edge.page)[::2] for _ in range(3)] == [(200, seen)] * 3
    status, told, _text = edge.get("/ar/topics/")
    assert status in {502, 503, 504}
    assert told["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


def test_page_has_the_portal_s_policy_and_no_second_one(edge):
    for _ in range(2):
        _status, told, _text = edge.get(edge.page)
        assert told["content-security-policy"].count("default-src") == 1
        assert "script-src 'self'" in told["content-security-policy"]
