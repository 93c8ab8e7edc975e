"""JSON Feed 1.0 and 1.1."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from articles.importing.files import Refusal, Refused
from portal.bilingual.text import remove_harmful

from .dates import read_date
from .items import Archive, Category, FoundPicture, Item, known_language

#: It is read at once, unlike the others.
LARGEST = 20_000_000
VERSION = "https://jsonfeed.org/version/1"


@dataclass
class JsonFeed(Archive):
    language: str = ""

    def look_through(self) -> None:
        feed = self._read()
        self.source = _word(feed, "feed_url") or _word(feed, "home_page_url")
        self.title, self.language = _word(feed, "title"), known_language(_word(feed, "language"))
        self.total = len(_rows(feed, "items"))

    def items(self) -> Iterator[Item | Refused]:
        for row in _rows(self._read(), "items"):
            yield self._item(row)

    def _read(self):
        with self.open_file() as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise Refused(Refusal.TOO_LARGE_A_FEED)
        try:
            feed = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise Refused(Refusal.DAMAGED, getattr(error, "lineno", None)) from error
        if not isinstance(feed, dict) or not _word(feed, "version").startswith(VERSION):
            raise Refused(Refusal.NO_ARCHIVE)
        return feed

    def _item(self, row):
        image, plain = _word(row, "image"), _word(row, "content_text")
        authors = _rows(row, "authors") or _rows({"author": [row.get("author")]}, "author")
        return Item(
            guid=_word(row, "id") or _word(row, "url"),
            headline=_word(row, "title"),
            body=_word(row, "content_html") or _paragraphs(plain),
            standfirst=_word(row, "summary"),
            address=_word(row, "url"),
            language=known_language(_word(row, "language")) or self.language,
            published_at=read_date(_word(row, "date_published")),
            authors=tuple(filter(None, (_word(author, "name") for author in authors))),
            categories=tuple(_tags(row)),
            picture=FoundPicture(image) if image else None,
            source_name=self.title,
        )


def _word(row, name):
    """What was written under this name; a number where a word should stand is one."""
    value = row.get(name)
    return remove_harmful(str(value)).strip() if isinstance(value, str | int | float) else ""


def _rows(row, name):
    found = row.get(name)
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _tags(row):
    tags = row.get("tags")
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, str) and (name := remove_harmful(tag).strip()):
            yield Category(name)


def _paragraphs(plain):
    return "".join(f"<p>{escape(line)}</p>" for line in plain.splitlines() if line.strip())
