"""The verbs of the newsroom: what becomes of a text is decided through them and ``correcting`` alone.

Each verb checks the right of its actor and where the text stands (``transitions``), works in one transaction
with the article locked, writes the log, announces itself (``signals``), and returns what it changed.
``by=None`` is a management command, run by whoever holds the server.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import live_text, staleness
from articles.enums import Act, Stage
from articles.models import Article, PictureUse, Revision
from articles.models.article_schema import TIME_COLUMNS
from articles.rights import may_change_shared
from articles.steps import checked_note, lock, record, show, take_back
from articles.texts import cleaned_text
from articles.transitions import NEWER_TEXT, SAVED_MEANWHILE, EditConflict, WorkflowError, require
from portal.accounts.models import User
from portal.bilingual.languages import LANGUAGES


@transaction.atomic
def save_revision(
    article: Article, language: str, text: dict, *, by: User | None, started_from: int, **more
) -> Revision:
    """Insert the next revision of one language; the live text stays as it is.

    ``text`` holds columns of ``TEXT_FIELDS``; it is cleaned here, on the way in. ``started_from`` is the
    number of the revision the writer saw (0 for none). ``more`` are ``note``, ``is_minor`` and
    ``translated_from``. Raises EditConflict when another revision has come since, and TextRefused for what
    can't be stored.
    """
    locked = lock(article.pk)
    newest = Revision.objects.newest(article, language)
    transition = require(Act.SAVED, locked, language, newest, by)
    if (newest.number if newest else 0) != started_from:
        raise EditConflict(SAVED_MEANWHILE)
    return _insert(transition, locked, language, cleaned_text(text, language), newest, by, **more)


@transaction.atomic
def restore(revision: Revision, *, by: User | None) -> Revision:
    """Insert an earlier text as the newest revision; what readers see and all later revisions stay.

    It is a translation of what the restored one was translated from. Raises WorkflowError where the newest
    text already says the same.
    """
    article, language = lock(revision.article_id), revision.language
    newest = Revision.objects.newest(article, language)
    transition = require(Act.RESTORED, article, language, newest, by)
    text = cleaned_text(revision.text, language)
    if newest.text == text:
        raise WorkflowError(_("This is the newest text already."))
    note = _("Restored from revision %(number)d") % {"number": revision.number}
    origin = {"note": note, "translated_from_id": revision.translated_from_id}
    return _insert(transition, article, language, text, newest, by, **origin)


def submit(revision: Revision, *, by: User | None, note: str = "") -> Revision:
    """Hand the newest draft to those who review. Raises WorkflowError where there is nothing to read yet."""
    return _move(Act.SUBMITTED, revision, by, note)


def send_back(revision: Revision, *, by: User | None, note: str) -> Revision:
    """Make the text a draft again; the note tells its writer what to do."""
    return _move(Act.SENT_BACK, revision, by, note)


def approve(revision: Revision, *, by: User | None, note: str = "") -> Revision:
    """Find the text fit for readers; it stays unseen until it is published or scheduled."""
    return _move(Act.APPROVED, revision, by, note)


def publish(
    revision: Revision, *, by: User | None, at: datetime | None = None, seen: str | None = None
) -> Article:
    """Copy a revision to its article's live columns, for readers to see now.

    ``at`` is a time that has passed, for what was first published elsewhere. The time of the first
    publication stays; later ones set only ``changed_at``. ``seen`` is the ``State`` of the language that
    whoever asks for this was shown, None where nobody was shown any. Raises EditConflict where it is another
    by now, and WorkflowError where the text is incomplete or is live already.
    """
    return _show(Act.PUBLISHED, revision, by, at, seen)


def schedule(revision: Revision, *, by: User | None, at: datetime, seen: str | None = None) -> Article:
    """Copy a revision to its article's live columns, for readers to see from ``at`` on: no timer has to run.

    A language that was published before can't be scheduled again. ``seen`` is as in ``publish``.
    """
    return _show(Act.SCHEDULED, revision, by, at, seen)


@transaction.atomic
def check(revision: Revision, *, by: User | None, against: Revision) -> Revision:
    """Find that the newest text of one language says what ``against``, of the other, says, without a change.

    Raises EditConflict where either has been overtaken since they were compared, and WorkflowError where the
    text isn't behind.
    """
    article, language = lock(revision.article_id), revision.language
    newest = Revision.objects.newest(article, language)
    require(Act.CHECKED, article, language, newest, by)
    gap = staleness.gap_of(article, newest)
    if gap is None:
        raise WorkflowError(_("This text is up to date already."))
    if newest.pk != revision.pk or gap.shown.pk != against.pk:
        raise EditConflict(NEWER_TEXT)
    newest.checked_against = against
    newest.save(update_fields=["checked_against"])
    staleness.store(article)
    note = _("against revision %(number)d") % {"number": against.number}
    record(article, Act.CHECKED, by, language, newest, note)
    return newest


@transaction.atomic
def unschedule(article: Article, language: str, *, by: User | None) -> Article:
    """Take back a publication that is still to come; the text is approved as before."""
    article = lock(article.pk)
    newest = Revision.objects.newest(article, language)
    require(Act.UNSCHEDULED, article, language, newest, by)
    scheduled = take_back(article, language, Stage.APPROVED)
    body = getattr(article, f"body_{language}")
    live_text.empty(article, language)
    article.save()
    staleness.store(article)
    live_text.time_pictures(article, body)
    live_text.copy_times_to_links(article)
    record(article, Act.UNSCHEDULED, by, language, scheduled)
    return article


@transaction.atomic
def withdraw(article: Article, language: str, *, by: User | None, reason: str) -> Article:
    """Take one language off the portal, for good or until it is published again. Readers see the reason."""
    article = lock(article.pk)
    newest = Revision.objects.newest(article, language)
    require(Act.WITHDREW, article, language, newest, by)
    reason = checked_note(Act.WITHDREW, reason)
    setattr(article, f"withdrawn_at_{language}", timezone.now())
    setattr(article, f"withdrawal_reason_{language}", reason)
    article.save()
    staleness.store(article)
    live_text.copy_times_to_links(article)
    record(article, Act.WITHDREW, by, language, note=reason)
    return article


@transaction.atomic
def change_shared(article: Article, *, by: User | None, started_from: int) -> None:
    """Take the turn to write what both languages share; the caller then saves it in the same transaction.

    ``article`` holds the new values already: its lead picture is shown from now on where the article is.
    Its times are read again under the lock, so that links saved afterwards copy the true ones.
    ``started_from`` is the ``shared_version`` that the writer saw. Raises EditConflict when it has passed.
    """
    stored = lock(article.pk)
    for column in TIME_COLUMNS:
        setattr(article, column, getattr(stored, column))
    if by is not None and not may_change_shared(by, stored):
        raise PermissionDenied("what both languages share")
    current = Article.objects.filter(pk=article.pk, shared_version=started_from)
    if not current.update(shared_version=started_from + 1):
        raise EditConflict(
            _("Somebody else, or you in another window, changed what both languages share meanwhile.")
        )
    if article.shows_in_any_language:
        live_text.time_pictures(article, lead=stored.picture_id)
    record(article, Act.SHARED, by)


@transaction.atomic
def relink(article: Article) -> bool:
    """Note anew the parts of the live texts and where they name what is linked; returns whether that changed.

    Nobody's act and in no log: it follows from the texts, the links and the names of the directory.
    """
    stored = lock(article.pk)
    before = (stored.body_links, stored.body_parts)
    for language in LANGUAGES:
        live_text.note_parts(stored, language)
        live_text.link_body(stored, language)
    article.body_links, article.body_parts = stored.body_links, stored.body_parts
    if (stored.body_links, stored.body_parts) == before:
        return False
    stored.save(update_fields=["body_links", "body_parts"])
    return True


def _insert(transition, article, language, text, newest, by, **more):
    """Store the next revision. Its predecessor waits for nothing any more.

    The number is taken once: whoever comes second meets the constraint, on both databases.
    """
    if newest and newest.waits:
        Revision.objects.filter(pk=newest.pk).update(stage=Stage.DRAFT)
    number = newest.number + 1 if newest else 1
    columns = {"article": article, "language": language, "number": number}
    try:
        with transaction.atomic():
            revision = Revision.objects.create(**columns, author=by, stage=transition.to, **text, **more)
    except IntegrityError as error:
        if not Revision.objects.filter(**columns).exists():
            raise
        raise EditConflict(SAVED_MEANWHILE) from error
    PictureUse.objects.note(revision)
    staleness.store(article)
    record(article, transition.act, by, language, revision, note=revision.note)
    return revision


@transaction.atomic
def _move(act, revision, by, note=""):
    """Take the newest text one stage on or back."""
    article, language = lock(revision.article_id), revision.language
    newest = Revision.objects.newest(article, language)
    transition = require(act, article, language, newest, by)
    if newest.pk != revision.pk:
        raise EditConflict(NEWER_TEXT)
    if act == Act.SUBMITTED:
        live_text.refuse_empty(newest)
    note = checked_note(act, note)
    newest.stage = transition.to
    newest.save(update_fields=["stage"])
    record(article, act, by, language, newest, note)
    return newest


@transaction.atomic
def _show(act, revision, by, at, seen):
    article = show(act, revision, by, at=at, seen=seen)
    record(article, act, by, revision.language, revision)
    return article
