"""The verbs of the newsroom: what readers see of a text changes through them alone.

Each verb checks the right of its actor, works in one transaction, writes the log, and returns what it
changed. ``by=None`` is a management command, run by whoever holds the server.
"""

import math
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.enums import Act, ArticleKind, State
from articles.models import Article, LogEntry, Picture, Revision
from articles.models.article import EARLIEST, TEXT_FIELDS, TIME_COLUMNS
from articles.richtext import picture_names, to_text
from articles.texts import cleaned_text
from portal.bilingual.text import clean_line, has_words

WORDS_A_MINUTE = {"ar": 180, "en": 220}
#: A time further ahead is a slip of the keyboard.
LATEST = timedelta(days=5 * 365)
LONGEST_REASON = 300


class WorkflowError(ValidationError):
    """The verb can't be done now; the message tells an editor why."""


class EditConflict(WorkflowError):
    """Somebody saved another revision since this one was begun."""


def save_revision(article: Article, language: str, text: dict, *, by, started_from: int, **more) -> Revision:
    """Insert the next revision of one language; the live text stays as it is.

    ``text`` holds columns of ``TEXT_FIELDS``; it is cleaned here, on the way in. ``started_from`` is the
    number of the revision the writer saw (0 for none). Raises EditConflict when it is no longer the newest,
    and TextRefused for what can't be stored.
    """
    _require(by, *_rights_to_write(article, by))
    revision = _insert_revision(
        article, language, cleaned_text(text, language), by=by, number=started_from + 1, **more
    )
    _log(article, Act.SAVED, by, revision=revision)
    return revision


@transaction.atomic
def restore(revision: Revision, *, by) -> Revision:
    """Insert an earlier text as the newest revision; what readers see and all later revisions stay.

    It is a translation of what the restored one was translated from. Raises WorkflowError where the newest
    text already says the same, EditConflict where somebody else saves at the same moment.
    """
    _require(by, "articles.change_article")
    article, language = revision.article, revision.language
    newest = Revision.objects.newest(article, language)
    text = cleaned_text(revision.text, language)
    if newest.text == text:
        raise WorkflowError(_("This is the newest text already."))
    note = _("Restored from revision %(number)d") % {"number": revision.number}
    origin = {"note": note, "translated_from_id": revision.translated_from_id}
    restored = _insert_revision(article, language, text, by=by, number=newest.number + 1, **origin)
    _log(article, Act.RESTORED, by, revision=restored, note=note)
    return restored


@transaction.atomic
def change_shared(article: Article, *, by, started_from: int) -> None:
    """Take the turn to write what both languages share; the caller then saves it in the same transaction.

    ``article`` holds the new values already: its lead picture is shown from now on where the article is.
    Its times are read again under the lock, so that links saved afterwards copy the true ones.
    ``started_from`` is the ``shared_version`` that the writer saw. Raises EditConflict when it has passed.
    """
    _require(by, "articles.change_article")
    article.refresh_from_db(fields=TIME_COLUMNS, from_queryset=Article.objects.select_for_update())
    if article.shows_in_any_language:
        _require(by, "articles.publish_article")
    current = Article.objects.filter(pk=article.pk, shared_version=started_from)
    if not current.update(shared_version=started_from + 1):
        raise EditConflict(_("Somebody else changed what both languages share while you were writing."))
    if article.shows_in_any_language:
        _show_pictures(Q(pk=article.picture_id), timezone.now())
    _log(article, Act.SHARED, by)


@transaction.atomic
def publish(revision: Revision, *, by, at: datetime | None = None) -> Article:
    """Copy a revision to its article's live columns; ``at`` in the future makes a schedule.

    The time of the first publication stays once it has passed; later ones set only ``changed_at``.
    Raises WorkflowError where the text is incomplete, is live already, or the time can't be kept.
    """
    _require(by, "articles.publish_article")
    article = Article.objects.select_for_update().get(pk=revision.article_id)
    language, now = revision.language, timezone.now()
    _refuse_incomplete(article, revision)
    _refuse_unchanged(article, revision)
    _stamp(article, language, at or now, now)
    copy_text(article, revision)
    article.save()
    Revision.objects.filter(pk=revision.pk).update(published_at=now)
    shown = Q(pk=article.picture_id) | Q(file__in=picture_names(revision.body))
    _show_pictures(shown, at or now)
    _copy_times_to_links(article)
    _log(article, Act.PUBLISHED, by, revision=revision)
    return article


@transaction.atomic
def unschedule(article: Article, language: str, *, by) -> Article:
    """Take back a publication that is still to come; the text is a draft again.

    Pictures that were to be opened with it stay closed, also for another article scheduled with them:
    publishing that one again opens them.
    """
    _require(by, "articles.publish_article")
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.state_in(language) != State.SCHEDULED:
        raise WorkflowError(_("This language is not scheduled."))
    shown = Q(pk=article.picture_id) | Q(file__in=picture_names(getattr(article, f"body_{language}")))
    Picture.objects.filter(shown, public_from__gt=timezone.now()).update(public_from=None)
    _empty_live_columns(article, language)
    article.save()
    _copy_times_to_links(article)
    _log(article, Act.UNSCHEDULED, by, language=language)
    return article


