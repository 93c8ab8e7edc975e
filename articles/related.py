"""What to read after an article: pieces about the same things, the piece before it and the one after it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from articles.kin import RELATED
from articles.models import Article
from portal.prepared import prepared

#: An article may be linked to more; those in passing come last and are left aside first.
ENTRIES, ORGANIZATIONS = 4, 6


@dataclass(frozen=True)
class Further:
    """Articles loaded as bare cards, each once. ``newer`` and ``older`` are by time of publication."""

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
    found, cards = _found(article, language, {newer, older})
    beside = [card for card in found if card.pk not in {newer, older}]
    return Further(beside[:RELATED], cards.get(newer), cards.get(older))


def instead(article: Article, language: str) -> list[Article]:
    """The same in place of an article that can't be read here, where no neighbours are shown. One query."""
    found, _cards_by_key = _found(article, language, set())
    return found[:RELATED]


def _found(article, language, neighbours):
    """The cards of what is tied to the article, the strongest tie first; and by key, with the neighbours'."""
    ties = [*_ties(article), article.newest_keys or ()]
    cards = _cards({article.pk, *neighbours, *chain(*ties)} - {None}, language)
    cards.pop(article.pk, None)
    found = dict.fromkeys(key for keys in ties for key in cards if key in keys)
    return [cards[key] for key in found], cards


def _ties(article):
    """The keys of other pieces by what ties them to the article, the strongest tie first."""
    entries = article.partnership_mentions.all()[:ENTRIES]
    organizations = [row for row in article.organization_mentions.all() if row.counts][:ORGANIZATIONS]
    for mentions in (entries, organizations):
        yield {key for row in mentions for key in row.kin_keys or ()}
    yield article.topic_keys or ()


def _cards(keys, language):
    """The newest first. The article's own key is among them, so that an only piece costs the same query."""
    return {card.pk: card for card in _live_cards(language, keys=keys)}


@prepared
def _live_cards(language, *, keys):
    live = Article.objects.live(language).filter(pk__in=keys)
    return live.newest_first(language).for_bare_cards(language)


def _only(keys):
    """PostgreSQL says NULL of an empty list."""
    return next(iter(keys or ()), None)
