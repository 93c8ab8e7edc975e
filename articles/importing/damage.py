"""Signs that a text was damaged on its way. They are reported, never repaired: only the editor can know."""

import re

from portal.bilingual.arabic import fold

_EMPTY = re.compile(r"«[\s.,،]*»|“[\s.,،]*”")
_CURLY = str.maketrans("“”„", '"""')
_INVITATION = re.compile(
    r"\bvisit (?:the|our|its|their) (?:official )?(?:web ?site|web ?page|page)\b|\bvisit:? (?:https?:|www\.)"
    r"|\bزياره (?:الموقع|موقع)|\bزوروا (?:الموقع|موقع)|\bتفضلوا بزياره\b"
)


def has_empty_quotation(lines: list[str]) -> bool:
    """Whether quotation marks stand around nothing, as where a name was lost."""
    return any(_EMPTY.search(line) or _has_empty_straight(line) for line in lines)


def has_unbalanced_quotation(lines: list[str]) -> bool:
    return _guillemets_are_unbalanced(lines) or _quotes_are_unbalanced(lines)


def ends_with_invitation(lines: list[str]) -> bool:
    """Whether one of the last two lines sends readers to an official website."""
    return any(_INVITATION.search(fold(line)) for line in lines[-2:])


def _has_empty_straight(line):
    """Odd pieces between straight marks stand inside them."""
    return any(not piece.strip() for piece in line.split('"')[1:-1:2])


def _guillemets_are_unbalanced(lines):
    depth = 0
    for line in lines:
        # A quotation of several paragraphs opens each of them and closes the last.
        continued = depth == 1 and line.startswith("«")
        for mark in re.findall("[«»]", line[1:] if continued else line):
            depth += 1 if mark == "«" else -1
            if depth < 0:
                return True
    return depth != 0


def _quotes_are_unbalanced(lines):
    """Straight and curly marks are counted alike: keyboards mix them up."""
    marks = [line.translate(_CURLY) for line in lines]
    for line, following in zip(marks, [*marks[1:], ""], strict=True):
        goes_on = line.startswith('"') and following.startswith('"')
        if line.count('"') % 2 and not goes_on:
            return True
    return False
