"""The index in SQLite: an FTS5 table for each language, whose rowids are the keys of the documents.

FTS5 returns rows in the order of their rowids, so the newest matches are the first that it comes upon.
"""

import json
from collections.abc import Collection, Sequence
from itertools import groupby

from django.db import connection

from portal.bilingual.languages import LANGUAGES
from portal.index.documents import Document, Kind
from portal.index.lexemes import EVERYTHING, Lexemes
from portal.index.looking_for import Branch, Every, Has, Lacks, Part, Some
from portal.index.ranking import Row
from portal.index.row_keys import row_key

from .tables import COLUMNS, RANKED, TABLE, Looked, Window, looked, row_of, values_of

_FULL_TEXT = {language: f"index_lexemes_{language}" for language in LANGUAGES}
_LISTED = "(SELECT value FROM json_each(%s))"
_KEYS = f"SELECT id FROM {TABLE} WHERE kind = %s AND thing IN {_LISTED} AND language = %s"  # noqa: S608
_OLD = f"{_KEYS} AND is_public = %s"
_WRITE = f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
_ERASE = f"DELETE FROM {TABLE} WHERE id IN {_LISTED}"  # noqa: S608
_ROWS = f"SELECT {RANKED} FROM {TABLE} WHERE id IN {_LISTED}"  # noqa: S608


class SqliteTables:
    def write(self, documents: Sequence[tuple[Document, Lexemes]]) -> None:
        with connection.cursor() as cursor:
            self._make_room(cursor, [document for document, _lexemes in documents])
            cursor.executemany(_WRITE, [values_of(*document) for document in documents])
            for language, table in _FULL_TEXT.items():
                # Ascending: FTS5 writes out what it has collected whenever a rowid isn't above the last.
                rows = sorted(
                    (row_key(document), " ".join(lexemes.everything))
                    for document, lexemes in documents
                    if document.language == language
                )
                # What a database left behind that was restored in part is replaced.
                cursor.executemany(f"REPLACE INTO {table} (rowid, lexemes) VALUES (%s, %s)", rows)  # noqa: S608

    def erase(self, kind: Kind, pks: Collection[int], languages: Collection[str]) -> None:
        with connection.cursor() as cursor:
            for language in languages:
                cursor.execute(_KEYS, [str(kind), json.dumps(list(pks)), language])
                self._erase(cursor, language, [key for (key,) in cursor.fetchall()])

    def newest(self, part: Part, windows: Sequence[tuple[Window, int]]) -> list[int]:
        walks = [_newest(part, *walk) for walk in windows]
        return [key for (key,) in _fetched(walks)]

    def newest_rows(self, part: Part, windows: Sequence[tuple[Window, int]]) -> list[Row]:
        newest = [_newest(part, *walk) for walk in windows]
        columns = f"SELECT {RANKED} FROM {TABLE} WHERE id IN"  # noqa: S608
        walks = [(f"{columns} ({keys}) ORDER BY id DESC", values) for keys, values in newest]
        return list(map(row_of, _fetched(walks)))

    def holding(self, branch: Branch, window: Window, most: int) -> Looked:
        conditions, values = _holding(branch)
        newest, asked = _newest(branch.part, window, most)
        sql = f"SELECT id, {conditions} FROM {TABLE} WHERE id IN ({newest}) ORDER BY id DESC"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [*values, *asked])
            return looked(cursor.fetchall())

    def among(self, part: Part, language: str, ids: Collection[int]) -> list[int]:
        table = _FULL_TEXT[language]
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid = %s"  # noqa: S608
        wanted, found = _match(part), []
        with connection.cursor() as cursor:
            for key in sorted(ids, reverse=True):
                cursor.execute(sql, [wanted, key])
                found += [key for (key,) in cursor.fetchall()]
        return found

    def rows(self, ids: Collection[int], branch: Branch | None = None) -> list[Row]:
        conditions, values = _holding(branch) if branch else ("true", [])
        with connection.cursor() as cursor:
            cursor.execute(f"{_ROWS} AND {conditions}", [json.dumps(list(ids)), *values])
            return [row_of(values) for values in cursor.fetchall()]

    def _make_room(self, cursor, documents):
        def group(document):
            return str(document.kind), document.language, document.is_public

        for (kind, language, is_public), same in groupby(sorted(documents, key=group), key=group):
            pks = json.dumps([document.pk for document in same])
            cursor.execute(_OLD, [kind, pks, language, is_public])
            self._erase(cursor, language, [key for (key,) in cursor.fetchall()])

    def _erase(self, cursor, language, keys):
        table = _FULL_TEXT[language]
        cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(key,) for key in sorted(keys)])  # noqa: S608
        cursor.execute(_ERASE, [json.dumps(keys)])


def _fetched(queries):
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(*query)
            yield from cursor.fetchall()


def _newest(part, window, most):
    table = _FULL_TEXT[window.language]
    public = "" if window.includes_drafts else "AND rowid & 1 = 0"
    sql = (
        f"SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid BETWEEN %s AND %s {public} "  # noqa: S608
        "ORDER BY rowid DESC LIMIT %s"
    )
    return sql, [_match(part), window.first, window.last, most]


def _holding(branch):
    held = [" OR ".join(["instr(sequence, %s) > 0"] * len(texts)) for texts in branch.phrases]
    lacked = ["instr(sequence, %s) = 0"] * len(branch.without)
    conditions = " AND ".join([*(f"({one})" for one in held), *lacked]) or "true"
    return conditions, [*(text for texts in branch.phrases for text in texts), *branch.without]


def _match(part: Part) -> str:
    """The part in the words of FTS5, in which every operator but NOT stands between two of its kind."""
    match part:
        case Has(lexeme):
            return _quoted(lexeme)
        case Lacks(lexeme):
            return f"({_quoted(EVERYTHING)} NOT {_quoted(lexeme)})"
        case Some(parts):
            return f"({' OR '.join(map(_match, parts))})"
        case Every(parts):
            lacked = [_quoted(part.lexeme) for part in parts if isinstance(part, Lacks)]
            had = [_match(part) for part in parts if not isinstance(part, Lacks)]
            wanted = f"({' AND '.join(had or [_quoted(EVERYTHING)])})"
            return f"({wanted} NOT ({' OR '.join(lacked)}))" if lacked else wanted


def _quoted(lexeme: str) -> str:
    escaped = lexeme.replace('"', '""')
    return f'"{escaped}"'
