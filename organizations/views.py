"""The public pages of the directory.

Articles and ledger entries are reached through the reverse sides of their links; nothing above is imported.
"""

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from organizations.models import Organization, Person
from portal.bilingual.alternates import Page
from portal.paging import Key, page_by_key

DIRECTORY_SIZE = 60
LATEST = 8
LATEST_ENTRIES = 12


def organization_list(request):
    language = request.LANGUAGE_CODE
    key = Key(f"sort_key_{language}", kind="bytes", descending=False)
    listed = page_by_key(Organization.objects.named_in(language), key, request.GET, size=DIRECTORY_SIZE)
    page = Page.at("organizations:list", language, cursor=listed.cursor, shows=("organizations", *listed))
    return TemplateResponse(
        request, "organizations/organization_list.html", {"organizations": listed, "page": page}
    )


def organization_detail(request, slug):
    language = request.LANGUAGE_CODE
    organization = get_object_or_404(
        Organization.objects.named_in(language).select_related("parent").prefetch_related("aliases"),
        slug=slug,
    )
    entries = organization.partnerships.public(language).distinct().newest_first().for_rows()[:LATEST_ENTRIES]
    mentions = organization.mentions.live(language).newest_first(language).with_cards(language)[:LATEST]
    articles = [mention.article for mention in mentions]
    context = {
        "organization": organization,
        "aliases": [alias for alias in organization.aliases.all() if alias.language == language],
        "partnerships": entries,
        "positions": organization.positions.select_related("person").newest_first(),
        "articles": articles,
        "page": Page.of(organization, language, shows=(*entries, *articles)),
    }
    return TemplateResponse(request, "organizations/organization_detail.html", context)


def person_detail(request, slug):
    language = request.LANGUAGE_CODE
    person = get_object_or_404(Person.objects.named_in(language), slug=slug)
    mentions = person.mentions.live(language).newest_first(language).with_cards(language)[:LATEST]
    articles = [mention.article for mention in mentions]
    context = {
        "person": person,
        "positions": person.positions.select_related("organization").newest_first(),
        "signatures": person.signatures.public(language).order_by("pk"),
        "articles": articles,
        "page": Page.of(person, language, shows=articles),
    }
    return TemplateResponse(request, "organizations/person_detail.html", context)
