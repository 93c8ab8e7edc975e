"""The calendar of the desk as its pages show it, and articles to stand in it."""

import re
from datetime import UTC, datetime, timedelta

from articles.models import Article
from tests.editing import LIST
from tests.factories import make_article

CALENDAR = f"{LIST}calendar/"
UPCOMING = f"{LIST}upcoming/"
#: Noon in Kuwait.
NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)
TAGS = re.compile(r"<[^>]+>")


def kuwait(*moment):
    return datetime(*moment, tzinfo=UTC) - timedelta(hours=3)


def publish_at(headline, at, language="en"):
    return make_article(language, at=at, texts={language: {"headline": headline}})


def show_all(pks, languages, at):
    """Publish many at once, without the verbs."""
    for language in languages:
        texts = {f"{name}_{language}": "x" for name in ("headline", "slug", "body")}
        Article.objects.filter(pk__in=pks).update(**texts, **{f"published_at_{language}": at})


def open_page(client, url, admin_language="en", **query):
    client.cookies["portal_language"] = admin_language
    return client.get(url, query).content.decode()


def days_of(page):
    """What stands on each day of the month that has something, by the day's date."""
    table = page.split('<table class="month"')[1].split("</table>")[0]
    cells = [cell for cell in table.split("<td")[1:] if 'class="edition' in cell]
    return {re.search(r'datetime="([0-9-]+)"', cell)[1]: words_of(f"<td{cell}") for cell in cells}


def rows_of(page):
    """The lines of a list of editions."""
    if '<table class="editions"' not in page:
        return []
    table = page.split('<table class="editions"')[1].split("</table>")[0]
    return [words_of(f"<tr{row}") for row in table.split("<tr")[2:]]


def links_of(page):
    """The editions of a list: the number of the article and the language."""
    return re.findall(r'/article/(\d+)/change/"><bdi lang="(..)"', page)


def next_page(page):
    found = re.search(r'rel="next" href="(\?[^"]*after=[^"]+)"', page)
    return found and found[1].replace("&amp;", "&")


def words_of(markup):
    return " ".join(TAGS.sub(" ", markup).split())
