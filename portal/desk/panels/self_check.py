"""What the ledger lacks, question by question."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from organizations.partnerships.rights import Right, may
from organizations.partnerships.self_check import findings, numbers
from portal.desk.addresses import address
from portal.desk.panel import MOST_COUNTED, Count, Panel, more_at

#: Items to check and proposals have panels of their own.
ELSEWHERE = {"passed", "unchecked", "entry_proposals", "item_proposals"}


@dataclass(frozen=True)
class Found:
    title: str
    count: Count
    address: str


def ledger_findings(user):
    if not may(user, Right.RECORD):
        return None
    asked = [finding for finding in findings() if finding.name not in ELSEWHERE]
    found = numbers(asked, MOST_COUNTED + 1)
    where = address("partnerships_partnership_self_check")
    rows = [
        Found(str(finding.title), _count(found[finding.name]), f"{where}#{finding.name}")
        for finding in asked
        if finding.name in found
    ]
    return Panel(
        name="self_check",
        title=_("What the ledger lacks"),
        rows=rows,
        nothing=_("Nothing to mend in the ledger."),
        width="side",
        more=more_at("partnerships_partnership_self_check"),
    )


def _count(number):
    return Count(min(number, MOST_COUNTED), number > MOST_COUNTED)
