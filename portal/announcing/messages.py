"""What is said of an announcement, and whether it may be said now. No text, only links to what is public."""

from articles.enums import State
from portal.bilingual.languages import LANGUAGES
from portal.open_data import absolute, dump, moment, urls_of

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
    """The feeds in which it shows, as Atom, RSS and JSON."""
    if announcement.entry:
        named = [f"/{language}/feeds/partnerships" for language in LANGUAGES]
    else:
        named = [f"/{announcement.language}/feeds/{name}" for name in _feeds_of_article(announcement)]
    return [absolute(f"{name}.{kind}") for name in named for kind in ("atom", "rss", "json")]


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
    article = announcement.article
    yield "latest"
    if announcement.event == Event.ARTICLE_CORRECTED:
        yield "corrections"
    if article.topic:
        yield f"topics/{article.topic.slug}"
    shown = article.organization_mentions.exclude(**{f"published_at_{announcement.language}": None})
    for slug in shown.values_list("organization__slug", flat=True):  # not translated: Organization.slug
        yield f"organizations/{slug}"
