"""What the form of a text shows and does where the other language has moved on (``staleness``)."""

from dataclasses import dataclass, field, replace

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import staleness
from articles.comparing import Places, TooLongToCompare, changed_places
from articles.enums import Act
from articles.models import Revision
from articles.staleness import Changes, Gap, changes_of
from articles.transitions import NEWER_TEXT

from .seen_number import SeenNumber

#: Two comparisons may be made while somebody waits for the form.
LONGEST_BODY = 200_000
#: Numbers that stand for each of the six forms of an Arabic plural.
PLURALS = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}


@dataclass(frozen=True)
class Behind:
    """What this text is behind by; ``own`` are places in it, ``theirs`` places in the text it follows."""

    gap: Gap
    changes: Changes
    own: Places = field(default_factory=Places)
    theirs: Places = field(default_factory=Places)

    @property
    def lines(self):
        return [name for name in self.changes.fields if name != "body"]

    @property
    def has_marks(self):
        return bool(self.lines or self.own.changed or self.own.gaps)


@dataclass(frozen=True)
class Marks:
    """What carries a bar in the margin of one text."""

    lines: list[str] = field(default_factory=list)
    places: Places = field(default_factory=Places)


class BehindForm(forms.Form):
    """For a form that has an ``article``, a ``language`` and its ``newest`` revision."""

    #: The form of the other language, set by the form of the article.
    other_text = None

    #: The revision of the other language that the page named as the one this text is behind.
    seen_shown = SeenNumber()

    @cached_property
    def behind(self):
        """What this text is behind by, or None. Costs nothing where it follows all there is."""
        text, source = self.newest, self.other_text and self.other_text.newest
        if not text or not source or not text.follows or text.follows.number >= source.number:
            return None
        gap = staleness.gap_of(self.article, text)
        return gap and _compared(gap, source)

    @property
    def may_be_checked(self):
        return bool(self.behind) and Act.CHECKED in self.reach

    @cached_property
    def marks(self):
        """The bars of this text: it is behind, or the other one is behind it."""
        if self.behind:
            return Marks(self.behind.lines, self.behind.own)
        source_of = self.other_text and self.other_text.behind
        return Marks(source_of.lines, source_of.theirs) if source_of else Marks()

    @property
    def kinship(self):
        """What this text is to the other: its translation, its original, or neither."""
        if self.newest and self.newest.follows:
            return "translation"
        source_of = self.other_text and self.other_text.newest
        return "original" if source_of and source_of.follows else ""

    @property
    def word_forms(self):
        """How a number of words is said, by the name of its plural form; for the counter of the page."""
        return {name: ngettext("%(count)d word", "%(count)d words", count) for name, count in PLURALS.items()}

    @property
    def asked_to_check(self):
        """The act for the text that is to be found up to date; none where saving has just made it so."""
        origin, against = self.cleaned_data.get("translated_from"), self.behind.gap.shown
        if self.is_changed and origin and origin.number >= against.number:
            return None, {}
        return Act.CHECKED, {"against": against}

    def clean_check(self):
        """Refuse to find a text up to date with something that the page did not show."""
        if refusal := self.refusal_of(Act.CHECKED):
            self.add_error(None, refusal)
        elif self.behind is None:
            self.add_error(None, _("This text is up to date already."))
        elif self.cleaned_data.get("seen_shown") != self.behind.gap.shown.number:
            self.add_error(None, NEWER_TEXT)


def _compared(gap, source: Revision):
    behind = Behind(gap, changes_of(gap))
    bodies = (gap.followed.body, gap.shown.body, source.body)
    if max(map(len, bodies)) > LONGEST_BODY:
        return behind
    try:
        moves = changed_places(gap.followed.body, gap.shown.body)
        seen = moves if source.pk == gap.shown.pk else changed_places(gap.followed.body, source.body)
    except TooLongToCompare:
        return behind
    return replace(behind, own=moves.before, theirs=seen.after)
