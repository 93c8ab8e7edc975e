"""What editors type on the pages of the ledger's verbs; ``UpdateForm`` also stands in an article's form."""

from .reason import ReasonForm
from .repeated import repeated_source
from .update import UpdateForm
from .words import say_errors

__all__ = ["ReasonForm", "UpdateForm", "repeated_source", "say_errors"]
