"""The page that lists the feeds, and what pages say of them in their heads."""

import re

import pytest

from tests.factories import make_article, make_author, make_organization, make_partnership, make_topic
from tests.feed_rules import FORMATS

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<link rel="alternate" type="([^"]+)" title="[^"]+" href="([^"]+)">')


def feeds_of(client, address):
    """The feeds that a page names to feed readers, without their formats, in order."""
    found = LINK.findall(client.get(address).content.decode())
    assert all(href.endswith(f".{name}") for (_t, href), name in zip(found, [*FORMATS] * 99, strict=False))
    assert [kind for kind, _href in found] == [*FORMATS.values()] * (len(found) // 3)
    return [href.removesuffix(".atom") for _kind, href in found[::3]]


def test_page_lists_every_feed_and_the_foot_of_pages_leads_to_it(client, language):
    topic = make_topic()
    make_topic(**{f"name_{language}": None})
    page = client.get(f"/{language}/feeds/")

    shown = re.findall(r'class="more-link" href="([^"]+)"', page.content.decode())
    stems = ["latest", "partnerships", "corrections", f"topics/{topic.slug}"]
    addresses = [f"/{language}/feeds/{stem}.{name}" for stem in stems for name in FORMATS]
    assert shown == addresses
    assert all(client.get(address).status_code == 200 for address in addresses)
    assert f'href="/{language}/feeds/"' in client.get(f"/{language}/").content.decode()
    assert "s-maxage=" in page["Cache-Control"]


def test_pages_name_the_feeds_of_their_language_and_their_own(client, language):
    topic, author, organization = make_topic(), make_author(), make_organization()
    entry = make_partnership(organization)
    article = make_article(topic=topic, author=author)
    latest = f"/{language}/feeds/latest"

    assert feeds_of(client, article.url_in(language)) == [latest]
    for thing, own in (
        (topic, f"topics/{topic.slug}"),
        (author, f"authors/{author.slug}"),
        (organization, f"organizations/{organization.slug}"),
        (entry, "partnerships"),
    ):
        assert feeds_of(client, thing.url_in(language)) == [latest, f"/{language}/feeds/{own}"]
    assert feeds_of(client, f"/{language}/corrections/") == [latest, f"/{language}/feeds/corrections"]
