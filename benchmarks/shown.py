"""Rows of what the pages of a search show of the made archive: its articles, organisations and topics.

They are written past the verbs, which would take hours for a hundred thousand: a page reads nothing of an
article but its row, its topic, its picture and its links, and these have neither picture nor link.
"""

from collections.abc import Iterable

from articles.models import Article, Topic
from benchmarks.archive import FIRST_PK, TOPICS
from organizations.enums import OrganizationKind
from organizations.models import Organization
from portal.bilingual.arabic import sort_key
from portal.bilingual.languages import LANGUAGES
from portal.index import Document, Kind, names
from portal.index.names import Names


def show_articles(documents: Iterable[Document]) -> None:
    """Articles in both languages; those that are there already stay as they are."""
    texts = {}
    for document in documents:
        texts.setdefault(document.pk, []).append(document)
    rows = [_article(pk, editions) for pk, editions in texts.items()]
    Article.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)


def show_directory(documents: Iterable[Document]) -> None:
    """Topics, and the organisations with the names that are suggested and recognised."""
    topics = [_topic(FIRST_PK + number) for number in range(1, TOPICS + 1)]
    Topic.objects.bulk_create(topics, ignore_conflicts=True)
    called = {}
    for document in documents:
        called.setdefault(document.pk, {})[document.language] = document.headline
    rows = [_organization(pk, labels) for pk, labels in called.items()]
    Organization.objects.bulk_create(rows, ignore_conflicts=True)
    known = [Names(Kind.ORGANIZATION, pk, labels, tuple(labels.values())) for pk, labels in called.items()]
    names.store(Kind.ORGANIZATION, list(called), known)


def _article(pk, editions):
    article = Article(pk=pk, topic_id=editions[0].topic, is_demo=True)
    for document in editions:
        columns = {
            "headline": document.headline[:200],
            "slug": f"made-{pk}",
            "standfirst": document.standfirst,
            "body": f"<p>{document.body}</p>",
            "reading_minutes": 1,
            "published_at": document.published_at,
            "changed_at": document.published_at,
        }
        _set(article, document.language, columns)
    return article


def _topic(pk):
    topic = Topic(pk=pk, slug=f"made-{pk}", is_demo=True)
    for language in LANGUAGES:
        _set(topic, language, {"name": f"Made {pk}"})
    return topic


def _organization(pk, labels):
    made = Organization(pk=pk, slug=f"made-{pk}", kind=OrganizationKind.choices[0][0], is_demo=True)
    for language, label in labels.items():
        _set(made, language, {"name": label, "sort_key": sort_key(label)})
    return made


def _set(row, language, columns):
    for name, value in columns.items():
        setattr(row, f"{name}_{language}", value)
