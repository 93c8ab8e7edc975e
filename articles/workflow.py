"""The verbs of the newsroom: what becomes of a text is decided through them alone.

Each verb checks the right of its actor and where the text stands (``transitions``), works in one transaction
with the article locked, writes the log, announces itself (``signals``), and returns what it changed.
``by=None`` is a management command, run by whoever holds the server.
"""

from datetime import datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import live_text
from articles.enums import Act, Stage, State
from articles.models import Article, LogEntry, Revision
from articles.models.article import TIME_COLUMNS
from articles.rights import may_change_shared
from articles.signals import article_announced, article_changed
from articles.texts import cleaned_text
from articles.transitions import NEEDS_NOTE, WorkflowError, require
from portal.accounts.models import User
from portal.bilingual.languages import LANGUAGES
from portal.bilingual.text import clean_line, has_words

LONGEST_NOTE = 300


class EditConflict(WorkflowError):
    """Somebody saved another revision since this one was begun."""


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
    locked = _locked(article.pk)
    newest = Revision.objects.newest(article, language)
    transition = require(Act.SAVED, locked, language, newest, by)
    if (newest.number if newest else 0) != started_from:
        raise EditConflict(_("Somebody else saved this text while you were writing."))
    return _insert(transition, locked, language, cleaned_text(text, language), newest, by, **more)


@transaction.atomic
def restore(revision: Revision, *, by: User | None) -> Revision:
    """Insert an earlier text as the newest revision; what readers see and all later revisions stay.

    It is a translation of what the restored one was translated from. Raises WorkflowError where the newest
    text already says the same.
    """
    article, language = _locked(revision.article_id), revision.language
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


def publish(revision: Revision, *, by: User | None, at: datetime | None = None) -> Article:
    """Copy a revision to its article's live columns, for readers to see now.

    ``at`` is a time that has passed, for what was first published elsewhere. The time of the first
    publication stays; later ones set only ``changed_at``. Raises WorkflowError where the text is incomplete
    or is live already.
    """
    return _show(Act.PUBLISHED, revision, by, at=at)


def schedule(revision: Revision, *, by: User | None, at: datetime) -> Article:
    """Copy a revision to its article's live columns, for readers to see from ``at`` on: no timer has to run.

    A language that was published before can't be scheduled again.
    """
    return _show(Act.SCHEDULED, revision, by, at=at)


def correct(revision: Revision, *, by: User | None, note: str) -> Article:
    """Publish a revision over what readers see, because that was wrong; the note says what was."""
    return _show(Act.CORRECTED, revision, by, note=note)


@transaction.atomic
def unschedule(article: Article, language: str, *, by: User | None) -> Article:
    """Take back a publication that is still to come; the text is approved as before."""
    article = _locked(article.pk)
    newest = Revision.objects.newest(article, language)
    require(Act.UNSCHEDULED, article, language, newest, by)
    scheduled = _take_back(article, language, Stage.APPROVED)
    body = getattr(article, f"body_{language}")
    live_text.empty(article, language)
    article.save()
    live_text.time_pictures(article, body)
    live_text.copy_times_to_links(article)
    _record(article, Act.UNSCHEDULED, by, language, scheduled)
    return article


@transaction.atomic
def withdraw(article: Article, language: str, *, by: User | None, reason: str) -> Article:
    """Take one language off the portal, for good or until it is published again. Readers see the reason."""
    article = _locked(article.pk)
    newest = Revision.objects.newest(article, language)
    require(Act.WITHDREW, article, language, newest, by)
    reason = _checked_note(Act.WITHDREW, reason)
    setattr(article, f"withdrawn_at_{language}", timezone.now())
    setattr(article, f"withdrawal_reason_{language}", reason)
    article.save()
    live_text.copy_times_to_links(article)
    _record(article, Act.WITHDREW, by, language, note=reason)
    return article


@transaction.atomic
def change_shared(article: Article, *, by: User | None, started_from: int) -> None:
    """Take the turn to write what both languages share; the caller then saves it in the same transaction.

    ``article`` holds the new values already: its lead picture is shown from now on where the article is.
    Its times are read again under the lock, so that links saved afterwards copy the true ones.
    ``started_from`` is the ``shared_version`` that the writer saw. Raises EditConflict when it has passed.
    """
    stored = _locked(article.pk)
    for column in TIME_COLUMNS:
        setattr(article, column, getattr(stored, column))
    if by is not None and not may_change_shared(by, stored):
        raise PermissionDenied("what both languages share")
    current = Article.objects.filter(pk=article.pk, shared_version=started_from)
    if not current.update(shared_version=started_from + 1):
        raise EditConflict(_("Somebody else changed what both languages share while you were writing."))
    if article.shows_in_any_language:
        live_text.time_pictures(article, lead=stored.picture_id)
    _record(article, Act.SHARED, by)


