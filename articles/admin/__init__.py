"""The newsroom's part of the admin, one file for each thing that editors work on."""

from .article import ArticleAdmin
from .correction import CorrectionAdmin
from .journal import LogEntryAdmin, RevisionAdmin
from .picture import PictureAdmin
from .portrait import PersonWithPortraitAdmin
from .taxonomy import AuthorAdmin, TopicAdmin

__all__ = [
    "ArticleAdmin",
    "AuthorAdmin",
    "CorrectionAdmin",
    "LogEntryAdmin",
    "PersonWithPortraitAdmin",
    "PictureAdmin",
    "RevisionAdmin",
    "TopicAdmin",
]
