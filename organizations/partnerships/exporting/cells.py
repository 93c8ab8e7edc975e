"""Cells of a table: no programme takes one for a formula, and the reader gets back what was written.

A list stands in one cell, a row on each line: ``kind: press_report | title_en: News | url: https://…``.
"""

import re

#: The last four are full-width: = + - @ of East Asian keyboards.
TRIGGERS = "=+-@\t\r\n|\uff1d\uff0b\uff0d\uff20"
QUOTE = "'"
MARKED = frozenset(TRIGGERS + QUOTE)
BETWEEN = " | "
#: What would end a part or a line.
ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "|": "\\p"}
ESCAPED = re.compile(r"[\\\n\r|]")


def neutralise(text: str) -> str:
    """Put a quote before what a spreadsheet would calculate (formula injection)."""
    if not text or text[0] not in MARKED:
        return text
    is_ambiguous = text.startswith(QUOTE) and text[1:2] and text[1] in TRIGGERS + QUOTE
    return QUOTE + text if is_ambiguous or text[0] in TRIGGERS else text


def restore(cell: str) -> str:
    """Take back exactly the quote that ``neutralise`` put there."""
    is_quoted = cell.startswith(QUOTE) and cell[1:2] and cell[1] in TRIGGERS + QUOTE
    return cell[1:] if is_quoted else cell


def write_rows(rows: list[dict[str, str]]) -> str:
    """Rows as lines of ``name: value``; what is empty is left out."""
    return "\n".join(
        BETWEEN.join(f"{name}: {_escape(value)}" for name, value in row.items() if value) for row in rows
    )


def read_rows(cell: str) -> list[dict[str, str]]:
    """Read what ``write_rows`` wrote. Raises ValueError for a part without a name."""
    return [_read_row(line) for line in cell.replace("\r\n", "\n").split("\n") if line.strip()]


def _read_row(line):
    row = {}
    for part in line.split(BETWEEN):
        name, colon, value = part.partition(":")
        if not colon or name.strip() in row:
            raise ValueError("write each part once, as “name: value”, with “ | ” between the parts")
        row[name.strip()] = _unescape(value.strip(" "))
    return row


def _escape(text):
    return ESCAPED.sub(lambda found: ESCAPES[found[0]], text)


def _unescape(text):
    """Left to right, so that an escaped backslash before an n stays one."""
    pieces = text.split("\\\\")
    for character, written in ESCAPES.items():
        if character != "\\":
            pieces = [piece.replace(written, character) for piece in pieces]
    return "\\".join(pieces)
