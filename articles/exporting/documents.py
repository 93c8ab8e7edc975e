"""An article as a document that has the shape of ``schema``: of each language what its readers see now."""

from django.utils import timezone

from articles.enums import State
from articles.models import Article
from organizations.exporting import licensed, reference
from portal.addresses import absolute, with_whole_addresses
from portal.bilingual.languages import LANGUAGES, other
from portal.open_data import both, moment, urls_of

from .pictures import picture_document


def article_documents(articles: list[Article]) -> list[dict]:
    """Of articles loaded with ``for_export``, each live in a language at least."""
    return [_article(article) for article in articles]


def withdrawn_document(article: Article, languages) -> dict:
    """What stays of an article of which no language is live."""
    return {
        "id": article.pk,
        "withdrawn": {
            language: _withdrawal(article, language)
            for language in languages
            if article.state_in(language) == State.WITHDRAWN
        },
    }


def _article(article):
    live = article.languages
    return {
        "id": article.pk,
        "kind": article.kind,
        "topic": reference(article.topic),
        "editions": {
            language: _edition(article, language) if language in live else None for language in LANGUAGES
        },
        "picture": picture_document(article.picture, live),
        "authors": [_linked(row.author, row) for row in article.bylines.all()],
        "organizations": [_linked(row.organization, row) for row in article.organization_mentions.all()],
        "people": [_linked(row.person, row) for row in article.person_mentions.all()],
        "partnerships": [_entry(row.partnership, row) for row in article.partnership_mentions.all()],
        **licensed(article),
    }


def _edition(article, language):
    def column(name):
        return getattr(article, f"{name}_{language}")

    url = absolute(article.url_in(language))
    number, source = _revision(article, language)
    return {
        "url": url,
        **{name: column(name) for name in ("slug", "headline", "standfirst")},
        "body": with_whole_addresses(column("body")),
        "place": column("place"),
        "source": _origin(column("source_name"), column("source_url")),
        "reading_minutes": column("reading_minutes"),
        **{name: moment(column(name)) for name in ("published_at", "changed_at")},
        "revision": number,
        "translated_from": source,
        "stale_since": moment(column("stale_since")) if article.is_stale_in(language) else None,
        "corrections": [_correction(row, url) for row in _corrections(article, language)],
    }


def _origin(name, url):
    return {"name": name, "url": url} if name or url else None


def _revision(article, language):
    """The number of the live text, and which language it was translated from: one that is live as well."""
    published = [row for row in article.revision_rows or () if row[2] == language]
    if not published:
        return None, None
    _at, number, _language, translated_from = max(published)
    is_translated = translated_from and article.is_live_in(other(language))
    return number, other(language) if is_translated else None


def _corrections(article, language):
    now = timezone.now()
    shown = (row for row in article.corrections.all() if row.language == language and row.shown_at)
    return [row for row in shown if row.shown_at <= now]


def _correction(row, url):
    about = {"id": row.pk, "at": moment(row.at), "kind": row.kind, "text": row.text}
    return about | {"url": f"{url}#{row.anchor}"}


def _linked(thing, row):
    return reference(thing) | {"role": row.role}


def _entry(entry, row):
    named = {"number": entry.number, "slug": entry.slug, "title": both(entry, "title")}
    return named | {"url": urls_of(entry), "role": row.role}


def _withdrawal(article, language):
    at, reason = (getattr(article, f"{name}_{language}") for name in ("withdrawn_at", "withdrawal_reason"))
    return {"at": moment(at), "reason": reason}
