"""What editors type: the article with a text in each language, the picture, the reason for withdrawing, …"""

from .answer import AnswerForm
from .article import ArticleForm
from .autosave import AutosaveForm
from .evidence import EvidenceForm
from .front_page import BreakingLineForm, PlacementForm
from .links import LinkFormSet, LinkRowForm
from .picture import PictureForm
from .portrait import AuthorForm, PersonForm
from .presence import PresenceForm
from .preview import PreviewLinkForm
from .rich_text import RichTextWidget
from .update import ArticleUpdateForm, OtherEntryForm
from .withdrawal import WithdrawalForm

__all__ = [
    "AnswerForm",
    "ArticleForm",
    "ArticleUpdateForm",
    "AuthorForm",
    "AutosaveForm",
    "BreakingLineForm",
    "EvidenceForm",
    "LinkFormSet",
    "LinkRowForm",
    "OtherEntryForm",
    "PersonForm",
    "PictureForm",
    "PlacementForm",
    "PresenceForm",
    "PreviewLinkForm",
    "RichTextWidget",
    "WithdrawalForm",
]
