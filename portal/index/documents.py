"""What the index holds: one document for each thing and language."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a document is of; also the order in which a page offers them as tabs."""

    ARTICLE = "article", pgettext_lazy("what is searched for", "Articles")
    PARTNERSHIP = "partnership", pgettext_lazy("what is searched for", "Partnerships")
    ORGANIZATION = "organization", pgettext_lazy("what is searched for", "Organisations")
    PERSON = "person", pgettext_lazy("what is searched for", "People")


#: Whose name stands above articles: they are found by it, but an author is no match.
AUTHOR = "author"
#: A thing that documents name: its kind, or ``AUTHOR``, and primary key.
Key = tuple[Kind | str, int]


@dataclass(frozen=True)
class Document:
    """A thing in one language, as plain text: no markup.

    ``names`` are all names it goes by, in both scripts: whoever types one of them means it. A document that
    is not public is found by editors only: a draft, or the text of an article that waits to be published.
    ``about`` are the things it is linked to. ``published_at`` is None for what has no such time; a document
    of the future is found from that second on.
    """

    kind: Kind
    pk: int
    language: str
    headline: str
    standfirst: str = ""
    body: str = ""
    names: tuple[str, ...] = ()
    is_public: bool = True
    published_at: datetime | None = None
    topic: int | None = None
    about: tuple[Key, ...] = field(default=())
