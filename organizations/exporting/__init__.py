"""The directory as open data: documents of organisations and people, and what other documents take of them.

Files inside may import downwards only: organization, person → shapes.
"""

from .organization import OrganizationDocument, OrganizationList, organization_document
from .person import PersonDocument, PersonList, person_document
from .shapes import Document, Licensed, Listed, Reference, Words, licensed, reference

__all__ = [
    "Document",
    "Licensed",
    "Listed",
    "OrganizationDocument",
    "OrganizationList",
    "PersonDocument",
    "PersonList",
    "Reference",
    "Words",
    "licensed",
    "organization_document",
    "person_document",
    "reference",
]
