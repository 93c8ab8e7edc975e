"""What an archive of another system holds, in the portal's words."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, NamedTuple

from articles.importing.files import Refused
from portal.bilingual.languages import LANGUAGES


class Category(NamedTuple):
    name: str
    slug: str = ""


class FoundPicture(NamedTuple):
    """A picture by its address, with the words that stand beside it."""

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Item:
    """One piece in one language.

    ``guid`` names it within its archive for ever, ``address`` is its page there. ``group`` is shared by the
    languages of one piece. ``body`` is markup as it came; nothing of it has been cleaned yet.
    """

    guid: str
    headline: str
    body: str
    standfirst: str = ""
    slug: str = ""
    address: str = ""
    language: str = ""
    group: str = ""
    published_at: datetime | None = None
    is_published: bool = True
    authors: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    picture: FoundPicture | None = None
    source_name: str = ""
    comments: int = 0


def known_language(code: str | None) -> str:
    """ "ar" for what a system calls ar, AR, ar_KW or ar-KW; nothing for a language that the portal hasn't."""
    language = (code or "").lower().replace("_", "-").partition("-")[0]
    return language if language in LANGUAGES else ""


@dataclass
class Archive:
    """A file of pieces, which is looked through once before they are read.

    ``open_file`` opens it anew. ``source`` is the site or feed that the guids belong to, ``title`` what it
    calls itself, ``total`` how many pieces it holds; ``left`` counts what is no piece, by its kind.
    """

    open_file: Callable[[], BinaryIO]
    source: str = ""
    title: str = ""
    total: int = 0
    left: Counter = field(default_factory=Counter)

    def look_through(self) -> None:
        """Find out what the whole file says of itself. Raises Refused for one that is damaged anywhere."""
        raise NotImplementedError

    def items(self) -> Iterator[Item | Refused]:
        """Read the pieces one by one; in the place of one that can't be read stands the reason."""
        raise NotImplementedError