@transaction.atomic
def relink(article: Article) -> bool:
    """Note anew where the live texts name what the article is linked to; returns whether that changed.

    Nobody's act and in no log: it follows from the texts, the links and the names of the directory.
    """
    stored = _locked(article.pk)
    before = stored.body_links
    for language in LANGUAGES:
        live_text.link_body(stored, language)
    article.body_links = stored.body_links
    stored.save(update_fields=["body_links"])
    return stored.body_links != before


def _locked(pk):
    """The article, which nobody else can take a step with until this transaction ends."""
    return Article.objects.select_for_update(no_key=True).get(pk=pk)


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
        raise EditConflict(_("Somebody else saved this text while you were writing.")) from error
    _record(article, transition.act, by, language, revision, note=revision.note)
    return revision


@transaction.atomic
def _move(act, revision, by, note=""):
    """Take the newest text one stage on or back."""
    article, language = _locked(revision.article_id), revision.language
    newest = Revision.objects.newest(article, language)
    transition = require(act, article, language, newest, by)
    if newest.pk != revision.pk:
        raise EditConflict(_("Somebody else saved a newer text. Read it first."))
    if act == Act.SUBMITTED:
        live_text.refuse_empty(newest)
    note = _checked_note(act, note)
    newest.stage = transition.to
    newest.save(update_fields=["stage"])
    _record(article, act, by, language, newest, note)
    return newest


@transaction.atomic
def _show(act, revision, by, *, at=None, note=""):
    """Copy a text to the live columns."""
    article, language, now = _locked(revision.article_id), revision.language, timezone.now()
    revision.refresh_from_db(fields=["stage", "published_at"])
    transition = require(act, article, language, revision, by)
    note = _checked_note(act, note)
    _refuse_time(act, at, now)
    live_text.refuse_incomplete(article, revision)
    live_text.refuse_unchanged(article, revision)
    shown_before = getattr(article, f"body_{language}") or ""
    if article.state_in(language) == State.SCHEDULED:
        _take_back(article, language, Stage.DRAFT)
    live_text.stamp(article, language, at or now, now)
    live_text.copy_text(article, revision)
    live_text.link_body(article, language)
    article.save()
    Revision.objects.filter(pk=revision.pk).update(published_at=now, stage=transition.to)
    live_text.time_pictures(article, shown_before, revision.body)
    live_text.copy_times_to_links(article)
    _record(article, act, by, language, revision, note)
    return article


def _take_back(article, language, stage):
    """The revision that was to be shown has not been published; only the newest text can wait again."""
    scheduled = Revision.objects.published_last(article, language)
    is_newest = scheduled == Revision.objects.newest(article, language)
    scheduled.published_at, scheduled.stage = None, stage if is_newest else Stage.DRAFT
    scheduled.save(update_fields=["published_at", "stage"])
    return scheduled


def _refuse_time(act, at, now):
    if act == Act.SCHEDULED and at <= now:
        raise WorkflowError(_("This time has passed: publish the text instead."))
    if act != Act.SCHEDULED and at and at > now:
        raise WorkflowError(_("This time is still to come: schedule the text instead."))


def _checked_note(act, note):
    """One line, which has something to say where the act needs that."""
    note = clean_line(note)
    if act in NEEDS_NOTE and not has_words(note):
        raise WorkflowError(NEEDS_NOTE[act])
    if len(note) > LONGEST_NOTE:
        raise WorkflowError(_("This has more than %(most)d letters.") % {"most": LONGEST_NOTE})
    return note


def _record(article, act, by, language="", revision=None, note=""):
    """Write the log and announce the act, with the transaction and after it."""
    LogEntry.objects.create(article=article, act=act, by=by, language=language, revision=revision, note=note)
    what = {"article": article, "act": act, "language": language, "revision": revision}
    article_changed.send(sender=Article, **what)
    transaction.on_commit(partial(article_announced.send_robust, sender=Article, **what))
