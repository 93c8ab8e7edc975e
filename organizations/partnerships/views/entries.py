"""The ledger as a list, and the page of one entry."""

from http import HTTPStatus

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from organizations.models import Organization
from organizations.partnerships.dossier import open_dossier
from organizations.partnerships.enums import PartnershipKind, Status
from organizations.partnerships.models import Partnership
from organizations.partnerships.standing import lines_in_words
from portal.bilingual.alternates import Page
from portal.bilingual.elsewhere import only_in_other_language
from portal.bilingual.languages import other
from portal.paging import Key, page_by_key

ARTICLES = 12


def partnership_list(request):
    """The ledger, newest entry first, narrowed by ``kind``, ``status``, ``organization`` and ``year``."""
    language = request.LANGUAGE_CODE
    filters = _filters(request.GET)
    entries = Partnership.objects.public(language).matching(**filters).for_rows()
    keep = {name: getattr(value, "slug", value) for name, value in filters.items()}
    listed = page_by_key(entries, Key("number", kind="number"), request.GET, keep=keep)
    context = {
        "partnerships": listed,
        "filters": filters,
        "kinds": PartnershipKind,
        "statuses": Status,
        "page": Page.at(
            "partnerships:list",
            language,
            filters=listed.filters,
            cursor=listed.cursor,
            shows=("partnerships", *listed),
        ),
    }
    return TemplateResponse(request, "partnerships/partnership_list.html", context)


def partnership_detail(request, slug):
    """An entry in full; where it was redacted, its number, the day and the reason."""
    language = request.LANGUAGE_CODE
    partnership = get_object_or_404(Partnership.objects.for_page(), slug=slug)
    if partnership.is_redacted:
        return _redacted(request, partnership)
    if not partnership.is_live_in(language):
        return only_in_other_language(request, partnership)
    key = Key(f"published_at_{language}", tie="article_id")
    mentions = partnership.mentions.live(language).with_article(language)
    listed = page_by_key(mentions, key, request.GET, size=ARTICLES)
    articles = [mention.article for mention in listed]
    dossier = open_dossier(partnership, language, timezone.localdate())
    named = [row.organization for row in partnership.roles_in_order]
    named += [related.entry for related in dossier.relations if related.entry]
    context = {
        "partnership": partnership,
        "dossier": dossier,
        "lines": lines_in_words(partnership),
        "articles": articles,
        "listed": listed,
        "page": Page.of(partnership, language, cursor=listed.cursor, shows=(*named, *articles)),
    }
    return TemplateResponse(request, "partnerships/partnership_detail.html", context)


def _redacted(request, partnership):
    """It has no title any more in either language; a draft was never public and says nothing of itself."""
    if partnership.recorded_at is None:
        raise Http404("never recorded")
    language, elsewhere = request.LANGUAGE_CODE, other(request.LANGUAGE_CODE)
    page = Page(language=language, is_indexed=False, shows=(partnership,))
    context = {
        "partnership": partnership,
        "elsewhere": (elsewhere, partnership.url_in(elsewhere)),
        "page": page.switching_to(partnership.url_in(elsewhere)),
    }
    return TemplateResponse(
        request, "partnerships/partnership_redacted.html", context, status=HTTPStatus.GONE
    )


def _filters(parameters):
    """The filters of the address; a value that doesn't exist is a 404 (design §7)."""
    found = {}
    for name, known in (("kind", PartnershipKind.values), ("status", Status.values)):
        if value := parameters.get(name):
            if value not in known:
                raise Http404(name)
            found[name] = value
    if slug := parameters.get("organization"):
        found["organization"] = get_object_or_404(Organization, slug=slug[:200])
    if year := parameters.get("year"):
        found["year"] = _year(year)
    return found


def _year(text):
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) > 0):
        raise Http404("year")
    return int(text)
