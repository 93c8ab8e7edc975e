"""What a search finds."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from .documents import Kind

#: So many matches are ranked, counted and split up by topic and organisation: the newest ones.
MOST_RANKED = 500


class Hit(NamedTuple):
    """A document that matches. ``organizations`` are those it is about, by primary key."""

    kind: Kind
    pk: int
    published_at: datetime | None
    topic: int | None
    organizations: tuple[int, ...]
    score: float = 0.0


@dataclass(frozen=True)
class Found:
    """The matches in the order asked for; where there are more than ``MOST_RANKED``, the newest of them.

    ``is_complete`` says whether these are all there are. A phrase may have been looked for in the newest
    documents with its words only: then ``looked_in`` is the number of them.
    """

    hits: tuple[Hit, ...] = ()
    is_complete: bool = True
    looked_in: int = 0

    def __len__(self):
        return len(self.hits)


@dataclass(frozen=True)
class Count:
    """How many matches there are, of those that would be ranked; ``is_complete`` as in ``Found``."""

    number: int = 0
    is_complete: bool = True

    def __len__(self):
        return self.number
