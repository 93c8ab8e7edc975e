"""The nouns of the newsroom. Import them from here: ``from articles.models import Article``.

Files inside may import downwards only: log, preview → revision, presence, autosave, mention, byline → article
→ topic, author, picture.
"""

from .article import Article
from .autosave import Autosave
from .byline import Byline
from .log import LogEntry
from .mention import OrganizationMention, PartnershipMention, PersonMention
from .picture import Picture
from .presence import Presence
from .preview import Preview
from .revision import Revision
from .topic import Author, Topic

__all__ = [
    "Article",
    "Author",
    "Autosave",
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
