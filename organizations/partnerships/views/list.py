"""The ledger as a list, with filters that compose."""

from functools import partial

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from organizations.models import Organization
from organizations.partnerships.enums import PartnershipKind, Status
from organizations.partnerships.filters import NAMES, Filters, moved
from organizations.partnerships.loading import entry_rows
from organizations.partnerships.models import Partnership, Party
from organizations.partnerships.structured_data import ledger_data
from portal.bilingual.alternates import Page
from portal.page_parameters import CURSOR, takes
from portal.paging import Key, page_by_key

#: With more of them the list of names is too long to choose from: the directory leads on.
MOST_CHOICES = 200


@takes(*NAMES, *CURSOR)
def partnership_list(request):
    """The ledger, newest entry first, narrowed by ``kind``, ``status``, ``organization`` and ``year``."""
    language = request.LANGUAGE_CODE
    filters = Filters(_asked(request.GET))
    if filters.organization and filters.organization.slug != request.GET["organization"]:
        return moved(request, filters.organization)
    public = Partnership.objects.public(language)
    listed = page_by_key(
        public.matching(**filters.values).only("number"),
        Key("number", kind="number"),
        request.GET,
        keep=filters.parameters,
        load=partial(entry_rows, language),
    )
    context = {
        "partnerships": listed,
        "filters": filters,
        "kinds": PartnershipKind,
        "statuses": [(status, filters.address(status=status)) for status in Status],
        "organizations": _organizations(language),
        "years": _years(public),
        "structured_data": ledger_data(language),
        "page": Page.at(
            "partnerships:list",
            language,
            filters=listed.filters,
            cursor=listed.cursor,
            shows=("partnerships", *listed),
        ),
    }
    return TemplateResponse(request, "partnerships/partnership_list.html", context)


def _asked(parameters):
    """The filters of the address; a value that doesn't exist is a 404 (design §7)."""
    found = {}
    for name, known in (("kind", PartnershipKind), ("status", Status)):
        if value := parameters.get(name):
            if value not in known.values:
                raise Http404(name)
            found[name] = known(value)
    if slug := parameters.get("organization"):
        found["organization"] = get_object_or_404(Organization.objects.at(slug[:200]))
    if year := parameters.get("year"):
        found["year"] = _year(year)
    return found


def _year(text):
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) > 0):
        raise Http404("year")
    return int(text)


def _organizations(language):
    """Those to choose from: whoever has a role in an entry; nothing where they are too many for a list."""
    roles = Party.objects.public(language).filter(organization=OuterRef("pk"))
    taking_part = Organization.objects.named_in(language).filter(Exists(roles))
    found = list(taking_part.in_directory_order(language)[: MOST_CHOICES + 1])
    return found if len(found) <= MOST_CHOICES else []


def _years(public):
    """From the last year that an entry names to the first, newest first."""
    dated = public.dated()
    first, last = dated.order_by("sorted_on").first(), dated.order_by("-sorted_on", "-pk").first()
    if not first:
        return []
    return range(max(last.sorted_on.year, timezone.localdate().year), first.sorted_on.year - 1, -1)
