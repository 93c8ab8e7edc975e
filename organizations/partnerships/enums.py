from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartnershipKind(models.TextChoices):
    MEMORANDUM = "memorandum", _("memorandum of understanding")
    ALLIANCE = "alliance", _("alliance")
    MEETING = "meeting", _("meeting")
    PROPOSAL = "proposal", _("proposal")
    PROGRAMME = "programme", _("programme")


class Status(models.TextChoices):
    """What the parties say. A meeting has none."""

    PROPOSED = "proposed", pgettext_lazy("entry status", "proposed")
    ANNOUNCED = "announced", pgettext_lazy("entry status", "announced")
    SIGNED = "signed", pgettext_lazy("entry status", "signed")
    ACTIVE = "active", pgettext_lazy("entry status", "under way")
    COMPLETED = "completed", pgettext_lazy("entry status", "announced as completed")
    ENDED = "ended", pgettext_lazy("entry status", "ended")


class PartyRole(models.TextChoices):
    PARTY = "party", pgettext_lazy("role", "party")
    LEAD = "lead", pgettext_lazy("role", "leads the programme")
    PROPOSER = "proposer", pgettext_lazy("role", "proposer")
    DISCUSSED_WITH = "discussed_with", pgettext_lazy("role", "discussed with")
    COOPERATION_MENTIONED = "cooperation_mentioned", pgettext_lazy("role", "cooperation mentioned")


class Precision(models.TextChoices):
    """How much of a date is known. The unknown rest of the stored date is its first day."""

    YEAR = "year", _("year")
    MONTH = "month", _("month")
    DAY = "day", _("day")


class SourceKind(models.TextChoices):
    OFFICIAL_DOCUMENT = "official_document", _("official document")
    OFFICIAL_STATEMENT = "official_statement", _("official statement")
    COMPANY_STATEMENT = "company_statement", _("company statement")
    PRESS_REPORT = "press_report", _("press report")
    OPINION_COLUMN = "opinion_column", _("opinion column")
    OWN_REPORTING = "own_reporting", _("own reporting")


class Nature(models.TextChoices):
    COMMITMENT = "commitment", _("commitment")
    GOAL = "goal", _("stated goal")
    PLAN = "plan", _("announced plan")
    EXPECTED_BENEFIT = "expected_benefit", _("expected benefit")
    ANNOUNCED_EVENT = "announced_event", _("announced event")


class Evidence(models.TextChoices):
    """What the evidence in this archive supports. An opinion column confirms nothing."""

    NONE = "none", _("no evidence in our archive")
    ONE_SOURCE = "one_source", _("one source")
    SEVERAL_SOURCES = "several_sources", _("two or more independent sources")
    CONFLICTING = "conflicting", _("conflicting sources")


class ByStatedDate(models.TextChoices):
    """What the calendar says of a stated date; silence afterwards is neither success nor failure."""

    NOT_YET = "not_yet", _("stated date not yet due")
    PASSED = "passed", _("stated date has passed")
    NO_DATE = "no_date", _("no date stated")
    CONDITIONAL = "conditional", _("conditional")

    @property
    def label_of_many(self):
        """Of several items: where no day is known, some of them may well state a date."""
        return _("no day stated") if self == ByStatedDate.NO_DATE else self.label


class UpdateState(models.TextChoices):
    """Where an update stands; computed from its columns, never stored."""

    PENDING = "pending", _("waits for confirmation")
    EFFECTIVE = "effective", pgettext_lazy("update", "on the record")
    DECLINED = "declined", pgettext_lazy("update", "declined")


class RelationKind(models.TextChoices):
    RENEWS = "renews", pgettext_lazy("relation of entries", "renews")
    IMPLEMENTS = "implements", pgettext_lazy("relation of entries", "implements")
    REPLACES = "replaces", pgettext_lazy("relation of entries", "replaces")


class AmountStage(models.TextChoices):
    """How binding a sum of money was when it was stated."""

    PLANNED = "planned", pgettext_lazy("money", "planned")
    ANNOUNCED = "announced", pgettext_lazy("money", "announced")
    COMMITTED = "committed", pgettext_lazy("money", "committed")
    PAID = "paid", pgettext_lazy("money", "paid")


class LedgerAct(models.TextChoices):
    """What the journal of the ledger notes."""

    RECORDED = "recorded", pgettext_lazy("ledger act", "recorded")
    ADDED = "added", pgettext_lazy("ledger act", "added")
    UPDATED = "updated", pgettext_lazy("ledger act", "updated")
    PROPOSED = "proposed", pgettext_lazy("ledger act", "proposed a new status")
    CONFIRMED = "confirmed", pgettext_lazy("ledger act", "confirmed a new status")
    DECLINED = "declined", pgettext_lazy("ledger act", "declined a new status")
    CHECKED = "checked", pgettext_lazy("ledger act", "checked again, nothing new")
    SUPERSEDED = "superseded", pgettext_lazy("ledger act", "replaced by a later announcement")
    CORRECTED = "corrected", pgettext_lazy("ledger act", "corrected")
    REDACTED = "redacted", pgettext_lazy("ledger act", "redacted")


#: What the desk alone sees: nothing of it is decided yet, or it was decided against.
INTERNAL_ACTS = (LedgerAct.PROPOSED, LedgerAct.DECLINED)


class Subject(models.TextChoices):
    """The row that an act is about, by the name of its model; empty, the entry itself."""

    PARTY = "party", _("organisation and its role")
    SIGNATORY = "signatory", _("signatory")
    SOURCE = "source", _("source")
    COMMITMENT = "commitment", _("announced item")
    AMOUNT = "amount", _("amount of money")
    REPLY = "reply", _("reply")
    RELATION = "relation", _("relation to another entry")
    PARTNERSHIP_UPDATE = "partnershipupdate", _("update of an entry")
    COMMITMENT_UPDATE = "commitmentupdate", _("update of an announced item")
