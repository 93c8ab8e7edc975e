"""What to read after an article: pieces about the same things, the piece before it and the one after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from articles.kin import RELATED
from articles.models import Article

#: An article may be linked to more; those in passing come last and are left aside first.
ENTRIES, ORGANIZATIONS = 4, 6


@dataclass(frozen=True)
class Further:
    """Articles loaded as bare cards. ``newer`` and ``older`` are by time of publication in one language."""

    related: list[Article]
    newer: Article | None
    older: Article | None

    def __iter__(self) -> Iterator[Article]:
        return iter([*self.related, *filter(None, (self.newer, self.older))])


def further(article: Article, language: str) -> Further:
    """What readers of this language see now; the article was loaded with ``with_kin`` and ``load_links``.

    What shares an entry comes before what shares an organisation, that before the same topic, that before
    what is merely new; within each the newest first. One query.
    """
    newer, older = _only(article.newer_keys), _only(article.older_keys)
    ties = [*_ties(article), [key for key in article.newest_keys or () if key not in {newer, older}]]
    cards = _cards({article.pk, newer, older, *chain(*ties)} - {None}, language)
    cards.pop(article.pk, None)
    found = dict.fromkeys(key for keys in ties for key in cards if key in keys)
    return Further([cards[key] for key in found][:RELATED], cards.get(newer), cards.get(older))


def _ties(article):
    """The keys of other pieces by what ties them to the article, the strongest tie first."""
    entries = article.partnership_mentions.all()[:ENTRIES]
    organizations = [row for row in article.organization_mentions.all() if row.counts][:ORGANIZATIONS]
    for mentions in (entries, organizations):
        yield {key for row in mentions for key in row.kin_keys or ()}
    yield article.topic_keys or ()


def _cards(keys, language):
    """The newest first. The article's own key is among them, so that an only piece costs the same query."""
    live = Article.objects.live(language).filter(pk__in=keys)
    return {card.pk: card for card in live.newest_first(language).for_bare_cards(language)}


def _only(keys):
    """PostgreSQL says NULL of an empty list."""
    return next(iter(keys or ()), None)
