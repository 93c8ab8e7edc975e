"""What editors type: the article with a text in each language, the picture, the reason for withdrawing, …"""

from .article import ArticleForm
from .links import LinkFormSet, LinkRowForm
from .picture import PictureForm
from .presence import PresenceForm
from .preview import PreviewLinkForm
from .rich_text import RichTextWidget
from .withdrawal import WithdrawalForm

__all__ = [
    "ArticleForm",
    "LinkFormSet",
    "LinkRowForm",
    "PictureForm",
    "PresenceForm",
    "PreviewLinkForm",
    "RichTextWidget",
    "WithdrawalForm",
]
