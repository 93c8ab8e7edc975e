"""Corrections of the other edition to which one in the person's language has yet to answer."""

from django.apps import apps
from django.utils.translation import gettext as _

from articles.rights import Right, may_in, readable
from portal.bilingual.languages import LANGUAGES, other
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, Panel, more_at


def open_corrections(user):
    """First of all panels (design guarantee 12)."""
    try:
        corrections = apps.get_model("articles", "Correction").objects
    except LookupError:  # until the records of corrections are there
        return None
    languages = [language for language in LANGUAGES if may_in(user, Right.CORRECT, language)]
    if not languages:
        return None
    columns = [
        "article",
        "language",
        "kind",
        "text",
        "at",
        *(f"article__headline_{code}" for code in LANGUAGES),
    ]
    found = corrections.open(languages).select_related("article").only(*columns)
    found = list(readable(user, found, via="article__")[: MOST_COUNTED + 1])
    for correction in found:
        correction.asked_language = other(correction.language)
    return Panel(
        name="corrections",
        title=_("Corrections without an answer"),
        rows=found[:ROWS_SHOWN],
        nothing=_("Every correction has been answered."),
        count=Count.of(found),
        asks=_("corrections without an answer"),
        width="wide",
        more=more_at("articles_correction_changelist"),
    )
