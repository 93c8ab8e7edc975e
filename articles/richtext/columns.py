"""Which cells of a table stand in a column of numbers."""

import re

from .reading import to_text
from .tree import Element, serialise

_NUMBER = re.compile(r"[-+\u2212]?[$€£]?\d[\d.,\u066b\u066c\u00a0 ]*[%\u066a]?")
_NO_NUMBER = {"", "-", "–", "—"}


def number_cells(table: Element) -> list[int]:
    """The numbers, from 0 and row by row, of those cells; none where a cell reaches over several."""
    sections = [child for child in table.children if child.tag in {"thead", "tbody"}]
    rows = [row.children for section in sections for row in section.children]
    if any({"colspan", "rowspan"} & cell.attributes.keys() for row in rows for cell in row):
        return []
    columns = _number_columns(rows)
    places = [column for row in rows for column in range(len(row))]
    return [number for number, column in enumerate(places) if column in columns]


def _number_columns(rows):
    words = {}
    for row in rows:
        for column, cell in enumerate(row):
            if cell.tag == "td":
                words.setdefault(column, set()).add(to_text(serialise(cell.children)))
    return {column for column, found in words.items() if _are_numbers(found - _NO_NUMBER)}


def _are_numbers(found):
    return bool(found) and all(map(_NUMBER.fullmatch, found))
