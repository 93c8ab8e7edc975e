"""What the search index holds of articles, and under which names topics are found.

Readers find the live text, or a scheduled one from its second on. Editors also find the newest revision where
readers don't see it yet: a draft, what waits, or what was withdrawn.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import (
    Article,
    Author,
    Byline,
    LogEntry,
    OrganizationMention,
    PartnershipMention,
    PersonMention,
    Revision,
    Topic,
)
from articles.richtext import to_text
from portal.bilingual.languages import LANGUAGES
from portal.index import Document, Kind
from portal.index.documents import AUTHOR, Key
from portal.index.names import TOPIC, Names
from portal.index.searchable import Searchable

#: What of a text is indexed, live or not.
TEXT = ("headline", "standfirst", "body", "place", "source_name")
COLUMNS = ("pk", "topic", *TEXT, "at")
LINKS = (
    (Kind.ORGANIZATION, OrganizationMention),
    (Kind.PERSON, PersonMention),
    (Kind.PARTNERSHIP, PartnershipMention),
)


class Articles(Searchable):
    """Two documents at most of each article and language: what readers see, and what editors wrote since."""

    kind, model = Kind.ARTICLE, Article
    has_drafts = True
    has_names = False

    def changed(self, since: datetime) -> Exists:
        """Every verb writes the log."""
        return Exists(LogEntry.objects.filter(article=OuterRef("pk"), at__gte=since))

    def linked_to(self, key: Key) -> QuerySet:
        kind, thing = key
        model = dict(LINKS)[kind]
        rows = model.objects.filter(**{model.leads_to: thing}).order_by()
        return rows.values_list("article", flat=True)

    def documents(self, pks: Collection[int], language: str | None = None) -> Iterator[Document]:
        """Four queries, and two for each language."""
        about = _links(pks)
        for code in [language] if language else LANGUAGES:
            for row in (*_live_texts(pks, code), *_unseen_texts(pks, code)):
                yield _document(row, code, tuple(about[row["pk"]]))

    def due(self, language: str, *, is_public: bool = True) -> QuerySet:
        if not is_public:
            return _unseen(language).order_by("article").values_list("article", flat=True)
        return Article.objects.live_or_scheduled(language).order_by("pk").values_list("pk", flat=True)


class NamesAlone(Searchable):
    """Things that are no matches of their own; whoever types one is offered it."""

    has_documents = False

    def changed(self, since: datetime) -> Q:
        """All of them: there are few."""
        return Q()

    def due(self, language: str, *, is_public: bool = True) -> QuerySet:
        named = self.model.objects.filter(**{f"name_{language}__isnull": False})
        return named.order_by("pk").values_list("pk", flat=True)

    def names(self, pks: Collection[int]) -> Iterator[Names]:
        columns = [f"name_{language}" for language in LANGUAGES]
        for pk, *names in self.model.objects.filter(pk__in=pks).order_by("pk").values_list("pk", *columns):
            labels = {language: name for language, name in zip(LANGUAGES, names, strict=True) if name}
            yield Names(self.kind, pk, labels, tuple(labels.values()))


class Topics(NamesAlone):
    kind, model = TOPIC, Topic


class Authors(NamesAlone):
    """Their pieces, which are linked to them, are found by their names."""

    kind, model = AUTHOR, Author


def _links(pks):
    """What each article is linked to, as editors accepted it, and who wrote it. Four queries.

    Of the ledger only what is on the record: of a draft, or of what was redacted, nobody may hear this way.
    """
    about = defaultdict(list)
    for kind, model in LINKS:
        rows = model.objects.filter(article__in=pks, is_proposed=False)
        if kind == Kind.PARTNERSHIP:
            rows = rows.filter(partnership__recorded_at__isnull=False, partnership__redaction=None)
        for article, thing in rows.order_by("article", "pk").values_list("article", model.leads_to):
            about[article].append((kind, thing))
    rows = Byline.objects.filter(article__in=pks).order_by("article", "position", "pk")
    for article, author in rows.values_list("article", "author"):
        about[article].append((AUTHOR, author))
    return about


def _live_texts(pks, language):
    """What readers see or will see, as a dictionary for each article, in the order of their keys."""
    shown = Article.objects.filter(pk__in=pks).live_or_scheduled(language).order_by("pk")
    columns = [f"{name}_{language}" for name in (*TEXT, "published_at")]
    for values in shown.values_list("pk", "topic", *columns):
        yield dict(zip(COLUMNS, values, strict=True), is_public=True)


def _unseen_texts(pks, language):
    """What editors wrote since, likewise."""
    newest = _unseen(language).filter(article__in=pks).order_by("article")
    for values in newest.values_list("article", "article__topic", *TEXT, "made_at"):
        yield dict(zip(COLUMNS, values, strict=True), is_public=False)


def _unseen(language):
    """The newest revisions that readers don't see: not published, withdrawn, or an earlier one was since."""
    same_text = Revision.objects.filter(article=OuterRef("article"), language=language)
    since = OuterRef("published_at")  # not translated: Revision
    shown_later = Exists(same_text.filter(published_at__gt=since))  # not translated: Revision
    unpublished = Q(published_at__isnull=True)  # not translated: Revision
    withdrawn = Q(**{f"article__withdrawn_at_{language}__isnull": False})
    newest = Revision.objects.filter(language=language).newest_ones()
    return newest.filter(unpublished | withdrawn | shown_later)


def _document(row, language, about):
    ends = (row["place"], row["source_name"])
    return Document(
        kind=Kind.ARTICLE,
        pk=row["pk"],
        language=language,
        headline=row["headline"],
        standfirst=row["standfirst"] or "",
        body="\n".join(filter(None, (to_text(row["body"] or ""), *ends))),
        is_public=row["is_public"],
        published_at=row["at"],
        topic=row["topic"],
        about=about,
    )
