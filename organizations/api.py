"""The directory in the open data: what entries of the ledger lead to."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router

from organizations.exporting import OrganizationDocument, organization_document
from organizations.models import Organization
from portal.open_data import json_answer

router = Router(tags=["organizations"])


@router.get(
    "/organizations/{slug}",
    response=OrganizationDocument,
    url_name="organization",
    summary="One organisation",
)
def organization_detail(request, slug: str):
    """Names in both languages, other names, country, identifiers. A merged one leads to what it became."""
    organizations = Organization.objects.select_related("parent").prefetch_related("aliases")
    organization = get_object_or_404(organizations, slug=slug[:80])
    if survivor := getattr(organization, "merged_into", None):
        return HttpResponsePermanentRedirect(reverse("api:organization", args=[survivor.slug]))
    document = organization_document(organization)
    return json_answer(document, shows=[organization], is_indexed=not organization.is_demo)
