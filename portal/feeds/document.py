"""What a feed tells, whichever format it is told in. Addresses are absolute."""

from dataclasses import dataclass
from datetime import UTC, datetime

#: When a feed changed that has no entry: were it now, no copy of it would ever be the same.
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Author:
    name: str
    url: str = ""


@dataclass(frozen=True)
class Category:
    """``term`` is the same in both languages, ``label`` in that of the feed."""

    term: str
    label: str


@dataclass(frozen=True)
class Image:
    url: str
    type: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing of a feed. ``content`` is markup, ``summary`` and ``title`` are plain text."""

    id: str
    url: str
    title: str
    content: str
    published: datetime
    updated: datetime
    summary: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[Category, ...] = ()
    image: Image | None = None


@dataclass(frozen=True)
class Document:
    """A page of a feed: ``url`` is the page with the same things for people, ``address`` its own.

    ``hub`` is who tells readers of news at once (WebSub), if anybody does.
    """

    id: str
    title: str
    description: str
    language: str
    publisher: str
    licence: str
    url: str
    address: str
    first: str
    next: str
    previous: str
    hub: str
    entries: list[Entry]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=LONG_AGO)

    @property
    def places(self) -> dict[str, str]:
        """By the words of RFC 5005, where the feed begins and goes on, as far as it does."""
        places = {"first": self.first, "next": self.next, "previous": self.previous}
        return {name: address for name, address in places.items() if address}
