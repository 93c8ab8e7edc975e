"""The page of the ledger's questions about itself."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from organizations.partnerships.models import Commitment, LedgerRow, Partnership
from organizations.partnerships.self_check import duplicates, findings

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
    """What was found, question by question, with the address where it is mended."""
    found = [
        *((finding, [_line(row) for row in finding.rows[: most + 1]]) for finding in findings(**options)),
        *((alike, [_both(pair) for pair in alike.pairs[: most + 1]]) for alike in duplicates()),
    ]
    return [
        Group(finding.name, str(finding.title), lines[:most], len(lines) > most)
        for finding, lines in found
        if lines
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


def _both(pair):
    """Two records that may be one: the newer one's page offers to merge it."""
    return Line(f"{pair.names[0]} ≈ {pair.names[1]} ({pair.why.label})", address_of(pair.second))


def _label(row):
    if isinstance(row, Commitment):
        return f"{row.code} · {row}"
    if isinstance(row, LedgerRow):
        return f"{row.about} · {row.get_status_display()}"
    return str(row) or getattr(row, "slug", "")
