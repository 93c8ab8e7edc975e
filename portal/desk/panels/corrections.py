"""Corrections to which an edition in the person's language has yet to answer (design guarantee 12)."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.rights import Right, may_in, readable
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES, other
from portal.desk.addresses import address
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, Panel, Said, more_at, said


@dataclass(frozen=True)
class Unanswered:
    correction: Model

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
    try:
        corrections = apps.get_model("articles", "Correction").objects
    except LookupError:  # until the part that keeps them is there
        return None
    languages = [language for language in LANGUAGES if may_in(user, Right.CORRECT, language)]
    if not languages:
        return None
    found = list(_open(corrections, user, languages)[: MOST_COUNTED + 1])
    return Panel(
        name="corrections",
        title=_("Corrections without an answer"),
        rows=[Unanswered(correction) for correction in found[:ROWS_SHOWN]],
        nothing=_("Every correction has been answered."),
        count=Count.of(found),
        asks=_("corrections without an answer"),
        width="wide",
        more=more_at("articles_correction_changelist", "other_edition__exact=open"),
    )


def _open(corrections, user, languages):
    columns = [
        "language",
        "kind",
        "text",
        "at",
        "article",
        *(f"article__headline_{code}" for code in LANGUAGES),
    ]
    found = corrections.open(languages).select_related("article").only(*columns)
    return readable(user, found, via="article__")
