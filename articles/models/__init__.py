"""The nouns of the newsroom. Import them from here: ``from articles.models import Article``.

Files inside may import downwards only: log, preview → revision, presence, mention, byline → article → topic,
author, picture.
"""

from .article import Article
from .byline import Byline
from .log import LogEntry
from .mention import MENTIONS, OrganizationMention, PartnershipMention, PersonMention
from .picture import Picture
from .presence import Presence
from .preview import Preview
from .revision import Revision
from .topic import Author, Topic

__all__ = [
    "MENTIONS",
    "Article",
    "Author",
    "Byline",
    "LogEntry",
    "OrganizationMention",
    "PartnershipMention",
    "PersonMention",
    "Picture",
    "Presence",
    "Preview",
    "Revision",
    "Topic",
]
