"""Topics and authors as documents."""

from articles.models import Author, Topic
from organizations.exporting import licensed
from portal.open_data import both, urls_of


def topic_document(topic: Topic) -> dict:
    return _named(topic, "description")


def author_document(author: Author) -> dict:
    return _named(author, "biography")


def _named(thing, words):
    texts = {name: both(thing, name) for name in ("name", words)}
    return {"slug": thing.slug, "url": urls_of(thing), **texts, **licensed(thing)}
