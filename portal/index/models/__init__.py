"""The rows of the index that the database keeps: ``from portal.index.models import DocumentRow``."""

from .delivery import Delivery
from .document_row import DocumentRow
from .name import Name
from .vocabulary import VocabularyKey, VocabularyWord

__all__ = ["Delivery", "DocumentRow", "Name", "VocabularyKey", "VocabularyWord"]
