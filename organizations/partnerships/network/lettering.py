"""How much room words take, without a font at hand: a generous guess, so that nothing is cut."""

import re

ARABIC = re.compile(r"[\u0600-\u06ff]")
#: Width of an average letter, in parts of the size of the type.
LATIN_SHARE = 0.57
ARABIC_SHARE = 0.52
ELLIPSIS = "…"


def width_of(text, size):
    share = ARABIC_SHARE if ARABIC.search(text) else LATIN_SHARE
    return len(text) * share * size


def wrapped(text, *, size, room, lines):
    """The text on so many lines at most; what doesn't fit ends in an ellipsis."""
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and width_of(longer, size) > room:
            rows.append(word)
        else:
            rows[-1] = longer
    kept = rows[:lines]
    if len(rows) > lines:
        kept[-1] += ELLIPSIS
    return [_cut(row, size, room) for row in kept]


def _cut(row, size, room):
    if width_of(row, size) <= room * 1.15:
        return row
    letters = max(1, int(len(row) * room / width_of(row, size)))
    return row[:letters].rstrip(ELLIPSIS) + ELLIPSIS
