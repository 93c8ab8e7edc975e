"""What is said of an announcement, and whether it may be said now. No text, only links to what is public."""

from django.urls import reverse
from django.utils.translation import override

from articles.enums import State
from portal.addresses import absolute
from portal.bilingual.languages import LANGUAGES
from portal.feeds.view import FORMATS
from portal.open_data import dump, moment, urls_of

from .enums import Event
from .models import Announcement


def is_still_so(announcement: Announcement) -> bool:
    """Whether readers would find what it says: not what was taken back, withdrawn or shown again since."""
    if announcement.entry:
        return _is_of_record(announcement)
    article, language = announcement.article, announcement.language
    is_withdrawal = announcement.event == Event.ARTICLE_WITHDRAWN
    if article.state_in(language) != (State.WITHDRAWN if is_withdrawal else State.LIVE):
        return False
    published_at = getattr(article, f"published_at_{language}")
    return not announcement.was_scheduled or published_at == announcement.due_at


def message_id(announcement: Announcement) -> str:
    return f"msg_{announcement.pk.hex}"


def body_of(announcement: Announcement) -> bytes:
    """The message of a webhook, the same at each try."""
    document = {
        "id": message_id(announcement),
        "event": announcement.event,
        "occurred_at": moment(announcement.due_at),
        **(_of_entry(announcement) if announcement.entry else _of_article(announcement)),
    }
    return dump(document).encode()


def pages_of(announcement: Announcement) -> list[str]:
    """The addresses of the pages that changed."""
    if announcement.entry:
        return list(urls_of(announcement.entry).values())
    return [absolute(announcement.article.url_in(announcement.language))]


def feeds_of(announcement: Announcement) -> list[str]:
    """The feeds in which it shows, or showed until it was withdrawn, in every format."""
    if announcement.entry:
        return [url for language in LANGUAGES for url in _addresses(language, [("partnerships:feed",)])]
    return _addresses(announcement.language, _feeds_of_article(announcement))


def _addresses(language, feeds):
    with override(language):
        return [absolute(reverse(route, args=[*named, name])) for route, *named in feeds for name in FORMATS]


def _is_of_record(announcement):
    """A redaction of one row leaves the entry, and what was said of it before, on the record."""
    entry = announcement.entry
    is_redaction = announcement.event == Event.ENTRY_REDACTED
    return entry.recorded_at is not None and (is_redaction or not entry.is_redacted)


def _of_article(announcement):
    article, language = announcement.article, announcement.language
    return {
        "language": language,
        "article": {
            "id": article.pk,
            "url": absolute(article.url_in(language)),
            "api_url": absolute(f"/api/v1/articles/{article.pk}"),
        },
    }


def _of_entry(announcement):
    entry = announcement.entry
    return {
        "language": None,
        "partnership": {
            "number": entry.number,
            "slug": entry.slug,
            "urls": urls_of(entry),
            "api_url": absolute(f"/api/v1/partnerships/{entry.slug}"),
        },
    }


def _feeds_of_article(announcement):
    """The route of each feed, and the slug of the record whose it is."""
    article, language = announcement.article, announcement.language
    mentions = article.organization_mentions.select_related("organization")
    records = {
        "articles:topic_feed": [article.topic] if article.topic else [],
        "articles:author_feed": [row.author for row in article.bylines.select_related("author")],
        "articles:organization_feed": [row.organization for row in mentions if row.counts],
    }
    yield ("articles:latest_feed",)
    if article.corrections.filter(language=language).exists():
        yield ("articles:corrections_feed",)
    for route, things in records.items():
        yield from ((route, thing.slug) for thing in things if thing.is_live_in(language))
