"""Whoever keeps pages in front is told of each state once, and until it was."""

import json
import logging

import pytest

from portal.page_cache import edges
from portal.page_cache.edges import AGAIN_SECONDS, REST_SECONDS, Edge

SECRET = "qsecret"
VARNISH = "http://127.0.0.1:6081/"


@pytest.fixture
def sent(monkeypatch):
    """The requests that went out; whoever is ``away`` doesn't get them."""
    sent = []

    def send(request):
        if sent.count("away"):
            raise ConnectionRefusedError("nobody there")
        sent.append(request)

    monkeypatch.setattr(edges, "_send", send)
    return sent


class Clock:
    now = 1_000.0

    def shift(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(edges, "monotonic", lambda: clock.now)
    return clock


def test_edge_is_told_of_each_state_and_once_more(sent, clock):
    edge = Edge(VARNISH)
    for name in ("1", "1", "2"):
        edge.follow(name)
    assert len(sent) == 2

    clock.shift(AGAIN_SECONDS)
    for _ in range(3):
        edge.follow("2")
    clock.shift(AGAIN_SECONDS)
    edge.follow("2")

    assert len(sent) == 3


def test_edge_that_is_away_is_told_when_it_is_back(sent, clock, caplog):
    edge = Edge(f"http://user:{SECRET}@127.0.0.1:6081/")
    sent.append("away")
    for _ in range(3):
        edge.follow("1")
    assert [row.levelno for row in caplog.records] == [logging.WARNING]
    assert SECRET not in caplog.text

    sent.clear()
    edge.follow("2")
    assert sent == []
    clock.shift(REST_SECONDS)
    edge.follow("2")
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("url", "method", "asked", "headers"),
    [
        (
            "http://127.0.0.1:6081/",
            "PURGE",
            "http://127.0.0.1:6081/",
            {"Surrogate-key": "portal", "Host": "testserver"},
        ),
        (
            f"fastly://{SECRET}@Service1",
            "POST",
            "https://api.fastly.com/service/Service1/purge/portal",
            {"Fastly-key": SECRET},
        ),
        (
            f"cloudflare://{SECRET}@zone",
            "POST",
            "https://api.cloudflare.com/client/v4/zones/zone/purge_cache",
            {"Authorization": f"Bearer {SECRET}", "Content-type": "application/json"},
        ),
    ],
)
def test_each_kind_is_told_in_its_way(url, method, asked, headers):
    request = Edge(url).request()

    assert (request.get_method(), request.full_url, dict(request.header_items())) == (method, asked, headers)
    if "cloudflare" in url:
        assert json.loads(request.data) == {"tags": ["portal"]}
