"""The one list of what anybody can fetch without logging in. Whoever adds a public surface adds it here.

``test_surfaces.py`` fetches all of it to see that nothing unpublished shows, and finds the addresses of the
portal that no surface of the list stands for.
"""

from dataclasses import dataclass, field
from html import unescape
from itertools import permutations
from urllib.parse import quote, unquote

from django.urls import get_resolver

from organizations.partnerships.board import Group
from portal.pages.models import StandingPage
from portal.sitemap_files import RECORDS, file_name
from portal.sitemaps import SITEMAPS

LANGUAGES = ("ar", "en")
#: For editors, or for the language of one reader: below these is a login, or an answer without text.
NOT_PUBLIC = ("admin/", "i18n/")


@dataclass
class Things:
    """What there is to look at. Each list may hold any number; the articles in any state."""

    articles: list = field(default_factory=list)
    topics: list = field(default_factory=list)
    authors: list = field(default_factory=list)
    organizations: list = field(default_factory=list)
    people: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    #: Pairs of year and month.
    months: list = field(default_factory=list)


def surfaces(things):
    """The address of every public surface, in each language it has."""
    return [
        *(f"/{language}/{address}" for language in LANGUAGES for address in _pages(things)),
        *_machine_addresses(things),
    ]


def _pages(things):
    yield ""
    yield from (
        "articles/",
        "topics/",
        "archive/",
        "corrections/",
        "organizations/",
        "partnerships/",
        "data/",
        "card.png",
        "offline/",
        "manifest.webmanifest",
        "worker.js",
        "opensearch.xml",
    )
    yield from ("partnerships/network/", "partnerships/network/?part=rest")
    yield from _feeds(things)
    yield from (f"{slug}/" for slug in StandingPage.Slug.values)
    yield from _article_pages(things.articles)
    yield from (f"archive/{year}/{month:02}/" for year, month in things.months)
    yield from (f"topics/{topic.slug}/" for topic in things.topics)
    yield from (f"authors/{author.slug}/" for author in things.authors)
    yield from (f"organizations/{organization.slug}/" for organization in things.organizations)
    yield from (f"people/{person.slug}/" for person in things.people)
    yield from _ledger_pages(things)
    yield from _searches(things)
    yield from ("nothing-here/", "articles/?before=damaged", "partnerships/?status=unknown")
    yield from ("partnerships/commitments/", "partnerships/commitments/?show=unknown")


def _feeds(things):
    """Each in one format, a page of which tells no less than one in another; the latest in all of them."""
    yield from ("feeds/", "feeds/latest.xml", "feeds/latest.rss", "feeds/latest.json")
    yield from (f"feeds/{name}.atom" for name in ("latest", "partnerships", "corrections"))
    yield from (f"feeds/topics/{topic.slug}.rss" for topic in things.topics)
    yield from (f"feeds/authors/{author.slug}.atom" for author in things.authors)
    yield from (f"feeds/organizations/{organization.slug}.json" for organization in things.organizations)


def _article_pages(articles):
    """A wrong slug would be answered with the right one, in a redirect."""
    # Of a live one this leads to the card as it is; to draw it is left to the test of the cards.
    yield from (f"articles/{article.pk}/card-0.png" for article in articles)
    for article in articles:
        slugs = {getattr(article, f"slug_{language}") for language in LANGUAGES} - {None}
        yield f"articles/{article.pk}/"
        yield from (f"articles/{article.pk}/{slug}/" for slug in ("wrong", *sorted(slugs)))


def _ledger_pages(things):
    # A picture shows no leak to a reader of bytes, and takes its time: one stands for all.
    yield from (f"partnerships/{entry.slug}/card.png" for entry in things.entries[:1])
    for entry in things.entries:
        yield from (f"partnerships/{entry.slug}/", f"partnerships/?kind={entry.kind}")
    yield from (f"partnerships/commitments/?show={group}" for group in Group.values)
    for organization in things.organizations:
        yield f"partnerships/?organization={organization.slug}"
        yield f"partnerships/commitments/?organization={organization.slug}"
    for first, second in permutations(things.organizations, 2):
        yield f"partnerships/between/{first.slug}/{second.slug}/"


