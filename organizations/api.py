"""The directory in the open data: who is named in articles and in entries of the ledger."""

from functools import partial

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from organizations.exporting import (
    OrganizationDocument,
    OrganizationList,
    PersonDocument,
    PersonList,
    organization_document,
    person_document,
)
from organizations.models import Organization, Person, Position
from portal.open_data import moved_answer
from portal.open_lists import SlugText
from portal.paging import Key, page_by_key

from .parameters import OrganizationAsked, OrganizationPart, PersonAsked, PersonPart

router = Router(tags=["directory"])

NEWEST = Key("id", kind="number")


@router.get(
    "/organizations",
    response=OrganizationList,
    by_alias=True,
    url_name="organizations",
    summary="Organisations, newest first",
)
def organization_list(request, part: Query[OrganizationPart]):
    """Those that were merged into others are left out."""
    listed = page_by_key(part.listed(_organizations()), NEWEST, **part.paging())
    documents = [organization_document(organization, part.lang) for organization in listed]
    return part.list_answer(request, listed, "organizations", documents, shows=["organizations"])


@router.get(
    "/organizations/{slug}",
    response=OrganizationDocument,
    by_alias=True,
    url_name="organization",
    summary="One organisation",
)
def organization_detail(request, slug: Path[SlugText], asked: Query[OrganizationAsked]):
    """Names in both languages, other names, country, identifiers. A merged one leads to what it became."""
    document = partial(organization_document, language=asked.lang)
    return _document(request, _organizations(), slug, asked, document, "api:organization")


@router.get("/people", response=PersonList, url_name="people", summary="People, newest first")
def person_list(request, part: Query[PersonPart]):
    """Whoever is named on the record, with the offices that texts state."""
    listed = page_by_key(part.listed(_people()), NEWEST, **part.paging())
    documents = [person_document(person) for person in listed]
    return part.list_answer(request, listed, "people", documents, shows=["people"])


@router.get("/people/{slug}", response=PersonDocument, url_name="person", summary="One person")
def person_detail(request, slug: Path[SlugText], asked: Query[PersonAsked]):
    """Names, other names and offices. A merged record leads to what it became."""
    return _document(request, _people(), slug, asked, person_document, "api:person")


def _organizations():
    return Organization.objects.select_related("parent").prefetch_related("aliases")


def _people():
    offices = Position.objects.newest_first().select_related("organization")
    return Person.objects.prefetch_related("aliases", Prefetch("positions", queryset=offices))


def _document(request, records, slug, asked, document, route):
    record = get_object_or_404(records.at(slug))
    if record.slug != slug:
        return moved_answer(request, route, record.slug)
    if not any(map(record.is_live_in, asked.languages)):
        raise Http404(asked.lang)
    return asked.answer(document(record), shows=[record], is_indexed=not record.is_demo)
