"""The links at the head of every page, which are kept ready made."""

import re

import pytest

from articles.models import Topic
from tests.factories import make_article, make_topic

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a class="(?:menu__topic|navigation__link)" href="([^"]*)"( aria-current="true")?>')


def current(client, address):
    """Where the links lead that are the current ones, in the menu and in the masthead."""
    return [link for link, is_current in LINK.findall(client.get(address).text) if is_current]


def test_article_belongs_to_its_topic(client):
    make_topic(slug="cloud")
    article = make_article(topic=make_topic(slug="policy"))
    assert current(client, article.url_in("en")) == ["/en/topics/policy/"] * 2


@pytest.mark.parametrize(
    "section", ["topics/cloud/", "partnerships/", "partnerships/network/", "organizations/"]
)
def test_page_belongs_to_its_own_link_alone(client, section):
    make_article(topic=make_topic(slug="cloud"))
    assert {*current(client, f"/en/{section}")} == {f"/en/{section}"}
    assert {*current(client, f"/ar/{section}")} == {f"/ar/{section}"}


def test_other_pages_belong_to_no_link(client):
    make_topic()
    assert current(client, "/en/search/") == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"name_en": "Another"}, "Another"), ({"slug": "another"}, "/en/topics/another/")],
)
def test_changed_topic_shows_at_once(client, changed, told):
    topic = make_topic(slug="policy", name_en="Policy")
    client.get("/en/search/")
    Topic.objects.filter(pk=topic.pk).update(**changed)

    head, rest = client.get("/en/search/").text.split("<main")
    assert head.count(told) == 2
    assert told in rest.partition("<footer")[2]
