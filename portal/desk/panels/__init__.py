"""The panels of the desk in their order; each is a function that takes the user and gives a Panel or None.

None says that the panel is not for them; one that is theirs and has nothing to show says so. A later part of
the portal adds its panel here, a file beside these, and a template in ``templates/admin/desk/``.
"""

from .corrections import open_corrections
from .ledger import ledger_checks
from .published import published_lately
from .review import in_review
from .scheduled import scheduled
from .self_check import ledger_findings
from .stale import stale_translations
from .writing import drafts, returned

PANELS = [
    open_corrections,
    in_review,
    stale_translations,
    returned,
    drafts,
    scheduled,
    ledger_checks,
    ledger_findings,
    published_lately,
]

__all__ = ["PANELS"]
