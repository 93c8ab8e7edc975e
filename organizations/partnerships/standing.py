"""How an entry or an announced item stands: what the evidence supports, what the stated dates say."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format as format_date
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .enums import ByStatedDate, Evidence


@dataclass(frozen=True)
class Standing:
    evidence: Evidence
    #: ``(ByStatedDate, how many items)``, those that occur; empty where nothing was announced.
    by_stated_date: list[tuple[ByStatedDate, int]]

    @classmethod
    def of(cls, row):
        """Of a row that carries the annotations of ``querysets.standing``: an entry or a mention of one."""
        numbers = {
            ByStatedDate.NOT_YET: row.items_coming,
            ByStatedDate.PASSED: row.items_passed,
            ByStatedDate.CONDITIONAL: row.items_conditional,
        }
        numbers[ByStatedDate.NO_DATE] = row.items - sum(numbers.values())
        return cls(
            evidence=evidence(row.origins, is_disputed=row.is_disputed),
            by_stated_date=[(line, numbers[line]) for line in ByStatedDate if numbers[line]],
        )


def evidence(origins: int, *, is_disputed: bool) -> Evidence:
    """What so many independent sources support."""
    if is_disputed:
        return Evidence.CONFLICTING
    if not origins:
        return Evidence.NONE
    return Evidence.ONE_SOURCE if origins == 1 else Evidence.SEVERAL_SOURCES


def evidence_of(sources: Iterable, *, among: Iterable) -> Evidence:
    """What these sources support together: repeats of one origin count once, opinion columns not at all.

    ``among`` are all sources of the thing: one that contradicts the others supports nothing itself.
    """
    origins = {source.origin or source.pk for source in sources if source.confirms}
    is_disputed = any(source.is_conflicting for source in among if source.confirms)
    return evidence(len(origins), is_disputed=is_disputed)


def lines_in_words(entry) -> list[tuple[str, str]]:
    """The three lines where no mark-up can draw them, always together: ``(name, what it says)``."""
    dates = [_count_in_words(line, number) for line, number in entry.by_stated_date]
    return [
        (_("What the parties say"), capfirst(entry.get_status_display() or _("A meeting has no status"))),
        (_("What the evidence supports"), capfirst(str(entry.evidence.label))),
        (_("By the stated date"), " · ".join(dates) or _("No date stated")),
    ]


def last_check_in_words(day) -> str:
    """When somebody last looked for something later, or that nobody has since."""
    if day is None:
        return _("Not re-checked since recorded")
    return _("Last checked %(day)s") % {"day": format_date(day, "j F Y")}


def _count_in_words(line, number):
    words = ngettext("%(line)s: %(number)s item", "%(line)s: %(number)s items", number)
    return words % {"line": capfirst(str(line.label_of_many)), "number": number}
