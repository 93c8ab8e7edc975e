"""The text in two parts, so that a box can stand where a reader has got into it."""

import re

from .tree import VOID, tag_names

#: What the paragraph before it may introduce.
_INTRODUCED = tag_names("ul ol blockquote table figure")
#: How ``rendering`` marks the region in which a table scrolls.
_SCROLLED_TABLE = 'class="table-scroll"'
_TAG = re.compile(r'<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)(?:[^>"]|"[^"]*")*?(?P<empty>/?)>', re.IGNORECASE)


def split_after(html: str, paragraphs: int) -> tuple[str, str]:
    """Return the markup up to the end of so many paragraphs, and the rest; a text without so many is whole.

    Only blocks of the text itself count, no paragraph of a quotation. A list, quotation, table or figure that
    follows at once stays with the paragraph that introduces it.
    """
    place = 0
    for tag, end in _blocks(html):
        if not paragraphs and tag not in _INTRODUCED:
            break
        place = end
        if not paragraphs:
            break
        paragraphs -= tag == "p"
    return (html, "") if paragraphs else (html[:place], html[place:])


def _blocks(html):
    """The outermost elements: the name of each, and where it ends."""
    depth, first = 0, None
    for token in _TAG.finditer(html):
        tag = token["tag"].lower()
        first = first if depth else token
        if token["end"]:
            depth -= 1
        elif tag not in VOID and not token["empty"]:
            depth += 1
            continue
        if not depth:
            yield "table" if _SCROLLED_TABLE in first[0] else tag, token.end()
