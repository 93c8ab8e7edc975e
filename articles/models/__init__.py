"""The nouns of the newsroom. Import them from here: ``from articles.models import Article``.

Files inside may import downwards only: log, preview, correction, picture use → revision, front page,
presence, autosave, evidence, mention, byline, imported item → article, portrait → topic, author, picture.
"""

from .article import Article
from .autosave import Autosave
from .byline import Byline
from .correction import Correction
from .evidence import Evidence
from .front_page import BreakingLine, Placement
from .imported_item import ImportedItem
from .log import LogEntry
from .mention import MENTIONS, OrganizationMention, PartnershipMention, PersonMention
from .picture import Picture
from .picture_use import PictureUse
from .portrait import Portrait
from .presence import Presence
from .preview import Preview
from .revision import Revision
from .topic import Author, Topic

__all__ = [
    "MENTIONS",
    "Article",
    "Author",
    "Autosave",
    "BreakingLine",
    "Byline",
    "Correction",
    "Evidence",
    "ImportedItem",
    "LogEntry",
    "OrganizationMention",
    "PartnershipMention",
    "PersonMention",
    "Picture",
    "PictureUse",
    "Placement",
    "Portrait",
    "Presence",
    "Preview",
    "Revision",
    "Topic",
]