def _searches(things):
    """Whatever is linked to an organisation is found by its name; words that tests hide begin with q."""
    yield from ("search/", "search/?q=qqqqq", "search/suggestions/?q=q")
    for organization in things.organizations[:1]:
        yield f"search/?q={organization.name_ar}"
        yield f"search/?q={organization.name_ar}&organization={organization.slug}&sort=newest"
        yield f"search/suggestions/?q={organization.name_ar}"


def _machine_addresses(things):
    yield from ("/", "/health/live/", "/health/ready/", "/favicon.ico", "/robots.txt", "/sitemap.xml")
    yield "/metrics"
    yield from _sitemap_files(things)
    files = [file for picture in things.pictures for file in (picture.file, picture.night_file) if file]
    for name in ["nothing.webp", *(file.name for file in files)]:
        yield from (f"/media/{name}", f"/preview/no-token/media/{name}")
    for article in things.articles:
        yield f"/preview/{article.pk}/"
    yield "/preview/no-token"
    yield from ("/.well-known/security.txt", "/0123456789abcdef.txt")
    yield from _open_data(things)
    yield from _oembeds(things)
    for language in LANGUAGES:
        yield from (f"/{language}/health/live/", f"/{language}/preview/no-token/")


def _sitemap_files(things):
    """The first of each, and those in which the articles are wherever their ids have got."""
    yield from (f"/{file_name(name, 1)}" for name in SITEMAPS)
    yield from {f"/{file_name('articles', article.pk // RECORDS + 1)}": "" for article in things.articles}


def _open_data(things):
    yield from ("/api/v1", "/api/v1/", "/api/v1/openapi.json", "/api/v1/docs", "/api/v1/nothing-here")
    for name in ("partnerships", "commitments"):
        yield from (f"/api/v1/{name}", f"/api/v1/{name}?lang=en", f"/api/v1/{name}.csv")
    yield from ("/api/v1/partnerships.json", "/api/v1/changes", "/api/v1/partnerships/")
    yield from _newsroom_data(things)
    for entry in things.entries:
        yield from (f"/api/v1/partnerships/{entry.slug}", f"/api/v1/partnerships/{entry.number}")
        yield f"/api/v1/commitments/{entry.number:03d}-1"
    for organization in things.organizations:
        yield f"/api/v1/organizations/{organization.slug}"
        yield f"/api/v1/partnerships?organization={organization.slug}"


def _oembeds(things):
    for language in LANGUAGES:
        yield from (
            f"/api/oembed?url=http://testserver/{language}/articles/{article.pk}/"
            for article in things.articles
        )
        yield from (
            f"/api/oembed?url=http://testserver/{language}/partnerships/{entry.slug}/"
            for entry in things.entries
        )


def _newsroom_data(things):
    for name in ("articles", "topics", "authors", "organizations", "people"):
        yield from (f"/api/v1/{name}", f"/api/v1/{name}?lang=ar", f"/api/v1/{name}?lang=en")
    for article in things.articles:
        yield from (f"/api/v1/articles/{article.pk}", f"/api/v1/articles/{article.pk}?lang=en")
    named = {"topic": things.topics, "author": things.authors, "person": things.people}
    for name, rows in {**named, "organization": things.organizations, "partnership": things.entries}.items():
        yield from (f"/api/v1/articles?{name}={row.slug}" for row in rows)
        yield from (f"/api/v1/{name}s/{row.slug}" for row in rows if name in ("topic", "author"))
    yield from (f"/api/v1/people/{person.slug}" for person in things.people)
    yield from (f"/api/v1/search?q={body.name_ar}" for body in things.organizations[:1])
    yield from ("/api/v1/search?q=qqqqq", "/api/v1/search")


def fetch(client, addresses):
    """What each surface answers, headers and redirects included, in readable letters: ``{address: text}``."""
    return {address: _text(client.get(quote(address, safe="/?=&%"))) for address in addresses}


def public_routes():
    """Every route of the portal below which something public is served."""
    return {route for route in _routes(get_resolver().url_patterns) if not route.startswith(NOT_PUBLIC)}


def _routes(patterns, before=""):
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, route)
        else:
            yield route


def _text(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return unescape(unquote(f"{response.status_code}\n{headers}\n{content.decode(errors='replace')}"))
