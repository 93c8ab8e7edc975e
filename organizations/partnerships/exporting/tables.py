"""The documents as two tables: one line for each entry, one for each announced item.

A value within a value becomes a column of its own (``title_ar``, ``target_value``), and a list stands in one
cell (``cells``). The columns follow from ``schema``, by which a line becomes a document again.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel

from .cells import neutralise, read_rows, restore, write_rows
from .schema import Licensed, ListedMilestone, Partnership, RedactedListedMilestone

BYTE_ORDER_MARK = "\ufeff"
YES, NO = "yes", "no"
#: Tells a redacted row from others, in its columns as in its document.
REDACTED = "redacted"


class Table:
    """A table of documents that have one of these shapes."""

    def __init__(self, *models: type[BaseModel], first, without=()):
        self.models = models
        columns = [name for model in models for name in _columns(model) if name not in without]
        last = list(_columns(Licensed))
        between = [name for name in columns if name not in {*first, *last}]
        self.columns = list(dict.fromkeys([*first, *between, *last]))

    def write(self, documents: Iterable[dict]) -> Iterator[str]:
        """The table as lines of CSV; the first begins with the mark by which Excel knows UTF-8."""
        writer = csv.writer(_Echo())
        yield BYTE_ORDER_MARK + writer.writerow(self.columns)
        for document in documents:
            cells = flat(document)
            yield writer.writerow([neutralise(cells[name]) if name in cells else "" for name in self.columns])

    def read(self, cells: dict[str, str]) -> dict:
        """One line, by the names of its columns, as a document. Raises ValueError naming the column."""
        return nested(self.models, {name: restore(cell) for name, cell in cells.items() if cell})


def flat(document: dict) -> dict[str, str]:
    """A document as texts by the names of columns; what is missing has none."""
    return dict(_cells(document))


def _cells(document, before=""):
    for name, value in document.items():
        if value.__class__ is dict and name != "before":
            yield from _cells(value, f"{before}{name}_")
        elif value or value is False or value == 0:
            yield before + name, value if value.__class__ is str else _text(value)


def nested(models, cells: dict[str, str]) -> dict:
    """Undo ``flat``. Of two shapes the one that says ``redacted`` is meant where that column is filled."""
    is_redacted = any(name.startswith(REDACTED) for name in cells)
    model = next(m for m in models if len(models) == 1 or (REDACTED in m.model_fields) == is_redacted)
    document = {}
    for name, field in model.model_fields.items():
        kind, inner = _kind(field.annotation)
        if kind is dict and (parts := _parts(name, cells)):
            document[name] = nested(inner, parts)
        elif kind is not dict and name in cells:
            document[name] = _value(name, kind, inner, cells[name])
    known = set(_columns(model))
    if strange := [name for name in cells if name not in known]:
        raise ValueError(f"there is nothing called “{strange[0][:40]}”")
    return document


def _text(value):
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return ", ".join(value) if isinstance(value[0], str) else write_rows([flat(row) for row in value])
    return str(value)


def _value(name, kind, inner, text):
    try:
        if kind is list and inner:
            return [nested(inner, row) for row in read_rows(text)]
        if kind is list:
            return [part.strip() for part in text.split(",")]
        return json.loads(text) if name == "before" else text
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{name}: {error}") from error


def _parts(name, cells):
    start = f"{name}_"
    return {column.removeprefix(start): text for column, text in cells.items() if column.startswith(start)}


def _columns(model):
    for name, field in model.model_fields.items():
        kind, inner = _kind(field.annotation)
        if kind is dict:
            yield from (f"{name}_{column}" for column in _columns(inner[0]))
        else:
            yield name


def _kind(annotation):
    """``(list, shapes of its rows)``, ``(dict, its shape)`` or ``(str, ())`` for a value without parts."""
    if get_origin(annotation) is Annotated:
        return _kind(get_args(annotation)[0])
    if get_origin(annotation) is list:
        return list, tuple(_models(annotation))
    if get_origin(annotation) in {Union, UnionType}:
        return _kind(next(part for part in get_args(annotation) if part is not NoneType))
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return (dict, (annotation,)) if is_model else (str, ())


def _models(annotation):
    for part in get_args(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            yield part
        else:
            yield from _models(part)


class _Echo:
    """A file that hands back what is written to it."""

    @staticmethod
    def write(line):
        return line


PARTNERSHIPS = Table(Partnership, first=["number", "slug"], without={"milestones"})
COMMITMENTS = Table(
    ListedMilestone, RedactedListedMilestone, first=["id", "partnership_number", "partnership_slug"]
)
