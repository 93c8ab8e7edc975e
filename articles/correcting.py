"""The verbs of the public record: correcting what readers see, and answering for the other edition.

They work as those of ``workflow``: right, table, lock, log and signals. A correction asks the edition in the
other language, if readers see that, for the same correction or for the reason why it needs none. Until it has
answered, its page says that the corrected one has changed.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.enums import Act, CorrectionKind, OtherEdition
from articles.live_text import is_shown
from articles.models import Correction, Revision
from articles.models.correction import LONGEST_TEXT
from articles.steps import LONGEST_NOTE, checked_note, lock, record, refuse_too_long, show
from articles.transitions import WorkflowError, require
from portal.accounts.models import User
from portal.bilingual.languages import other
from portal.bilingual.text import clean_line, cut_at_word, has_words


@transaction.atomic
def correct(
    revision: Revision,
    *,
    by: User | None,
    kind: CorrectionKind,
    text: str,
    answers: Collection[Correction] = (),
    unaffected: str = "",
    seen: str | None = None,
) -> Correction:
    """Publish a revision over what readers see, and tell them what was changed and why.

    ``kind`` is what the record is called and ``text`` what it says; all kinds but "correction" may stand
    beside a text that stays as it is. ``answers`` are open corrections of the other edition which this one
    follows. ``unaffected`` is the reason why the other edition needs no such correction; it takes the right
    to correct that one. Without either the question stays open. ``seen`` is as in ``workflow.publish``.
    """
    article, language = lock(revision.article_id), revision.language
    require(Act.CORRECTED, article, language, revision, by, seen=seen)
    text = _checked_text(text)
    stays = kind != CorrectionKind.CORRECTION and is_shown(article, revision)
    if not stays:
        article = show(Act.CORRECTED, revision, by)
    answered = _still_open(article, language, answers)
    now = timezone.now()
    correction = Correction.objects.create(
        article=article,
        language=language,
        kind=kind,
        text=text,
        at=now,
        by=by,
        revision=None if stays else revision,
        shown_at=now,
        **_first_answer(article, language, by, answered, unaffected, now),
    )
    for asked in answered:
        _close(asked, OtherEdition.SAME, by, twin=correction)
    record(article, Act.CORRECTED, by, language, correction.revision, cut_at_word(text, LONGEST_NOTE))
    return correction


@transaction.atomic
def answer(
    correction: Correction, *, by: User | None, unaffected: str = "", twin: Correction | None = None
) -> Correction:
    """Say for the other edition that it is not affected, and why, or that ``twin`` has corrected it since.

    Raises WorkflowError where it was answered already.
    """
    article, language = lock(correction.article_id), other(correction.language)
    require(Act.ANSWERED, article, language, Revision.objects.newest(article, language), by)
    _still_open(article, language, [correction])
    if twin is None:
        reason = checked_note(Act.ANSWERED, unaffected)
        _close(correction, OtherEdition.NOT_AFFECTED, by, reason=reason)
        record(article, Act.ANSWERED, by, language, note=reason)
        return correction
    twin = Correction.objects.after(correction).filter(pk=twin.pk).first()
    if twin is None:
        raise WorkflowError(_("This is no later correction of the other edition."))
    _close(correction, OtherEdition.SAME, by, twin=twin)
    if twin.other_edition == OtherEdition.OPEN:
        _close(twin, OtherEdition.SAME, by, twin=correction)
    record(article, Act.ANSWERED, by, language, twin.revision)
    return correction


def _checked_text(text):
    text = clean_line(text)
    if not has_words(text):
        raise WorkflowError(_("Write what readers will see in the record."))
    refuse_too_long(text, LONGEST_TEXT)
    return text


def _still_open(article, language, corrections):
    """The same corrections as they are stored, if this language has yet to answer every one of them."""
    asked = {correction.pk for correction in corrections}
    found = list(Correction.objects.asking(article, language).filter(pk__in=asked)) if asked else []
    if len(found) < len(asked):
        raise WorkflowError(_("This correction of the other edition was answered already."))
    return found


def _first_answer(article, language, by, answered, unaffected, now):
    """The columns that say how the other edition stands to a new correction."""
    elsewhere = other(language)
    if answered:
        return _columns(OtherEdition.SAME, by, now, twin=answered[0])
    if not article.is_live_in(elsewhere):
        return {"other_edition": OtherEdition.NOT_ASKED}
    if not unaffected:
        return {"other_edition": OtherEdition.OPEN}
    require(Act.ANSWERED, article, elsewhere, Revision.objects.newest(article, elsewhere), by)
    reason = checked_note(Act.ANSWERED, unaffected)
    return _columns(OtherEdition.NOT_AFFECTED, by, now, reason=reason)


def _close(correction, outcome, by, **more):
    columns = _columns(outcome, by, timezone.now(), **more)
    Correction.objects.filter(pk=correction.pk).update(**columns)
    for name, value in columns.items():
        setattr(correction, name, value)


def _columns(outcome, by, now, **more):
    return {"other_edition": outcome, "answered_at": now, "answered_by": by, **more}
