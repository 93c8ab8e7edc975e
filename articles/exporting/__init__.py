"""Articles as open data, with their topics and authors: shapes, what is loaded for them, documents.

Files inside may import downwards only: documents → loading, names, pictures → schema.
"""

from . import schema
from .documents import article_documents, withdrawn_document
from .loading import for_export
from .names import author_document, topic_document

__all__ = [
    "article_documents",
    "author_document",
    "for_export",
    "schema",
    "topic_document",
    "withdrawn_document",
]
