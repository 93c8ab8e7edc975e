"""New statuses in the ledger that wait until somebody else has confirmed them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.partnerships.admin.proposals import proposals
from organizations.partnerships.rights import Right, may
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, Panel, more_at


def waiting_proposals(user):
    """For those who may confirm; what they proposed themselves waits for others and isn't counted."""
    if not may(user, Right.CONFIRM):
        return None
    found = [proposal for proposal in proposals(user, MOST_COUNTED + 1) if proposal.is_open]
    count = Count.of(found)
    return Panel(
        name="proposals",
        title=_("New statuses to confirm"),
        rows=found[:ROWS_SHOWN],
        nothing=_("No new status waits for confirmation."),
        count=count,
        asks=ngettext("new status to confirm", "new statuses to confirm", count.number),
        more=more_at("partnerships_partnership_waiting"),
    )
