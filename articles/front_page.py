"""Which piece stands where on the front page of a language; never the same piece twice.

What editors have placed stands first, while readers can read it; the rest is filled by recency.
"""

from dataclasses import dataclass, field
from itertools import chain, groupby

from articles.enums import Slot
from articles.models import Article, BreakingLine, Placement
from articles.querysets import load_entries
from portal.prepared import prepared

POOL = 60
FEATURED_SLOTS = (Slot.FEATURED_1, Slot.FEATURED_2, Slot.FEATURED_3)
BESIDE_LEAD = 2
#: A section with fewer pieces would stand half empty: its topic shares one with the next.
LEAST_IN_FIRST, LEAST_IN_SECTION, IN_SECTION = 4, 3, 4
#: The last section stands beside the briefs, if there are enough of them to fill their column.
BESIDE_BRIEFS, LEAST_BRIEFS, BRIEFS = 3, 2, 5


@dataclass
class FrontPage:
    """``sections`` are ``(topics, articles)`` in the order of the masthead; ``briefs`` are what remains.

    ``places`` says which piece stands at each place that editors may fill, None where there are too few.
    """

    lead: object = None
    beside_lead: list = field(default_factory=list)
    featured: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    briefs: list = field(default_factory=list)
    places: dict = field(default_factory=dict)
    breaking: object = None

    @property
    def articles(self):
        """Every piece on the page, in the order in which a reader meets them."""
        lead = [self.lead] if self.lead else []
        in_sections = chain.from_iterable(articles for _topics, articles in self.sections)
        return [*lead, *self.beside_lead, *self.featured, *in_sections, *self.briefs]


def front_page(language: str) -> FrontPage:
    """The front page as readers see it now, each piece loaded as a card. Four queries."""
    front = lay_out(newest_articles(language), live_articles(placed_now(language), language))
    load_entries(front.articles)
    front.breaking = next(reversed(_lines(language)), None)
    return front


def newest_articles(language: str) -> list[Article]:
    """Of what the page is filled."""
    return _newest(language)


def placed_now(language: str) -> dict[Slot, Placement]:
    """What was placed last at each place and is not over, whether readers can read it or not."""
    return last_of_each_slot(_placements(language))


@prepared
def _newest(language):
    return Article.objects.live(language).newest_first(language).for_bare_cards(language)[:POOL]


@prepared
def _placements(language):
    return Placement.objects.begun(language).with_article(language)


@prepared
def _lines(language):
    return BreakingLine.objects.shown(language)


def last_of_each_slot(placements) -> dict[Slot, Placement]:
    return {Slot(placement.slot): placement for placement in placements}


def live_articles(placements: dict[Slot, Placement], language: str) -> dict[Slot, Article]:
    """The placed pieces that readers can read; the places of the others are filled by recency."""
    return {
        slot: placement.article
        for slot, placement in placements.items()
        if placement.article.is_live_in(language)
    }


def lay_out(articles, placed=None) -> FrontPage:
    """Set what was placed, then the newest: the lead, the columns, sections by topic, briefs.

    ``placed`` are articles by their ``Slot``; one with two places stands at the first of them. A lead that
    nobody placed has a picture where any of the newest few has one.
    """
    placed = _each_once(placed or {})
    rest = [article for article in articles if article not in placed.values()]
    lead = placed.pop(Slot.LEAD, None) or _take_lead(rest, placed)
    featured = {slot: placed.get(slot) or _take_first(rest) for slot in FEATURED_SLOTS}
    beside, rest = rest[:BESIDE_LEAD], rest[BESIDE_LEAD:]
    sections, briefs = _by_topic(rest)
    return FrontPage(
        lead=lead,
        beside_lead=beside,
        featured=[article for article in featured.values() if article],
        sections=sections,
        briefs=briefs[:BRIEFS],
        places={Slot.LEAD: lead, **featured},
    )


def _each_once(placed):
    kept = {}
    for slot in Slot:
        if slot in placed and placed[slot] not in kept.values():
            kept[slot] = placed[slot]
    return kept


def _take_lead(rest, placed):
    """The newest with a picture; where nothing but placed pieces is left, the first of these."""
    if not rest:
        return placed.pop(next(iter(placed))) if placed else None
    few = rest[: len(FEATURED_SLOTS)]
    lead = next((article for article in few if article.picture_id), rest[0])
    rest.remove(lead)
    return lead


def _take_first(rest):
    return rest.pop(0) if rest else None


def _by_topic(articles):
    """Sections in the order of the masthead, the newest first in each; the others become briefs."""
    in_order = sorted(articles, key=lambda article: (article.topic.position, article.topic_id))
    sections, pieces = [], []
    for _topic, group in groupby(in_order, key=lambda article: article.topic_id):
        pieces += list(group)[: IN_SECTION - len(pieces)]
        if len(pieces) >= (LEAST_IN_SECTION if sections else LEAST_IN_FIRST):
            sections.append(pieces)
            pieces = []
    _make_room_beside_briefs(sections, len(articles))
    shown = set(chain.from_iterable(sections))
    briefs = [article for article in articles if article not in shown]
    return [(_topics(pieces), sorted(pieces, key=articles.index)) for pieces in sections], briefs


def _make_room_beside_briefs(sections, number):
    """The last of several sections gives a piece away where the briefs then fill the column beside it."""
    left = number - sum(map(len, sections))
    if len(sections) > 1 and len(sections[-1]) > BESIDE_BRIEFS and left + 1 >= LEAST_BRIEFS:
        del sections[-1][BESIDE_BRIEFS:]


def _topics(articles):
    """Those that have a name in the active language, in the order of the masthead."""
    return list(dict.fromkeys(article.topic for article in articles if article.topic.name))
