"""Where a cleaned body has what its page dresses: sub-headings, tables, pictures, pull quotes, embeds.

The places are those of the markup, worked out once for each live text and kept with it; ``rendering`` puts
the page's markup there.
"""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from portal.bilingual.slugs import unicode_slug

from .columns import number_cells
from .places import TOKEN
from .reading import to_text
from .tree import EMBED, parse, serialise, tag_names

#: Before the id of a sub-heading, so that it can be no other id of the page.
ID_PREFIX = "section-"
_HEADINGS = tag_names("h2 h3 h4")
_CELLS = tag_names("td th")
_WATCHED = _HEADINGS | _CELLS | {"table", "figure"}


class PartKind(StrEnum):
    HEADING = "heading"
    TABLE = "table"
    PICTURE = "picture"
    PULL_QUOTE = "quote"
    EMBED = "embed"


def parts_of(html: str, language: str) -> list[list]:
    """``[start, end, kind, …]`` of each part, as plain JSON.

    A heading comes with its id and words, a table with its number, its caption and the places of its cells of
    numbers, an embed with its address.
    """
    return list(_Reader(html, language).parts())


class _Reader:
    def __init__(self, html, language):
        self.html, self.language = html, language
        self.ids, self.slugs, self.tables = set(), Counter(), 0

    def parts(self) -> Iterator[list]:
        for tag, start, end, cells in _elements(self.html):
            markup = self.html[start:end]
            if tag in _HEADINGS:
                words = _line(markup)
                yield [start, end, PartKind.HEADING, self._id(words), words]
            elif tag == "table":
                self.tables += 1
                yield [start, end, PartKind.TABLE, self.tables, *_table(markup, cells)]
            elif tag == "figure":
                yield [start, end, *_figure(markup)]

    def _id(self, words):
        slug = unique = ID_PREFIX + unicode_slug(words, self.language)
        while unique in self.ids:
            self.slugs[slug] += 1
            unique = f"{slug}-{self.slugs[slug] + 1}"
        self.ids.add(unique)
        return unique


def _elements(html):
    """Yield tag, start and end of each element that is watched, and of a table where its own cells begin."""
    opened = []
    for token in TOKEN.finditer(html):
        tag = token["tag"]
        if tag not in _WATCHED:
            continue
        if not token["end"]:
            if tag in _CELLS:
                _innermost_table(opened).append(token.start())
            opened.append((tag, token.start(), []))
        else:
            tag, start, cells = opened.pop()
            yield tag, start, token.end(), cells


def _innermost_table(opened):
    return next(cells for tag, _start, cells in reversed(opened) if tag == "table")


def _table(markup, cells):
    [table] = parse(markup)
    captions = (_line(serialise(child.children)) for child in table.children if child.tag == "caption")
    return next(captions, ""), [cells[number] for number in number_cells(table)]


def _figure(markup):
    [figure] = parse(markup)
    if EMBED in figure.attributes:
        return PartKind.EMBED, figure.attributes[EMBED]
    has_quotation = any(child.tag == "blockquote" for child in figure.children)
    return (PartKind.PULL_QUOTE if has_quotation else PartKind.PICTURE,)


def _line(markup):
    return " ".join(to_text(markup).split())
