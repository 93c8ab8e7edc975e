"""The public pages of the directory.

Articles and ledger entries are reached through the reverse sides of their links; nothing above is imported.
"""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from organizations.models import Organization, Person
from organizations.structured_data import organization_data, person_data
from portal.bilingual.alternates import Page
from portal.bilingual.elsewhere import only_in_other_language
from portal.page_parameters import CURSOR, takes
from portal.paging import Key, page_by_key
from portal.prepared import prepared
from portal.publisher import collection
from portal.schema_org import document

DIRECTORY_SIZE = 60
ARTICLES = 12
LATEST_ENTRIES = 12
ITEMS = 10


@dataclass(frozen=True)
class Excerpt:
    """The first rows of a list of which one more than ``most`` was read, if there are so many."""

    found: list
    most: int

    def __iter__(self):
        return iter(self.found[: self.most])

    def __len__(self):
        return min(len(self.found), self.most)

    @property
    def has_more(self):
        return len(self.found) > self.most


@takes(*CURSOR)
def organization_list(request):
    language = request.LANGUAGE_CODE
    key = Key(f"sort_key_{language}", kind="bytes", descending=False)
    listed = page_by_key(Organization.objects.named_in(language), key, request.GET, size=DIRECTORY_SIZE)
    page = Page.at("organizations:list", language, cursor=listed.cursor, shows=("organizations", *listed))
    context = {
        "organizations": listed,
        "page": page,
        "structured_data": document(collection(page, _("Organisations"), listed)),
    }
    return TemplateResponse(request, "organizations/organization_list.html", context)


@takes(*CURSOR)
def organization_detail(request, slug):
    language = request.LANGUAGE_CODE
    organization = next(iter(_organization(slug=slug)), None)
    if organization is None:
        raise Http404("no such organisation")
    if organization.slug != slug:
        return redirect(organization, permanent=True)
    if not organization.is_live_in(language):
        return only_in_other_language(request, organization)
    entries = _entries(language, organization=organization.pk)
    items = _items(language, organization=organization.pk)
    listed, articles = _mentions(request, organization)
    neighbourhood = organization.roles.neighbourhood(organization, language)
    shown = (*entries, *(item.partnership for item in items), *articles)
    shown += tuple(neighbourhood.organizations)
    context = {
        "organization": organization,
        "neighbourhood": neighbourhood,
        "other_names": [name for of, name in organization.other_names or [] if of == language],
        "partnerships": Excerpt(entries, LATEST_ENTRIES),
        "items": Excerpt(items, ITEMS),
        "positions": _positions(organization=organization.pk),
        "articles": articles,
        "listed": listed,
        "page": Page.of(organization, language, cursor=listed.cursor, shows=shown),
        "structured_data": organization_data(organization, language),
    }
    return TemplateResponse(request, "organizations/organization_detail.html", context)


@prepared
def _organization(*, slug):
    return Organization.objects.select_related("parent").with_other_names().at(slug)


@prepared
def _entries(language, *, organization):
    return Organization(pk=organization).roles.latest_entries(language, LATEST_ENTRIES + 1)


@prepared
def _items(language, *, organization):
    return Organization(pk=organization).commitments.public(language).first_rows(ITEMS + 1)


@prepared
def _positions(*, organization):
    return Organization(pk=organization).positions.select_related("person").newest_first()


@takes(*CURSOR)
def person_detail(request, slug):
    language = request.LANGUAGE_CODE
    person = get_object_or_404(Person.objects.select_related("portrait__picture").at(slug))
    if person.slug != slug:
        return redirect(person, permanent=True)
    if not person.is_live_in(language):
        return only_in_other_language(request, person)
    listed, articles = _mentions(request, person)
    positions = list(person.positions.select_related("organization").newest_first())
    context = {
        "person": person,
        "positions": positions,
        "signatures": person.signatures.public(language).newest_first(),
        "articles": articles,
        "listed": listed,
        "page": Page.of(person, language, cursor=listed.cursor, shows=articles),
        "structured_data": person_data(person, positions, language),
    }
    return TemplateResponse(request, "organizations/person_detail.html", context)


def _mentions(request, thing):
    """One page of the articles that mention somebody, and the articles themselves."""
    language = request.LANGUAGE_CODE
    key = Key(f"published_at_{language}", tie="article_id")
    mentions = thing.mentions.live(language).with_article(language)
    listed = page_by_key(mentions, key, request.GET, size=ARTICLES)
    thing.mentions.load_entries(listed)
    return listed, [mention.article for mention in listed]
