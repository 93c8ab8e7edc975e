"""What is measured as nobody has read it: the address of each kind of page, and its queries.

It prints them as JSON, for those who measure several databases at once (``benchmarks.archives``).
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.conf import settings  # noqa: E402 -- the settings come first
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.models import Article, Topic  # noqa: E402
from organizations.models import Organization  # noqa: E402
from organizations.partnerships.models import Partnership  # noqa: E402
from portal.paging import PAGE_SIZE, Key  # noqa: E402

#: A word that very many made texts have.
COMMON = "الرقمية"
NEWEST = Key("published_at_ar")


def addresses() -> Iterator[tuple[str, str]]:
    """In Arabic, the larger part of a made archive; lists also where they end."""
    articles = Article.objects.live("ar")
    topic = Topic.objects.annotate(size=Count("articles")).order_by("-size", "pk").first()
    organization = Organization.objects.annotate(size=Count("mentions")).order_by("-size", "pk").first()
    of_topic = f"/ar/topics/{topic.slug}/"
    yield "front page", "/ar/"
    yield "article", articles.order_by("-published_at_ar", "-pk")[PAGE_SIZE].url_in("ar")
    yield "latest", "/ar/articles/"
    yield "latest, deepest", f"/ar/articles/?before={_last_page(articles)}"
    yield "topic", of_topic
    yield "topic, deepest", f"{of_topic}?before={_last_page(articles.filter(topic=topic))}"
    yield "organisation", f"/ar/organizations/{organization.slug}/"
    yield "partnership", Partnership.objects.public("ar").order_by("pk").first().url_in("ar")
    yield "network", "/ar/partnerships/network/"
    yield "search, rare", f"/ar/search/?q={quote(organization.name_ar)}"
    yield "search, common", f"/ar/search/?q={quote(COMMON)}"
    yield "feed", "/ar/feeds/latest.atom"
    yield "sitemap", "/sitemap-articles.xml"
    yield "API list", "/api/v1/articles?lang=ar"


def _last_page(articles):
    """The cursor of the page that ends with the oldest piece."""
    return NEWEST.encode(articles.order_by("published_at_ar", "pk")[PAGE_SIZE])


def queries_of(client: Client, path: str) -> int:
    """Of a second answer: what a process learns once isn't the page's."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
            answer.getvalue()
    if answer.status_code != 200:
        sys.exit(f"{path} answered {answer.status_code}")
    return len(captured)


def postmaster() -> int:
    """The process of the database's server, 0 where there is none on this machine."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = Path(f"/proc/{cursor.fetchone()[0]}")
    if not backend.exists() or (backend / "comm").read_text() != "postgres\n":
        return 0
    return int((backend / "stat").read_text().rpartition(")")[2].split()[1])


def main():
    if not Article.objects.live("ar")[PAGE_SIZE:].exists():
        sys.exit("Nothing to measure. Remedy:  manage.py make_load --articles 10000")
    settings.SEARCHES_PER_MINUTE = 0
    client = Client(SERVER_NAME="127.0.0.1")
    found = [{"name": name, "path": path, "queries": queries_of(client, path)} for name, path in addresses()]
    told = {"articles": Article.objects.count(), "postmaster": postmaster(), "pages": found}
    json.dump(told | {"vendor": connection.vendor}, sys.stdout)


if __name__ == "__main__":
    main()
