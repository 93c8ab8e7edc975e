"""Which piece stands where on the front page; never the same piece twice."""

from dataclasses import dataclass, field
from itertools import groupby

POOL = 60
FEATURED = 3
BESIDE_LEAD = 2
IN_SECTION = 4
BRIEFS = 5


@dataclass
class FrontPage:
    """``sections`` are ``(topic, articles)`` in the order of the masthead; ``briefs`` are what remains."""

    lead: object = None
    beside_lead: list = field(default_factory=list)
    featured: list = field(default_factory=list)
    sections: list = field(default_factory=list)
    briefs: list = field(default_factory=list)


def lay_out(articles) -> FrontPage:
    """Place the newest articles: the lead first, then the columns, then sections by topic, then briefs.

    A lead has a picture where any of the newest few has one.
    """
    rest = list(articles)
    if not rest:
        return FrontPage()
    lead = next((article for article in rest[:FEATURED] if article.picture_id), rest[0])
    rest.remove(lead)
    featured, rest = rest[:FEATURED], rest[FEATURED:]
    beside, rest = rest[:BESIDE_LEAD], rest[BESIDE_LEAD:]
    sections, briefs = _by_topic(rest)
    return FrontPage(
        lead=lead, beside_lead=beside, featured=featured, sections=sections, briefs=briefs[:BRIEFS]
    )


def _by_topic(articles):
    """Sections with more than one piece; the others and the overflow become briefs, newest first."""
    sections, briefs = [], []
    in_order = sorted(articles, key=lambda article: (article.topic.position, article.topic_id))
    for topic, group in groupby(in_order, key=lambda article: article.topic):
        pieces = list(group)
        if len(pieces) > 1:
            sections.append((topic, pieces[:IN_SECTION]))
            briefs += pieces[IN_SECTION:]
        else:
            briefs += pieces
    return sections, sorted(briefs, key=articles.index)
