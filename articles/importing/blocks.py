"""Lines as blocks: paragraphs, sub-headings, lists, quotations."""

import re
from html import escape
from itertools import groupby
from typing import NamedTuple

from .lines import is_date, is_finished, starts_in_lower_case

HEADING_WORDS = 10
HEADING_LENGTH = 80
PARAGRAPH_WORDS = 10
LONG_PARAGRAPH_WORDS = 20
QUOTATION_WORDS = 4

# After a dot a space is needed, else 5.5G is an item; after a dash a letter will do.
_NUMBERED = re.compile(
    r"\(?([0-9\u0660-\u0669\u06f0-\u06f9]{1,2}) ?(?:\.-?(?= )|[-–—ـ)\]](?= |[^\W\d_]|[«“\"(]))\.? ?(.+)"
)
_BULLET = re.compile(r"([•·▪●◦‣■□➢✓]) ?(.+)")
_DASH = re.compile(r"([-–—*_])(?: |(?=[^\W\d_]))(.+)")
_QUOTATION = re.compile(r"(?:«[^«»]+»|“[^“”]+”|\"[^\"]+\")\.?")


class Block(NamedTuple):
    tag: str
    text: str
    number: int = 0


def to_html(lines: list[str]) -> str:
    """Return markup for ``lines``; only plain text goes in, so everything is escaped."""
    runs = groupby(enumerate(to_blocks(lines)), key=_run_key)
    return "".join(_markup([block for _, block in run]) for _, run in runs)


def to_blocks(lines: list[str]) -> list[Block]:
    items = {**_dashed(lines), **_bulleted(lines), **_numbered(lines)}
    return [items.get(place) or _prose(lines, place, items) for place in range(len(lines))]


def looks_like_item(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_NUMBERED, _BULLET, _DASH))


def is_quotation(line: str) -> bool:
    """Whether the whole line is one quotation, and more than a title."""
    return bool(_QUOTATION.fullmatch(line)) and len(line.split()) >= QUOTATION_WORDS


def _prose(lines, place, items):
    line = lines[place]
    if is_quotation(line):
        return Block("blockquote", line)
    is_heading = place > 0 and _can_be_heading(line) and _opens_section(lines, place, items)
    return Block("h2" if is_heading else "p", line)


def _can_be_heading(line):
    is_short = len(line) <= HEADING_LENGTH and len(line.split()) <= HEADING_WORDS
    is_open = not line.endswith((".", "!", "…", "،", "؛", ",", ";", ":"))
    return is_short and is_open and not is_date(line) and not starts_in_lower_case(line)


def _opens_section(lines, place, items):
    """Whether a list follows, or a paragraph: a longer line that ends like a sentence, or a long one."""
    if place + 1 >= len(lines) or place + 1 in items:
        return place + 1 in items
    previous, line, following = lines[place - 1 : place + 2]
    words = len(following.split())
    if not is_finished(following) and not following.endswith(":"):
        return words >= LONG_PARAGRAPH_WORDS
    stands_out = place - 1 in items or is_finished(previous)
    return len(following) > len(line) and (stands_out or words >= PARAGRAPH_WORDS)


def _numbered(lines):
    """Return the items of every series that counts 1, 2, …; paragraphs may stand between them."""
    accepted, series = {}, []
    for place, match in _matches(_NUMBERED, lines):
        number = int(match[1])
        if number != len(series) + 1:
            series = []
        if number == len(series) + 1:
            series.append((place, Block("ol", match[2].strip(), number)))
        if len(series) > 1:
            accepted.update(series)
    return accepted


def _bulleted(lines):
    return {place: Block("ul", match[2].strip()) for place, match in _matches(_BULLET, lines)}


def _dashed(lines):
    """Return dashed lines as items where at least two follow each other; a single one may be speech."""
    found = dict(_matches(_DASH, lines))
    return {
        place: Block("ul", match[2].strip())
        for place, match in found.items()
        if any(near in found and found[near][1] == match[1] for near in (place - 1, place + 1))
    }


def _matches(pattern, lines):
    matches = ((place, pattern.fullmatch(line)) for place, line in enumerate(lines))
    return [(place, match) for place, match in matches if match]


def _run_key(placed):
    """Items of one list share a key; every other block stands alone."""
    place, block = placed
    if block.tag == "ul":
        return "ul"
    return ("ol", place - block.number) if block.tag == "ol" else place


def _markup(blocks):
    tag, number = blocks[0].tag, blocks[0].number
    if tag == "blockquote":
        return f"<blockquote><p>{escape(blocks[0].text)}</p></blockquote>"
    if tag in {"p", "h2"}:
        return f"<{tag}>{escape(blocks[0].text)}</{tag}>"
    start = f' start="{number}"' if number > 1 else ""
    items = "".join(f"<li>{escape(block.text)}</li>" for block in blocks)
    return f"<{tag}{start}>{items}</{tag}>"
