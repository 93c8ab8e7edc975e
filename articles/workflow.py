"""The verbs of the newsroom. Nothing else changes what readers see.

Each verb checks the right of its actor, works in one transaction, writes the log, and returns what it
changed. ``by=None`` is a management command, run by whoever holds the server.
"""

import math
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.enums import Act, State
from articles.models import Article, LogEntry, Picture, Revision
from articles.models.article import TEXT_FIELDS
from articles.richtext import clean_html, picture_names, to_text
from portal.bilingual.slugs import unicode_slug
from portal.bilingual.text import clean_line, clean_text

WORDS_A_MINUTE = {"ar": 180, "en": 220}


class WorkflowError(ValidationError):
    """The verb can't be done now; the message tells an editor why."""


class EditConflict(WorkflowError):
    """Somebody saved another revision since this one was begun."""


def save_revision(article: Article, language: str, text: dict, *, by, started_from: int, **more) -> Revision:
    """Insert the next revision of one language; the live text stays as it is.

    ``text`` holds columns of ``TEXT_FIELDS``; it is cleaned here, on the way in. ``started_from`` is the
    number of the revision the writer saw (0 for none). Raises EditConflict when it is no longer the newest.
    """
    _require(by, "articles.change_article")
    revision = _insert_revision(
        article, language, _cleaned(text, language), by=by, number=started_from + 1, **more
    )
    _log(revision.article, Act.SAVED, by, revision=revision)
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
    text = _cleaned(revision.text, language)
    if newest.text == text:
        raise WorkflowError(_("This is the newest text already."))
    note = _("Restored from revision %(number)d") % {"number": revision.number}
    origin = {"note": note, "translated_from_id": revision.translated_from_id}
    restored = _insert_revision(article, language, text, by=by, number=newest.number + 1, **origin)
    _log(article, Act.RESTORED, by, revision=restored, note=note)
    return restored


def is_changed(article: Article, language: str, text: dict, *, started_from: int | None = None) -> bool:
    """Whether saving this text would say anything new; what cleaning removes doesn't count.

    The comparison is with the revision of the number ``started_from``, which the writer saw, or with the
    newest one.
    """
    cleaned = _cleaned(text, language)
    seen = _revision_seen(article, language, started_from) if article.pk else None
    if seen is None:
        return any(value for name, value in cleaned.items() if name != "slug")
    return seen.text != cleaned


@transaction.atomic
def change_shared(article: Article, *, by, started_from: int) -> None:
    """Take the turn to write what both languages share; the caller then saves it in the same transaction.

    ``article`` holds the new values already: its lead picture is shown from now on where the article is.
    ``started_from`` is the ``shared_version`` that the writer saw. Raises EditConflict when it has passed.
    """
    _require(by, "articles.change_article")
    is_shown = article.shows_in_any_language
    if is_shown:
        _require(by, "articles.publish_article")
    current = Article.objects.filter(pk=article.pk, shared_version=started_from)
    if not current.update(shared_version=started_from + 1):
        raise EditConflict(_("Somebody else changed what both languages share while you were writing."))
    if is_shown:
        Picture.objects.filter(pk=article.picture_id).update(is_public=True)
    _log(article, Act.SHARED, by)


@transaction.atomic
def publish(revision: Revision, *, by, at: datetime | None = None) -> Article:
    """Copy a revision to its article's live columns; ``at`` in the future makes a schedule.

    The time of the first publication stays once it has passed; later ones set only ``changed_at``.
    Raises WorkflowError where the text is incomplete or the time can't be kept.
    """
    _require(by, "articles.publish_article")
    article = Article.objects.select_for_update().get(pk=revision.article_id)
    language, now = revision.language, timezone.now()
    _refuse_incomplete(article, revision)
    _stamp(article, language, at or now, now)
    copy_text(article, revision)
    article.save()
    Revision.objects.filter(pk=revision.pk).update(published_at=now)
    _show_pictures(article, revision)
    _copy_times_to_links(article)
    _log(article, Act.PUBLISHED, by, revision=revision)
    return article


@transaction.atomic
def withdraw(article: Article, language: str, *, by, reason: str) -> Article:
    """Take one language off the portal, for good or until it is published again. Readers see the reason."""
    _require(by, "articles.withdraw_article")
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.state_in(language) not in {State.LIVE, State.SCHEDULED}:
        raise WorkflowError(_("This language is not published."))
    reason = clean_line(reason)
    if not reason:
        raise WorkflowError(_("Give the reason that readers will see."))
    setattr(article, f"withdrawn_at_{language}", timezone.now())
    setattr(article, f"withdrawal_reason_{language}", reason)
    article.save()
    _copy_times_to_links(article)
    _log(article, Act.WITHDREW, by, language=language, note=reason)
    return article


def _require(user, permission):
    if user is not None and not user.has_perm(permission):
        raise PermissionDenied(permission)


def _insert_revision(article, language, text, *, by, number, **more):
    """The number is taken once: whoever comes second meets the constraint, on both databases."""
    try:
        with transaction.atomic():
            return Revision.objects.create(
                article=article, language=language, number=number, author=by, **text, **more
            )
    except IntegrityError as error:
        raise EditConflict(_("Somebody else saved this text while you were writing.")) from error


def _revision_seen(article, language, number):
    if number is None:
        return Revision.objects.newest(article, language)
    return Revision.objects.filter(article=article, language=language, number=number).first()


def _cleaned(text, language):
    body = clean_html(text.get("body") or "")
    cleaned = {name: clean_line(text.get(name) or "") for name in TEXT_FIELDS}
    return cleaned | {
        "body": body,
        "standfirst": clean_text(text.get("standfirst") or ""),
        "slug": unicode_slug(cleaned["slug"] or cleaned["headline"], language),
    }


def _refuse_incomplete(article, revision):
    if article.topic_id is None:
        raise WorkflowError(_("A topic is missing."))
    if not revision.headline:
        raise WorkflowError(_("A headline is missing."))
    if not to_text(revision.body).strip():
        raise WorkflowError(_("The text is missing."))


def _stamp(article, language, at, now):
    """Set the times of one language by the rules of design §7."""
    first = getattr(article, f"published_at_{language}")
    was_shown = first is not None and first <= now
    if was_shown and at > now:
        raise WorkflowError(_("This language is already published; a later time can’t be set for it."))
    if was_shown:
        setattr(article, f"changed_at_{language}", at)
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


def _show_pictures(article, revision):
    """From now on everybody may fetch the files that the article shows."""
    shown = Picture.objects.filter(file__in=picture_names(revision.body))
    shown.update(is_public=True)
    Picture.objects.filter(pk=article.picture_id).update(is_public=True)


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
