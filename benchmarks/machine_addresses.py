"""The lists and sitemaps that are measured: of the most frequent things, at their start and deep inside."""

import re
from xml.etree import ElementTree

from django.db.models import Count

from articles.models import Article, Topic
from benchmarks.pages import Page
from organizations.models import Organization
from portal.bilingual.languages import LANGUAGES
from portal.paging import Key

MOST_QUERIES = 8
#: The index asks each kind of thing in each language which files it fills: always as often.
INDEX_QUERIES = 20
FORMATS = ("atom", "rss", "json")


def lists(client):
    """Feeds and lists of the API; those of articles also from the middle of the archive on."""
    topic = Topic.objects.annotate(size=Count("articles")).order_by("-size").first()
    organization = Organization.objects.annotate(size=Count("mentions")).order_by("-size").first()
    for language in LANGUAGES:
        for feed in ("latest", f"topics/{topic.slug}", f"organizations/{organization.slug}"):
            for format in FORMATS:
                yield _page(f"/{language}/feeds/{feed}.{format}")
            yield _page(f"/{language}/feeds/{feed}.atom?before={_middle(language)}")
        for feed in ("partnerships", "corrections"):
            yield _page(f"/{language}/feeds/{feed}.atom")
    filters = ("", "lang=ar", "lang=en", f"topic={topic.slug}", "kind=opinion", "lang=en&kind=opinion")
    for query in (*filters, f"organization={organization.slug}", f"lang=en&organization={organization.slug}"):
        yield from _with_deep(client, f"/api/v1/articles?{query}")
    for path in ("organizations", "people", "topics", "partnerships", "commitments", "changes"):
        yield _page(f"/api/v1/{path}")


def sitemaps(client):
    """The index, the largest file of each kind, and the last one of the articles."""
    names = [_path(element.text) for element in _locations(client.get("/sitemap.xml"))]
    kinds = {re.sub(r"(-\d+)?\.xml$", "", name): name for name in names}
    of_articles = [name for name in names if name.startswith("/sitemap-articles")]
    chosen = [*kinds.values(), of_articles[0], of_articles[len(of_articles) // 2]]
    yield Page("/sitemap.xml", "/sitemap.xml", INDEX_QUERIES)
    for address in dict.fromkeys(chosen):
        yield _page(address)


def _page(address):
    return Page(address, address, MOST_QUERIES)


def _with_deep(client, address):
    """The list, and the same from the middle of the archive on, by the kind of place its own links name."""
    yield _page(address)
    following = re.search(r'before=([^&>"]+)', client.get(address).headers.get("Link", ""))
    if not following:
        return
    is_timed = len(following[1].split("~")[0]) > 12
    deep = _middle("en" if "lang=en" in address else "ar") if is_timed else _middle_number()
    yield _page(f"{address}&before={deep}".replace("?&", "?"))


def _middle(language):
    """The place of the piece in the middle of a language's list, as a cursor."""
    newest = Article.objects.live(language).order_by(f"-published_at_{language}", "-id")
    return Key(f"published_at_{language}").encode(newest[newest.count() // 2])


def _middle_number():
    number = Article.objects.order_by("-pk")[Article.objects.count() // 2].pk
    return f"{number}~{number}"


def _locations(response):
    return ElementTree.fromstring(response.content).iterfind("{*}sitemap/{*}loc")  # noqa: S314 -- our own file


def _path(address):
    return "/" + address.split("/", 3)[3]
