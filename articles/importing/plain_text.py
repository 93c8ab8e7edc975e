"""Read a plain text as people have it into the parts of an article.

Nothing is invented and nothing repaired. In particular no date is read: one that stands in a text tells when
something happened, never when the piece is published.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from articles.richtext import TextTooLong, clean_html
from portal.bilingual.text import cut_at_word, detect_language

from .blocks import is_quotation, looks_like_item, to_html
from .credits import take_byline, take_source
from .damage import ends_with_invitation, has_empty_quotation, has_unbalanced_quotation
from .files import Refusal, Refused, read_text_file
from .furniture import drop_furniture
from .lines import clean_lines, first_sentence, is_date, is_finished, starts_in_lower_case, without_full_stop
from .voice import is_first_person, is_kicker

__all__ = ["Flag", "ParsedText", "Refusal", "Refused", "parse", "read_text_file"]

HEADLINE_LETTERS = 150
HEADLINE_WORDS = 25
SENTENCE_LETTERS = 100
SENTENCE_WORDS = 14
DERIVED_LETTERS = 90
STANDFIRST_LETTERS = 250
STANDFIRST_WORDS = 8


class Flag(TextChoices):
    """What the editor should look at before publishing."""

    HEADLINE_DERIVED = "headline-derived", _("The headline was derived from the first sentence.")
    EMPTY_QUOTATION = "empty-quotation", _("Quotation marks stand around nothing: a name may be lost.")
    UNBALANCED_QUOTATION = "unbalanced-quotation", _("A quotation mark has no partner.")
    CLOSING_INVITATION = "closing-invitation", _("The text ends by sending readers to a website.")
    MISSING_BYLINE = "missing-byline", _("The by-line is missing; an opinion article needs a named author.")


@dataclass(frozen=True)
class ParsedText:
    """The parts of a text. ``lines`` is all that was read, credits included and furniture not.

    Two texts are the same if their lines are, whatever the parser made of them.
    """

    lines: tuple[str, ...]
    language: str
    headline: str
    headline_derived: bool
    standfirst: str
    body_html: str
    source_name: str
    source_url: str
    kind: str
    byline: str
    flags: tuple[Flag, ...]


def parse(text: str) -> ParsedText:
    """Return the parts of ``text``; ``kind`` is "news" or, as a proposal, "opinion". Raises ``Refused``."""
    story = drop_furniture(clean_lines(text))
    lines, source = take_source(story)
    lines, byline = take_byline(lines)
    lines, is_labelled = _take_kicker(lines)
    if not lines:
        raise Refused(Refusal.NO_TEXT)
    headline, rest = _take_headline(lines)
    standfirst, body = _take_standfirst(rest) if headline else ("", rest)
    is_opinion = is_labelled or is_first_person("\n".join(lines))
    return ParsedText(
        lines=tuple(story),
        language=detect_language("\n".join(lines)),
        headline=headline or _derive_headline(lines),
        headline_derived=not headline,
        standfirst=standfirst,
        body_html=_body(body),
        source_name=source.name,
        source_url=source.url,
        kind="opinion" if is_opinion else "news",
        byline=byline,
        flags=_flags(lines, is_derived=not headline, lacks_byline=is_opinion and not byline),
    )


def _take_kicker(lines):
    return (lines[1:], True) if lines and is_kicker(lines[0]) else (lines, False)


def _take_headline(lines):
    """Return the headline, "" if there is none, and the other lines; dates may stand above it."""
    place = next((place for place, line in enumerate(lines[:3]) if not is_date(line)), 0)
    if place + 1 < len(lines) and _is_headline(lines[place]):
        return without_full_stop(lines[place]), lines[:place] + lines[place + 1 :]
    return "", lines


def _is_headline(line):
    """Whether the line is one statement, shorter than a lead; a full stop makes it look like a sentence."""
    letters, words = HEADLINE_LETTERS, HEADLINE_WORDS
    if line.endswith("."):
        letters, words = SENTENCE_LETTERS, SENTENCE_WORDS
    if len(line) > letters or len(line.split()) > words or line.endswith((":", ",", "،", ";", "؛")):
        return False
    sentence = first_sentence(line)
    is_one = sentence == line or not sentence.endswith(".")
    return is_one and not looks_like_item(line) and not starts_in_lower_case(line)


def _derive_headline(lines):
    line = next((line for line in lines if not is_date(line)), lines[0])
    return without_full_stop(cut_at_word(first_sentence(line), DERIVED_LETTERS))


def _take_standfirst(lines):
    """Take a line without a full stop above a real paragraph; when in doubt it stays in the body."""
    if len(lines) < 2 or not _can_be_standfirst(lines[0]):
        return "", lines
    is_above_paragraph = is_finished(lines[1]) and len(lines[1]) > len(lines[0])
    return (lines[0], lines[1:]) if is_above_paragraph else ("", lines)


def _can_be_standfirst(line):
    if is_finished(line) or line.endswith((":", ",", "،", ";", "؛")):
        return False
    is_fit = len(line) <= STANDFIRST_LETTERS and len(line.split()) >= STANDFIRST_WORDS
    return is_fit and not looks_like_item(line) and not is_quotation(line) and not is_date(line)


def _body(lines):
    try:
        return clean_html(to_html(lines))
    except TextTooLong as error:
        raise Refused(Refusal.TOO_LONG) from error


def _flags(lines, *, is_derived, lacks_byline):
    signs = {
        Flag.HEADLINE_DERIVED: is_derived,
        Flag.EMPTY_QUOTATION: has_empty_quotation(lines),
        Flag.UNBALANCED_QUOTATION: has_unbalanced_quotation(lines),
        Flag.CLOSING_INVITATION: ends_with_invitation(lines),
        Flag.MISSING_BYLINE: lacks_byline,
    }
    return tuple(flag for flag, is_raised in signs.items() if is_raised)
