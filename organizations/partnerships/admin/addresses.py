"""Where the admin shows what belongs to the ledger."""

from django.db.models import Model
from django.urls import reverse

from organizations.partnerships.models import Change, LedgerRow, Partnership


def entry_address(entry: Partnership) -> str:
    return reverse("admin:partnerships_partnership_change", args=[entry.pk])


def address_of(thing: Model) -> str:
    """The page of a record; a row has its place on the page of its entry."""
    if isinstance(thing, LedgerRow):
        return f"{entry_address(thing.entry)}#{anchor(thing)}"
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def anchor(row: LedgerRow) -> str:
    return f"{row._meta.model_name}-{row.pk}"


def act_address(act: str, thing: Partnership | LedgerRow) -> str:
    """The page of a verb for an entry or one of its rows."""
    if isinstance(thing, Partnership):
        return reverse(f"admin:partnerships_partnership_{act}", args=[thing.pk])
    args = [thing.entry.pk, thing._meta.model_name, thing.pk]
    return reverse(f"admin:partnerships_row_{act}", args=args)


def journal_address(entry: Partnership) -> str:
    return f"{reverse(f'admin:partnerships_{Change._meta.model_name}_changelist')}?entry={entry.pk}"
