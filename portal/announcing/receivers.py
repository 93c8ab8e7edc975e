"""What the verbs do that others are told of: one row, in the verb's own transaction."""

from datetime import timedelta

from django.utils import timezone

from articles.enums import Act
from articles.signals import article_changed
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.signals import entry_changed

from .enums import Event
from .models import Announcement

#: What was first published elsewhere, longer ago than this, is an archive that comes in: no news to anybody.
NEWS = timedelta(days=2)
OF_ENTRY = {
    LedgerAct.RECORDED: Event.ENTRY_RECORDED,
    LedgerAct.ADDED: Event.ENTRY_UPDATED,
    LedgerAct.UPDATED: Event.ENTRY_UPDATED,
    LedgerAct.CONFIRMED: Event.ENTRY_UPDATED,
    LedgerAct.CHECKED: Event.ENTRY_UPDATED,
    LedgerAct.SUPERSEDED: Event.ENTRY_UPDATED,
    LedgerAct.CORRECTED: Event.ENTRY_CORRECTED,
    LedgerAct.REDACTED: Event.ENTRY_REDACTED,
}


def connect():
    article_changed.connect(_article_changed, dispatch_uid="announcing.article_changed")
    entry_changed.connect(_entry_changed, dispatch_uid="announcing.entry_changed")


def _article_changed(sender, article, act, language, **more):
    if not article.is_demo:
        _leave(_of_article(article, act, language))


def _entry_changed(sender, entry, act, **more):
    """Of a draft nobody has heard; that it was recorded tells all of it."""
    if act in OF_ENTRY and entry.recorded_at and not entry.is_demo:
        _leave([Announcement(event=OF_ENTRY[act], entry=entry, due_at=timezone.now())])


def _of_article(article, act, language):
    now = timezone.now()
    if act == Act.SHARED:
        events = [(Event.ARTICLE_UPDATED, code, now) for code in article.languages]
    elif act == Act.SCHEDULED:
        events = [(Event.ARTICLE_PUBLISHED, language, getattr(article, f"published_at_{language}"))]
    elif act == Act.PUBLISHED:
        events = _of_publication(article, language, now)
    elif act in (Act.CORRECTED, Act.WITHDREW):
        told = Event.ARTICLE_CORRECTED if act == Act.CORRECTED else Event.ARTICLE_WITHDRAWN
        events = [(told, language, now)]
    else:
        events = []
    return [
        Announcement(event=event, article=article, language=code, due_at=at) for event, code, at in events
    ]


def _of_publication(article, language, now):
    if getattr(article, f"changed_at_{language}"):
        return [(Event.ARTICLE_UPDATED, language, now)]
    is_news = getattr(article, f"published_at_{language}") > now - NEWS
    return [(Event.ARTICLE_PUBLISHED, language, now)] if is_news else []


def _leave(announcements):
    """Leave them to the worker. One that stands there already, for the same second, stays alone."""
    if announcements:
        Announcement.objects.bulk_create(announcements, ignore_conflicts=True)
