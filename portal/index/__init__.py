"""The search index: what it holds, how it is asked, and the engines that can keep it.

It knows no articles and no organisations: what of them is indexed, each app says in its own ``search.py``.
"""

from .documents import Document, Kind
from .found import Count, Found, Hit
from .queries import All, AnyOf, Filters, Named, Node, Not, Order, Phrase, Query, Word

__all__ = [
    "All",
    "AnyOf",
    "Count",
    "Document",
    "Filters",
    "Found",
    "Hit",
    "Kind",
    "Named",
    "Node",
    "Not",
    "Order",
    "Phrase",
    "Query",
    "Word",
]
