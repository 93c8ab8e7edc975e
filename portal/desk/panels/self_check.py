"""New statuses in the ledger that wait for somebody else, and what the ledger lacks: one query for both."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.partnerships.models import CommitmentUpdate, PartnershipUpdate
from organizations.partnerships.rights import Right, may
from organizations.partnerships.self_check import Finding, findings, numbers
from portal.desk.addresses import address
from portal.desk.panel import MOST_COUNTED, Count, Panel, more_at

#: Items to check have a panel of their own, and proposals that are young are here too.
ELSEWHERE = {"passed", "unchecked", "entry_proposals", "item_proposals"}


@dataclass(frozen=True)
class Found:
    title: str
    count: Count
    address: str


def ledger_findings(user):
    proposals = _proposals_of_others(user) if may(user, Right.CONFIRM) else []
    lacks = [finding for finding in findings() if finding.name not in ELSEWHERE]
    asked = [*proposals, *(lacks if may(user, Right.RECORD) else [])]
    if not asked:
        return None
    found = numbers(asked, MOST_COUNTED + 1)
    waiting = _count(sum(found[proposal.name] for proposal in proposals))
    where = address("partnerships_partnership_self_check")
    rows = [
        Found(str(finding.title), _count(found[finding.name]), f"{where}#{finding.name}")
        for finding in lacks
        if finding.name in found
    ]
    if waiting.number:
        title = ngettext("new status to confirm", "new statuses to confirm", waiting.number)
        rows.insert(0, Found(title, waiting, address("partnerships_partnership_waiting")))
    return Panel(
        name="self_check",
        title=_("To decide and to mend in the ledger"),
        rows=rows,
        nothing=_("No new status waits, and nothing is to be mended in the ledger."),
        count=waiting if proposals else None,
        asks=ngettext("new status to confirm", "new statuses to confirm", waiting.number),
        width="side",
        more=more_at("partnerships_partnership_self_check"),
    )


def _proposals_of_others(user):
    """What the person may decide: nobody confirms what they proposed themselves."""
    return [
        Finding(model._meta.model_name, "", model.objects.pending().exclude(proposed_by=user))
        for model in (PartnershipUpdate, CommitmentUpdate)
    ]


def _count(number):
    return Count(min(number, MOST_COUNTED), number > MOST_COUNTED)
