"""What either database must do in its own way, and what both write."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from django.db import connection

from portal.index import row_keys
from portal.index.documents import Document, Kind
from portal.index.lexemes import Lexemes
from portal.index.looking_for import Branch, Part
from portal.index.models import DocumentRow
from portal.index.ranking import Row

TABLE = DocumentRow._meta.db_table
COLUMNS = tuple(field.column for field in DocumentRow._meta.concrete_fields)
#: The columns of ``Row``. The time as text: drivers and Django take longer over it than over all others.
RANKED = ", ".join(Row._fields).replace("published_at", "CAST(published_at AS text)")
_PUBLISHED = Row._fields.index("published_at")


@dataclass(frozen=True)
class Window:
    """The keys among which a search looks: those of one language, from ``first`` to ``last``."""

    language: str
    first: int
    last: int
    includes_drafts: bool


class Looked(NamedTuple):
    """``keys`` hold the sequences, of ``number`` rows that were looked at, down to the key ``last``."""

    keys: list[int]
    number: int
    last: int


class Tables(Protocol):
    """Keys are given and returned from the largest on, which is from the newest."""

    def write(self, documents: Sequence[tuple[Document, Lexemes]]) -> None:
        """Put documents in the place of those of the same things; no two are of one thing."""

    def erase(self, kind: Kind, pks: Collection[int], languages: Collection[str]) -> None:
        """Remove the rows of these things in these languages, public and not."""

    def newest(self, part: Part, windows: Sequence[tuple[Window, int]]) -> list[int]:
        """Keys of the newest rows that have what is asked for: so many at most in each window.

        The windows stand from the newest on and don't overlap.
        """

    def newest_rows(self, part: Part, windows: Sequence[tuple[Window, int]]) -> list[Row]:
        """The same rows themselves."""

    def among(self, part: Part, language: str, ids: Collection[int]) -> list[int]:
        """Those of these keys whose rows have what is asked for."""

    def holding(self, branch: Branch, window: Window, most: int) -> Looked:
        """The same with the phrases of the branch and none of those it goes without."""

    def rows(self, ids: Collection[int], branch: Branch | None = None) -> list[Row]:
        """The rows of these keys; of a branch, those that hold its phrases and none it goes without."""


def values_of(document: Document, lexemes: Lexemes) -> tuple:
    """In the order of ``COLUMNS``."""
    return (
        row_keys.row_key(document),
        str(document.kind),
        document.pk,
        document.language,
        document.is_public,
        connection.ops.adapt_datetimefield_value(document.published_at),
        document.topic,
        " ".join(map(str, _organizations(document))),
        lexemes.headline,
        lexemes.standfirst,
        lexemes.titles,
        lexemes.sequence,
    )


def row_of(values: Sequence) -> Row:
    """A time without a zone is in UTC, as SQLite keeps it; connections to PostgreSQL speak UTC."""
    text = values[_PUBLISHED]
    if text is None:
        return Row._make(values)
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return Row._make((*values[:_PUBLISHED], at, *values[_PUBLISHED + 1 :]))


def _organizations(document):
    """An organisation is counted with what is about it, as the filter finds both."""
    things = [(document.kind, document.pk), *document.about]
    return dict.fromkeys(pk for kind, pk in things if kind == Kind.ORGANIZATION)


def looked(rows: Sequence[tuple[int, bool]]) -> Looked:
    """``rows`` are the keys looked at, from the largest on, and whether each holds the sequences."""
    return Looked([key for key, holds in rows if holds], len(rows), rows[-1][0] if rows else 0)
