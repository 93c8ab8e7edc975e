"""Who stands in entries with whom: drawn, and the same as a table."""

from django.http import Http404
from django.template.response import TemplateResponse

from organizations.partnerships.models import Partnership
from organizations.partnerships.network import whole_network
from portal.bilingual.alternates import Page
from portal.page_parameters import CURSOR, takes
from portal.paging import PAGE_SIZE, Key, page_by_key

#: The one part of the page that isn't drawn: ``?part=rest`` lists the entries without a line.
REST = "rest"
ROWS = PAGE_SIZE


@takes("part", *CURSOR)
def partnership_network(request):
    """The drawing and its table; with ``part=rest`` the entries that had no room in it."""
    language = request.LANGUAGE_CODE
    if request.GET.get("part", REST) != REST:
        raise Http404("part")
    network = whole_network(language)
    is_rest = "part" in request.GET
    listed = _rest(request, network) if is_rest else None
    context = {
        "network": network,
        "listed": listed,
        "page": Page.at(
            "partnerships:network",
            language,
            filters=listed.filters if is_rest else "",
            cursor=listed.cursor if is_rest else "",
            shows=("partnerships", *(listed if is_rest else network.organizations)),
        ),
    }
    template = "partnership_network_rest" if is_rest else "partnership_network"
    return TemplateResponse(request, f"partnerships/{template}.html", context)


def _rest(request, network):
    entries = Partnership.objects.public(request.LANGUAGE_CODE)
    rest = entries.exclude(number__in=network.numbers).for_rows()
    return page_by_key(rest, Key("number", kind="number"), request.GET, size=ROWS, keep={"part": REST})
