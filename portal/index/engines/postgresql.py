"""The index in PostgreSQL: a ``tsvector`` of our own lexemes, and a GIN index over it.

A GIN index knows no order: a word that half of all documents have would cost a visit to each of them. So each
lexeme stands on a shelf, the month in which its document was published, and a query walks the shelves from
the newest until it has enough. A common word is answered from the first ones; a rare word is looked up on
each, at some microseconds a shelf.
"""

from collections.abc import Collection, Sequence
from operator import itemgetter

from django.db import connection

from portal.index.documents import Document, Kind
from portal.index.lexemes import Lexemes
from portal.index.looking_for import Branch, Every, Has, Lacks, Part, Some
from portal.index.ranking import Row
from portal.index.row_keys import DRAFT, FIRST_DATED, month_of, row_key

from .tables import COLUMNS, RANKED, TABLE, Looked, Window, looked, row_of, values_of

_SHELF = "\0"
#: So many shelves are looked at without asking first where the oldest and the newest row stand: 20 years.
MOST_UNASKED = 240
_NEW = ", ".join(f"EXCLUDED.{column}" for column in COLUMNS)
_TYPES = {"id": "bigint", "thing": "bigint", "topic": "bigint", "is_public": "boolean"}
_TYPES |= {"published_at": "timestamptz"}
_LISTS = ", ".join(f"%s::{_TYPES.get(column, 'text')}[]" for column in COLUMNS)
# One statement for all rows: to read one for each takes as long as to write them.
_WRITE = f"""
INSERT INTO {TABLE} ({", ".join(COLUMNS)}, lexemes)
SELECT {", ".join(f"given.{column}" for column in COLUMNS)}, given.lexemes::tsvector
FROM unnest({_LISTS}, %s::text[]) AS given ({", ".join(COLUMNS)}, lexemes)
ON CONFLICT (kind, thing, language, is_public)
DO UPDATE SET ({", ".join(COLUMNS)}, lexemes) = ({_NEW}, EXCLUDED.lexemes)
"""  # noqa: S608 -- names of our own
# In order of their keys, as every writer locks them, so that no two wait for each other.
_ERASE = f"""
DELETE FROM {TABLE} WHERE id IN (
    SELECT id FROM {TABLE} WHERE kind = %s AND thing = ANY(%s) AND language = ANY(%s)
    ORDER BY kind, thing, language, is_public FOR UPDATE
)
"""  # noqa: S608
# The sums keep the planner from walking the keys in order and looking at the lexemes of each row.
_WALK = f"""
SELECT {{told}} FROM unnest(%s::text[]) AS shelf (wanted)
CROSS JOIN LATERAL (
    SELECT {{read}} FROM {TABLE} WHERE lexemes @@ shelf.wanted::tsquery AND id + 0 BETWEEN %s AND %s
    ORDER BY id + 0 DESC LIMIT %s
) AS found LIMIT %s
"""  # noqa: S608
_NEWEST = _WALK.format(told="id", read="id")
_NEWEST_ROWS = _WALK.format(told=RANKED, read=", ".join(Row._fields))
_AMONG = f"""
SELECT id FROM unnest(%s::bigint[], %s::text[]) AS asked (id, wanted) JOIN {TABLE} USING (id)
WHERE lexemes @@ asked.wanted::tsquery ORDER BY id DESC
"""  # noqa: S608
_ENDS = f"SELECT min(id), max(id) FROM {TABLE} WHERE id BETWEEN %s AND %s"  # noqa: S608
_ROWS = f"SELECT {RANKED} FROM {TABLE} WHERE id = ANY(%s)"  # noqa: S608


