"""What was announced for a date that has passed, and what nobody has looked at again."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.partnerships.admin.addresses import act_address, address_of
from organizations.partnerships.enums import ByStatedDate
from organizations.partnerships.models import Commitment
from organizations.partnerships.rights import Right, may
from portal.desk.panel import MOST_COUNTED, ROWS_SHOWN, Count, Panel, Said, more_at, said


@dataclass(frozen=True)
class Check:
    commitment: Commitment
    today: date

    @property
    def statement(self) -> Said:
        return said(self.commitment, "statement")

    @property
    def address(self):
        return address_of(self.commitment)

    @property
    def update_address(self):
        return act_address("update", self.commitment)

    @property
    def due(self) -> Said:
        return said(self.commitment, "due_text")

    @property
    def has_passed(self):
        return self.commitment.by_stated_date_on(self.today) == ByStatedDate.PASSED


def ledger_checks(user):
    if not may(user, Right.PROPOSE):
        return None
    today = timezone.localdate()
    found = Commitment.objects.to_check(today).select_related("partnership")[: MOST_COUNTED + 1]
    found = [Check(commitment, today) for commitment in found]
    count = Count.of(found)
    return Panel(
        name="ledger",
        title=_("Ledger checks due"),
        rows=found[:ROWS_SHOWN],
        nothing=_("Nothing in the ledger waits to be re-checked."),
        count=count,
        asks=ngettext("ledger check due", "ledger checks due", count.number),
        remark=_("stated date passed, or not checked for a year") if found else "",
        more=more_at("partnerships_commitment_changelist"),
    )
