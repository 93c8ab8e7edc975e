"""How sitemaps are written (sitemaps.org 0.9, with Google's pictures and news) and split into files.

What is listed is for the apps to say, each in its ``sitemaps.py``; ``portal.sitemaps`` joins them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.db import models
from django.db.models import F, Func, Max, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import override

from portal.addresses import absolute
from portal.bilingual.alternates import Page
from portal.bilingual.languages import LANGUAGES

#: Records of one file: in both languages these are the 10,000 addresses that a file may have.
RECORDS = 5_000
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
URL_SET = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
)
#: What no document may hold, not even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Edition(NamedTuple):
    """A page in one language; when it changed is left out where that isn't known.

    ``pictures`` are addresses of files that everybody may fetch.
    """

    path: str
    changed_at: datetime | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True)
class File:
    """A file that lists something; ``changed_at`` is when anything in it last changed, None if not known."""

    number: int
    changed_at: datetime | None = None


class Sitemap:
    """What is listed of one kind. ``name`` stands in the addresses, ``shows`` are its surrogate keys."""

    name: str
    shows: tuple[str, ...]

    def files(self) -> Iterable[File]:
        """Those that list anything now."""
        raise NotImplementedError

    def urls(self, number: int) -> Iterable[str]:
        """The ``<url>`` elements of a file, none where there is no such file."""
        raise NotImplementedError


class SmallSitemap(Sitemap):
    """What fits one file for good; ``entries`` are the editions of each page, by language."""

    def entries(self) -> Iterable[dict[str, Edition]]:
        raise NotImplementedError

    def files(self):
        return [File(1)] if any(self.entries()) else []

    def urls(self, number):
        if number == 1:
            for editions in self.entries():
                yield from url_elements(editions)


class RecordSitemap(Sitemap):
    """Records by ranges of their ids: nothing that comes or goes ever moves a page into another file.

    A file may list 10,000 pages, so it is made of plain rows: records would take three times as long.
    """

    def live(self, language) -> QuerySet:
        """The records that have a page in this language."""
        raise NotImplementedError

    def columns(self, language) -> tuple:
        """What ``edition`` takes of a row beside its key."""
        raise NotImplementedError

    def edition(self, pk, *columns) -> Edition:
        """The page of a row in the active language."""
        raise NotImplementedError

    def last_changes(self, language) -> tuple[Max, ...]:
        """The last times at which pages of some records changed; nothing where that isn't known."""
        return ()

    def other_changes(self) -> Iterator[tuple[int, datetime]]:
        """Ranges in which something went or changed otherwise, with the times; not all need hold a page."""
        yield from ()

    def files(self):
        """One query for each language, beside the other changes."""
        times = {}
        for language in LANGUAGES:
            for place, *found in by_range(self.live(language), *self.last_changes(language)):
                times.setdefault(place, []).extend(found)
        for place, changed_at in self.other_changes():
            if place in times:
                times[place].append(changed_at)
        return [File(place + 1, max(filter(None, times[place]), default=None)) for place in sorted(times)]

    def urls(self, number):
        """One query for each language."""
        pages = {}
        for language in LANGUAGES:
            rows = self.within(self.live(language), number - 1).order_by()
            with override(language):
                for pk, *columns in rows.values_list("pk", *self.columns(language)):
                    pages.setdefault(pk, {})[language] = self.edition(pk, *columns)
        for pk in sorted(pages):
            yield from url_elements(pages[pk])

    def within(self, rows: QuerySet, place: int) -> QuerySet:
        """Those in one range. It costs the same wherever that is."""
        return rows.filter(pk__gte=place * RECORDS, pk__lt=(place + 1) * RECORDS)


def range_of(key: str) -> Func:
    """In which range an id lies. Written out, so that an index of it is found whatever the parameters."""
    return Func(F(key), template=f"(%(expressions)s / {RECORDS})", output_field=models.BigIntegerField())


def by_range(rows: QuerySet, *times: Max, key: str = "pk") -> QuerySet:
    """Each range in which there are rows, with these times of it."""
    last = {f"last_{place}": time for place, time in enumerate(times)}
    numbered = rows.order_by().annotate(range=range_of(key)).values("range").annotate(**last)
    return numbered.values_list("range", *last).distinct()


def file_name(name: str, number: int) -> str:
    return f"sitemap-{name}.xml" if number == 1 else f"sitemap-{name}-{number}.xml"


def index_document(files: Iterable[tuple[str, datetime | None]]) -> str:
    """``files`` are names of sitemaps, each with the time of its last change."""
    elements = (f"<sitemap>{_place(f'/{name}', changed_at)}</sitemap>" for name, changed_at in files)
    return _document(INDEX, elements, "</sitemapindex>")


def url_document(elements: Iterable[str]) -> str:
    return _document(URL_SET, elements, "</urlset>")


def url_elements(editions: dict[str, Edition], inside: str = "") -> Iterator[str]:
    """One for each language, and in each of a pair both of them."""
    links = _links({language: edition.path for language, edition in editions.items()})
    for edition in editions.values():
        pictures = (
            f"<image:image><image:loc>{text(url)}</image:loc></image:image>" for url in edition.pictures
        )
        yield f"<url>{_place(edition.path, edition.changed_at)}{links}{''.join(pictures)}{inside}</url>"


def text(words: str) -> str:
    """Words as a document may hold them."""
    return escape(NOT_XML.sub("", words))


def time_of(moment: datetime) -> str:
    """With the offset of Kuwait, to the second."""
    return localtime(moment).isoformat(timespec="seconds")


def _place(path, changed_at):
    changed = f"<lastmod>{time_of(changed_at)}</lastmod>" if changed_at else ""
    return f"<loc>{text(absolute(path))}</loc>{changed}"


def _links(paths):
    page = Page(language=LANGUAGES[0], urls=paths)
    alternates = [*page.alternates, ("x-default", page.x_default)] if page.alternates else []
    return "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(url)}/>' for code, url in alternates
    )


def _document(start, elements, end):
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', start, *elements, end, ""])
