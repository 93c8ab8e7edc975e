"""The page of the ledger's questions about itself."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.partnerships.models import Commitment, LedgerRow, Partnership
from organizations.partnerships.self_check import findings

from .addresses import address_of
from .drafts import may_work

#: Of each finding; the rest comes when these are mended.
MOST_SHOWN = 20


@dataclass(frozen=True)
class Line:
    label: str
    address: str


@dataclass(frozen=True)
class Group:
    name: str
    title: str
    lines: list[Line]
    has_more: bool


def groups(most: int, **options) -> list[Group]:
    """What was found, question by question, with the address where it is mended. One query each."""
    found = ((finding, list(finding.rows[: most + 1])) for finding in findings(**options))
    return [
        Group(finding.name, str(finding.title), [_line(row) for row in rows[:most]], len(rows) > most)
        for finding, rows in found
        if rows
    ]


@require_safe
def self_check_view(request):
    if not may_work(request.user):
        raise PermissionDenied
    context = {
        **admin.site.each_context(request),
        "opts": Partnership._meta,
        "title": _("Self-check of the ledger"),
        "groups": groups(MOST_SHOWN),
    }
    return TemplateResponse(request, "admin/partnerships/self_check.html", context)


def _line(row: Model):
    return Line(_label(row), address_of(row))


def _label(row):
    if isinstance(row, Commitment):
        return f"{row.code} · {row}"
    if isinstance(row, LedgerRow):
        return f"{row.about} · {row.get_status_display()}"
    return str(row) or getattr(row, "slug", "")
