"""Whether a name is written with the capitals of a name: «apple» is no company, «IT» no pronoun."""

import re

SHORTEST_LOOSE_ACRONYM = 4
#: A name of several words has as many capitals at least, or all that it has: "will young people" is nobody.
FEWEST_CAPITALS = 2

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][\w'\u2019]*")


def is_written_as(name: str, written: str) -> bool:
    """Whether ``written``, which reads as ``name``, has its capitals; CITRA may be written Citra."""
    if not _LATIN.search(name):
        return True
    if len(_WORD.findall(name)) > 1:
        return _capitals(written) >= min(FEWEST_CAPITALS, _capitals(name))
    is_short = len(name) < SHORTEST_LOOSE_ACRONYM
    if is_short and (name.isupper() or len(name) < SHORTEST_LOOSE_ACRONYM - 1):
        return written == name
    return not name[0].isupper() or written[0].isupper()


def _capitals(text):
    """How many words begin with one."""
    return sum(word[0].isupper() for word in _WORD.findall(text))
