"""What the pages of articles and topics ask of the database, each query prepared once."""

from itertools import chain

from articles import kin
from articles.models import Article, Byline, Evidence, OrganizationMention, PartnershipMention, Topic
from organizations.partnerships.models import Party
from organizations.partnerships.querysets import standing
from portal import clock
from portal.prepared import give, prepared

ENTRIES_OF_TOPIC = 4


def load_article(pk: int, language: str) -> Article | None:
    """The article with what its page shows of its own row, and the pieces beside it. One query."""
    return next(iter(_row(language, pk=pk)), None)


def load_links(article: Article, language: str) -> None:
    """Load what an article's page shows beside the text: by-lines, organisations, entries. Three queries.

    With the entries come who takes part in them and the items that the article is evidence for
    (``reported``); with entries and organisations the other pieces that speak of them (``related``).
    """
    loaded = {
        "bylines": _bylines(article=article.pk),
        "organization_mentions": _organizations(language, article=article.pk),
        "partnership_mentions": _entries(language, article=article.pk),
    }
    for row in chain.from_iterable(loaded.values()):
        row.article = article
    for name, rows in loaded.items():
        give(article, name, rows)


def load_topic(slug: str, language: str) -> Topic | None:
    """The topic ``with_ends``. One query."""
    return next(iter(_topics(language, slug=slug)), None)


def entries_of_topic(topic: Topic, language: str) -> list:
    """The newest entries that its live articles speak of, with how each stands. One query."""
    return _entries_on(language, topic=topic.pk)


@prepared
def _row(language, *, pk):
    return Article.objects.for_page().with_kin(language).filter(pk=pk)


@prepared
def _bylines(*, article):
    return Byline.objects.filter(article=article).select_related("author")


@prepared
def _organizations(language, *, article):
    linked = OrganizationMention.objects.filter(article=article, is_proposed=False)
    return linked.with_kin(language).select_related("organization")


@prepared
def _entries(language, *, article):
    return (
        PartnershipMention.objects.of_public_entries()
        .filter(article=article)
        .annotate(
            **standing(clock.today(), to="partnership__"),
            item_rows=Evidence.objects.of_mention(),
            party_rows=Party.objects.of_outer_entry("partnership"),
            kin_keys=kin.sharing(PartnershipMention.objects.all(), language),
        )
    )


@prepared
def _topics(language, *, slug):
    return Topic.objects.with_ends(language).filter(slug=slug)


@prepared
def _entries_on(language, *, topic):
    return PartnershipMention.objects.entries_on(topic, language)[:ENTRIES_OF_TOPIC]
