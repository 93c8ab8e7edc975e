"""What the verbs of the newsroom are made of. Only they call it, each inside its own transaction."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import live_text, staleness
from articles.enums import Act, Stage, State
from articles.models import Article, LogEntry, Revision
from articles.signals import article_announced, article_changed
from articles.transitions import NEEDS_NOTE, WorkflowError, require
from portal.accounts.models import User
from portal.bilingual.text import clean_line, has_words

LONGEST_NOTE = 300


def lock(pk: int) -> Article:
    """The article, which nobody else can take a step with until this transaction ends."""
    return Article.objects.select_for_update(no_key=True).get(pk=pk)


def show(
    act: Act, revision: Revision, by: User | None, *, at: datetime | None = None, seen: str | None = None
) -> Article:
    """Copy a text to the live columns, if ``by`` may do so. Writing the log is left to the verb.

    ``seen`` is where the language stood on the page that asked for this, as ``transitions.require`` takes it.
    """
    article, language, now = lock(revision.article_id), revision.language, timezone.now()
    revision.refresh_from_db(fields=["stage", "published_at"])
    transition = require(act, article, language, revision, by, seen=seen)
    _refuse_time(act, at, now)
    live_text.refuse_incomplete(article, revision)
    live_text.refuse_unchanged(article, revision)
    shown_before = getattr(article, f"body_{language}") or ""
    if article.state_in(language) == State.SCHEDULED:
        take_back(article, language, Stage.DRAFT)
    live_text.stamp(article, language, at or now, now)
    live_text.copy_text(article, revision)
    live_text.link_body(article, language)
    article.save()
    Revision.objects.filter(pk=revision.pk).update(published_at=now, stage=transition.to)
    staleness.store(article)
    live_text.time_pictures(article, shown_before, revision.body)
    live_text.copy_times_to_links(article)
    return article


def take_back(article: Article, language: str, stage: Stage) -> Revision:
    """The revision that was to be shown has not been published; only the newest text can wait again."""
    scheduled = Revision.objects.published_last(article, language)
    is_newest = scheduled == Revision.objects.newest(article, language)
    scheduled.published_at, scheduled.stage = None, stage if is_newest else Stage.DRAFT
    scheduled.save(update_fields=["published_at", "stage"])
    return scheduled


def checked_note(act: Act, note: str) -> str:
    """One line, which has something to say where the act needs that."""
    note = clean_line(note)
    if act in NEEDS_NOTE and not has_words(note):
        raise WorkflowError(NEEDS_NOTE[act])
    refuse_too_long(note, LONGEST_NOTE)
    return note


def refuse_too_long(text: str, most: int) -> None:
    if len(text) > most:
        raise WorkflowError(_("This has more than %(most)d letters.") % {"most": most})


def record(article, act, by, language="", revision=None, note=""):
    """Write the log and announce the act, with the transaction and after it."""
    LogEntry.objects.create(article=article, act=act, by=by, language=language, revision=revision, note=note)
    what = {"article": article, "act": act, "language": language, "revision": revision}
    article_changed.send(sender=Article, **what)
    transaction.on_commit(partial(article_announced.send_robust, sender=Article, **what))


def _refuse_time(act, at, now):
    if act == Act.SCHEDULED and at <= now:
        raise WorkflowError(_("This time has passed: publish the text instead."))
    if act != Act.SCHEDULED and at and at > now:
        raise WorkflowError(_("This time is still to come: schedule the text instead."))