@transaction.atomic
def withdraw(article: Article, language: str, *, by, reason: str) -> Article:
    """Take one language off the portal, for good or until it is published again. Readers see the reason."""
    _require(by, "articles.withdraw_article")
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.state_in(language) != State.LIVE:
        raise WorkflowError(_("This language is not published."))
    reason = clean_line(reason)
    if not has_words(reason):
        raise WorkflowError(_("Give the reason that readers will see."))
    if len(reason) > LONGEST_REASON:
        raise WorkflowError(_("The reason is too long."))
    setattr(article, f"withdrawn_at_{language}", timezone.now())
    setattr(article, f"withdrawal_reason_{language}", reason)
    article.save()
    _copy_times_to_links(article)
    _log(article, Act.WITHDREW, by, language=language, note=reason)
    return article


def _require(user, *permissions):
    """One of these rights; a command, which has no user, has them all."""
    if user is not None and not any(user.has_perm(permission) for permission in permissions):
        raise PermissionDenied(permissions[0])


def _insert_revision(article, language, text, *, by, number, **more):
    """The number is taken once: whoever comes second meets the constraint, on both databases."""
    try:
        with transaction.atomic():
            return Revision.objects.create(
                article=article, language=language, number=number, author=by, **text, **more
            )
    except IntegrityError as error:
        if not article.revisions.filter(language=language, number=number).exists():
            raise
        raise EditConflict(_("Somebody else saved this text while you were writing.")) from error


def _rights_to_write(article, by):
    """Who may only add articles writes the first texts of a new one, which nobody else has touched."""
    is_new = not article.log.exclude(act=Act.SAVED, by=by).exists()
    return ("articles.change_article", "articles.add_article") if is_new else ("articles.change_article",)


def _refuse_incomplete(article, revision):
    if article.topic_id is None:
        raise WorkflowError(_("A topic is missing."))
    if not has_words(revision.headline):
        raise WorkflowError(_("A headline is missing."))
    if not has_words(to_text(revision.body)):
        raise WorkflowError(_("The text is missing."))
    if article.kind == ArticleKind.OPINION and not article.bylines.exists():
        raise WorkflowError(_("An opinion article needs a named author."))
    pictures = picture_names(revision.body)
    if Picture.objects.filter(file__in=pictures).values("file").distinct().count() < len(pictures):
        raise WorkflowError(_("The text shows a picture that is not in the library."))


def _refuse_unchanged(article, revision):
    if article.state_in(revision.language) != State.LIVE:
        return
    live = {name: getattr(article, f"{name}_{revision.language}") or "" for name in revision.text}
    if live == revision.text:
        raise WorkflowError(_("This text is published already."))


def _stamp(article, language, at, now):
    """Set the times of one language by the rules of design §7."""
    first = getattr(article, f"published_at_{language}")
    was_shown = first is not None and first <= now
    if not EARLIEST <= at <= now + LATEST:
        raise WorkflowError(_("The time of publication is before the year 2000 or years ahead."))
    if was_shown and at > now:
        raise WorkflowError(_("This language is already published; a later time can’t be set for it."))
    if was_shown:
        setattr(article, f"changed_at_{language}", now)
    else:
        setattr(article, f"published_at_{language}", at)
    setattr(article, f"withdrawn_at_{language}", None)
    setattr(article, f"withdrawal_reason_{language}", None)


def copy_text(article: Article, revision: Revision) -> None:
    """Put a revision into its article's live columns, in memory; a preview shows the result unsaved."""
    for name, value in revision.text.items():
        setattr(article, f"{name}_{revision.language}", value or None)
    words = len(to_text(revision.body).split())
    minutes = max(1, math.ceil(words / WORDS_A_MINUTE[revision.language]))
    setattr(article, f"reading_minutes_{revision.language}", minutes)


def _empty_live_columns(article, language):
    for name in (*TEXT_FIELDS, "reading_minutes", "published_at"):
        setattr(article, f"{name}_{language}", None)


def _show_pictures(condition, at):
    """From ``at`` on everybody may fetch these files."""
    not_yet = Q(public_from=None) | Q(public_from__gt=at)
    Picture.objects.filter(condition & not_yet).update(public_from=at)


def _copy_times_to_links(article):
    for links in (
        article.bylines,
        article.organization_mentions,
        article.person_mentions,
        article.partnership_mentions,
    ):
        for link in links.all():
            link.article = article
            link.save()


def _log(article, act, by, *, language="", revision=None, note=""):
    language = language or (revision.language if revision else "")
    LogEntry.objects.create(article=article, act=act, by=by, language=language, revision=revision, note=note)
