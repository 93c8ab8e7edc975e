"""The search index rests while the factories make things: to reindex them costs as much as to make them.

A test that looks things up asks for the fixture ``indexed``. What tests do themselves is followed always.
"""

from functools import wraps
from unittest.mock import patch

from portal.search import receivers

VERBS = ("reindex", "reindex_all", "forget")
#: What the fixture ``indexed`` changes.
rests = True


def while_index_rests(make):
    """Make something of which the index hears nothing."""

    @wraps(make)
    def make_quietly(*arguments, **columns):
        if not rests:
            return make(*arguments, **columns)
        with patch.multiple(receivers, **dict.fromkeys(VERBS, _nothing)):
            return make(*arguments, **columns)

    return make_quietly


def _nothing(*arguments):
    pass
