"""Files as raw records: a table's lines, or the rows of a JSON document, each with the place it stands at."""

import csv
import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from organizations.partnerships.exporting import COMMITMENTS, PARTNERSHIPS
from organizations.partnerships.exporting.tables import BYTE_ORDER_MARK

from .problems import Problem, Refused, refuse

LARGEST_FILE = 100_000_000
LARGEST_CELL = 5_000_000
#: What a list is called in a document, and the column by which its table is known.
LISTS = {"partnerships": "slug", "commitments": "partnership_slug"}
TABLES = {"partnerships": PARTNERSHIPS, "commitments": COMMITMENTS}


@dataclass(frozen=True)
class Raw:
    """``noun`` is a key of ``LISTS``, ``where`` the place in the file."""

    noun: str
    where: str
    document: dict


def read_file(path: Path) -> list[Raw]:
    """The records of a table or a JSON document. Raises ``Refused`` with everything that is wrong."""
    text = _text(path)
    if text[:1] in {"{", "["}:
        return _of_json(text)
    return _of_table(text)


def _text(path):
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse(f"the file can’t be read: {error.strerror}") from error
    if len(content) > LARGEST_FILE:
        raise refuse(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    try:
        return content.decode().removeprefix(BYTE_ORDER_MARK).lstrip("\n\r\t ")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise refuse("the file isn’t UTF-8; save it again in that encoding", f"line {line}") from error


def _of_json(text):
    try:
        document = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise refuse(f"this isn’t JSON: {error.msg}", f"line {error.lineno}") from error
    except (ValueError, RecursionError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise refuse(f"this can’t be read: {what}") from error
    noun, rows = _list_in(document)
    if strange := [
        Problem(f"record {n}", "is no record") for n, row in enumerate(rows, 1) if type(row) is not dict
    ]:
        raise Refused(*strange)
    if any("api_url" in row for row in rows):
        raise refuse("these are documents in brief, as lists have them; partnerships.json has the whole")
    return [Raw(noun, f"record {number}", row) for number, row in enumerate(rows, start=1)]


def _once(pairs):
    """Two values under one name would silently be one."""
    names = [name for name, _value in pairs]
    if twice := {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else ():
        raise ValueError(f"“{min(twice)[:40]}” stands twice in one place")
    return dict(pairs)


def _list_in(document):
    """A list under its name, a bare list of entries, or one entry."""
    if isinstance(document, list):
        return "partnerships", document
    for noun in LISTS:
        if isinstance(document.get(noun), list):
            return noun, document[noun]
    if "slug" in document:
        return "partnerships", [document]
    raise refuse("there is no list called partnerships or commitments in it")


def _of_table(text):
    csv.field_size_limit(LARGEST_CELL)
    first = text.partition("\n")[0]
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    records, problems = [], []
    try:
        names = next(reader, [])
        noun = _noun(names)
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                try:
                    records.append(Raw(noun, f"line {line}", _document(noun, names, cells)))
                except ValueError as error:
                    problems.append(Problem(f"line {line}", str(error)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise refuse(f"this can’t be read as a table: {error}", f"line {reader.line_num}") from error
    if problems:
        raise Refused(*problems)
    return records


def _noun(names):
    noun = next((noun for noun, column in LISTS.items() if column in names), None)
    if noun is None:
        raise refuse("there is no column “slug” or “partnership_slug”, so this is neither table", "line 1")
    known = TABLES[noun].columns
    strange = [name for name in names if name not in known]
    twice = [name for name in names if names.count(name) > 1]
    if strange or twice:
        what = (
            f"there is no column “{strange[0][:40]}”" if strange else f"the column “{twice[0]}” stands twice"
        )
        raise refuse(what, "line 1")
    return noun


def _document(noun, names, cells):
    if len(cells) != len(names):
        raise ValueError(f"has {len(cells)} cells where the first line names {len(names)} columns")
    return TABLES[noun].read(dict(zip(names, cells, strict=True)))
