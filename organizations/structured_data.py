"""Who somebody is, for search engines: schema.org in JSON-LD, in the language of the page."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from organizations.enums import OrganizationKind
from organizations.models import Organization, Person, Position
from portal.bilingual.languages import LANGUAGES

CONTEXT = "https://schema.org"
WIKIDATA = "https://www.wikidata.org/entity/"
GOVERNMENT = {
    OrganizationKind.REGULATOR,
    OrganizationKind.MINISTRY,
    OrganizationKind.GOVERNMENT,
    OrganizationKind.PUBLIC_BODY,
    OrganizationKind.EMBASSY,
}


def organization_data(organization: Organization, language: str) -> dict:
    """Of an organisation with its parent and its names of both languages (``with_other_names``) loaded."""
    names = [
        organization.name_ar,
        organization.name_en,
        organization.short_name_ar,
        organization.short_name_en,
        *(name for _language, name in organization.other_names or []),
    ]
    name = organization.name_in(language)
    return _filled(
        {
            "@context": CONTEXT,
            **_called(organization, language),
            "alternateName": [other for other in dict.fromkeys(names) if other and other != name],
            "sameAs": _elsewhere(organization),
            "parentOrganization": _parent(organization.parent, language),
            "address": _address(organization, language),
        }
    )


def person_data(person: Person, positions: list[Position], language: str) -> dict:
    """Of a person and the offices on record. An office without dates is true as of its source."""
    other_names = [person.name_in(other) for other in LANGUAGES if other != language]
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Person",
            "@id": _url(person, language),
            "url": _url(person, language),
            "name": person.name_in(language),
            "alternateName": [name for name in other_names if name],
            "jobTitle": _current_titles(positions, language),
            "worksFor": [_office(position, language) for position in positions],
        }
    )


def _called(organization, language):
    is_government = organization.kind in GOVERNMENT
    return {
        "@type": "GovernmentOrganization" if is_government else "Organization",
        "@id": _url(organization, language),
        "url": _url(organization, language),
        "name": organization.name_in(language),
    }


def _parent(parent, language):
    return _called(parent, language) if parent and parent.name_in(language) else None


def _elsewhere(organization):
    wikidata = WIKIDATA + organization.wikidata if organization.wikidata else ""
    return [address for address in (wikidata, organization.website) if address]


def _address(organization, language):
    place = {
        "addressCountry": organization.country,
        "addressLocality": getattr(organization, f"seat_{language}"),
    }
    return {"@type": "PostalAddress", **_filled(place)} if any(place.values()) else None


def _current_titles(positions, language):
    """What is not known to have ended; a list, for the record may know of several offices."""
    titles = [getattr(position, f"title_{language}") for position in positions if not position.ended_on]
    return [title for title in dict.fromkeys(titles) if title]


def _office(position, language):
    """An office as a role, with the time from which and until which it is on record."""
    organization = position.organization
    name = organization.name_in(language)
    return _filled(
        {
            "@type": "OrganizationRole",
            "roleName": getattr(position, f"title_{language}"),
            "startDate": position.started_on.isoformat() if position.started_on else None,
            "endDate": position.ended_on.isoformat() if position.ended_on else None,
            "description": _stated(position, language),
            "worksFor": _called(organization, language) if name else None,
        }
    )


def _stated(position, language):
    """The year of the text that states an office; it is no first day, so schema.org has no name for it."""
    if not position.stated_year:
        return None
    with override(language):
        return _("as of %(year)s") % {"year": position.stated_year}


def _url(thing, language):
    return settings.SITE_URL + thing.url_in(language)


def _filled(data):
    return {name: value for name, value in data.items() if value}
