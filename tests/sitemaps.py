"""Sitemaps read as a search engine reads them: by their schemas, each broken rule a failure.

The rules are those of sitemaps.org 0.9 for files and indexes, of Google's news 0.9 and pictures 1.1.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings

from portal.sitemap_files import RECORDS, file_name

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
LINK = "{http://www.w3.org/1999/xhtml}link"
MOST_BYTES, MOST_URLS, MOST_NEWS, LONGEST_ADDRESS = 50 * 1024 * 1024, 10_000, 1_000, 2_048


@dataclass(frozen=True)
class Url:
    path: str
    changed_at: datetime | None
    alternates: dict
    pictures: list
    news: dict


def file_of(name, record):
    """The address of the file that holds a record: numbers go on from one test to the next."""
    return f"/{file_name(name, record.pk // RECORDS + 1)}"


def get(client, address):
    """The pages of a file, by path."""
    urls = [_url(element) for element in _elements(client, address, "urlset", "url")]
    found = {url.path: url for url in urls}
    assert len(found) == len(urls), "an address twice"
    return found


def get_index(client):
    """The files of the index with their times of change, by path."""
    elements = _elements(client, "/sitemap.xml", "sitemapindex", "sitemap")
    places = [_place(element, []) for element in elements]
    assert places, "an index needs a file"
    return dict(places)


def _elements(client, address, root, name):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert len(response.content) <= MOST_BYTES
    tree = ElementTree.fromstring(response.content)  # noqa: S314 -- our own answer
    assert tree.tag == SITEMAP + root
    assert {element.tag for element in tree} <= {SITEMAP + name}
    assert len(tree) <= (MOST_NEWS if "news" in address else MOST_URLS)
    return list(tree)


def _place(element, more):
    """The address and the time of change, which stand first and in this order; then only ``more``."""
    tags = [child.tag for child in element]
    has_time = SITEMAP + "lastmod" in tags
    assert tags[: 1 + has_time] == [SITEMAP + name for name in ("loc", "lastmod")[: 1 + has_time]]
    assert set(tags[1 + has_time :]) <= set(more)
    changed_at = datetime.fromisoformat(element[1].text) if has_time else None
    assert changed_at is None or changed_at.utcoffset().total_seconds() == 3 * 3600
    return _path(element[0].text), changed_at


def _url(element):
    path, changed_at = _place(element, [LINK, f"{IMAGE}image", f"{NEWS}news"])
    links = element.findall(LINK)
    assert {link.get("rel") for link in links} <= {"alternate"}
    alternates = {link.get("hreflang"): _path(link.get("href")) for link in links}
    assert len(alternates) == len(links)
    pictures = [_only(image, [f"{IMAGE}loc"])[0] for image in element.findall(f"{IMAGE}image")]
    assert len(pictures) <= 1_000
    return Url(path, changed_at, alternates, pictures, _news(element.findall(f"{NEWS}news")))


def _news(elements):
    if not elements:
        return {}
    [news] = elements
    assert [child.tag for child in news] == [
        NEWS + name for name in ("publication", "publication_date", "title")
    ]
    name, language = _only(news[0], [f"{NEWS}name", f"{NEWS}language"])
    at, title = datetime.fromisoformat(news[1].text), news[2].text
    assert at.utcoffset() is not None
    assert title
    return {"name": name, "language": language, "at": at, "title": title}


def _only(element, tags):
    """The texts of exactly these children, in this order."""
    assert [child.tag for child in element] == tags
    assert all(child.text for child in element)
    return [child.text for child in element]


def _path(address):
    """Absolute, at this portal, of harmless letters and no longer than allowed."""
    assert address.startswith(f"{settings.SITE_URL}/")
    assert address.isascii()
    assert " " not in address
    assert len(address) < LONGEST_ADDRESS
    assert not urlsplit(address).fragment
    return address.removeprefix(settings.SITE_URL)
