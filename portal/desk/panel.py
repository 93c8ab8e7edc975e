"""What a panel of the desk is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.bilingual.admin import language_name, languages_of_editor

from .addresses import address

#: Nothing is counted further: beyond it "more" is all that anybody wants to know.
MOST_COUNTED = 50
ROWS_SHOWN = 5


@dataclass(frozen=True)
class Count:
    """How many there are; ``is_more`` where there are more than were looked at."""

    number: int
    is_more: bool = False

    @classmethod
    def of(cls, rows: Sequence):
        """Of the first rows of a list, one more than ``MOST_COUNTED`` where it has so many."""
        return cls(min(len(rows), MOST_COUNTED), len(rows) > MOST_COUNTED)

    def __add__(self, other):
        return Count(self.number + other.number, self.is_more or other.is_more)

    def __str__(self):
        return _("%(number)d+") % {"number": self.number} if self.is_more else str(self.number)


@dataclass(frozen=True)
class More:
    """A link to the whole of what a panel shows the first rows of."""

    label: str
    address: str


@dataclass(frozen=True)
class Panel:
    """A part of the desk. ``admin/desk/{name}.html`` shows its rows, ``nothing`` is said where it has none.

    One with a ``count`` asks something of the person: it is among the totals, where ``asks`` names it.
    """

    name: str
    title: str
    rows: Sequence
    nothing: str
    count: Count | None = None
    asks: str = ""
    #: A few words below the total.
    remark: str = ""
    #: A word beside the title.
    aside: str = ""
    #: How much of the page it takes: main, side or wide.
    width: str = "main"
    more: Sequence[More] = ()
    #: Whether its links lead to more than it shows rows of, and stand there without any.
    is_way_in: bool = False
    extra: dict = field(default_factory=dict)

    @property
    def template(self):
        return f"admin/desk/{self.name}.html"

    @property
    def leads_on(self):
        """Whether there may be more to see; what asks something of somebody shows its first rows, if any."""
        has_more = bool(self.rows) or self.count is None or self.is_way_in
        return bool(self.more) and has_more


@dataclass(frozen=True)
class Said:
    """A text with the language that it is in, for a page in either."""

    text: str
    language: str


def said(record, name: str) -> Said:
    """A translated column in the language of the editor, or where it has nothing there, in the other."""
    texts = [Said(getattr(record, f"{name}_{code}") or "", code) for code in languages_of_editor()]
    return next((found for found in texts if found.text), texts[0])


def more_in(name: str, languages: Sequence[str], query: str) -> list[More]:
    """A link for each language; ``query`` takes the language."""
    where = address(name)
    if len(languages) == 1:
        return [More(_("All"), f"{where}?{query.format(languages[0])}")]
    return [
        More(_("All in %(language)s") % {"language": language_name(code)}, f"{where}?{query.format(code)}")
        for code in sorted(languages, key=languages_of_editor().index)
    ]


def more_at(name: str, query: str = "") -> list[More]:
    where = address(name)
    return [More(_("All"), f"{where}?{query}" if query else where)]


def elapsed(moment) -> str:
    """How long ago, in hours of the first two days and then in days."""
    hours = int((timezone.now() - moment).total_seconds() // 3600)
    if hours < 1:
        return _("less than an hour")
    if hours < 48:
        return ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    return ngettext("%(number)d day", "%(number)d days", hours // 24) % {"number": hours // 24}