class PostgresqlTables:
    def write(self, documents: Sequence[tuple[Document, Lexemes]]) -> None:
        rows = [(*values_of(*document), _vector(*document)) for document in documents]
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, list(map(list, zip(*rows, strict=True))))

    def erase(self, kind: Kind, pks: Collection[int], languages: Collection[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_ERASE, [str(kind), list(pks), list(languages)])

    def newest(self, part: Part, windows: Sequence[tuple[Window, int]]) -> list[int]:
        return [key for (key,) in _newest(_NEWEST, part, windows)]

    def newest_rows(self, part: Part, windows: Sequence[tuple[Window, int]]) -> list[Row]:
        return list(map(row_of, _newest(_NEWEST_ROWS, part, windows)))

    def holding(self, branch: Branch, window: Window, most: int) -> Looked:
        conditions, values = _holding(branch)
        with connection.cursor() as cursor:
            walk = _walk(cursor, branch.part, window, most)
            sql = _WALK.format(told=f"id, {conditions}", read="id, sequence")
            cursor.execute(sql, [*values, *walk])
            return looked(cursor.fetchall())

    def among(self, part: Part, language: str, ids: Collection[int]) -> list[int]:
        wanted = _tsquery(part)
        asked = [wanted.replace(_SHELF, _shelf(language, month_of(key), key & DRAFT)) for key in ids]
        with connection.cursor() as cursor:
            cursor.execute(_AMONG, [list(ids), asked])
            return [key for (key,) in cursor.fetchall()]

    def rows(self, ids: Collection[int], branch: Branch | None = None) -> list[Row]:
        conditions, values = _holding(branch) if branch else ("true", [])
        with connection.cursor() as cursor:
            cursor.execute(f"{_ROWS} AND {conditions}", [list(ids), *values])
            return [row_of(values) for values in cursor.fetchall()]


def _newest(walk, part, windows):
    """What the walk tells of, from the largest key on, which comes first in each."""
    with connection.cursor() as cursor:
        values = [value for window in windows for value in _walk(cursor, part, *window)]
        cursor.execute(" UNION ALL ".join([f"({walk})"] * len(windows)), values)
        return sorted(cursor.fetchall(), key=itemgetter(0), reverse=True)


def _walk(cursor, part, window, most):
    """The values for ``_WALK``."""
    return [_on_each_shelf(part, window, _months(cursor, window)), window.first, window.last, most, most]


def _holding(branch):
    held = [" OR ".join(["strpos(sequence, %s) > 0"] * len(texts)) for texts in branch.phrases]
    lacked = ["strpos(sequence, %s) = 0"] * len(branch.without)
    conditions = " AND ".join([*(f"({one})" for one in held), *lacked]) or "true"
    return conditions, [*(text for texts in branch.phrases for text in texts), *branch.without]


def _months(cursor, window) -> list[int]:
    """From the newest on; what has no day stands on the last shelf. Of a long time only where rows are."""
    first, last = max(window.first, FIRST_DATED), window.last
    if month_of(last) - month_of(first) > MOST_UNASKED:
        cursor.execute(_ENDS, [first, last])
        first, last = cursor.fetchone()
    dated = range(month_of(last), month_of(first) - 1, -1) if last and last >= FIRST_DATED else ()
    return [*dated, 0] if window.first < FIRST_DATED else [*dated]


def _shelf(language: str, month: int, is_draft: int) -> str:
    """A prefix of five characters, one for all lexemes of a document. Drafts have shelves of their own."""
    return f"{language[0].upper() if is_draft else language[0]}{month:03x}:"


def _vector(document, lexemes) -> str:
    key = row_key(document)
    shelf = _shelf(document.language, month_of(key), key & DRAFT)
    # Quoted all at once, with a sign between them that no lexeme has: there are hundreds.
    apart = f"\0{shelf}".join(lexemes.everything)
    return _quoted(f"{shelf}{apart}").replace("\0", "' '")


def _on_each_shelf(part, window, months) -> list[str]:
    wanted = _tsquery(part)
    if window.includes_drafts:
        public, draft = (f"({wanted.replace(_SHELF, shelf)})" for shelf in (_SHELF, f"{_SHELF}{_SHELF}"))
        wanted = f"{public} | {draft}"
    shelves = [(_shelf(window.language, month, 0), _shelf(window.language, month, 1)) for month in months]
    return [wanted.replace(f"{_SHELF}{_SHELF}", draft).replace(_SHELF, public) for public, draft in shelves]


def _tsquery(part: Part) -> str:
    """The part in PostgreSQL's words, with ``_SHELF`` where the shelf of each lexeme goes."""
    match part:
        case Has(lexeme):
            return _quoted(f"{_SHELF}{lexeme}")
        case Lacks(lexeme):
            return f"!{_quoted(f'{_SHELF}{lexeme}')}"
        case Every(parts):
            return f"({' & '.join(map(_tsquery, parts))})"
        case Some(parts):
            return f"({' | '.join(map(_tsquery, parts))})"


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
