"""Refuse markup that would take an HTML parser minutes, before it is parsed.

A parser reopens every unclosed <a>, <b>, … in each following block: 100 KB of them grow to 50 MB. Deep
nesting takes quadratic time: 100,000 open <div> keep it busy for 20 seconds. So do characters written as
entities, and « and », whose first byte in UTF-8 is that of the no-break space: 800,000 take as long.
(Measured with nh3 0.3.8.)
"""

import re
from collections import defaultdict
from itertools import pairwise

from .tree import tag_names

LONGEST_HTML = 3_000_000
DEEPEST_NESTING = 2_000
MOST_ESCAPED = 200_000
MOST_REOPENED = 20_000_000

REOPENED = tag_names("a b big code em font i nobr s small strike strong tt u")
NEVER_NESTED = tag_names("area base br col embed hr img input link meta wbr p li td th tr dd dt option")
_ESCAPED = re.compile(r"[&<>\u0080-\u00bf]")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)")


class TextTooLong(ValueError):
    """The text is longer, or more deeply nested, than any article."""


def refuse_too_long(html: str) -> None:
    if len(html) > LONGEST_HTML or len(html.encode(errors="replace")) > LONGEST_HTML:
        raise TextTooLong(f"more than {LONGEST_HTML} bytes")
    if sum(1 for _ in _ESCAPED.finditer(html)) > MOST_ESCAPED:
        raise TextTooLong(f"more than {MOST_ESCAPED} characters to escape")
    _refuse_unclosed(html)


def _refuse_unclosed(html: str) -> None:
    open_tags = _OpenTags()
    reopened = 0
    for tag, size in _tags_with_size(html):
        open_tags.follow(tag[2].lower(), size, closing=bool(tag[1]))
        reopened += open_tags.reopened_size
        if open_tags.depth > DEEPEST_NESTING or reopened > MOST_REOPENED:
            raise TextTooLong("too many tags are left open")


def _tags_with_size(html):
    """Yield each tag with its size, taken generously as the distance to the next one."""
    tags = list(_TAG.finditer(html))
    starts = [tag.start() for tag in tags] + [len(html)]
    return zip(tags, (end - start for start, end in pairwise(starts)), strict=True)


class _OpenTags:
    def __init__(self):
        self.sizes = defaultdict(list)
        self.depth = 0
        self.reopened_size = 0

    def follow(self, name, size, *, closing):
        if name in NEVER_NESTED or (closing and not self.sizes[name]):
            return
        if closing:
            self._count(name, -self.sizes[name].pop(), -1)
        else:
            self.sizes[name].append(size)
            self._count(name, size, 1)

    def _count(self, name, size, levels):
        self.depth += levels
        if name in REOPENED:
            self.reopened_size += size
