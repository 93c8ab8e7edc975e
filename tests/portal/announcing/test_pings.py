"""IndexNow and WebSub: off unless configured, and told through the same outbox."""

import json
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from articles import workflow
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Partnership
from organizations.partnerships.signals import entry_changed
from portal.announcing.delivering import deliver_due
from portal.announcing.enums import State
from portal.announcing.models import Delivery
from tests.factories import (
    make_article,
    make_author,
    make_correction,
    make_draft,
    make_organization,
    make_partnership,
    make_topic,
)

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef"


@pytest.fixture
def search_engines(machine, settings):
    settings.INDEXNOW_KEY, settings.INDEXNOW_URL = KEY, f"{machine.url}/indexnow"
    machine.otherwise = 202, {}, b""
    return machine


@pytest.fixture
def hub(machine, settings):
    settings.WEBSUB_HUB = f"{machine.url}/hub"
    machine.otherwise = 204, {}, b""
    return machine


def test_search_engines_are_told_of_the_page(search_engines):
    article = workflow.publish(make_draft(make_article(""), "ar"), by=None)

    deliver_due()

    (asked,) = search_engines.asked
    assert asked.path == "/indexnow"
    assert json.loads(asked.body) == {
        "host": "testserver",
        "key": KEY,
        "keyLocation": f"http://testserver/{KEY}.txt",
        "urlList": [f"http://testserver{article.url_in('ar')}"],
    }
    assert Delivery.objects.get().state == State.DELIVERED


def test_search_engines_are_told_of_both_pages_of_an_entry(search_engines):
    entry = make_partnership(make_organization())
    entry_changed.send(sender=Partnership, entry=entry, act=LedgerAct.ADDED, is_whole=False)

    deliver_due()

    pages = json.loads(search_engines.asked[0].body)["urlList"]
    assert pages == [f"http://testserver/{code}/partnerships/{entry.slug}/" for code in ("ar", "en")]


def told(hub, language="ar"):
    """The feeds of the last ping, each once, without the format."""
    said = parse_qsl(hub.asked[-1].body.decode())
    assert said[0] == ("hub.mode", "publish")
    start = f"http://testserver/{language}/feeds/"
    feeds = [feed.removeprefix(start) for _name, feed in said[1:]]
    names = [feed.removesuffix(".atom") for feed in feeds[::3]]
    assert feeds == [f"{name}.{kind}" for name in names for kind in ("atom", "rss", "json")]
    assert {name for name, _feed in said[1:]} == {"hub.url"}
    return names


def test_hub_is_told_of_every_feed_that_changed(hub, clock):
    topic, organization = make_topic(slug="cloud"), make_organization(slug="citra")
    article = make_article("ar", topic=topic, organizations=[organization])
    article.bylines.create(author=make_author(slug="mona"))
    proposed = make_organization(slug="proposed")
    article.organization_mentions.create(organization=proposed, is_proposed=True)
    clock.shift(timedelta(seconds=1))
    make_correction(article, "ar")

    deliver_due()

    assert told(hub) == ["latest", "corrections", "topics/cloud", "authors/mona", "organizations/citra"]
    assert hub.asked[-1].headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_hub_is_told_of_every_feed_that_a_withdrawn_piece_left(hub, clock):
    topic, organization = make_topic(slug="cloud"), make_organization(slug="citra")
    article = make_article("ar", topic=topic, organizations=[organization])
    clock.shift(timedelta(seconds=1))
    workflow.withdraw(article, "ar", by=None, reason="It was wrong.")

    deliver_due()

    assert told(hub) == ["latest", "topics/cloud", "organizations/citra"]


def test_hub_is_told_of_the_feeds_of_the_ledger(hub):
    entry_changed.send(sender=Partnership, entry=make_partnership(), act=LedgerAct.ADDED, is_whole=False)

    deliver_due()

    said = parse_qsl(hub.asked[0].body.decode())[1:]
    assert {feed for _name, feed in said} == {
        f"http://testserver/{code}/feeds/partnerships.{kind}"
        for code in ("ar", "en")
        for kind in ("atom", "rss", "json")
    }


def test_key_is_served_where_it_is_configured(client, settings):
    assert client.get(f"/{KEY}.txt").status_code == 404

    settings.INDEXNOW_KEY = KEY
    answer = client.get(f"/{KEY}.txt")

    assert (answer.content.decode(), answer["Content-Type"]) == (KEY, "text/plain; charset=utf-8")
    assert client.get(f"/{KEY}0.txt").status_code == 404
    assert not answer.cookies
