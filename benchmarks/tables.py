"""Tables of figures: printed, and kept in ``VAR_DIR/benchmarks`` as Markdown."""

import os
import sys
from pathlib import Path


def tell(name: str, title: str, head: tuple, rows: list[tuple]) -> None:
    """Figures to the right of their names, as many columns as the head has."""
    cells = [head, *(tuple(map(_text, row)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [_line(row, widths) for row in cells]
    lines.insert(1, "|".join(["", *("-" * (width + 1) + ":" for width in widths), ""]))
    text = "\n".join([title, "", *lines, "", ""])
    sys.stdout.write(text)
    folder = Path(os.environ.get("VAR_DIR", "var")) / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(text)


def _line(row, widths):
    first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
    return "| " + " | ".join([first.strip().ljust(widths[0]), *others]) + " |"


def _text(value):
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
    return "" if value is None else str(value)
