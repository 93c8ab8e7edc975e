"""Corrections to which an edition in the person's language has yet to answer (design guarantee 12)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Correction
from articles.rights import Right, may_in, readable
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES, other
from portal.desk.addresses import address
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, Panel, Said, more_at, said


@dataclass(frozen=True)
class Unanswered:
    correction: Correction

    @property
    def headline(self) -> Said:
        return said(self.correction.article, "headline")

    @property
    def edition(self) -> str:
        """The language of which an answer is asked."""
        return language_name(other(self.correction.language))

    @property
    def answer_address(self) -> str:
        return address("articles_correction_change", self.correction.pk)


def open_corrections(user):
    languages = [language for language in LANGUAGES if may_in(user, Right.CORRECT, language)]
    if not languages:
        return None
    found = list(_open(user, languages)[: MOST_COUNTED + 1])
    count = Count.of(found)
    return Panel(
        name="corrections",
        title=_("Corrections without an answer"),
        rows=[Unanswered(correction) for correction in found[:ROWS_SHOWN]],
        nothing=_("Every correction has been answered."),
        count=count,
        asks=ngettext("correction without an answer", "corrections without an answer", count.number),
        width="wide",
        more=more_at("articles_correction_changelist", "other_edition__exact=open"),
    )


def _open(user, languages):
    columns = [
        "language",
        "kind",
        "text",
        "at",
        "article",
        *(f"article__headline_{code}" for code in LANGUAGES),
    ]
    found = Correction.objects.open(languages).select_related("article").only(*columns)
    return readable(user, found, via="article__")
