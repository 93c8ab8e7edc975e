"""What two organisations have done together over the years."""

from dataclasses import dataclass
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from organizations.models import Organization
from organizations.partnerships.loading import entry_rows
from organizations.partnerships.models import Partnership
from portal.bilingual.alternates import InLanguages, Page
from portal.bilingual.elsewhere import only_in_other_language
from portal.bilingual.languages import other
from portal.page_parameters import CURSOR, takes
from portal.paging import Key, page_by_key

#: The undated stand last: they are stored as the first of all days.
NEWEST = Key("sorted_on", kind="date")


@dataclass
class Pair(InLanguages):
    """Two organisations in the order of their slugs, which is that of the one address they have."""

    first: Organization
    second: Organization

    def name_in(self, language):
        names = [organization.name_in(language) for organization in self]
        return " · ".join(names) if all(names) else None

    def get_absolute_url(self):
        return reverse("partnerships:pair", args=[self.first.slug, self.second.slug])

    @property
    def surrogate_key(self):
        return f"pair-{self.first.pk}-{self.second.pk}"

    def __iter__(self):
        return iter((self.first, self.second))

    @property
    def is_demo(self):
        return self.first.is_demo or self.second.is_demo


@takes(*CURSOR)
def pair_timeline(request, first, second):
    """Every entry in which both have a role, newest first; the two are one page in either order."""
    language = request.LANGUAGE_CODE
    pair = Pair(*sorted((_organization(first), _organization(second)), key=lambda found: found.slug))
    if pair.first == pair.second:
        raise Http404("the same organisation twice")
    if (pair.first.slug, pair.second.slug) != (first, second):
        return redirect(pair, permanent=True)
    if not pair.is_live_in(language):
        return only_in_other_language(request, pair)
    public = Partnership.objects.public(language)
    entries = public.between(*pair).only("sorted_on")
    listed = page_by_key(entries, NEWEST, request.GET, load=partial(entry_rows, language))
    page = Page.at(
        "partnerships:pair",
        language,
        *(organization.slug for organization in pair),
        cursor=listed.cursor,
        shows=(*pair, *listed),
        is_indexed=bool(listed) and not pair.is_demo,
        is_elsewhere=bool(listed) and _is_elsewhere(pair, other(language)),
    )
    context = {
        "pair": pair,
        "listed": listed,
        "dated": [entry for entry in listed if entry.is_dated],
        "shows_demo": pair.is_demo or any(entry.is_demo for entry in listed),
        "undated": [entry for entry in listed if not entry.is_dated],
        "page": page,
    }
    return TemplateResponse(request, "partnerships/pair_timeline.html", context)


def _is_elsewhere(pair, language):
    return pair.is_live_in(language) and Partnership.objects.public(language).between(*pair).exists()


def _organization(slug):
    return get_object_or_404(Organization.objects.at(slug))
