"""What editors type: the article with a text in each language, the picture, the reason for withdrawing, …"""

from .article import ArticleForm
from .autosave import AutosaveForm
from .links import LinkFormSet
from .picture import PictureForm
from .presence import PresenceForm
from .preview import PreviewLinkForm
from .rich_text import RichTextWidget
from .withdrawal import WithdrawalForm

__all__ = [
    "ArticleForm",
    "AutosaveForm",
    "LinkFormSet",
    "PictureForm",
    "PresenceForm",
    "PreviewLinkForm",
    "RichTextWidget",
    "WithdrawalForm",
]
